"""Somebody leaves: what they held ends, their account closes, and others take over their open work.

One step and one transaction, so that nothing is half-done when it fails.
"""

from django.core.exceptions import PermissionDenied
from django.db import transaction

from accounts.querysets import (
    in_hand_of,
    keepers_of,
    only_administered_by,
    open_conditions,
    open_standings,
    open_work,
)
from accounts.services.cases import case_blockers, hand_over_cases, tell_of_library
from accounts.services.closing import shut
from accounts.services.conditions import condition_blockers, hand_over_conditions
from actions.services import reassign_owner
from audit.clock import today
from audit.services import log
from design.addresses import url
from notices.services import notify
from partnership.models import Person, User
from records.access import end_all_of, hand_over
from records.lifecycle import MoveRefused
from records.walls import kept_openly_by, leave_behind
from records.writing import keep


@transaction.atomic
def close_leaver(
    person,
    *,
    last_day,
    successor,
    by,
    reason,
    successors=None,
    keeper=None,
    case_officer=None,
    condition_owner=None,
):
    """End every post, seat, role and grant by name, close the account now, and hand over open work.

    ``successor`` takes every action for which ``successors`` (by the action's key) names nobody else. Actions
    that the administrator may not see stay with the leaver, and those who keep them are told: nobody gains a
    restricted record by this door, but for the ``keeper`` of named records that nobody else could open any more.
    ``case_officer`` takes the problem records and issues that they had in hand, ``condition_owner`` the conditions of
    decisions that they were to meet.
    """
    person = Person.objects.select_for_update().get(pk=person.pk)
    if not by.has_perm("accounts.close_leaver", person):
        raise PermissionDenied(refusal(person, by))
    handed = {action: (successors or {}).get(action.pk) or successor for action in work_known_to(by, person)}
    kept, in_hand = named_records_of(person), in_hand_of(person)
    stand = [*blockers(person, last_day, reason, handed), *keeping_blockers(person, kept, keeper, by)]
    conditions = open_conditions(person)
    stand += [
        *case_blockers(person, in_hand, case_officer),
        *condition_blockers(person, conditions, condition_owner),
    ]
    if stand:
        raise MoveRefused(*stand)
    ended = [_end(held, last_day, by=by, reason=reason) for held in open_standings(person, last_day)]
    for action in open_work(person).exclude(pk__in=[action.pk for action in handed]):
        _tell_keepers(action)
    for action, to in handed.items():
        reassign_owner(action, person, to, by=by, reason=reason)
        _tell_successor(action, to)
    for record in kept:
        _hand_over(record, person.user, keeper.user, by=by, reason=reason)
    changes = {
        "last day": last_day,
        "ended": ended,
        "handed over": {action.reference: str(to) for action, to in handed.items()},
        **({"records kept by": str(keeper)} if kept else {}),
        **hand_over_cases(in_hand, case_officer, by=by, reason=reason),
        **hand_over_conditions(conditions, condition_owner, by=by, reason=reason),
    }
    tell_of_library(person)
    log(person, "leave", by=by, reason=reason, changes=changes)
    _close(person, by=by, reason=reason)


def refusal(person, by):
    if by.person_id == person.pk:
        return "You cannot record your own leaving. Ask another administrator."
    return f"Only an administrator of a partnership in which {person} has a place may record that they leave."


def work_known_to(by, person):
    return list(open_work(person).visible_to(by))


def named_records_of(person):
    """Records open to names that nobody but this person may open to others.

    But for those that must not be known to exist: they pass unseen (`records.walls.leave_behind`).
    """
    return kept_openly_by(person.user) if hasattr(person, "user") else []


def keeping_blockers(person, kept, keeper, by):
    """Their keeper is never the administrator, who would open them to themselves."""
    if not kept:
        return
    if keeper is None:
        yield "Choose who keeps the records that nobody else could open to others."
    elif keeper == person:
        yield "The records cannot be kept by the person who leaves. Choose somebody else."
    elif keeper.pk == by.person_id:
        yield "You cannot take over records that are open only to those named. Choose somebody else."
    elif not hasattr(keeper, "user") or not keeper.user.may_sign_in():
        yield f"{keeper} cannot sign in, so they cannot keep records. Invite them first, or choose another."


def blockers(person, last_day, reason, handed):
    """All that stands in the way, named at once."""
    if last_day > today():
        yield "The last day is in the future. Record the leaving on that day, or name the posts' ends before."
    for held in open_standings(person, last_day):
        if held.started_on and held.started_on > last_day:
            yield f"“{held}” begins on {held.started_on:%-d %B %Y}, after the last day. Correct it first."
    for partnership in only_administered_by(person, last_day):
        yield f"{partnership} would have no administrator. Give somebody else that role first."
    if any(to is None for to in handed.values()):
        yield "Choose who takes over the open actions."
    if person in handed.values():
        yield "The open actions cannot be handed to the person who leaves. Choose somebody else."
    if not reason.strip():
        yield "Say why they leave, such as: moved to another post."


def _end(held, last_day, *, by, reason):
    held.ended_on = last_day
    keep(held, by=by, reason=reason)
    return f"{held._meta.verbose_name}: {held}"


def _tell_successor(action, person):
    line = "It was in the hands of somebody who has left."
    notify(
        User.objects.filter(person=person), action, "take-over", subject="You take over an action", line=line
    )


def _hand_over(record, leaver, keeper, *, by, reason):
    """Whoever the record is open to by name hears that somebody else keeps it: nobody takes it over unseen.

    The new keeper is led to the list of those to whom it is open.
    """
    hand_over(record, leaver, keeper, by=by, reason=reason)
    line, readers = "Whoever kept it has left.", url("records:access", record.reference)
    subject = "You keep a record now. See to whom it is open"
    notify([keeper], record, "keeper-changed", subject=subject, line=line, path=readers)
    named = User.objects.filter(pk__in=record.user_grants.values("user")).exclude(pk=keeper.pk)
    notify(named, record, "keeper-changed", subject="Another person keeps a record", line=line)


def _tell_keepers(action):
    line = "Name somebody else in their place."
    notify(keepers_of(action), action, "owner-left", subject="The owner of an action has left", line=line)


def _close(person, *, by, reason):
    user = getattr(person, "user", None)
    if user is not None:
        leave_behind(user, by=by, reason="Whoever kept it has left.")
        end_all_of(user, by=by, reason=reason)
    if user is not None and user.is_active:
        shut(user, by=by, reason=reason)
