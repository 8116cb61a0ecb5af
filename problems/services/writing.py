"""How every write on a problem record is made: the row locked, the person asked, the parts saved with who and why."""

from django.core.exceptions import PermissionDenied

from actions.models import Action
from audit.services import log
from problems.lifecycle import Status
from records.lifecycle import MoveRefused, locked

REFUSALS = {
    "problems.change_problem": "Only the officer in the case, its agency and the partnership's officers write here.",
    "problems.plan_problem": "Only the officer in the case, its agency and the partnership's officers plan the "
    "response, and only until it starts: the agreed measure and the responses are locked from then on.",
    "problems.assign_problem": "Only those who keep this record, and its supervisor, name the officer in the case.",
    "problems.share_problem": "Only the officer in the case and the partnership's officers share this record.",
    "problems.change_sides": "Only the officer in the case, and those who were given them, write the victim and "
    "offender sides.",
    "problems.supervise_problem": "Only a supervisor who neither opened this file nor works it may sign the plan.",
}
MEASURE_LOCKED = "The response has started, so the agreed measure and the responses are locked."
READ_ONLY = {
    Status.REVIEW: "The record is with the commander, so it is read-only until they decide.",
    Status.RETURNED: "The record is returned for its comments to be noted, so it is read-only.",
    Status.WAITING: "The record waits for its review, so it is read-only. Take up the review to write in it.",
    Status.CLOSED: "The file is complete, so it is read-only. A commander may reopen it.",
    Status.WITHDRAWN: "The record was withdrawn, so it is read-only.",
}


def hold(problem, *, by, permission="problems.change_problem"):
    """The record's row, locked, if it may be written now and by this person."""
    problem = locked(problem)
    if permission != "problems.share_problem" and problem.status in READ_ONLY:
        raise MoveRefused(READ_ONLY[problem.status])
    if permission == "problems.plan_problem" and not problem.is_plannable:
        raise MoveRefused(MEASURE_LOCKED)
    if not by.has_perm(permission, problem):
        raise PermissionDenied(REFUSALS[permission])
    return problem


def note(problem, verb, *, by, changes=None, reason=""):
    log(problem, verb, by=by, changes=changes, reason=reason)


def refuse_the_same_action(record, wording, due_on, *, by, **of):
    """A form sent again agrees the same work once. The row of the record is locked."""
    same = Action.objects.visible_to(by).filter(arises_from=record.pk, wording=wording, due_on=due_on, **of)
    if there := same.exclude(status="cancelled").first():
        raise MoveRefused(
            f"{there.reference} says the same, due on the same day. Open it, or word this one otherwise."
        )
