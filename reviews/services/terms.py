"""Terms of reference: each version is kept, agreed by the panel, and shared with the family for comment."""

from django.db import transaction

from audit.clock import today
from audit.services import log
from records.asking import hold
from records.lifecycle import MoveRefused
from records.writing import keep, refuse_other_version
from reviews.models import Terms

WORK = "reviews.work_on_review"


@transaction.atomic
def add_terms(review, *, by, **said):
    """The next version. What the one before said stays as it was."""
    review = hold(review, by=by, permission=WORK)
    before = review.terms.first()
    reasons = []
    if said["scope_until"] < said["scope_from"]:
        reasons.append("The time that is looked at cannot end before it begins.")
    if not said["lines"].strip():
        reasons.append("Write the key lines of enquiry.")
    if before and not said["changed"].strip():
        reasons.append(f"Say what changed since version {before.number}.")
    if reasons:
        raise MoveRefused(*reasons)
    row = Terms(review=review, number=before.number + 1 if before else 1, **said)
    log(review, "add terms of reference", by=by, changes={"version": row.number})
    return keep(row, by=by)


@transaction.atomic
def agree_terms(review, key, *, by, agreed_on):
    row = _newest(review, key, by)
    if agreed_on > today():
        raise MoveRefused("The day cannot be still to come.")
    row.agreed_on = agreed_on
    log(review, "agree terms of reference", by=by, changes={"version": row.number})
    return keep(row, by=by, reason="Agreed by the panel")


@transaction.atomic
def share_terms(review, key, *, by, shared_on, comments="", not_shared_because="", version=None):
    """That the family was given them to read, and what they said; written again when they answer later.

    Or why they could not be given them, as where no family is known: the day is that of this answer.
    """
    row = _newest(review, key, by)
    refuse_other_version(row, version)
    if shared_on > today():
        raise MoveRefused("The day cannot be still to come.")
    if comments.strip() and not_shared_because.strip():
        raise MoveRefused("Say what the family said, or why they were not given them, and not both.")
    row.shared_on, row.comments, row.not_shared_because = shared_on, comments, not_shared_because
    said = (
        f"Not given to the family: {not_shared_because}" if not_shared_because else "Shared with the family"
    )
    log(
        review,
        "share terms of reference with the family",
        by=by,
        reason=not_shared_because,
        changes={"version": row.number},
    )
    return keep(row, by=by, reason=said)


def _newest(review, key, by):
    review = hold(review, by=by, permission=WORK)
    row = review.terms.select_for_update().first()
    if row is None or row.pk != key:
        raise MoveRefused("There is a newer version. Nothing was changed.")
    return row
