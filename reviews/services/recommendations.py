"""What a review recommends, and what becomes of it nationally."""

from django.db import transaction

from audit.clock import today
from audit.services import log
from records.asking import hold
from records.lifecycle import MoveRefused
from records.writing import keep, refuse_other_version
from reviews.models import Recommendation

CHANGE = "reviews.change_review"


@transaction.atomic
def add_recommendation(review, *, by, **said):
    review = hold(review, by=by, permission=CHANGE)
    row = Recommendation(review=review, **said)
    if reasons := list(_refusals(row)):
        raise MoveRefused(*reasons)
    log(review, "add a recommendation", by=by, changes={"number": row.number})
    return keep(row, by=by, reason="Recommendation added")


@transaction.atomic
def change_recommendation(review, key, changes, *, by, version=None):
    review = hold(review, by=by, permission=CHANGE)
    row = review.recommendations.select_for_update().get(pk=key)
    refuse_other_version(row, version)
    for name, value in changes.items():
        setattr(row, name, value)
    if reasons := list(_refusals(row)):
        raise MoveRefused(*reasons)
    log(review, "change a recommendation", by=by, changes={"number": row.number})
    return keep(row, by=by, reason="Recommendation changed")


@transaction.atomic
def send_on(review, key, *, by, sent_on, sent_how):
    """A national recommendation goes to the Home Office, which passes it to whoever it is for."""
    review = hold(review, by=by, permission=CHANGE)
    row = review.recommendations.select_for_update().get(pk=key)
    reasons = []
    if row.scope != Recommendation.Scope.NATIONAL:
        reasons.append(
            "Only a national recommendation is sent on. Change its scope first, if it is national."
        )
    if row.sent_on:
        reasons.append("It was sent on already. Nothing was changed.")
    if not row.made_on <= sent_on <= today():
        reasons.append("Enter a day from the recommendation on, and not after today.")
    if reasons:
        raise MoveRefused(*reasons)
    row.sent_on, row.sent_how = sent_on, sent_how
    log(review, "send a recommendation on", by=by, changes={"number": row.number})
    return keep(row, by=by, reason="Sent on to the Home Office")


@transaction.atomic
def note_answer(review, key, *, by, answered_on, answer):
    review = hold(review, by=by, permission=CHANGE)
    row = review.recommendations.select_for_update().get(pk=key)
    if row.sent_on is None:
        raise MoveRefused("Record first that it was sent on to the Home Office.")
    if not row.sent_on <= answered_on <= today():
        raise MoveRefused("Enter a day after it was sent on, and not after today.")
    row.answered_on, row.answer = answered_on, answer
    log(review, "note the answer to a recommendation", by=by, changes={"number": row.number})
    return keep(row, by=by, reason="Answer received")


def _refusals(row):
    others = row.review.recommendations.exclude(pk=row.pk)
    if others.filter(number__iexact=row.number).exists():
        yield "Another recommendation of this review has that number. Choose another."
    if row.source == Recommendation.Source.MANAGEMENT and row.agency is None:
        yield "Choose the agency whose management review recommends it."
    if row.made_on > today():
        yield "The day of the recommendation cannot be still to come."
