"""Two counts and the periods they were counted over. Shares are kept exact, so that no boundary is lost to rounding."""

import datetime as dt
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction

SMALL = 20  # a base under this makes a percentage meaningless, and an approximate interval wrong
YEAR = 365  # days: periods at least as long hold every season
SLACK = 14  # days by which the same season may begin and end earlier or later


@dataclass(frozen=True)
class Period:
    """Both days included."""

    start: dt.date
    end: dt.date

    @classmethod
    def between(cls, start: dt.date | None, end: dt.date | None) -> "Period | None":
        return cls(start, end) if start and end and start <= end else None

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
        """The same part of the year, to a fortnight at either end, or long enough to hold every part."""
        return min(self.days, other.days) >= YEAR or self._is_part_of_year_of(other)

    def _is_part_of_year_of(self, other: "Period") -> bool:
        apart = round((other.start - self.start).days / 365.25)
        moved = [
            _years_later(mine, apart) - theirs
            for mine, theirs in ((self.start, other.start), (self.end, other.end))
        ]
        return apart != 0 and max(map(abs, moved)) <= dt.timedelta(days=SLACK)

    def is_as_long_as(self, other: "Period") -> bool:
        return self.days == other.days or self.is_same_months_as(other)


def _years_later(day: dt.date, years: int) -> dt.date:
    month, number = _day_of_year(day)
    return dt.date(day.year + years, month, number)


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
