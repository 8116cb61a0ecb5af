"""Milestones of a funded project: set by those who run the funding, reached by the project."""

from django.db import transaction

from audit.clock import today
from audit.services import log
from design.filters import date, joined
from funding.lifecycle.bids import Status
from funding.models import Milestone
from records.asking import hold, say_why
from records.lifecycle import MoveRefused
from records.writing import drop, keep, refuse_other_version

GOING = (Status.AWARDED, Status.DELIVERY)
AWARDED_ON = "The money was awarded on {}. Choose that day or a later one."


@transaction.atomic
def set_milestone(bid, name, due_on, *, by, milestone=None, reason="", version=None):
    """Add one, or move or rename the one given and say why. What was reached stays as it is."""
    bid = hold(bid, by=by, permission="funding.manage_bid")
    row = _locked(milestone) if milestone else Milestone(bid=bid)
    if milestone:
        refuse_other_version(row, version)
    reasons = []
    if bid.status not in GOING:
        state = bid.get_status_display().lower()
        reasons.append(f"The bid is {state}. Milestones are set between the award and the evaluation.")
    if row.reached_on:
        reasons.append(f"“{row}” was reached already, so it stays as it is. Add another.")
    if bid.milestones.filter(name__iexact=name.strip()).exclude(pk=row.pk).exists():
        reasons.append(
            f"“{name.strip()}” is a milestone already. Give this one another name, or change that one."
        )
    if milestone and row.due_on != due_on and not reason.strip():
        reasons.append("Say why the day is moved.")
    if row.due_on != due_on:
        reasons += _before_the_project(bid, due_on)
    if reasons:
        raise MoveRefused(*reasons)
    before = (row.name, row.due_on)
    row.name, row.due_on = name.strip(), due_on
    keep(row, by=by, reason=reason)
    if milestone:
        _log_change(bid, row, before, by=by, reason=reason)
    else:
        log(bid, "add milestone", by=by, changes={"milestone": row.name, "due": str(due_on)})
    return row


def _before_the_project(bid, due_on):
    """A project that is funded in its course may look back to its start; any other looks forward from the award."""
    if bid.starts_on and bid.awarded_on and bid.starts_on < bid.awarded_on:
        if due_on < bid.starts_on:
            yield f"The project began on {date(bid.starts_on)}. Choose that day or a later one."
    elif bid.awarded_on and due_on < bid.awarded_on:
        yield AWARDED_ON.format(date(bid.awarded_on))


def _log_change(bid, row, before, *, by, reason):
    """Which one, and from which day to which: the log has no versions of a milestone to leave that to."""
    name, due_on = before
    changes, moved = {"milestone": row.name, "due": str(row.due_on)}, []
    if name != row.name:
        changes["milestone"] = [name, row.name]
        moved.append(f"named “{row.name}”")
    if due_on != row.due_on:
        changes["due"] = [str(due_on), str(row.due_on)]
        moved.append(f"moved from {date(due_on)} to {date(row.due_on)}")
    said = f"“{name}” was {joined(moved)}" if moved else ""
    log(
        bid,
        "change milestone",
        by=by,
        reason=". ".join(filter(None, (said, reason.strip()))),
        changes=changes,
    )


@transaction.atomic
def reach_milestone(milestone, *, by, reached_on, note=""):
    """By the project, or by those who run the funding on its word."""
    bid = hold(milestone.bid, by=by, permission="funding.reach_bid")
    row, reasons = _locked(milestone), []
    if bid.status not in GOING:
        reasons.append(f"The bid is {bid.get_status_display().lower()}. Nothing more is recorded on it.")
    if row.reached_on:
        reasons.append(f"“{row}” was reached already. Nothing was changed.")
    if reached_on > today():
        reasons.append("That day is still to come. Choose today or an earlier day.")
    if bid.awarded_on and reached_on < bid.awarded_on:
        reasons.append(AWARDED_ON.format(date(bid.awarded_on)))
    if reasons:
        raise MoveRefused(*reasons)
    row.reached_on, row.note = reached_on, note.strip()
    keep(row, by=by, reason=note)
    log(bid, "reach milestone", by=by, reason=note, changes={"milestone": row.name, "on": str(reached_on)})
    return row


@transaction.atomic
def remove_milestone(milestone, *, by, reason):
    """One that is wanted no more, or was recorded as reached by mistake."""
    bid = hold(milestone.bid, by=by, permission="funding.manage_bid")
    say_why(reason, "Say why it is taken out.")
    row = _locked(milestone)
    log(
        bid, "remove milestone", by=by, reason=reason, changes={"milestone": row.name, "due": str(row.due_on)}
    )
    drop(row, by=by, reason=reason)


def _locked(milestone):
    return Milestone.objects.select_for_update().get(pk=milestone.pk)
