"""What an agency is asked for: the one way to ask, to remind, to withdraw, and to close what its people left behind."""

from audit.clock import today
from audit.services import log
from notices.services import notify
from partnership.models import Post
from records.access import end_grant, give
from records.asking import require, say_why
from records.audience import close_case
from records.lifecycle import MoveRefused, locked, move, save
from records.models import Record, ShutOut
from records.services import create_record
from reviews.models import ChronologyPart, ManagementReview, Return
from reviews.telling import names

WHY = "Is asked for information"
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


def answering(found):
    return [user for user in (getattr(found, name) for name in found.ANSWERED_BY) if user]


def close_left(on):
    """Whoever left the agency that was asked knows of the request no more."""
    for kind in KINDS:
        for found in kind.objects.exclude(status="withdrawn").select_related("agency", *kind.ANSWERED_BY):
            for user in answering(found):
                if not works_for(user, found.agency, on):
                    close_case(found, user, by=None, reason=f"Works for {found.agency} no longer")


def say_that_it_waits(found, trigger, day=None, whom=None):
    notify([whom or found.contact], found, trigger, about_on=day)


def say_whose_turn(found, act, whom=None):
    """Each time: a draft may go to and fro within a day."""
    say_that_it_waits(found, f"{act}-{found.updated_at:%H%M%S%f}", whom=whom)


def works_for(user, agency, on):
    return user.may_sign_in(on) and Post.objects.on(on).filter(person=user.person_id, agency=agency).exists()


def _refusals(kind, review, found):
    yield from day_refusal(found.due_on)
    yield from person_refusals(review, found.agency, found.contact)
    if kind.objects.filter(of_review=review).open().filter(agency=found.agency).exists():
        yield f"{found.agency} was asked already and has not answered. Withdraw that request first."
