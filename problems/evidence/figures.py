"""Numbers that follow from counts by division alone, kept as fractions so that no boundary is lost to rounding."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction

SMALL = 20  # a base under this makes a percentage meaningless, and an approximate interval wrong
YEAR = 365  # days: periods at least as long hold every season


@dataclass(frozen=True)
class Period:
    """Both days included."""

    start: dt.date
    end: dt.date

    @property
    def days(self) -> int:
        return (self.end - self.start).days + 1

    def is_same_months_as(self, other: "Period") -> bool:
        """The same days of the calendar, one or more years apart; a leap day makes no difference."""
        apart = other.start.year - self.start.year
        same = (_day_of_year(self.start), _day_of_year(self.end)) == (
            _day_of_year(other.start),
            _day_of_year(other.end),
        )
        return same and apart != 0 and other.end.year - self.end.year == apart

    def overlaps(self, other: "Period") -> bool:
        return self.start <= other.end and other.start <= self.end

    def is_of_like_season(self, other: "Period") -> bool:
        return self.is_same_months_as(other) or min(self.days, other.days) >= YEAR

    def is_as_long_as(self, other: "Period") -> bool:
        return self.days == other.days or self.is_same_months_as(other)


def _day_of_year(day: dt.date) -> tuple[int, int]:
    return (2, 28) if (day.month, day.day) == (2, 29) else (day.month, day.day)


@dataclass(frozen=True)
class Counts:
    """Incidents in one place, before and after; None where they were not counted."""

    before: int | None = None
    after: int | None = None

    @property
    def is_whole(self) -> bool:
        return self.before is not None and self.after is not None

    @property
    def difference(self) -> int | None:
        """How many fewer; below nought where there were more (B1, R6)."""
        return self.before - self.after if self.before is not None and self.after is not None else None

    @property
    def percentage(self) -> Decimal | None:
        """The difference as a share of before, to one decimal place; none where before is nought (R6)."""
        if self.difference is None or not self.before:
            return None
        share = Decimal(self.difference * 100) / Decimal(self.before)
        return share.quantize(Decimal("0.1"), ROUND_HALF_UP)

    @property
    def is_reduced(self) -> bool | None:
        """Fewer after than before (B1, field 34)."""
        return None if self.difference is None else self.difference > 0

    @property
    def ratio(self) -> Fraction | None:
        if self.before is None or self.after is None or not self.before:
            return None
        return Fraction(self.after, self.before)

    @property
    def has_nought(self) -> bool:
        return 0 in (self.before, self.after)


def rate(count: int | None, period: Period | None) -> Fraction | None:
    """Incidents a day."""
    return Fraction(count, period.days) if count is not None and period else None


def net_change(here: Counts, comparison: Counts) -> Fraction | None:
    """(A1 / A0) ÷ (C1 / C0) − 1: what changed here beyond what changed in the comparison area."""
    if here.ratio is None or not comparison.ratio:
        return None
    return here.ratio / comparison.ratio - 1


@dataclass(frozen=True)
class Displacement:
    """The weighted displacement quotient, and how it reads. ``quotient`` is None where it would mean nothing."""

    quotient: Fraction | None
    reading: str


DIFFUSION, NEITHER = "diffusion of benefits", "neither"
PARTLY, UNDONE = "displacement, less than the gain", "displacement exceeds the gain"
NO_SUCCESS = "not worked out: there is no net success here that could have moved elsewhere"


def displacement(here: Counts, buffer: Counts, comparison: Counts) -> Displacement | None:
    """(B1/C1 − B0/C0) ÷ (A1/C1 − A0/C0) of Bowers and Johnson (2003): only after a net success, A1/C1 < A0/C0.

    None where a count is missing, or the comparison area has a nought.
    """
    if not (here.is_whole and buffer.is_whole and comparison.is_whole) or comparison.has_nought:
        return None
    gained = _over(here.after, comparison.after) - _over(here.before, comparison.before)
    if gained >= 0:
        return Displacement(None, NO_SUCCESS)
    around = _over(buffer.after, comparison.after) - _over(buffer.before, comparison.before)
    quotient = around / gained
    if quotient > 0:
        return Displacement(quotient, DIFFUSION)
    if quotient == 0:
        return Displacement(quotient, NEITHER)
    return Displacement(quotient, UNDONE if quotient < -1 else PARTLY)


def _over(count: int | None, base: int | None) -> Fraction:
    return Fraction(count or 0, base or 1)


def is_uneven(months: Sequence[int]) -> bool:
    """Do months swing more than chance alone lets them? Variance over mean, beside chi squared at one in twenty.

    Asked of six months or more. Incidents that come in runs, and seasons, make months uneven; an interval that
    reckons with chance alone is then too narrow. Chi squared is by the approximation of Wilson and Hilferty (1931).
    """
    if len(months) < 6 or not sum(months):
        return False
    mean, free = sum(months) / len(months), len(months) - 1
    swing = sum((count - mean) ** 2 for count in months) / mean
    spread = 2 / (9 * free)
    return swing > free * (1 - spread + 1.6449 * spread**0.5) ** 3
