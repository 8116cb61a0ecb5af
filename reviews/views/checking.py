"""The check for names before anything leaves: what was found, what may stand and why, and what left."""

from django.db.models import Count, Q
from django.http import Http404
from django.shortcuts import get_object_or_404
from django.views.decorators.cache import never_cache

from design.addresses import url
from documents.models import Document, Version
from records.forms import ReasonForm, posted
from records.pages import asked, one_for, one_or_404
from records.together import gather, read_together
from reviews.anonymity.matching import surroundings
from reviews.forms import reports as forms
from reviews.models import Find, ReportSection, Review, Rewording
from reviews.reports.mended import mended_of
from reviews.services import checking as services
from reviews.views.frame import ABOVE, framed, lists_of_steps

CHECK = services.CHECK
SHOWN, MOST = 10, 300  # checks, finds
NO_FILE = "No file is attached to this review. Attach the Word file or PDF under “Attach a document”, then check it."


def checks(request, reference):
    """The last checks; whether each report and file may leave. Who may not open the key reads that alone."""
    review = one_or_404(request, Review, reference, above=ABOVE)
    gather(
        review,
        *lists_of_steps(review),
        "clearances",
        "reports",
        "leavings__version",
        "leavings__marked_by__person",
    )
    to_clear = Count("finds", filter=~Q(finds__print_of__in=review.clearances.values("print_of")))
    found = review.checks.select_related("report", "version", "asked_by__person").annotate(to_clear=to_clear)
    rows = list(found.order_by("-pk")[:SHOWN])  # counting drops the order of the model
    for row in rows:
        row.newer = services.newer_than(row, rows)
        if row.to_clear and not (
            row.report_id or row.version_id
        ):  # the last check of the chronology alone has finds
            finds = list(row.finds.select_related("entry__agency"))
            row.to_clear = len(services.left_of(review, finds, mended_of(finds)))
    context = {
        "rows": rows, "opens": request.user.has_perm(CHECK, review), "is_going": any(row.is_going for row in rows),
        "reports": review.reports.all(), "leavings": review.leavings.all(),
    }  # fmt: skip
    return framed(request, "reviews/checks.html", review, "reports", **context)


def check_report(request, reference, key):
    review = one_for(request, Review, reference, CHECK, above=ABOVE)
    report = get_object_or_404(review.reports.all(), pk=key)
    return asked(
        request, forms.CheckForm(posted(request)),
        lambda data: services.ask_check(review, by=request.user, report=report, **data), record=review,
        back=_back(review), title=f"Check the {str(report).lower()} for names", submit="Check it",
        done="The check is running. You may leave this page.",
        text="Every name, address, day and place in the key is looked for, and what else is sought.",
    )  # fmt: skip


def check_chronology(request, reference):
    review = one_for(request, Review, reference, CHECK, above=ABOVE)
    return asked(
        request, forms.CheckForm(posted(request)),
        lambda data: services.ask_check(review, by=request.user, **data), record=review, back=_back(review),
        title="Check the chronology for names", submit="Check it",
        done="The check is running. You may leave this page.",
        text="What agencies shared and what you entered. A name that an agency wrote is mended by the agency:"
        " you propose the pseudonym.",
    )  # fmt: skip


def check_file(request, reference):
    review = one_for(request, Review, reference, CHECK, above=ABOVE)
    known = Document.objects.visible_to(request.user).filter(attached_to=review.pk)
    versions = list(
        Version.objects.filter(document__in=known).select_related("document").order_by("-pk")[:50]
    )
    return asked(
        request, forms.FileCheckForm(posted(request), versions=versions),
        lambda data: services.ask_check(review, by=request.user, **data), record=review, back=_back(review),
        title="Check a file for names", submit="Check it", done="The check is running. You may leave this page.",
        text="A Word file or PDF that is attached to this review: its text, notes, comments, tracked changes, hidden"
        " text, descriptions of pictures and properties.", blockers=() if versions else (NO_FILE,),
    )  # fmt: skip


