"""Priorities: kept, adopted, closed, reopened, and how each is going."""

from django.db import transaction

from assessments.lifecycle.evidence import PriorityAction
from assessments.models import Priority, Progress
from audit.clock import now, today
from audit.services import log
from records.asking import hold, require, say_why
from records.lifecycle import MoveRefused, move, save
from records.models import Record
from records.services import create_record, refuse_a_second
from records.writing import alter, keep, refuse_other_version


@transaction.atomic
def add_priority(partnership, *, by, cuts_across=(), once=False, **said):
    priority = Priority(partnership=partnership, audience=Record.Audience.PARTNERSHIP, **said)
    require(by, "assessments.add_priority", priority)
    _refuse(priority)
    if once:
        refuse_a_second(
            Priority.objects.visible_to(by).filter(partnership=partnership, title=priority.title), by=by
        )
    create_record(priority, by=by)
    return alter(priority, {}, by=by, many={"cuts_across": cuts_across})


@transaction.atomic
def change_priority(priority, changes, *, by, cuts_across=None, version=None):
    priority = hold(priority, by=by, permission="assessments.change_priority")
    refuse_other_version(priority, version)
    _refuse(Priority(**{name: changes.get(name, getattr(priority, name)) for name in JUDGED}))
    many = {} if cuts_across is None else {"cuts_across": _others(priority, cuts_across)}
    return alter(priority, changes, by=by, many=many, reason="Details changed")


@transaction.atomic
def rate_priority(priority, *, by, rating, comment, rated_on):
    """A dated note with a rating on the fixed scale (S001-67, S001-93). Notes are added and never rewritten."""
    priority = hold(priority, by=by, permission="assessments.rate_priority")
    if priority.status == priority.Status.CLOSED:
        raise MoveRefused("The priority is closed. Reopen it to rate its progress.")
    if rated_on > today():
        raise MoveRefused("Progress cannot be rated for a day that is still to come.")
    say_why(comment, "Say in a sentence what the rating rests on.")
    note = Progress(
        priority=priority, rating=rating, comment=comment.strip(), rated_on=rated_on, made_at=now(), made_by=by
    )  # fmt: skip
    keep(note, by=by)
    log(priority, "rate", by=by, changes={"rating": note.get_rating_display(), "on": str(rated_on)})
    return note


@transaction.atomic
def move_priority(priority, action, *, by, reason="", on=None):
    action = PriorityAction(action)
    if action != PriorityAction.ADOPT:
        say_why(reason)
    priority = move(priority, action, by=by, reason=reason)
    if action == PriorityAction.ADOPT:
        priority.starts_on = priority.starts_on or on or today()
    closes = action == PriorityAction.CLOSE
    priority.ends_on = priority.closed_on = (on or today()) if closes else None
    return save(priority, by=by, reason=reason or action.label)


JUDGED = ("is_local", "is_strategic", "is_cross_cutting", "starts_on", "ends_on")


def _refuse(priority):
    reasons = []
    if not (priority.is_local or priority.is_strategic or priority.is_cross_cutting):
        reasons.append("Say whether it is local, strategic, or an issue that cuts across priorities.")
    if priority.starts_on and priority.ends_on and priority.ends_on < priority.starts_on:
        reasons.append("It cannot end before it begins.")
    if reasons:
        raise MoveRefused(*reasons)


def _others(priority, rows):
    return [row for row in rows if row.pk != priority.pk]
