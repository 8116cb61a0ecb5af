"""The names under a problem record, and whether each still stands under what the record says now."""

from problems.contents import COMMAND, FILE, PLAN, SUPERVISE, file_of, plan_of
from problems.lifecycle import Status
from signoffs.reports import signature_of, state_of

LABELS = {SUPERVISE: "Supervisor", COMMAND: "Commander"}
STALE = {
    SUPERVISE: "The plan has changed since it was signed. This signature is not of the plan as it is now.",
    COMMAND: "The record has changed since it was signed. This signature is not of what it says now.",
}
SIGNED = "signoffs__withdrawal"


def lists_signed(problem):
    """The names, and the lists of what can have been signed by this stage of a round."""
    if problem.status in (Status.SCANNING, Status.ANALYSIS):
        return (SIGNED,)
    return (SIGNED, *(PLAN if problem.status in (Status.PLANNING, Status.RESPONSE) else FILE))


def signatures_of(problem):
    """Of the round under way, the newest first of each act. The lists of ``lists_signed`` are best gathered."""
    rows = [row for row in problem.signoffs.all() if row.content["round"] == problem.round]
    rows.sort(key=lambda row: (row.act != SUPERVISE, -row.edition))
    content = _contents(problem, {row.act for row in rows})
    return tuple(signature_of(row, state_of(row, content[row.act]), if_stale=STALE[row.act]) for row in rows)


def _contents(problem, acts):
    """What each of the acts is of, as it stands now."""
    if not acts:
        return {}
    plan = plan_of(problem)
    return {SUPERVISE: plan, COMMAND: file_of(problem, plan) if COMMAND in acts else None}
