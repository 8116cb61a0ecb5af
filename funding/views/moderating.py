"""All scores of a bid: side by side, settled where they differ, closed, and what the body recommends."""

from django import forms
from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect

from design.addresses import url
from design.filters import joined, plural
from funding.forms.scoring import ModerateForm, RecommendForm
from funding.lifecycle.bids import Action
from funding.models import Criterion, ScoringForm
from funding.reports import exported, scores
from funding.services import assigning, moderating
from funding.views.scoring_frame import scored_bid, show_scoring
from records.access import note_reading
from records.export import one_of_several
from records.forms import ReasonForm, accepted, ask, posted
from records.pages import asked

MANAGE, SCORES = "funding.manage_bid", "funding.view_scores"


def score_sheet(request, reference):
    """Every form side by side, with the spread of each row."""
    bid = scored_bid(request, reference, SCORES, lists=scores.LISTS)
    if file := one_of_several(request, scores=lambda: _as_file(bid, request.user)):
        note_reading(request.user, bid, "download")
        return file
    sheet = scores.sheet_of(bid, request.user)
    manages = request.user.has_perm(MANAGE, bid)
    context = {
        "sheet": sheet, "advice": list(bid.recommendations.all()),
        "moderates": manages and bid.status in moderating.MODERATED_WHILE and sheet.scorers, "manages": manages,
    }  # fmt: skip
    return show_scoring(request, "scores.html", bid, "scores", **context)


def _as_file(bid, user):
    criteria = list(bid.call.scheme.criteria.all()) if bid.call.scheme_id else []
    return exported.scores(bid.reference, criteria, [bid], user)


def row_moderate(request, reference, number):
    bid = scored_bid(request, reference, MANAGE, lists=scores.LISTS)
    row = get_object_or_404(Criterion, scheme=bid.call.scheme_id, number=number)
    form, back = ModerateForm(posted(request), criterion=row), url("funding:scores", reference)
    if accepted(form, lambda data: moderating.moderate(bid, row, by=request.user, **data)):
        messages.success(request, f"Row {number} is settled. The scores stay as they were.")
        return redirect(back)
    sheet = scores.sheet_of(bid, request.user)
    pairs = zip(sheet.scorers, sheet.rows[number - 1].cells, strict=True)
    said = [
        f"{one.scorer}, {one.agency}: {cell.label}, {plural(cell.points, 'point')}"
        + (f". {cell.comment}" if cell.comment else "")
        for one, cell in pairs
        if cell
    ]
    return ask(
        request, form, title=f"Moderate row {number}", reference=reference, submit="Settle the row", cancel=back,
        text=f"{row.question} The scorers circled:", points=said,
    )  # fmt: skip


def form_aside(request, reference, form):
    bid = scored_bid(request, reference, MANAGE)
    known = ScoringForm.objects.visible_to(request.user).filter(assignment__bid=bid)
    row = get_object_or_404(known.select_related("assignment__scorer", "assignment__agency"), pk=form)
    asked, back = ReasonForm(posted(request)), url("funding:scores", reference)
    if accepted(asked, lambda data: assigning.set_form_aside(row, by=request.user, **data)):
        messages.success(request, "The form is set aside. It counts no more, and stays to be read.")
        return redirect(back)
    return ask(
        request, asked, title=f"Set aside the form of {row.assignment.scorer}", reference=reference,
        submit="Set it aside", cancel=back, text="It counts no more, and stays to be read with your reason.",
    )  # fmt: skip


def scoring_close(request, reference):
    bid = scored_bid(request, reference, "funding.score_bid", lists=scores.LISTS)
    back = url("funding:scores", reference)
    form = forms.Form(posted(request))
    if accepted(form, lambda _: moderating.close_scoring(bid, by=request.user)):
        messages.success(request, "Scoring is closed. Record what is recommended.")
        return redirect(back)
    context = {} if form.is_bound else {"blockers": list(bid.blockers(Action.SCORE))}
    sheet = scores.sheet_of(bid, request.user)
    if apart := [row.number for row in sheet.wide_rows if not row.moderated]:
        rows = "Row" if len(apart) == 1 else "Rows"
        words = f"{rows} {joined(apart)}: the scorers are far apart, and nothing is moderated."
        context["points"] = [f"{words} Settle that first, or go on: the mean then goes by what they signed."]
    return ask(
        request, form, title="Close the scoring", reference=reference, submit="Close the scoring", cancel=back,
        text="No form can be changed from then on. You can open it again until a recommendation is made.", **context,
    )  # fmt: skip


def scoring_again(request, reference):
    bid = scored_bid(request, reference, "funding.rescore_bid")
    form, back = ReasonForm(posted(request)), url("funding:scores", reference)
    if accepted(form, lambda data: moderating.open_scoring_again(bid, by=request.user, **data)):
        return redirect(back)
    return ask(
        request, form, title="Open the scoring again", reference=reference, submit="Open it", cancel=back,
        text="Scorers can correct their forms again.",
    )  # fmt: skip


def bid_recommend(request, reference):
    bid = scored_bid(request, reference, "funding.recommend_bid", lists=scores.LISTS)
    last = bid.recommendations.last()
    initial = {name: getattr(last, name) for name in moderating.SAID} if last else None
    form = RecommendForm(posted(request), initial=initial)
    standing = scores.sheet_of(bid, request.user).standing
    done = "corrected. The earlier one stays to be read" if last else "recorded. The chair decides"
    return asked(
        request, form, lambda data: moderating.recommend(bid, by=request.user, **data), record=bid, row=bid,
        back=url("funding:scores", reference), title=f"{'Correct' if last else 'Record'} the recommendation",
        submit="Record it", done=f"The recommendation is {done}.",
        text=f"The mean of the totals is {standing.shown}. A recommendation awards nothing: the chair decides.",
    )  # fmt: skip
