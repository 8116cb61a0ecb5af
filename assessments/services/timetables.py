"""The yearly timetable: begun from the last one or as offered, its steps kept, done with what shows it, closed."""

from django.db import transaction

from assessments import yearly
from assessments.lifecycle.timetables import TimetableAction
from assessments.models import Timetable, TimetableStep
from assessments.yearly import LAST, OFFERED
from audit.clock import today
from audit.services import log
from design.filters import date
from evidence.months import financial_year_words
from partnership.models import Partnership, Post
from records.asking import hold, require, say_why
from records.lifecycle import MoveRefused, locked, move, save
from records.models import Record
from records.services import ChangedMeanwhile, create_record, said_of
from records.writing import drop, keep

CHANGE = "assessments.change_timetable"


@transaction.atomic
def begin_timetable(partnership, year, *, by, begin=OFFERED):
    """One a partnership and year; its row is held, so that of two who begin the same the second is refused."""
    Partnership.objects.select_for_update().get(pk=partnership.pk)
    found = Timetable(
        partnership=partnership, year=year, title=f"Timetable {financial_year_words(year)}",
        audience=Record.Audience.PARTNERSHIP,
    )  # fmt: skip
    require(by, "assessments.add_timetable", found)
    of_it = Timetable.objects.filter(partnership=partnership)
    former = of_it.filter(year=year - 1).first()
    reasons = []
    if there := of_it.filter(year=year).first():
        reasons.append(
            f"There is one for {financial_year_words(year)} already: {there.reference}. Change that one."
        )
    if begin == LAST and former is None:
        reasons.append(
            f"There is none for {financial_year_words(year - 1)} to begin from. Begin with the steps that the portal"
            " offers."
        )
    if reasons:
        raise MoveRefused(*reasons)
    create_record(found, by=by, reason=f"From {former.reference}" if begin == LAST else "")
    for step in _steps_of(found, former, begin):
        keep(step, by=by)
    return found


def begin_next(timetable, *, by):
    """The next year's, with this one's steps a year later."""
    return begin_timetable(timetable.partnership, timetable.year + 1, by=by, begin=LAST)


def _steps_of(found, former, begin):
    if begin == OFFERED:
        for one in yearly.STEPS:
            due_on = yearly.day_in(found.year, one)
            yield TimetableStep(timetable=found, title=one.title, kind=one.kind, due_on=due_on)
    elif begin == LAST:
        before = list(former.steps.all())
        owners = [step.owner_id for step in before]
        here = set(Post.objects.on(today()).filter(person__in=owners).values_list("person", flat=True))
        for step in before:
            yield TimetableStep(
                timetable=found, title=step.title, kind=step.kind, note=step.note,
                due_on=yearly.a_year_later(step.due_on),
                owner_id=step.owner_id if step.owner_id in here else None,
            )  # fmt: skip


@transaction.atomic
def set_step(timetable, said, *, by, step=None, version=None):
    """Of two who change one at once, the second is shown what the first saved. The log says which, and what changed."""
    timetable = hold(timetable, by=by, permission=CHANGE)
    first, last = timetable.days
    if not first <= said["due_on"] <= last:
        raise MoveRefused(f"The timetable runs from {date(first)} to {date(last)}. Choose a day in it.")
    if step is None:
        step = keep(TimetableStep(timetable=timetable, **said), by=by)
        log(
            timetable,
            "add step",
            by=by,
            reason=step.title,
            changes={"step": step.title, "due": str(step.due_on)},
        )
        return step
    step = locked_step(step)
    if version is not None and version != step.version:
        raise ChangedMeanwhile(step)
    before = {name: getattr(step, name) for name in said}
    changed = {
        name: [said_of(before[name]), said_of(said[name])] for name in said if before[name] != said[name]
    }
    if changed:
        title = step.title
        for name, value in said.items():
            setattr(step, name, value)
        keep(step, by=by)
        log(timetable, "change step", by=by, reason=title, changes={"step": title, **changed})
    return step


@transaction.atomic
def remove_step(step, *, by, reason):
    timetable = hold(step.timetable, by=by, permission=CHANGE)
    say_why(reason, "Say why the step is taken out.")
    log(
        timetable,
        "remove step",
        by=by,
        reason=f"{step}: {reason}",
        changes={"step": step.title, "due": str(step.due_on)},
    )
    drop(step, by=by, reason=reason)


@transaction.atomic
def finish_step(step, *, by, done_on, shown_by=None, outcome=""):
    """By who answers for it or an officer; done again, it says another day or record."""
    timetable = locked(step.timetable)
    step = locked_step(step)
    require(by, "assessments.finish_step", step)
    if done_on > today():
        raise MoveRefused("It cannot have been done on a day to come. Enter the day on which it was.")
    step.done_on, step.shown_by, step.outcome = done_on, shown_by, outcome.strip()
    keep(step, by=by)
    changes = {"step": step.title, "on": str(done_on), "shown by": shown_by.reference if shown_by else ""}
    log(timetable, "finish step", by=by, reason=step.title, changes=changes)
    return step


@transaction.atomic
def unfinish_step(step, *, by, reason):
    timetable = locked(step.timetable)
    step = locked_step(step)
    require(by, "assessments.finish_step", step)
    say_why(reason, "Say why it is not done after all.")
    if step.done_on is None:
        raise MoveRefused("It is not recorded as done. Nothing was changed.")
    step.done_on, step.shown_by, step.outcome = None, None, ""
    keep(step, by=by, reason=reason)
    log(timetable, "unfinish step", by=by, reason=f"{step}: {reason}", changes={"step": step.title})
    return step


@transaction.atomic
def move_timetable(timetable, action, *, by, reason):
    say_why(reason)
    timetable = move(timetable, TimetableAction(action), by=by, reason=reason)
    timetable.closed_on = today() if action == TimetableAction.CLOSE else None
    return save(timetable, by=by, reason=reason)


def locked_step(step):
    return TimetableStep.objects.select_for_update().select_related("timetable").get(pk=step.pk)
