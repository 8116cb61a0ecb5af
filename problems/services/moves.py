"""From stage to stage, and what the commander decides."""

import datetime as dt

from dateutil.relativedelta import relativedelta
from django.db import transaction

from audit.clock import now, today
from audit.services import plain
from design.filters import date as date_in_words
from problems.contents import COMMAND, file_of, sides_of
from problems.deciding import Decision, refusals
from problems.lifecycle import Action
from problems.models import Review, Round
from problems.services.library import doubt_play
from problems.services.opening import printed
from problems.services.resources import keep_resources
from problems.services.signing import put_name
from records.lifecycle import MoveRefused, locked, move, save

FILE_STATEMENT = "I have read this problem record, and these are my comments and my decision."
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
    """One of the officer's own moves. A review is taken up before its day only with the reason."""
    if action == Action.RESUME and not reason.strip() and (day := early_for_review(locked(problem))):
        raise MoveRefused(f"Its review is due on {date_in_words(day)}. Say why it is taken up before.")
    problem = move(problem, action, by=by, reason=reason)
    if action == Action.START:
        problem.started_on = today()
        save(problem, by=by, reason="The response has started")
    return problem


def early_for_review(problem):
    """The day of the review, while it is still to come."""
    return problem.review_on if problem.review_on and today() < problem.review_on else None


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
    problem = save(problem, by=by, reason=reason)
    doubt_play(problem, by=by)
    return problem


@transaction.atomic
def note_comments(problem, *, by, reason=""):
    return _close(move(problem, Action.NOTE, by=by, reason=reason), by=by, reason="Comments noted")


def _close(problem, *, by, reason):
    problem.closed_on = today()
    return save(problem, by=by, reason=reason)


@transaction.atomic
def decide(problem, outcome, *, by, **said):
    """What the commander makes of the file: exactly one of four (B1, R9; S002-159). ``said`` is of `Decision`."""
    said = Decision(outcome, **said)
    if reasons := [sentence for _, sentence in refusals(said)]:
        raise MoveRefused(*reasons)
    outcome, problem = Action(outcome), locked(problem)
    review = Review(
        problem=problem, round=problem.round, made_at=now(), made_by=by, comments=said.comments, outcome=outcome,
        **{name.removeprefix("by_"): value for name, value in printed("by", by.person).items()
           if name != "by_department"},
        review_in=said.review_in, review_unit=said.review_unit if said.review_in else "",
        review_comments=said.review_comments, review_on=review_day(today(), said.review_in, said.review_unit),
        best_practice=said.best_practice,
    )  # fmt: skip
    problem = move(problem, outcome, by=by, reason=said.comments)
    review.save(force_insert=True)
    keep_resources(problem, said, by=by)
    put_name(problem, COMMAND, FILE_STATEMENT, file_of(problem), by)
    return FOLLOW[outcome](problem, review, by)


def review_day(day, number, unit):
    """Weeks or months from the commander's own day, never both (B1, R10)."""
    if not number:
        return None
    return day + (dt.timedelta(weeks=number) if unit == "weeks" else relativedelta(months=number))


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
