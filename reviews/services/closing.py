"""A review is closed when all of it is done, and what it changed is looked at again a year later (S001-59)."""

from dateutil.relativedelta import relativedelta
from django.db import transaction

from audit.clock import today
from records.asking import hold, say_why
from records.lifecycle import MoveRefused
from records.writing import alter
from reviews.lifecycle import Action, Status
from reviews.services.referrals import move_review

TO_ASSURE = relativedelta(months=12)


@transaction.atomic
def close(review, *, by, assure_on, reason=""):
    if assure_on <= today():
        raise MoveRefused("Choose a day to come on which the changes are looked at again.")
    return move_review(review, Action.CLOSE, by=by, reason=reason, assure_on=assure_on)


@transaction.atomic
def assure(review, *, by, assured_on, assurance, assure_on=None):
    """What had changed when it was looked at again; and when it is to be once more, if it is."""
    review = hold(review, by=by, permission="reviews.change_review")
    say_why(assurance, "Say what was found to have changed.")
    if review.status != Status.CLOSED:
        raise MoveRefused("This is recorded of a review that is closed.")
    if assured_on > today() or (assure_on and assure_on <= assured_on):
        raise MoveRefused("Enter a day up to today, and a later one for the next time.")
    changes = {"assured_on": assured_on, "assurance": assurance, "assure_on": assure_on}
    return alter(review, changes, by=by, verb="look again", reason="Changes looked at again")
