"""The combined chronology of a review: merged by time, filtered, what stands out in it, typed by the co-ordinator."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render

from design.addresses import url
from records.access import note_reading
from records.asking import refusal
from records.export import LIMIT, TOO_LONG, export
from records.forms import ReasonForm, posted
from records.pages import asked, one_for, one_or_404
from reviews.forms import chronology as forms
from reviews.forms.scoping import AgainForm
from reviews.models import Chronology, Review
from reviews.reports import chronology as reports
from reviews.reports.reviews import gone_from, standing
from reviews.services import chronology as services
from reviews.services import scoping
from reviews.services.checking import why_it_may_not_leave
from reviews.views.frame import ABOVE, framed
from reviews.views.returns import another

CHANGE = services.CHANGE
ENTRY = ("happened_on", "precision", "time", "agency", "kind", "what", "involved", "source")


def chronology(request, reference):
    review, near, filters = _looked_at(request, reference)
    chosen = filters.chosen()
    if request.GET.get("export") == "xlsx":
        if reasons := list(why_it_may_not_leave(review)):
            messages.error(request, " ".join(["The chronology cannot be downloaded yet.", *reasons]))
            return redirect("reviews:checks", reference)
        return _export(request, near, chosen)
    page, lines = reports.merged_page(near, chosen, request.GET)
    context = {
        "shown": page, "lines": lines, "filters": filters, "chosen": list(filters.tags(request.GET)),
        "gap_days": near.gap_days, "changes": request.user.has_perm(CHANGE, review),
    }  # fmt: skip
    return framed(request, "reviews/chronology.html", review, "chronology", **context)


def _looked_at(request, reference):
    review = one_or_404(request, Review, reference, above=(*ABOVE, "chronology"))
    near = reports.around(review)
    return review, near, forms.ChronologyFilter(request.GET, agencies=near.agencies)


def _export(request, near, chosen):
    rows = list(reports.rows_to_export(near, chosen, LIMIT))
    if len(rows) > LIMIT:
        return render(request, "error.html", {"title": "Too long a list", "message": TOO_LONG}, status=422)
    note_reading(request.user, near.review, "download")
    return export("xlsx", f"{near.review.reference}-chronology", reports.HEADINGS, rows)


def findings(request, reference):
    """Gaps, overlaps, disagreements and missed contacts of the whole, and the figure by agency."""
    review, near, filters = _looked_at(request, reference)
    found = reports.found_in(near, filters.chosen())
    context = {
        "found": found, "filters": filters, "chosen": list(filters.tags(request.GET)),
        "changes": request.user.has_perm(CHANGE, review), "most": reports.MOST_FOUND,
    }  # fmt: skip
    return framed(request, "reviews/chronology_findings.html", review, "chronology", **context)


def parts(request, reference):
    review = one_or_404(request, Review, reference, above=ABOVE)
    rows = list(review.chronology_parts.select_related("agency", "contact__person").order_by("pk"))
    context = {
        "rows": [(part, *standing(part)) for part in rows], "gone": gone_from(rows),
        "changes": request.user.has_perm(CHANGE, review),
    }  # fmt: skip
    return framed(request, "reviews/chronology_parts.html", review, "chronology", **context)


def part_ask(request, reference):
    review = one_for(request, Review, reference, CHANGE, above=ABOVE)
    form = forms.AskPartForm(posted(request), review=review)
    return asked(
        request, form, lambda data: services.ask_part(review, by=request.user, **data), record=review,
        back=_page("parts", review), title="Ask an agency for its chronology", submit="Ask them",
        done="They are told that a request waits.",
    )  # fmt: skip


def part_again(request, reference, key):
    review, part = _part_of(request, reference, key)
    form = AgainForm(posted(request))
    return asked(
        request, form, lambda data: scoping.ask_again(part, by=request.user, **data), record=review,
        back=_page("parts", review), title=f"Ask {part.agency} again", submit="Ask again",
        done="They are told that a request waits.",
        text="Until they share it again, their entries are left out of the merged chronology.",
    )  # fmt: skip


def part_another(request, reference, key):
    review, part = _part_of(request, reference, key)
    return another(request, review, part, back=_page("parts", review))


def part_withdraw(request, reference, key):
    review, part = _part_of(request, reference, key)
    return asked(
        request, ReasonForm(posted(request)), lambda data: scoping.withdraw(part, by=request.user, **data),
        record=review, back=_page("parts", review), title=f"Withdraw what {part.agency} was asked",
        submit="Withdraw it", done="It is withdrawn.",
    )  # fmt: skip


def entry_add(request, reference):
    review = one_for(request, Review, reference, CHANGE, above=ABOVE)
    form = forms.EntryForm(posted(request), agencies=reports.agencies_of(review))
    return asked(
        request, form, lambda data: services.add_entry(review, by=request.user, **data), record=review,
        back=_page("chronology", review), title="Add to the chronology", submit="Add it", done="It is added.",
    )  # fmt: skip


def entry_change(request, reference, key):
    review, entry = _own(request, reference, key)
    initial = {name: getattr(entry, name) for name in (*ENTRY, "version")}
    form = forms.EntryForm(posted(request), initial=initial, agencies=reports.agencies_of(review))
    return asked(
        request, form, lambda data: services.change_entry(review, key, by=request.user, **data), record=review,
        back=_page("chronology", review), title="Change an entry", submit="Save", done="Saved.",
        version=lambda current: current.version,
    )  # fmt: skip


def entry_remove(request, reference, key):
    review, entry = _own(request, reference, key)
    return asked(
        request, ReasonForm(posted(request)),
        lambda data: services.remove_entry(review, key, by=request.user, **data), record=review,
        back=_page("chronology", review), title="Remove an entry", submit="Remove it", done="It is removed.",
        text=f"{reports.when(entry)}, {entry.agency}: {entry.what[:300]}",
    )  # fmt: skip


def gap(request, reference):
    review = one_for(request, Review, reference, CHANGE, above=ABOVE)
    form = forms.GapForm(posted(request), initial={"gap_days": reports.gap_of(review)})
    return asked(
        request, form, lambda data: services.set_gap(review, by=request.user, **data), record=review,
        row=getattr(review, "chronology", None) or Chronology(review=review),
        back=_page("findings", review), title="What counts as a gap", submit="Save", done="Saved.",
    )  # fmt: skip


def disagree(request, reference, key):
    """Of the other agencies' entries of that day, which tells it otherwise."""
    review = one_for(request, Review, reference, CHANGE, above=ABOVE)
    entry = get_object_or_404(review.entries.merged().select_related("agency"), pk=key)
    others = review.entries.merged().filter(happened_on=entry.happened_on).exclude(agency=entry.agency_id)
    others = list(others.select_related("agency")[:MOST])
    if not others:
        raise Http404
    form = forms.DisagreementForm(posted(request), others=others)
    return asked(
        request, form,
        lambda data: services.mark_disagreement(review, key, data["other"], by=request.user, note=data["note"]),
        record=review, back=_page("findings", review), title="Mark a disagreement", submit="Mark it", done="Marked.",
        text=f"{reports.when(entry)}, {entry.agency}: {entry.what[:300]}",
    )  # fmt: skip


def settle(request, reference, key):
    review = one_for(request, Review, reference, CHANGE, above=ABOVE)
    row = get_object_or_404(review.disagreements.all(), pk=key)
    return asked(
        request, forms.SettleForm(posted(request)),
        lambda data: services.settle_disagreement(review, key, by=request.user, **data), record=review,
        back=_page("findings", review), title="Settle a disagreement", submit="Save", done="Saved.", text=row.note,
    )  # fmt: skip


MOST = 30  # entries of one day to choose from


def _part_of(request, reference, key):
    review = one_for(request, Review, reference, CHANGE, above=ABOVE)
    rows = review.chronology_parts.select_related("agency", "of_review", "contact__person")
    return review, get_object_or_404(rows, id=key)


def _own(request, reference, key):
    """An entry that the co-ordinator made. Those of agencies are theirs to change; who may read it is told so."""
    review = one_for(request, Review, reference, CHANGE, above=ABOVE)
    entry = get_object_or_404(review.entries.merged().select_related("agency"), pk=key)
    if entry.part_id:
        raise PermissionDenied(refusal(services.ENTER))
    return review, entry


def _page(name, review):
    return url(f"reviews:{name}", review.reference)
