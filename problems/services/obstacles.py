"""Obstacles to the work, and what was done about them (S002-75)."""

from django.db import transaction

from audit.clock import now
from problems.models import Obstacle
from problems.services.writing import hold, note
from records.lifecycle import MoveRefused
from records.writing import keep, refuse_other_version


@transaction.atomic
def log_obstacle(problem, text, *, by, measure=""):
    """Say what stands in the way; the measure may follow when it is taken."""
    problem = hold(problem, by=by)
    if reasons := list(_refusals(problem, text)):
        raise MoveRefused(*reasons)
    row = Obstacle(problem=problem, text=text.strip(), noted_at=now(), noted_by=by)
    _measured(row, measure, by)
    keep(row, by=by)
    note(problem, "log obstacle", by=by)
    return row


@transaction.atomic
def answer_obstacle(row, measure, *, by, version=None):
    """The measure taken against it; written anew, it takes the place of the former, which stays in the history."""
    problem = hold(row.problem, by=by)
    if not measure.strip():
        raise MoveRefused("Write which measure was taken.")
    row = Obstacle.objects.select_for_update().get(pk=row.pk)
    refuse_other_version(row, version)
    _measured(row, measure, by)
    keep(row, by=by)
    note(problem, "answer obstacle", by=by)
    return row


def _refusals(problem, text):
    if not text.strip():
        yield "Write what stands in the way."
    elif problem.obstacles.filter(text=text.strip(), measure="").exists():
        yield "This obstacle is logged already. Write the measure taken against it instead."


def _measured(row, measure, by):
    if measure.strip():
        row.measure, row.measured_at, row.measured_by = measure.strip(), now(), by
