"""The two clocks of a review, in calendar months, and how each is put off. The first target is always kept."""

from django.db import transaction

from audit.clock import today
from records.asking import hold
from records.lifecycle import MoveRefused
from records.writing import alter, keep
from reviews.lifecycle import OPEN_REFERRAL, REPORTS, Outcome
from reviews.models import Extension

Clock = Extension.Clock
OPEN = {Clock.DECISION: OPEN_REFERRAL, Clock.REPORT: REPORTS}


@transaction.atomic
def put_off(review, clock, *, by, due_until, agreed_by_words, agreed_on, reason):
    """Who agreed it, when and why stand on a row of its own. Proceedings move no clock: they are a reason for this."""
    review = hold(review, by=by, permission="reviews.change_review")
    due = f"{clock}_due_on"
    before = getattr(review, due)
    if review.status not in OPEN[clock] or (clock == Clock.REPORT and review.outcome != Outcome.REVIEW):
        raise MoveRefused("This is done already, or not begun, so there is nothing to put off.")
    if reasons := list(_refusals(before, due_until, agreed_on, reason)):
        raise MoveRefused(*reasons)
    row = Extension(
        review=review, clock=clock, due_from=before, due_until=due_until, agreed_by_words=agreed_by_words,
        agreed_on=agreed_on, reason=reason,
    )  # fmt: skip
    keep(row, by=by, reason=reason)
    verb = f"put off the {Clock(clock).label.lower()}"
    return alter(review, {due: due_until}, by=by, verb=verb, reason=reason)


def _refusals(before, due_until, agreed_on, reason):
    if before and due_until <= before:
        yield "Choose a day after the one on which it is due now."
    if agreed_on > today():
        yield "The day on which it was agreed cannot be still to come."
    if not reason.strip():
        yield "Say why it is put off."
