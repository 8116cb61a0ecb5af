"""The ladder of incremental responses: its steps, which an administrator keeps, and the cases that move up it."""

from string import ascii_uppercase

from django.core.exceptions import PermissionDenied
from django.db import transaction

from audit.clock import today
from partnership.models import Partnership
from problems.models import USUAL_STEPS, Case, CaseStep, LadderStep
from problems.services.writing import hold, note
from records.lifecycle import MoveRefused
from records.writing import as_seen, keep, refuse_other_version

NOT_YOURS = "Only an administrator of the partnership changes its ladder."


def usual_ladder(partnership, *, by):
    """Give a partnership that has no ladder the usual one; it may change every step of it."""
    if not LadderStep.objects.filter(partnership=partnership).exists():
        for position, name in enumerate(USUAL_STEPS, 1):
            keep(LadderStep(partnership=partnership, name=name, position=position), by=by)


@transaction.atomic
def add_step(partnership, name, *, by, after=None):
    """Put a step after another, or first. Cases that were taken past it are left as they are."""
    _hold(partnership, by)
    usual_ladder(partnership, by=by)
    if not name.strip():
        raise MoveRefused("Name the step.")
    there = LadderStep.objects.filter(partnership=partnership, name__iexact=name.strip(), ended_on=None)
    if there.exists():
        raise MoveRefused(f"“{name.strip()}” is a step of the ladder already. Name another.")
    position = after.position + 1 if after else 1
    for step in LadderStep.objects.filter(partnership=partnership, position__gte=position).order_by(
        "-position"
    ):
        step.position += 1
        keep(step, by=by)
    return keep(
        LadderStep(partnership=partnership, name=name.strip(), position=position, started_on=today()), by=by
    )


@transaction.atomic
def end_step(step, *, by, reason=""):
    """No case is taken to it from tomorrow; those that were keep it."""
    _hold(step.partnership, by)
    step = as_seen(step, None)
    if step.ended_on is not None:
        raise MoveRefused(f"“{step}” has ended already. Nothing was changed.")
    step.ended_on = today()
    return keep(step, by=by, reason=reason)


def _hold(partnership, by):
    Partnership.objects.select_for_update().get(pk=partnership.pk)
    if not by.has_perm("problems.change_ladder", partnership):
        raise PermissionDenied(NOT_YOURS)


@transaction.atomic
def open_case(problem, *, by, risks=(), seen=""):
    """The next letter. Who it is stands in no field of the portal.

    ``seen`` is the letter that the form was shown for: sent again, it opens no second case.
    """
    problem = hold(problem, by=by, permission="problems.change_sides")
    letter = next_letter(problem)
    if seen and seen != letter:
        raise MoveRefused(
            f"Case {seen} is open already. To open case {letter} as well, go back to the ladder."
        )
    usual_ladder(problem.partnership, by=by)
    case = keep(Case(problem=problem, letter=letter, risks=list(risks), opened_on=today()), by=by)
    note(problem, "open case", by=by)
    return case


def next_letter(problem):
    return letter_of(Case.objects.filter(problem=problem).count())


def letter_of(number):
    """A to Z, then AA to ZZ."""
    first, second = divmod(number, len(ascii_uppercase))
    return (ascii_uppercase[first - 1] if first else "") + ascii_uppercase[second]


@transaction.atomic
def set_risks(case, risks, *, by, version=None):
    hold(case.problem, by=by, permission="problems.change_sides")
    case = Case.objects.select_for_update().get(pk=case.pk)
    refuse_other_version(case, version)
    case.risks = list(risks)
    return keep(case, by=by, reason="Risk factors")


@transaction.atomic
def take_step(case, step, *, state, taken_on, officer, by, skipped_because=""):
    """Move a case up. Passing over a step that it was never taken to asks for the reason (S002-95)."""
    problem = hold(case.problem, by=by, permission="problems.change_sides")
    if reasons := list(_step_blockers(problem, case, step, taken_on, skipped_because)):
        raise MoveRefused(*reasons)
    row = CaseStep(
        case=case, step=step, state=state, taken_on=taken_on, officer=officer, skipped_because=skipped_because
    )
    keep(row, by=by)
    note(problem, "take a case up the ladder", by=by)
    return row


def _step_blockers(problem, case, step, day, because):
    if step.partnership_id != problem.partnership_id:
        yield "This step is of another partnership's ladder. Choose one of its own."
    if not step.holds_on(day):
        yield f"“{step}” was not in use on that day. Choose another step or another day."
    if day > today():
        yield "A step is dated on the day it was taken or planned. Choose today or earlier."
    if case.steps.filter(step=step, taken_on=day).exists():
        yield f"{case} has “{step}” on that day already. Change how it stands instead."
    skipped = skipped_by(case, step, day)
    if skipped and not because.strip():
        names = ", ".join(f"“{one}”" for one in skipped)
        yield f"This skips {names}. Say why, or take that step first."


def skipped_by(case, step, day):
    """Lower steps of the ladder, in use on the day, to which the case was never taken."""
    taken = case.steps.values("step")
    lower = LadderStep.objects.on(day).filter(partnership=step.partnership_id, position__lt=step.position)
    return list(lower.exclude(pk__in=taken))


@transaction.atomic
def set_case_state(row, state, *, by, version=None):
    problem = hold(row.case.problem, by=by, permission="problems.change_sides")
    row = as_seen(row, version)
    row.state = state
    keep(row, by=by, reason=row.get_state_display())
    note(problem, "change how a case stands", by=by)
    return row
