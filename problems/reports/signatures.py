"""The names under a problem record, and whether each still stands under what the record says now."""

from django.db.models import prefetch_related_objects

from problems.contents import COMMAND, SUPERVISE, file_of, plan_of
from problems.models.planning import PARTNERED
from signoffs.reports import signature_of, state_of

LABELS = {SUPERVISE: "Supervisor", COMMAND: "Commander"}
STALE = {
    SUPERVISE: "The plan has changed since it was signed. This signature is not of the plan as it is now.",
    COMMAND: "The record has changed since it was signed. This signature is not of what it says now.",
}
CONTENT = {SUPERVISE: plan_of, COMMAND: file_of}


def signatures_of(problem):
    """Of the round under way, the newest first of each act. What is not prefetched yet is, if anybody has signed."""
    rows = [row for row in problem.signoffs.all() if row.content["round"] == problem.round]
    rows.sort(key=lambda row: (row.act != SUPERVISE, -row.edition))
    if rows:
        prefetch_related_objects([problem], PARTNERED)
    content = {act: CONTENT[act](problem) for act in {row.act for row in rows}}
    return tuple(signature_of(row, state_of(row, content[row.act]), if_stale=STALE[row.act]) for row in rows)
