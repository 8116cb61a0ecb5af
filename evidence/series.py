"""A run of monthly counts and what is asked of it: sums of like months, rolling years, months beside their season.

A month that was not collected is None. A sum over it is None too, never a sum of the rest (S002-23).
"""

from collections.abc import Sequence
from dataclasses import dataclass

from evidence import months
from evidence.change import Change, change
from evidence.counts import SMALL
from evidence.months import YEAR, Window

FEWEST_YEARS = 3


@dataclass(frozen=True)
class Season:
    """A month beside the same month of earlier years, the latest first."""

    month: int
    value: int
    earlier: Sequence[int]

    @property
    def words(self) -> str:
        name = months.words(self.month).split()[0]
        if len(self.earlier) < FEWEST_YEARS:
            return f"{self.value:,}; fewer than {FEWEST_YEARS} earlier years to compare {name} with"
        low, high = min(self.earlier), max(self.earlier)
        span = f"the {low:,} to {high:,} of {name} in the {len(self.earlier)} years before"
        if self.value < low:
            return f"{self.value:,}, lower than {span}"
        return f"{self.value:,}, {'higher than' if self.value > high else 'within'} {span}"


@dataclass(frozen=True)
class Compared:
    """Two windows of one series. ``why_not`` says why there is no change to speak of."""

    window: Window
    with_window: Window
    change: Change | None = None
    why_not: str = ""

    @property
    def words(self) -> str:
        if self.change is None:
            return self.why_not
        return f"{self.window.words}, beside {self.with_window.words}: {self.change.words}"


@dataclass(frozen=True)
class Series:
    first: int  # month
    values: Sequence[int | None]

    @property
    def data_to(self) -> int | None:
        """The last month that was counted."""
        counted = [at for at, value in enumerate(self.values) if value is not None]
        return self.first + counted[-1] if counted else None

    def at(self, month: int) -> int | None:
        position = month - self.first
        return self.values[position] if 0 <= position < len(self.values) else None

    def total(self, window: Window) -> int | None:
        """None where a month of it was not counted."""
        return None if self.missing(window) else sum(self.at(month) or 0 for month in window.months)

    def missing(self, window: Window) -> list[int]:
        return [month for month in window.months if self.at(month) is None]

    def rolling(self, length: int = YEAR) -> list[int | None]:
        """The sum of the months up to each, which has no season when they are twelve."""
        last = range(self.first, self.first + len(self.values))
        return [self.total(months.rolling(month, length)) for month in last]

    def year_to_date(self, month: int | None = None) -> int | None:
        end = self.data_to if month is None else month
        return None if end is None else self.total(months.year_to_date(end))

    def compare(self, window: Window, other: Window | None = None, *, small: int = SMALL) -> Compared:
        """With the same months of the year before, or with another window that is like it (S001-95)."""
        other = other or window.earlier()
        why_not = months.why_unlike(window, other) or self._why_not(window) or self._why_not(other)
        before, after = self.total(other), self.total(window)
        if why_not or before is None or after is None:
            return Compared(window, other, why_not=why_not)
        return Compared(window, other, change(before, after, small=small))

    def season(self, month: int) -> Season | None:
        """None where the month itself was not counted."""
        value = self.at(month)
        if value is None:
            return None
        earlier = [self.at(before) for before in range(month - YEAR, self.first - 1, -YEAR)]
        return Season(month, value, [count for count in earlier if count is not None])

    def _why_not(self, window: Window) -> str:
        missing = self.missing(window)
        if not missing:
            return ""
        if len(missing) == window.length:
            return f"{window.words}: not collected."
        named = ", ".join(months.words(month) for month in missing[:3])
        more = f" and {len(missing) - 3} more" if len(missing) > 3 else ""
        return f"Not collected: {named}{more}. Choose months that were all collected, in both years."
