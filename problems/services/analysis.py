"""Analysis: the place, who was asked, and the two sides that describe people (B1, fields 21 to 25)."""

from django.core.exceptions import PermissionDenied
from django.db import transaction

from audit.clock import now
from notices.services import notify
from partnership.models import User
from problems.history import READ_SIDES
from problems.models import Side
from problems.services.opening import ANALYST
from problems.services.writing import REFUSALS, hold, note
from records.access import give, grant_blockers, take_back
from records.lifecycle import MoveRefused, save
from records.models import Record
from records.writing import alter, keep, refuse_other_version

SIDES = "problems.change_sides"
UNNAMED = "The answer is not “yes”, so there is no analyst. Answer “yes”, or take the name out."


@transaction.atomic
def write_analysis(problem, fields, *, by, sides=None, reason="", version=None):
    """``sides`` are the fields of the victim's and the offender's side, by `Side.Of`; only for those who may."""
    problem = hold(problem, by=by)
    refuse_other_version(problem, version)
    if sides and not by.has_perm(SIDES, problem):
        raise PermissionDenied(REFUSALS[SIDES])
    former = problem.analyst_id
    problem = alter(problem, fields, by=by, reason=reason)
    if problem.analyst_id and not problem.analyst_involvement:
        raise MoveRefused(UNNAMED)
    if problem.analyst_id != former:
        _open_to_analyst(problem, by)
    written = [of for of, said in (sides or {}).items() if _write_side(problem, of, said, by)]
    if written:
        _note_sides(problem, by)
    return problem


def _write_side(problem, of, said, by):
    """Whether it says anything new. Nothing of it stands in the log or among the record's own versions (S002-140)."""
    side = Side.objects.filter(problem=problem, of=of).first()
    if side is None:
        side = Side(problem=problem, of=of)
        if not any(said.values()):
            return False
    elif all(getattr(side, name) == value for name, value in said.items()):
        return False
    for name, value in said.items():
        setattr(side, name, value)
    side.updated_at, side.updated_by = now(), by
    keep(side, by=by)
    return True


def _note_sides(problem, by):
    """The record's own version moves on, so that another who writes meanwhile is told."""
    save(problem, by=by, reason="Written: the victim and offender sides")
    note(problem, "write the victim and offender sides", by=by)


def _open_to_analyst(problem, by):
    """S002-142: the analyst reads the record, but for its sides; a former one no longer does by having been it."""
    user = (
        User.objects.filter(person=problem.analyst_id, is_active=True).first() if problem.analyst_id else None
    )
    take_back(problem, ANALYST, keep=[user] if user else [], by=by, reason="No longer the analyst")
    if user is None:
        return
    if not Record.objects.visible_to(user).filter(pk=problem.pk).exists():
        if reasons := grant_blockers(problem, user, by=by, reason=ANALYST):
            raise MoveRefused(*reasons)
        give(problem, user, by=by, reason=ANALYST)
    notify(
        User.objects.filter(pk=user.pk).exclude(pk=by.pk), problem, "analyst", line="You are its analyst.",
        subject=f"{problem.reference} names you as its analyst",
    )  # fmt: skip


def note_reading_of_sides(problem, *, by):
    """Leave an event when somebody opens what is said of people (S004-39). Who read is shown to few."""
    note(problem, READ_SIDES, by=by, changes={"reading": True})
