"""What an agency is asked for: the one way to ask, to remind, to withdraw, and to close what its people left behind."""

from django.db import transaction

from audit.clock import today
from audit.services import log
from notices.services import notify
from partnership.models import Post
from records.access import end_grant, give
from records.asking import require, say_why
from records.audience import close_case, hanging_under
from records.lifecycle import MoveRefused, locked, move, permission, save
from records.models import Record, ShutOut
from records.services import create_record
from records.writing import alter, refuse_other_version
from reviews.models import ChronologyPart, ManagementReview, Return
from reviews.telling import names

WHY = "Is asked for information"
WITHDRAW, WITHDRAWN = "withdraw", "withdrawn"  # of each kind
KINDS = (Return, ManagementReview, ChronologyPart)


def ask(found, review, *, by):
    """Ask one person of an agency. They see the request and nothing of the review (its own grant, its own page)."""
    if reasons := [*named(review, found.question, by=by), *_refusals(type(found), review, found)]:
        raise MoveRefused(*reasons)
    found.partnership, found.of_review, found.asked_on = review.partnership, review, today()
    found.audience, found.marking = Record.Audience.NAMED, Record.Marking.SENSITIVE
    create_record(found, by=by)
    end_grant(found, by, by=by, reason="Whoever asks reads the answer on the review, once it is shared")
    give(found, found.contact, by=by, reason=WHY, to_keep=True)
    log(review, "ask an agency", by=by, changes={"agency": str(found.agency)})
    say_that_it_waits(found, "asked")
    return found


def withdraw(found, action, *, by, reason):
    """No longer needed: whoever was asked knows of it no more."""
    say_why(reason, "Say why it is no longer needed.")
    found = move(found, action, by=by, reason=reason)
    found.closed_on = today()
    for user in answering(found):
        close_case(found, user, by=by, reason=reason)
    return save(found, by=by, reason=reason)


@transaction.atomic
def ask_another(found, *, by, contact, reason, version=None):
    """Somebody else of the agency takes over what was asked, with all that was written for it and is not shared.

    Whoever had it until now knows of it no more; those who asked read no more of it than before.
    """
    found = held(found, by, permission(found, WITHDRAW))
    refuse_other_version(found, version)
    say_why(reason)
    former, also = found.contact, [user for user in answering(found) if user != found.contact]
    reasons = [
        *named(found.of_review, reason, by=by),
        *person_refusals(found.of_review, found.agency, contact),
    ]
    if found.status == WITHDRAWN:
        reasons.append("What was asked was withdrawn. Ask the agency anew.")
    if contact == former:
        reasons.append(f"{contact} is asked already. Name somebody else.")
    if contact in also:
        reasons.append(f"{contact} signs it for the agency, and its author never does. Name somebody else.")
    if reasons:
        raise MoveRefused(*reasons)
    close_case(found, former, by=by, reason=reason)
    for row in (found, *hanging_under(found, Record.objects.filter(audience=found.audience))):
        give(row, contact, by=by, reason=WHY, to_keep=True)
    found = alter(found, {"contact": contact}, by=by, verb="ask somebody else", reason=reason)
    log(found.of_review, "ask somebody else", by=by, changes={"agency": str(found.agency)})
    say_whose_turn(found, "handed")
    return found


def held(found, by, permission):
    found = locked(found)
    require(by, permission, found)
    return found


def named(review, text, *, by):
    """What names the review in words to an agency. Whom to look for may be said: nobody can answer without."""
    return names(review, text, by=by, key=False)


def day_refusal(due_on):
    if due_on < today():
        yield "The day by which it is needed is past. Choose today or a later day."


def person_refusals(review, agency, user):
    """Whether this person may answer for the agency."""
    if not works_for(user, agency, today()):
        yield f"{user} has no post at {agency}, or cannot sign in. Choose somebody else."
    if ShutOut.objects.filter(record=review.pk, user=user, ended_at=None).exists():
        yield f"{user} is shut out of this review. Choose somebody else."


def left_refusal(found):
    """Nobody would answer what goes back to the agency."""
    if not works_for(found.contact, found.agency, today()):
        yield f"{found.contact} works for {found.agency} no longer. Ask somebody else there first, then send it back."


def answering(found):
    return [user for user in (getattr(found, name) for name in found.ANSWERED_BY) if user]


def close_left(on):
    """Whoever left the agency that was asked knows of the request no more. One that was merged has a successor.

    Gives (what was asked, whoever left) of all that waits for somebody who can no longer answer.
    """
    for kind in KINDS:
        rows = kind.objects.exclude(status=WITHDRAWN).select_related("agency__successor", *kind.ANSWERED_BY)
        for found in rows:
            _follow(found, on)
            for user in answering(found):
                if not works_for(user, found.agency, on):
                    close_case(found, user, by=None, reason=f"Works for {found.agency} no longer")
                    if found.status in found.WAITING:
                        yield found, user


def _follow(found, on):
    """Posts go to the successor of an agency that was merged, and so does what its people were asked."""
    agency, into = found.agency, found.agency.successor
    if into and agency.ended_on < on and works_for(found.contact, into, on):
        alter(found, {"agency": into}, by=None, reason=f"{agency} was merged into {into}")


def say_that_it_waits(found, trigger, day=None, whom=None):
    notify([whom or found.contact], found, trigger, about_on=day)


def say_whose_turn(found, act, whom=None):
    """Each time: a draft may go to and fro within a day."""
    say_that_it_waits(found, f"{act}-{found.updated_at:%H%M%S%f}", whom=whom)


def works_for(user, agency, on):
    return user.may_sign_in(on) and Post.objects.of([agency.pk], on).filter(person=user.person_id).exists()


def _refusals(kind, review, found):
    yield from day_refusal(found.due_on)
    yield from person_refusals(review, found.agency, found.contact)
    if kind.objects.filter(of_review=review).open().filter(agency=found.agency).exists():
        yield f"{found.agency} was asked already and has not answered. Withdraw that request first."
