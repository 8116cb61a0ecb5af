"""What agencies are asked when a death is scoped. What they write is theirs until they share it."""

from django.db import transaction

from audit.clock import today
from audit.services import log
from notices.services import notify
from partnership.models import Post
from records.access import end_grant, give
from records.asking import hold, require, say_why
from records.lifecycle import MoveRefused, locked, move, save
from records.models import Record, ShutOut
from records.services import create_record
from records.writing import alter
from reviews.lifecycle import ReturnAction, Status
from reviews.models import Return

TITLE = "Request for information"
WHY = "Is asked for information"


@transaction.atomic
def ask_agency(review, *, by, agency, contact, question, due_on):
    """Ask one person of an agency. They see the request and nothing of the review (its own grant, its own page)."""
    review = hold(review, by=by, permission="reviews.change_review")
    if reasons := list(_refusals(review, agency, contact, due_on)):
        raise MoveRefused(*reasons)
    found = Return(
        partnership=review.partnership, agency=agency, of_review=review, title=TITLE, contact=contact,
        question=question, asked_on=today(), due_on=due_on, audience=Record.Audience.NAMED,
        marking=Record.Marking.SENSITIVE,
    )  # fmt: skip
    create_record(found, by=by)
    end_grant(found, by, by=by, reason="Whoever asks reads the answer on the review, once it is shared")
    give(found, contact, by=by, reason=WHY, to_keep=True)
    log(review, "ask an agency", by=by, changes={"agency": str(agency)})
    say_that_it_waits(found, "asked")
    return found


@transaction.atomic
def answer(found, changes, *, by):
    """Keep what the agency writes. Nobody else reads it before it is shared."""
    found = _held(found, by, "reviews.answer_return")
    return alter(found, changes, by=by, verb="write an answer", reason="Answer written")


@transaction.atomic
def share(found, *, by):
    found = _held(found, by, "reviews.share_return")
    found = move(found, ReturnAction.SHARE, by=by)
    found.answered_on, found.missing = today(), ""
    log(found.of_review, "an agency shared its answer", by=by, changes={"agency": str(found.agency)})
    return save(found, by=by, reason="Answer shared")


@transaction.atomic
def ask_again(found, *, by, reason, due_on):
    say_why(reason, "Say what is missing.")
    if due_on < today():
        raise MoveRefused("The day by which it is needed is past. Choose today or a later day.")
    found = move(found, ReturnAction.REOPEN, by=by, reason=reason)
    found.missing, found.due_on, found.answered_on = reason, due_on, None
    save(found, by=by, reason=reason)
    say_that_it_waits(found, "asked-again")
    return found


@transaction.atomic
def withdraw(found, *, by, reason):
    """No longer needed: whoever was asked knows of it no more."""
    say_why(reason, "Say why it is no longer needed.")
    found = move(found, ReturnAction.WITHDRAW, by=by, reason=reason)
    found.closed_on = today()
    end_grant(found, found.contact, by=by, reason=reason)
    return save(found, by=by, reason=reason)


def close_left(on):
    """Whoever left the agency that was asked knows of the request no more."""
    for found in Return.objects.exclude(status=Return.Status.WITHDRAWN).select_related(
        "contact__person", "agency"
    ):
        if not works_for(found.contact, found.agency, on):
            end_grant(found, found.contact, by=None, reason=f"Works for {found.agency} no longer")


def say_that_it_waits(found, trigger, day=None):
    """A notice names neither a review nor the request (`Record.IS_WALLED`); its link says as little."""
    notify(
        [found.contact],
        found,
        trigger,
        subject=TITLE,
        line="",
        path=f"/waiting/{found.reference}/",
        about_on=day,
    )


def _held(found, by, permission):
    found = locked(found)
    require(by, permission, found)
    return found


def works_for(user, agency, on):
    return user.may_sign_in(on) and Post.objects.on(on).filter(person=user.person_id, agency=agency).exists()


def _refusals(review, agency, contact, due_on):
    if review.status != Status.SCOPING:
        yield "Agencies are asked while the referral is under consideration. Begin scoping first."
    if due_on < today():
        yield "The day by which it is needed is past. Choose today or a later day."
    if not works_for(contact, agency, today()):
        yield f"{contact} has no post at {agency}, or cannot sign in. Choose somebody else."
    if ShutOut.objects.filter(record=review.pk, user=contact, ended_at=None).exists():
        yield f"{contact} is shut out of this review. Choose somebody else."
    if review.returns.open().filter(agency=agency).exists():
        yield f"{agency} was asked already and has not answered. Withdraw that request first."
