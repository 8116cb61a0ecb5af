"""How every write on a problem record is made: the row locked, the person asked, the parts saved with who and why."""

from django.core.exceptions import PermissionDenied

from audit.attribution import attribute
from audit.services import log
from problems.lifecycle import Status
from records import search
from records.lifecycle import MoveRefused, locked, save
from records.services import ChangedMeanwhile, version_of

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


def keep(row, *, by, reason=""):
    attribute(row, by=by, reason=reason)
    row.save()
    return row


def drop(row, *, by, reason=""):
    attribute(row, by=by, reason=reason)
    row.delete()


def set_parts(rows, wanted, *, by, key, reason="", fields=()):
    """Make the parts of a record these and no others; what is there already keeps its row.

    ``wanted`` are unsaved rows; two are the same part where ``key(row)`` is the same. With ``fields``, a part that
    is new takes the row, and so the place, of one that went: it was reworded. Returns whether any changed.
    """
    wanted = {key(row): row for row in wanted}
    there = {key(row): row for row in rows}
    gone = [row for name, row in there.items() if name not in wanted]
    new = [row for name, row in wanted.items() if name not in there]
    while fields and gone and new:
        row, other = gone.pop(0), new.pop(0)
        for name in fields:
            setattr(row, name, getattr(other, name))
        keep(row, by=by, reason=reason)
    for row in gone:
        drop(row, by=by, reason=reason)
    for row in new:
        keep(row, by=by, reason=reason)
    return wanted.keys() != there.keys()


def note(problem, verb, *, by, changes=None, reason=""):
    log(problem, verb, by=by, changes=changes, reason=reason)


def refuse_other_version(problem, version):
    """Of two people who write at once, the second is shown what the first saved."""
    if version is not None and version != version_of(problem):
        raise ChangedMeanwhile(problem)


def alter(problem, changes, *, by, parts=(), many=None, verb="change", reason=""):
    """Set fields of the locked row, in one version with its ``many`` (field to rows) and its changed ``parts``.

    ``parts`` are (name, words before, words after) of rows beside it that were written already. Where nothing at
    all is new, nothing is written.
    """
    said = {name: [before, after] for name, before, after in parts}
    for name, value in changes.items():
        before = getattr(problem, name)
        if before != value:
            setattr(problem, name, value)
            said[name] = [_said(before), _said(value)]
    said |= _set_many(problem, many or {})
    if said:
        save(problem, by=by, reason=reason)
        log(problem, verb, by=by, reason=reason, changes=said)
        search.index(problem)
    return problem


def _set_many(problem, many):
    """The version that follows holds them; alone each would leave one of its own."""
    problem.skip_history_when_saving = True
    said = {}
    for name, rows in many.items():
        before, after = set(getattr(problem, name).all()), set(rows)
        if before != after:
            getattr(problem, name).set(after)
            said[name] = [", ".join(sorted(map(str, found))) for found in (before, after)]
    del problem.skip_history_when_saving
    return said


def _said(value):
    return "" if value is None else str(value)
