"""What agencies are asked when a death is scoped. What they write is theirs until they share it."""

from django.db import transaction

from audit.clock import today
from audit.services import log
from records.asking import hold, say_why
from records.lifecycle import MoveRefused, locked, move, permission, save
from records.writing import alter, refuse_other_version
from reviews.lifecycle import ReturnAction, Status
from reviews.models import Return
from reviews.services import agencies

TITLE = "Request for information"


@transaction.atomic
def ask_agency(review, *, by, agency, contact, question, due_on):
    review = hold(review, by=by, permission="reviews.change_review")
    if review.status != Status.SCOPING:
        raise MoveRefused(
            "Agencies are asked while the referral is under consideration. Begin scoping first."
        )
    found = Return(title=TITLE, agency=agency, contact=contact, question=question, due_on=due_on)
    return agencies.ask(found, review, by=by)


@transaction.atomic
def answer(found, changes, *, by, version=None):
    """Keep what the agency writes. Nobody else reads it before it is shared."""
    found = agencies.held(found, by, "reviews.answer_return")
    refuse_other_version(found, version)
    return alter(found, changes, by=by, verb="write an answer", reason="Answer written")


@transaction.atomic
def share(found, *, by):
    found = agencies.held(found, by, permission(found, ReturnAction.SHARE))
    found = move(found, ReturnAction.SHARE, by=by)
    found.answered_on, found.missing = today(), ""
    log(found.of_review, "an agency shared its answer", by=by, changes={"agency": str(found.agency)})
    return save(found, by=by, reason="Answer shared")


@transaction.atomic
def ask_again(found, *, by, reason, due_on):
    say_why(reason, "Say what is missing.")
    found = locked(found)
    reasons = [*agencies.named(found.of_review, reason, by=by), *agencies.day_refusal(due_on)]
    if reasons := [*reasons, *agencies.left_refusal(found)]:
        raise MoveRefused(*reasons)
    found = move(found, ReturnAction.REOPEN, by=by, reason=reason)
    found.missing, found.due_on, found.answered_on = reason, due_on, None
    save(found, by=by, reason=reason)
    agencies.say_whose_turn(found, "asked-again")
    return found


@transaction.atomic
def withdraw(found, *, by, reason):
    return agencies.withdraw(found, ReturnAction.WITHDRAW, by=by, reason=reason)
