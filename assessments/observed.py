"""What somebody enters of an indicator: one figure of an area and a period, and why it may not be taken."""

from dataclasses import dataclass, fields, replace
from datetime import date
from decimal import ROUND_HALF_UP, Decimal

from assessments import partly
from assessments.models import Indicator, Observation
from assessments.reading import EARLIEST
from audit.clock import today
from evidence import months
from evidence.months import Window
from partnership.models import Area

MOST = 1_000_000_000  # more is a slip of the hand
LENGTHS = {Indicator.Step.MONTH: (1, 1), Indicator.Step.QUARTER: (3, 3), Indicator.Step.YEAR: (1, 12)}
State = Observation.State


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
    data_from: date | None = None
    data_until: date | None = None
    hours: list[int] | None = None


NAMES = tuple(field.name for field in fields(Figure))
SAID = (
    "value",
    "numerator",
    "denominator",
    "went",
    "state",
    "source",
    "extracted_on",
    "note",
    "data_from",
    "data_until",
)


def refusals_of(indicator, figure, unread=()):
    """``unread``: what could not be read of it, of which nothing more can be said."""
    window = Window(figure.first, figure.last) if figure.last >= figure.first else None
    if "period" in unread:
        pass
    elif window is None:
        yield "The period cannot end before it begins."
    else:
        yield from _period(indicator, window, figure)
    if figure.area and figure.area.pk not in {area.pk for area in indicator.areas.all()}:
        yield f"{figure.area} is not an area of this indicator. Add it to the indicator first."
    if not {"value", "numerator", "denominator", "went", "state"} & set(unread):
        yield from _said(indicator, figure)


def _period(indicator, window, figure):
    least, most = LENGTHS[indicator.step]
    if not least <= window.length <= most:
        yield f"It is counted by {indicator.get_step_display().lower()}, and {window.label} is no such period."
    elif indicator.step == Indicator.Step.QUARTER and window.first % 3:
        yield f"{window.words} is no quarter. Quarters begin in January, April, July and October."
    if window.first > months.of_day(today()):
        yield f"{window.words} is still to come."
    elif window.first < EARLIEST:
        yield f"{window.words} is before {months.words(EARLIEST)}. Check the year."
    else:
        yield from partly.refusals_of(figure)


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


def completed(indicator, figure):
    """A period that is not over is no whole one; a percentage is worked out from its counts, whatever was typed."""
    figure = partly.covered(figure)
    if indicator.measures != Indicator.Measures.PERCENT or figure.numerator is None:
        return figure
    share = Decimal(figure.numerator * 100) / figure.denominator
    return replace(figure, value=share.quantize(Decimal("0.001"), ROUND_HALF_UP))


def fields_of(figure):
    return {name: getattr(figure, name) for name in NAMES}
