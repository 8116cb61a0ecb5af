"""An agency's own part of a chronology: entered on its page or from a file, and shared when the agency is ready.

A file goes the same way for the co-ordinator, who enters for the review.
"""

from dataclasses import dataclass

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render

from design.addresses import url
from design.filters import plural
from design.pages import NextStep
from documents.tables import Sheet, Unreadable, guess
from records.forms import ReasonForm, accepted, ask, posted
from records.pages import asked, one_for, one_or_404, show
from records.paging import page_of
from reviews.forms import chronology as forms
from reviews.forms.scoping import ShareForm
from reviews.importing import COLUMNS, read_file
from reviews.models import ChronologyFile, ChronologyPart, Review
from reviews.reports import chronology as reports
from reviews.reports.reviews import standing
from reviews.services import chronology as services
from reviews.services import chronology_files as files
from reviews.services import scoping
from reviews.services.pseudonyms import REWORD, proposed_to
from reviews.views.chronology import ENTRY
from reviews.views.frame import trail_to

ENTER, SHARE = services.ENTER, "reviews.share_chronologypart"
ASKED = ("partnership", "agency", "contact__person")
SHOWN = 20  # lines of a file in the preview


def part_show(request, reference):
    part = one_or_404(request, ChronologyPart, reference, above=ASKED)
    enters = request.user.has_perm(ENTER, part)
    page = page_of(part.entries.select_related("agency"), "moment", request.GET, size=reports.SIZE)
    proposed, rewords = list(proposed_to(part)), request.user.has_perm(REWORD, part)
    steps = []
    if proposed and rewords:
        steps = [NextStep("Answer what is proposed", "#proposed", primary=True)]
    if enters:
        steps += [
            NextStep("Add an entry", url("reviews:part_add", reference), primary=not (page.rows or steps)),
            NextStep("Read a file", url("reviews:part_import", reference)),
            NextStep(
                "Share it", url("reviews:part_share", reference), part.blockers("share"),
                primary=bool(page.rows) and not steps,
            ),
        ]  # fmt: skip
    return show(
        request, "reviews/part_show.html", part, [("Chronology", part.get_absolute_url(), True)], steps,
        facts=[part.agency], trail=trail_to(request.user, part),
        state=standing(part), shown=page, lines=[reports.Line(entry) for entry in page.rows],
        enters=enters, proposed=proposed, rewords=rewords,
    )  # fmt: skip


def part_add(request, reference):
    part = one_for(request, ChronologyPart, reference, ENTER, above=ASKED)
    return asked(
        request, forms.EntryForm(posted(request)), lambda data: services.add_entry(part, by=request.user, **data),
        record=part, title="Add an entry", submit="Add it", done="It is added, for your agency alone.",
    )  # fmt: skip


def part_change(request, reference, key):
    part = one_for(request, ChronologyPart, reference, ENTER, above=ASKED)
    entry = get_object_or_404(part.entries.all(), pk=key)
    form = forms.EntryForm(
        posted(request), initial={name: getattr(entry, name) for name in (*ENTRY, "version")}
    )
    return asked(
        request, form, lambda data: services.change_entry(part, key, by=request.user, **data), record=part,
        title="Change an entry", submit="Save", done="Saved.", version=lambda current: current.version,
    )  # fmt: skip


def part_remove(request, reference, key):
    part = one_for(request, ChronologyPart, reference, ENTER, above=ASKED)
    entry = get_object_or_404(part.entries.all(), pk=key)
    return asked(
        request, ReasonForm(posted(request)),
        lambda data: services.remove_entry(part, key, by=request.user, **data), record=part,
        title="Remove an entry", submit="Remove it", done="It is removed.",
        text=f"{reports.when(entry)}: {entry.what[:300]}",
    )  # fmt: skip


