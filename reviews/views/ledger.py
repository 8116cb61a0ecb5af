"""The learning ledger of a review: its recommendations and the actions that follow, for those who know the review."""

from django.http import Http404
from django.shortcuts import get_object_or_404

from design.addresses import url
from design.pages import NextStep
from records.forms import ReasonForm, posted
from records.pages import asked, one_for, one_or_404
from records.together import gather
from reviews.forms import ledger as forms
from reviews.lines import HEARD_OF, LIVE, LineAction
from reviews.models import ActionLine, Review
from reviews.reports import ledger as reports
from reviews.services import lines as services
from reviews.services import recommendations
from reviews.views.frame import ABOVE, framed, lists_of_steps

CHANGE = "reviews.change_review"
PARTS = ("agency", "servings__line__agency", "servings__line__milestones", "servings__line__assurances",
         "servings__line__contact__person")  # fmt: skip


def ledger(request, reference):
    review = one_or_404(request, Review, reference, above=ABOVE)
    gather(review, *(f"recommendations__{part}" for part in PARTS), *lists_of_steps(review))
    rows = [
        (one, reports.national(one), [(s.line, *reports.of(s.line)) for s in one.servings.all()])
        for one in review.recommendations.all()
    ]
    changes = request.user.has_perm(CHANGE, review)
    return framed(request, "reviews/ledger.html", review, "ledger", rows=rows, changes=changes)


def recommend(request, reference):
    review = one_for(request, Review, reference, CHANGE)
    form = forms.RecommendationForm(posted(request), review=review, themes=reports.themes_of(request.user))
    return asked(
        request, form, lambda data: recommendations.add_recommendation(review, by=request.user, **data),
        record=review, back=_ledger(review), title="Add a recommendation", submit="Add it", done="It is added.",
    )  # fmt: skip


FIELDS = ("number", "text", "scope", "addressed_to", "theme", "source", "agency", "made_on")


def recommendation_change(request, reference, key):
    review, row = _recommendation(request, reference, key)
    initial = {name: getattr(row, name) for name in FIELDS}
    form = forms.RecommendationForm(
        posted(request), initial=initial, review=review, themes=reports.themes_of(request.user)
    )
    return asked(
        request, form, lambda data: recommendations.change_recommendation(
            review, key, data, by=request.user, version=data.pop("version")
        ),
        record=review, row=row, back=_ledger(review), title=f"Change recommendation {row.number}", submit="Save",
        done="Saved.",
    )  # fmt: skip


def send_on(request, reference, key):
    review, row = _recommendation(request, reference, key)
    return asked(
        request, forms.SendForm(posted(request)),
        lambda data: recommendations.send_on(review, key, by=request.user, **data), record=review,
        back=_ledger(review), title=f"Record that recommendation {row.number} was sent on", submit="Record it",
        done="Recorded.", text="A national recommendation goes to the Home Office.",
    )  # fmt: skip


def note_answer(request, reference, key):
    review, row = _recommendation(request, reference, key)
    return asked(
        request, forms.AnswerReceivedForm(posted(request)),
        lambda data: recommendations.note_answer(review, key, by=request.user, **data), record=review,
        back=_ledger(review), title=f"Record the answer to recommendation {row.number}", submit="Record it",
        done="Recorded.",
    )  # fmt: skip


def give_out(request, reference, key):
    review, row = _recommendation(request, reference, key)
    return asked(
        request, forms.GiveForm(posted(request), review=review),
        lambda data: services.give_out(row, by=request.user, **data), record=review, back=_ledger(review),
        title=f"Give out an action for recommendation {row.number}", submit="Give it out",
        done="Its owner is told that a request waits.",
    )  # fmt: skip


def serve(request, reference, key):
    review, row = _recommendation(request, reference, key)
    known = Review.objects.visible_to(request.user).filter(partnership__in=request.user.places.coordinates_in)
    lines = ActionLine.objects.open_to(known).exclude(servings__recommendation=row).select_related("agency")
    return asked(
        request, forms.ServeForm(posted(request), lines=lines.order_by("-pk")[:100]),
        lambda data: services.serve(row, data["line"], by=request.user), record=review, back=_ledger(review),
        title=f"Rest recommendation {row.number} on an action that is there", submit="Use this action",
        done="The action serves it too. Its owner learns nothing of this.",
    )  # fmt: skip


