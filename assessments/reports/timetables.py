"""A yearly timetable as its page says it: steps by their days, how each stands, what shows it, and the strip."""

import datetime as dt
from dataclasses import dataclass

from assessments.lifecycle.timetables import StepKind
from assessments.models import Assessment, Timetable, TimetableStep
from assessments.yearly import is_working
from design.filters import date, due, plural
from design.pages import Column
from design.strip import Point, YearStrip
from evidence.months import financial_year_words
from partnership.models import Agreement
from records.models import Record

SOON = 6  # days, of which the day of the week is said
COLUMNS = (Column("Timetable"), Column("Partnership"), Column("Steps"), Column("State"))


@dataclass(frozen=True)
class Row:
    """A step, or the review of an agreement in the register, which is kept on the agreement's own page."""

    title: str
    kind: str
    due_on: dt.date
    words: str
    state: str
    owner: object = None
    step: TimetableStep | None = None
    agreement: Agreement | None = None
    shown: Record | None = None
    hides: bool = False  # a record shows it that this reader may not know of
    offers: Assessment | None = None  # was agreed in the year, and could be recorded as what shows it
    finishes: bool = False

    @property
    def is_off(self):
        """Its day is a weekend or a bank holiday."""
        return self.state != "done" and not is_working(self.due_on)


@dataclass(frozen=True)
class Page:
    rows: list
    counted: str
    strip: YearStrip


def page_of(timetable, user, on):
    steps = list(timetable.steps.all())
    for step in steps:
        step.timetable = timetable
    known = _known(steps, user)
    agreed = _agreed(timetable, user) if any(one.kind == StepKind.ASSESSMENT for one in steps) else None
    rows = [_row(step, user, on, known, agreed) for step in steps]
    reviews = [_review(agreement, timetable, on) for agreement in reviewed_in(timetable, user)]
    rows = sorted([*rows, *reviews], key=lambda row: row.due_on)
    counted = counted_of(steps, on)
    if reviews:
        counted += f"; {plural(len(reviews), 'agreement')} of the register to be reviewed beside them"
    return Page(rows, counted, _strip(timetable, rows, counted, on))


def counted_of(steps, on):
    """ "2 of 7 steps are done, 1 is late" """
    done = sum(step.done_on is not None for step in steps)
    late = sum(step.is_late(on) for step in steps)
    said = f"{done} of {plural(len(steps), 'step')} {'is' if done == 1 else 'are'} done"
    return f"{said}, {late} {'is' if late == 1 else 'are'} late" if late else said


def reviewed_in(timetable, user):
    first, last = timetable.days
    rows = Agreement.objects.visible_to(user).filter(
        partnership=timetable.partnership_id, review_on__range=(first, last)
    )
    return rows.exclude(status=Agreement.Status.WITHDRAWN)


def _known(steps, user):
    """Of the records that show what was done, those that the reader may know of."""
    keys = [step.shown_by_id for step in steps if step.shown_by_id]
    return {one.pk: one for one in Record.objects.visible_to(user).filter(pk__in=keys)} if keys else {}


def _agreed(timetable, user):
    """An assessment of all crime that was agreed in the year, where no step says yet that it shows it."""
    told = TimetableStep.objects.filter(
        shown_by__isnull=False, timetable__partnership=timetable.partnership_id
    )
    rows = Assessment.objects.visible_to(user).filter(
        partnership=timetable.partnership_id, agreed_on__range=timetable.days, theme=""
    )
    return rows.exclude(pk__in=told.values("shown_by")).order_by("-agreed_on", "-pk").first()


def _row(step, user, on, known, agreed):
    words, state = words_of(step, step.timetable, on)
    shown = known.get(step.shown_by_id)
    offers = agreed if step.kind == StepKind.ASSESSMENT and step.done_on is None else None
    return Row(
        step.title, step.get_kind_display(), step.due_on, words, state, step.owner, step, shown=shown,
        hides=bool(step.shown_by_id and shown is None), offers=offers,
        finishes=user.has_perm("assessments.finish_step", step),
    )  # fmt: skip


def words_of(step, timetable, on):
    """How it stands, and the word that colours its tag. Of a closed year nothing is late any more."""
    if step.done_on:
        return f"Done {date(step.done_on)}", "done"
    if timetable.status == Timetable.Status.CLOSED:
        return "Not done", "closed"
    return _waits(step.due_on, on)


def _waits(due_on, on):
    """The day itself stands beside it."""
    if (due_on - on).days > SOON:
        return "To come", "open"
    return due(due_on, on), "late" if due_on < on else "open"


def _review(agreement, timetable, on):
    words, state = _waits(agreement.review_on, on)
    if state == "late" and timetable.status == Timetable.Status.CLOSED:
        words, state = "Not done", "closed"
    title = f"Review of {agreement.title}"
    return Row(title, "Agreement in the register", agreement.review_on, words, state, agreement=agreement)


def _strip(timetable, rows, counted, on):
    states = {"done": "done", "late": "late"}
    points = [Point(row.title, row.due_on, states.get(row.state, "open")) for row in rows]
    year = financial_year_words(timetable.year)
    return YearStrip(f"The year {year}", f"{counted}.", timetable.days[0], points, today=on)