def part_share(request, reference):
    part = one_for(request, ChronologyPart, reference, SHARE, above=ASKED)
    return asked(
        request, ShareForm(posted(request)), lambda _data: scoping.share(part, by=request.user), record=part,
        title="Share your agency's chronology", submit="Share it", done="Shared with those who asked.",
        text="Those who asked will read it. You cannot change it afterwards, unless they ask again.",
    )  # fmt: skip


def part_import(request, reference):
    part = one_for(request, ChronologyPart, reference, ENTER, above=ASKED)
    return _import(request, Into(part, part, "part_import", part.get_absolute_url(), []))


def review_import(request, reference):
    review = one_for(request, Review, reference, services.CHANGE)
    back = url("reviews:chronology", reference)
    return _import(request, Into(review, None, "chronology_import", back, reports.agencies_of(review)))


@dataclass(frozen=True)
class Into:
    """Where a file goes: into an agency's part, or into the review, whose lines name their agencies."""

    holder: object
    part: ChronologyPart | None
    page: str
    back: str
    agencies: list

    def waiting(self, user):
        rows = ChronologyFile.objects.filter(read_by=user, part=self.part)
        rows = rows if self.part else rows.filter(review=self.holder.pk)
        return rows.order_by("-pk").first()


def _import(request, into):
    """A file is chosen; then its columns are named over a preview; then all of it is taken, or nothing."""
    if request.POST.get("step"):
        return _columns(request, into)
    form = forms.FileForm(posted(request), request.FILES or None)
    if form.is_bound and form.is_valid():
        file = form.cleaned_data["file"]
        try:
            sheet = read_file(file)
        except Unreadable as refusal:
            form.add_error("file", str(refusal))
        else:
            kept = files.keep_file(into.holder, sheet, file.name, by=request.user)
            return _first_preview(request, into, kept)
    return ask(
        request, form, title="Read a chronology from a file", submit="Read the file", cancel=into.back,
        reference=into.holder.reference, marking=into.holder.full_marking,
        text="A table with a line of headings: a date and what happened on each line, and what else is known.",
    )  # fmt: skip


def _columns(request, into):
    kept = into.waiting(request.user)
    if kept is None:
        messages.error(request, "The file is no longer here. Choose it again.")
        return redirect(f"reviews:{into.page}", into.holder.reference)
    if request.POST.get("file") != kept.digest:
        messages.error(request, f"Another file was read since. This is {kept.name}. Nothing was taken.")
        return _first_preview(request, into, kept, status=409)
    form = forms.ColumnsForm(request.POST, headings=kept.headings, agencies=into.agencies)
    columns, done = form.columns(), []
    if request.POST["step"] != "load":
        return _preview(request, into, kept, form, columns)

    def do(_data):
        sheet, told = Sheet(kept.headings, kept.rows), form.others()
        done.extend(
            files.import_entries(into.holder, sheet, columns, by=request.user, name=kept.name, **told)
        )

    if accepted(form, do):
        said = f"{plural(done[0], 'new entry', 'new entries')}, {done[1]} there already."
        messages.success(request, said)
        return redirect(into.back)
    return _preview(request, into, kept, form, columns)


def _first_preview(request, into, kept, **more):
    columns = guess(kept.headings, COLUMNS)
    form = forms.ColumnsForm(headings=kept.headings, columns=columns, agencies=into.agencies)
    return _preview(request, into, kept, form, columns, **more)


def _preview(request, into, kept, form, columns, *, status=200):
    sheet, found = Sheet(kept.headings, kept.rows), None
    if {"day", "what"} <= set(columns):
        found = files.read(into.holder.partnership_id, into.part, sheet, columns, **form.others())
    left = [name for at, name in enumerate(kept.headings) if name and at not in columns.values()]
    context = {
        "left": left, "record": into.holder, "form": form, "sheet": sheet, "rows": sheet.rows[:SHOWN], "found": found,
        "needs": files.NEEDS, "cancel": into.back, "kept": kept,
    }  # fmt: skip
    status = 422 if form.is_bound and form.errors else status
    return render(request, "reviews/chronology_import.html", context, status=status)
