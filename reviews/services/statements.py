"""Communications statements: written, cleared for press contacts, released (S001-54)."""

from django.db import transaction

from audit.clock import today
from audit.services import log
from notices.services import notify
from partnership.models import Role, User
from records import walls
from records.access import end_grant, give
from records.asking import hold, require, say_why
from records.lifecycle import MoveRefused, locked, move, save
from records.models import Record
from records.services import create_record
from records.writing import alter, refuse_other_version
from reviews.lifecycle import StatementAction
from reviews.models import PressStatement
from reviews.services import sealed
from reviews.telling import names

WRITES = "Owns this statement"


@transaction.atomic
def add_statement(review, *, by, title, owner):
    """In draft; its owner, who may be of the press office, sees it and nothing of the review."""
    review = hold(review, by=by, permission="reviews.change_review")
    found = PressStatement(
        partnership=review.partnership, of_review=review, title=title, owner=owner, audience=Record.Audience.NAMED,
        marking=Record.Marking.SENSITIVE,
    )  # fmt: skip
    if reasons := [*_owner_refusals(review, owner), *names(review, title, by=by, key=False)]:
        raise MoveRefused(*reasons)
    create_record(found, by=by)
    log(review, "add a statement", by=by)
    walls.open_along(review, found, by=by)
    _open_to_owner(found, by)
    return found


@transaction.atomic
def write_statement(found, changes, *, by, version=None):
    found = locked(found)
    require(by, "reviews.write_pressstatement", found)
    refuse_other_version(found, version)
    if reasons := names(found.of_review, *changes.values(), by=by, key=False):
        raise MoveRefused(*reasons)
    return alter(found, changes, by=by, verb="write", reason="Written")


@transaction.atomic
def clear(found, *, by):
    """Press contacts of all member agencies read it from now on. Where who clears it has the key, that is asked too."""
    review, found = found.of_review, locked(found)
    require(by, "reviews.clear_pressstatement", found)
    if by.has_perm(sealed.OPEN, review) and sealed.is_said_in(review, _words(found), by=by):
        raise MoveRefused(
            "It says something that the key holds: a name, an address, a date or a place. Take it out."
        )
    found = move(found, StatementAction.CLEAR, by=by)
    found.cleared_on = today()
    save(found, by=by, reason="Cleared")
    tell_press(found)
    return found


@transaction.atomic
def release(found, *, by, released_on):
    if released_on > today() or (found.cleared_on and released_on < found.cleared_on):
        raise MoveRefused("Enter a day from that of its clearance up to today.")
    found = move(found, StatementAction.RELEASE, by=by)
    found.released_on = released_on
    return save(found, by=by, reason="Released")


@transaction.atomic
def take_back(found, *, by, reason):
    """To draft again: press contacts read it no more."""
    say_why(reason)
    found = move(found, StatementAction.REOPEN, by=by, reason=reason)
    found.cleared_on = None
    return save(found, by=by, reason=reason)


@transaction.atomic
def drop_statement(found, *, by, reason):
    say_why(reason, "Say why it is not needed.")
    return move(found, StatementAction.DROP, by=by, reason=reason)


@transaction.atomic
def change_owner(found, *, by, owner):
    found = locked(found)
    require(by, "reviews.clear_pressstatement", found)
    if reasons := list(_owner_refusals(found.of_review, owner)):
        raise MoveRefused(*reasons)
    if found not in found.of_review.read_along(User.objects.get(pk=found.owner_id)):
        end_grant(found, found.owner, by=by, reason="Has another owner")
    found = alter(found, {"owner": owner}, by=by, reason="Owner changed")
    _open_to_owner(found, by)
    return found


@transaction.atomic
def need_none(review, *, by, reason):
    """That no statement is needed, and why (forms B8)."""
    review = hold(review, by=by, permission="reviews.change_review")
    say_why(reason, "Say why no statement is needed.")
    if review.statements.exclude(status=PressStatement.Status.DROPPED).exists():
        raise MoveRefused("There is one already. Say there that it is not needed.")
    return alter(review, {"no_statement_because": reason}, by=by, reason=reason)


def tell_press(found):
    """A notice of no record: it leads to the page of press contacts, who may open no review."""
    held = Role.objects.on(today()).filter(partnership=found.partnership_id, kind=Role.Kind.PRESS)
    notify(
        User.objects.filter(person__in=held.values("person")), None, f"press-{found.pk}", path="/press/",
        names_nothing=True,
    )  # fmt: skip


def _open_to_owner(found, by):
    if not Record.objects.visible_to(found.owner).filter(pk=found.pk).exists():
        give(found, found.owner, by=by, reason=WRITES)
        notify([found.owner], found, "owned")


def _owner_refusals(review, owner):
    if not owner.may_sign_in():
        yield f"The account of {owner} is closed. Choose somebody else."
    if owner.shut_out_of.filter(record=review.pk, ended_at=None).exists():
        yield f"{owner} is shut out of this review. Choose somebody else."


def _words(found):
    return " ".join((found.title, found.text, found.asked_by_press))