def line_kept(request, reference, key):
    """The action as those see it who know the review: with the chase, which its owner is not shown."""
    review = one_or_404(request, Review, reference, above=ABOVE)
    line = _line_of(review, key)
    gather(line, "milestones__made_by__person", "chases", "assurances", "servings__recommendation")
    steps = []
    if request.user.has_perm("reviews.keep_actionline", line):
        steps = list(_steps(review, line))
    context = {
        "line": line, "state": reports.of(line), "check_due": reports.check_due_on(line), "line_steps": steps,
        "serves": [s.recommendation for s in line.servings.all() if s.recommendation.review_id == review.pk],
    }  # fmt: skip
    return framed(request, "reviews/line_kept.html", review, "ledger", **context)


def _steps(review, line):
    def way(name, *more):
        return url(f"reviews:{name}", review.reference, line.pk, *more)

    yield NextStep("Change it", way("line_change"))
    if line.status in LIVE:
        yield NextStep("Record that it is complete", way("line_complete"))
        yield NextStep("Withdraw it", way("line_move", LineAction.WITHDRAW))
    else:
        yield NextStep("Open it again", way("line_move", LineAction.REOPEN))
    if line.status in HEARD_OF and line.chases.all():
        yield NextStep("Record no response", way("line_silence"))
    if line.status == "done":
        yield NextStep("Record whether practice changed", way("line_assure"))


def line_change(request, reference, key):
    review, line = _kept(request, reference, key)
    initial = {
        "wording": line.wording, "contact": line.contact.email, "target_on": line.target_on,
        "senior": line.senior.email if line.senior else "",
    }  # fmt: skip
    form = forms.ChangeLineForm(posted(request), initial=initial)
    return _ask(
        request, review, line, form, lambda data: services.change_line(line, by=request.user, **data), row=line,
        title="Change the action", submit="Save", done="Saved.",
    )  # fmt: skip


def line_complete(request, reference, key):
    review, line = _kept(request, reference, key)
    return _ask(
        request, review, line, forms.CompleteForm(posted(request)),
        lambda data: services.complete(line, by=request.user, **data),
        title="Record that it is complete", submit="Record it", done="Recorded.",
    )  # fmt: skip


def line_silence(request, reference, key):
    review, line = _kept(request, reference, key)
    return _ask(
        request, review, line, forms.SilenceForm(posted(request)),
        lambda data: services.record_silence(line, by=request.user, **data),
        title="Record no response", submit="Record it", done="Recorded. A word from the agency ends it.",
    )  # fmt: skip


def line_move(request, reference, key, action):
    review, line = _kept(request, reference, key)
    if action not in (LineAction.REOPEN, LineAction.WITHDRAW):
        raise Http404
    label = LineAction(action).label
    return _ask(
        request, review, line, ReasonForm(posted(request)),
        lambda data: services.move_line(line, action, by=request.user, **data), title=label, submit=label,
        done="It is recorded.",
    )  # fmt: skip


def line_assure(request, reference, key):
    review, line = _kept(request, reference, key)
    return _ask(
        request, review, line, forms.AssureForm(posted(request)),
        lambda data: services.assure(line, by=request.user, **data),
        title="Record whether practice changed", submit="Record it", done="Recorded.",
    )  # fmt: skip


def _ask(request, review, line, form, do, **words):
    back = url("reviews:line_kept", review.reference, line.pk)
    return asked(request, form, do, record=review, back=back, **words)


def _kept(request, reference, key):
    review = one_for(request, Review, reference, CHANGE, above=ABOVE)
    return review, _line_of(review, key)


def _line_of(review, key):
    """An action that serves a review which is open to the person."""
    lines = ActionLine.objects.open_to([review.pk]).select_related(
        "agency", "partnership", "contact__person", "senior__person"
    )
    return get_object_or_404(lines, id=key)


def _recommendation(request, reference, key):
    review = one_for(request, Review, reference, CHANGE, above=ABOVE)
    return review, get_object_or_404(review.recommendations, pk=key)


def _ledger(review):
    return url("reviews:ledger", review.reference)