@never_cache
def check_show(request, reference, key):
    """Finds with their surroundings to those who may open the key; to others that there are some, and where."""
    review = one_or_404(request, Review, reference, above=ABOVE)
    gather(review, *lists_of_steps(review), "clearances")
    this = review.checks.filter(pk=key)
    every = Find.objects.filter(check_run__in=this.values("pk")).select_related("entry__agency")
    sections = ReportSection.objects.filter(report__review=review.pk, report__checks=key)
    read = read_together(
        sections=sections,
        checks=this.select_related("report", "version__document", "asked_by__person"),
        since=review.checks.filter(pk__gt=key),
        rewordings=Rewording.objects.filter(entry__in=every.values("entry")).select_related("entry__agency"),
    )
    if not read["checks"]:
        raise Http404
    [check] = read["checks"]
    newer = services.newer_than(check, read["since"])
    every, cleared = list(every), {row.print_of: row.reason for row in review.clearances.all()}
    mended = mended_of(every)
    left = len(services.left_of(review, every, mended))
    finds = [(find, cleared.get(find.print_of, "")) for find in every[:MOST]]
    asked_of = {(row.entry_id, row.words): row for row in read["rewordings"]}
    opens = request.user.has_perm(CHECK, review)
    ways = {row.title: url("reviews:section_write", reference, row.pk) for row in read["sections"]}
    if check.report_id:
        ways["Title page"] = url("reviews:report_change", reference, check.report_id)
    context = {
        "ways": ways, "surroundings": surroundings, "check": check,
        "finds": sorted(finds, key=lambda row: bool(row[1]) or row[0].pk in mended), "left": left,
        "most": MOST, "mended": mended, "newer": newer,
        "opens": opens, "asked_of": asked_of,
        "may_leave": opens and check.version_id and check.state == "done" and not left and not newer,
    }  # fmt: skip
    return framed(request, "reviews/check_show.html", review, "reports", **context)


@never_cache
def find_clear(request, reference, key):
    review = one_for(request, Review, reference, CHECK, above=ABOVE)
    find = get_object_or_404(Find.objects.filter(check_run__review=review.pk), pk=key)
    form = ReasonForm(posted(request))
    said = {
        "title": "Say why this may stand", "submit": "Let it stand",
        "done": "It is cleared, for these words in this place.",
        "text": f"{find.place}: {find.words.join(surroundings(find))}",
    }  # fmt: skip
    if find.sureness == Find.Sureness.PICTURE:
        form = forms.LookedForm(posted(request))
        said = {
            "title": "Confirm that you looked at a picture", "submit": "I looked at it", "done": "It is confirmed.",
            "text": f"{find.place}. Open the file and look for faces, places, documents and writing in the picture.",
        }  # fmt: skip
    return asked(
        request, form, lambda data: services.clear(review, find, by=request.user, **data), record=review,
        back=url("reviews:check", reference, find.check_run_id), **said,
    )  # fmt: skip


def sought_add(request, reference):
    review = one_for(request, Review, reference, CHECK, above=ABOVE)
    return asked(
        request, forms.TermsForm(posted(request)), lambda data: services.add_terms(review, by=request.user, **data),
        record=review, back=_back(review), title="Look for more than the key has", submit="Add them",
        done="They are looked for from the next check on.",
    )  # fmt: skip


def leave(request, reference, key):
    """That the file which this check was of leaves the review."""
    review = one_for(request, Review, reference, CHECK, above=ABOVE)
    check = get_object_or_404(review.checks.exclude(version=None).select_related("version"), pk=key)
    return asked(
        request, forms.LeavingForm(posted(request)),
        lambda data: services.mark_leaving(review, check.version, by=request.user, **data), record=review,
        back=_back(review), title="Record that a file leaves", submit="Record it", done="It is recorded.",
        text=check.version.filename,
    )  # fmt: skip


def _back(review):
    return url("reviews:checks", review.reference)
