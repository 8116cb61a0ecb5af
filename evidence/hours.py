"""Hour by day of the week."""

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

HOURS = 7 * 24
DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")


@dataclass(frozen=True)
class Week:
    """``counts[day][hour]``, Monday first. ``untimed``: of those without a time, which are in no cell."""

    counts: Sequence[Sequence[int]]
    untimed: int = 0

    @property
    def total(self) -> int:
        return sum(map(sum, self.counts))

    @property
    def peak(self) -> tuple[int, int] | None:
        """The fullest day and hour, the first of several."""
        if not self.total:
            return None
        most = max(max(day) for day in self.counts)
        return next((d, h) for d, day in enumerate(self.counts) for h, n in enumerate(day) if n == most)

    @property
    def words(self) -> str:
        if self.peak is None:
            return "No incident has a time"
        day, hour = self.peak
        most = self.counts[day][hour]
        hours = f"{hour_words(hour)} to {hour_words((hour + 1) % 24)}"
        return f"Most on {DAYS[day]} from {hours}: {most:,} of {self.total:,}"

    @classmethod
    def of(cls, hours: Sequence[int], untimed: int = 0) -> "Week":
        """``hours``: of the week, from midnight on Monday."""
        return cls([list(hours[day * 24 : day * 24 + 24]) for day in range(len(DAYS))], untimed)


def hour_words(hour: int) -> str:
    if hour in (0, 12):
        return "midday" if hour else "midnight"
    return f"{hour % 12}{'pm' if hour > 12 else 'am'}"


def week(times: Iterable[dt.datetime | None]) -> Week:
    """Times are of the place, not UTC. None is of an incident whose time is not known."""
    counts = [[0] * 24 for _day in DAYS]
    untimed = 0
    for time in times:
        if time is None:
            untimed += 1
        else:
            counts[time.weekday()][time.hour] += 1
    return Week(counts, untimed)
