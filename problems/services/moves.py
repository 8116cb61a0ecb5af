"""From stage to stage, and what the commander decides."""

import datetime as dt

from dateutil.relativedelta import relativedelta
from django.db import transaction

from audit.clock import now, today
from audit.services import plain
from problems.contents import COMMAND, file_of, sides_of
from problems.lifecycle import OUTCOMES, Action
from problems.models import Review, Round
from problems.services.opening import printed
from problems.services.signing import put_name
from records.lifecycle import MoveRefused, locked, move, save

FILE_STATEMENT = "I have read this problem record, and these are my comments and my decision."
MOST_WEEKS, MOST_MONTHS = 52, 24
AFRESH = {  # what a new round starts without; scanning and analysis stay to be gone through again
    "measure_of_success": "", "measure_change": "", "measure_until": None, "measure_agreed_on": None,
    "response_summary": "", "signature_asked_on": None, "assessment_short_term": "", "short_term_on": None,
    "assessment_long_term": "", "long_term_on": None, "plan_implemented": "", "measure_achieved": "",
    "achieved_comment": "", "incidents_before": None, "incidents_after": None, "not_counted_because": "",
    "before_from": None, "before_until": None, "after_from": None, "after_until": None,
    "comparison_before": None, "comparison_after": None, "buffer_before": None, "buffer_after": None,
    "action_taken": "", "lessons_learned": "", "started_on": None, "review_on": None,
}  # fmt: skip


@transaction.atomic
def step(problem, action, *, by, reason=""):
    """One of the officer's own moves."""
    problem = move(problem, action, by=by, reason=reason)
    if action == Action.START:
        problem.started_on = today()
        save(problem, by=by, reason="The response has started")
    return problem


@transaction.atomic
def withdraw_problem(problem, *, by, reason):
    if not reason.strip():
        raise MoveRefused("Say why the record is withdrawn.")
    problem = move(problem, Action.WITHDRAW, by=by, reason=reason)
    return _close(problem, by=by, reason=reason)


@transaction.atomic
def reopen_problem(problem, *, by, reason):
    """A completed file goes back to assessment, as a logged act (S002-163)."""
    if not reason.strip():
        raise MoveRefused("Say why the file is reopened.")
    problem = move(problem, Action.REOPEN, by=by, reason=reason)
    problem.closed_on = None
    return save(problem, by=by, reason=reason)


@transaction.atomic
def note_comments(problem, *, by, reason=""):
    return _close(move(problem, Action.NOTE, by=by, reason=reason), by=by, reason="Comments noted")


def _close(problem, *, by, reason):
    problem.closed_on = today()
    return save(problem, by=by, reason=reason)


@transaction.atomic
def decide(
    problem, outcome, *, comments, by, review_in=None, review_unit="", review_comments="", best_practice=False
):
    """What the commander makes of the file: exactly one of four (B1, R9; S002-159)."""
    outcome = Action(outcome)
    if reasons := list(_refusals(outcome, comments, review_in, review_unit)):
        raise MoveRefused(*reasons)
    problem = locked(problem)
    review = Review(
        problem=problem, round=problem.round, made_at=now(), made_by=by, comments=comments, outcome=outcome,
        **{name.removeprefix("by_"): value for name, value in printed("by", by.person).items()
           if name != "by_department"},
        review_in=review_in, review_unit=review_unit if review_in else "", review_comments=review_comments,
        review_on=review_day(today(), review_in, review_unit), best_practice=best_practice,
    )  # fmt: skip
    problem = move(problem, outcome, by=by, reason=comments)
    review.save(force_insert=True)
    put_name(problem, COMMAND, FILE_STATEMENT, file_of(problem), by)
    return FOLLOW[outcome](problem, review, by)


def review_day(day, number, unit):
    """Weeks or months from the commander's own day, never both (B1, R10)."""
    if not number:
        return None
    return day + (dt.timedelta(weeks=number) if unit == "weeks" else relativedelta(months=number))


def _refusals(outcome, comments, number, unit):
    if outcome not in OUTCOMES:
        yield "Choose one outcome: return, re-assess, review later, or complete the file."
    if not comments.strip():
        yield "Write your comments."
    if outcome == Action.HOLD and not number:
        yield "Say in how many weeks or months the record is to be reviewed."
    if outcome != Action.HOLD and number:
        yield "A time for review goes with “review it later” alone. Choose that, or leave the time empty."
    if number and unit not in ("weeks", "months"):
        yield "Say whether the time is in weeks or in months."
    most = MOST_WEEKS if unit == "weeks" else MOST_MONTHS
    if number and not 1 <= number <= most:
        yield f"A review comes in 1 to {MOST_WEEKS} weeks, or in 1 to {MOST_MONTHS} months."


def _complete(problem, _review, by):
    return _close(problem, by=by, reason="The file is complete")


def _hold(problem, review, by):
    problem.review_on = review.review_on
    return save(problem, by=by, reason="To be reviewed")


def _reassess(problem, _review, by):
    """Keep the round as it stood, and begin the next at scanning (S002-160)."""
    ended = Round(
        problem=problem, number=problem.round, ended_at=now(), ended_by=by, content=plain(file_of(problem)),
        sides=plain(sides_of(problem)), plan_implemented=problem.plan_implemented,
        measure_achieved=problem.measure_achieved, incidents_before=problem.incidents_before,
        incidents_after=problem.incidents_after,
    )  # fmt: skip
    ended.save(force_insert=True)
    problem.round += 1
    for name, value in AFRESH.items():
        setattr(problem, name, value)
    save(problem, by=by, reason=f"Round {problem.round}")
    problem.measure_agencies.clear()
    return problem


def _returned(problem, _review, _by):
    return problem


FOLLOW = {
    Action.RETURN: _returned,
    Action.REASSESS: _reassess,
    Action.HOLD: _hold,
    Action.COMPLETE: _complete,
}
