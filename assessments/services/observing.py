"""Figures of indicators that are entered, one by one or from a file. A later one replaces; both stay (S002-118)."""

from collections import Counter
from dataclasses import dataclass
from datetime import date
from decimal import ROUND_HALF_UP, Decimal

from django.db import transaction

from assessments.models import Indicator, Observation
from audit.clock import now, today
from audit.services import log
from evidence import months
from evidence.months import Window
from partnership.models import Area
from records.asking import hold
from records.lifecycle import MoveRefused
from records.writing import keep

OBSERVE = "assessments.observe_indicator"
MOST = 1_000_000_000  # more is a slip of the hand
LENGTHS = {Indicator.Step.MONTH: (1, 1), Indicator.Step.QUARTER: (3, 3), Indicator.Step.YEAR: (1, 12)}
State = Observation.State
NEW, REPLACED, SAME = "new", "replaced", "same"


@dataclass(frozen=True)
class Figure:
    """What somebody enters of one area and period."""

    first: int
    last: int
    area: Area | None = None
    value: Decimal | None = None
    numerator: int | None = None
    denominator: int | None = None
    went: str = ""
    state: str = State.FINAL
    source: str = ""
    extracted_on: date | None = None
    note: str = ""


SAID = ("value", "numerator", "denominator", "went", "state", "source", "extracted_on", "note")


@transaction.atomic
def observe(indicator, figure, *, by):
    """Returns whether it is new, replaced another, or says the same as what was there."""
    indicator = hold(indicator, by=by, permission=OBSERVE)
    if reasons := [*closed_to(indicator), *refusals_of(indicator, figure)]:
        raise MoveRefused(*reasons)
    outcome = _keep(indicator, with_percentage(indicator, figure), by)
    if outcome != SAME:
        log(indicator, "observe", by=by, changes=_told(figure))
    return outcome


@transaction.atomic
def observe_all(indicator, figures, *, by, file):
    """All of a file or nothing. ``figures`` are (line, figure); returns how many were new, replaced and the same."""
    indicator = hold(indicator, by=by, permission=OBSERVE)
    reasons = [*closed_to(indicator)]
    reasons += [
        f"Line {line}: {words}" for line, figure in figures for words in refusals_of(indicator, figure)
    ]
    if reasons:
        raise MoveRefused(*reasons)
    done = Counter(_keep_line(indicator, line, figure, by) for line, figure in figures)
    if done[NEW] or done[REPLACED]:
        log(
            indicator,
            "import figures",
            by=by,
            changes={"file": file, NEW: done[NEW], REPLACED: done[REPLACED]},
        )
    return done


def _keep_line(indicator, line, figure, by):
    try:
        return _keep(indicator, with_percentage(indicator, figure), by)
    except MoveRefused as refused:
        raise MoveRefused(*(f"Line {line}: {words}" for words in refused.reasons)) from refused


def closed_to(indicator):
    if indicator.is_counted:
        yield "Its figures are counted from loaded data. Load the data anew instead."
    if indicator.status == Indicator.Status.RETIRED:
        yield "This indicator is no longer kept. Keep it again first."


def refusals_of(indicator, figure):
    window = Window(figure.first, figure.last) if figure.last >= figure.first else None
    if window is None:
        yield "The period cannot end before it begins."
    else:
        yield from _period(indicator, window)
    if figure.area and figure.area.pk not in {area.pk for area in indicator.areas.all()}:
        yield f"{figure.area} is not an area of this indicator. Add it to the indicator first."
    yield from _said(indicator, figure)


def _period(indicator, window):
    least, most = LENGTHS[indicator.step]
    if not least <= window.length <= most:
        yield f"It is counted by {indicator.get_step_display().lower()}, and {window.label} is no such period."
    elif indicator.step == Indicator.Step.QUARTER and window.first % 3:
        yield f"{window.words} is no quarter. Quarters begin in January, April, July and October."
    if window.first > months.of_day(today()):
        yield f"{window.words} is still to come."


def _said(indicator, figure):
    has_figure = figure.value is not None or figure.numerator is not None
    if figure.state == State.NOT_COLLECTED:
        if has_figure or figure.went:
            yield "It is marked as not collected, so leave figure and direction empty."
        return
    if not has_figure and not figure.went:
        yield "Enter a figure, or a direction, or mark it as not collected."
    if has_figure and figure.went:
        yield "Enter a direction only where there is no figure."
    if figure.numerator is not None or figure.denominator is not None:
        yield from _parts(figure)
    if figure.value is not None:
        yield from _value(indicator, figure.value)


def _parts(figure):
    if figure.numerator is None or figure.denominator is None:
        yield "Enter both numbers of the percentage: how many, and out of how many."
    elif figure.denominator == 0:
        yield "Out of nought there is no percentage. Mark it as not collected."
    elif not 0 <= figure.numerator <= figure.denominator <= MOST:
        yield f"{figure.numerator:,} of {figure.denominator:,} is not possible. Check both numbers."


def _value(indicator, value):
    if indicator.is_count and (value < 0 or value != int(value)):
        yield f"{value} is not possible. A count is a whole number, and not below nought."
    elif indicator.measures == Indicator.Measures.PERCENT and not 0 <= value <= 100:
        yield f"{value}% is not possible. A percentage lies between 0 and 100."
    elif abs(value) > MOST:
        yield f"{value:,} is not possible: it is too large. Check for a slip."


def with_percentage(indicator, figure):
    """A percentage is worked out from its counts where they are given, whatever was typed beside them."""
    if indicator.measures != Indicator.Measures.PERCENT or figure.numerator is None:
        return figure
    share = Decimal(figure.numerator * 100) / figure.denominator
    return Figure(**_fields(figure) | {"value": share.quantize(Decimal("0.001"), ROUND_HALF_UP)})


def _fields(figure):
    return {name: getattr(figure, name) for name in Figure.__dataclass_fields__}


def _keep(indicator, figure, by):
    """The figure's row, in place of what covers the same period: the very same, or parts of a longer one."""
    rows = indicator.observations.current().filter(area=figure.area)
    rows = rows.filter(first__lte=figure.last, last__gte=figure.first)
    if indicator.step == Indicator.Step.MONTH:
        rows = rows.filter(first=figure.first, last=figure.last)
    there = list(rows)
    _refuse_partly_covered(figure, there)
    for row in there:
        if (row.first, row.last) == (figure.first, figure.last) and _is_same(row, figure):
            return SAME
    at = now()
    for row in there:
        row.is_current, row.replaced_at, row.replaced_by = False, at, by
        keep(row, by=by, reason="Replaced by a later figure")
    keep(Observation(indicator=indicator, made_at=at, made_by=by, **_fields(figure)), by=by)
    return REPLACED if there else NEW


def _refuse_partly_covered(figure, there):
    for row in there:
        if row.first < figure.first or row.last > figure.last:
            raise MoveRefused(
                f"{Window(row.first, row.last).label} has a figure already, of which"
                f" {Window(figure.first, figure.last).words} is a part. Enter a figure for the whole of it."
            )


def _is_same(row, figure):
    return all(getattr(row, name) == getattr(figure, name) for name in SAID)


def _told(figure):
    said = {name: str(getattr(figure, name)) for name in SAID if getattr(figure, name) not in (None, "")}
    return said | {"area": str(figure.area or ""), "period": Window(figure.first, figure.last).label}
