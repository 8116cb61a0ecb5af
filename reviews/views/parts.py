"""What is added to a review: its clock, proceedings, who was told, what was learnt."""

from django.http import Http404

from design.addresses import url
from records.forms import posted
from records.pages import asked, one_for
from reviews.forms import referrals as forms
from reviews.models import Review
from reviews.services import clocks, deciding

CHANGE = "reviews.change_review"


def _review(request, reference):
    return one_for(request, Review, reference, CHANGE)


def extend(request, reference, clock):
    review = _review(request, reference)
    return asked(
        request, forms.ExtendForm(posted(request)),
        lambda data: clocks.put_off(review, clock, by=request.user, **data), record=review,
        title=f"Put the {clock.label.lower()} off", submit="Put it off", done="Recorded. The first target stays.",
    )  # fmt: skip


def hold_add(request, reference):
    review = _review(request, reference)
    return asked(
        request, forms.HoldForm(posted(request)), lambda data: deciding.add_hold(review, by=request.user, **data),
        record=review, title="Note proceedings", submit="Note them", done="Noted. No clock has moved.",
    )  # fmt: skip


def hold_end(request, reference, key):
    review = _review(request, reference)
    if not review.holds.filter(pk=key, ended_on=None).exists():
        raise Http404
    return asked(
        request, forms.EndHoldForm(posted(request)),
        lambda data: deciding.end_hold(review, key, by=request.user, **data), record=review,
        title="Note that proceedings ended", submit="Note it", done="Noted.",
    )  # fmt: skip


def tell(request, reference):
    review = _review(request, reference)
    form = forms.ToldForm(posted(request), user=request.user, review=review)
    return asked(
        request, form, lambda data: deciding.tell(review, by=request.user, **data), record=review,
        title="Record who was told", submit="Record it", done="Recorded.",
        text="The Home Office is told of the decision whichever way it went, and so is the family.",
    )  # fmt: skip


def learn(request, reference):
    review = _review(request, reference)
    form = forms.LearningForm(posted(request), review=review)
    return asked(
        request, form, lambda data: deciding.add_learning(review, by=request.user, **data), record=review,
        back=url("reviews:learning", reference), title="Add what was learnt", submit="Add it",
        done="It is added.",
    )  # fmt: skip


def advance(request, reference, key):
    review = _review(request, reference)
    point = review.learning.filter(pk=key).exclude(state="disseminated").first()
    if point is None:
        raise Http404
    is_ready = point.state == "ready"
    title = "Record that it was disseminated" if is_ready else "Record that it is ready"
    form = forms.AdvanceForm(posted(request), is_ready=is_ready)
    return asked(
        request, form, lambda data: deciding.advance_learning(review, key, by=request.user, **data), record=review,
        back=url("reviews:learning", reference), title=title, submit="Record it", done="Recorded.",
    )  # fmt: skip
