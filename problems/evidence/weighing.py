"""From what was recorded to what follows from it."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from fractions import Fraction

from evidence.chance import Interval, is_uneven, rate_ratio, relative_ratio
from evidence.counts import Counts, Period
from problems.evidence import words
from problems.evidence.figures import (
    Displacement,
    displacement,
    net_change,
    rate,
)

UNCOUNTED = Counts()


@dataclass(frozen=True)
class Recorded:
    """What an assessment says. The comparison area and the area around are counted over the same two periods."""

    here: Counts = UNCOUNTED
    comparison: Counts = UNCOUNTED
    buffer: Counts = UNCOUNTED
    before: Period | None = None
    after: Period | None = None
    is_alike: bool = False  # it is said in what the comparison area is alike
    sites: int = 1
    is_controlled: bool = False  # other causes were allowed for
    is_random: bool = False  # places were allocated at random
    implemented: str = ""  # of `problems.models.Extent`
    started_on: dt.date | None = None  # the response
    months: Sequence[tuple[dt.date, int]] = field(default=())  # first day of each month, incidents here

    @property
    def goes_by_day(self) -> bool:
        """Periods of different lengths are compared by their rates: bare counts would say which was longer."""
        return bool(self.before and self.after and not self.before.is_as_long_as(self.after))

    @property
    def is_reduced(self) -> bool | None:
        """B1, field 34"""
        before, after = rate(self.here.before, self.before), rate(self.here.after, self.after)
        if not self.goes_by_day or before is None or after is None:
            return self.here.is_reduced
        return after < before

    @property
    def is_counted_too_early(self) -> bool:
        """More than a tenth of the count after lies before the day on which the response started."""
        if self.after is None or self.started_on is None:
            return False
        return (self.started_on - self.after.start).days * 10 > self.after.days

    @property
    def months_before(self) -> list[int]:
        """Of the whole months that lie in the period before."""
        if self.before is None:
            return []
        return [
            count
            for month, count in self.months
            if self.before.start <= month and _end(month) <= self.before.end
        ]


def _end(month: dt.date) -> dt.date:
    return (month + dt.timedelta(days=31)).replace(day=1) - dt.timedelta(days=1)


@dataclass(frozen=True)
class Evidence:
    recorded: Recorded
    rate_before: Fraction | None
    rate_after: Fraction | None
    net_change: Fraction | None
    displacement: Displacement | None
    alone: Interval | None  # the place by itself
    beside: Interval | None  # beside its comparison area
    level: int | None
    is_uneven: bool
    warnings: list[str] = field(default_factory=list)
    sentence: str = ""

    @property
    def is_credited(self) -> bool:
        """Whether the sentence gives the response credit for a fall."""
        return words.is_credited(self)

    @property
    def interval(self) -> Interval | None:
        """Beside the comparison area where there is one that counts, otherwise of the place alone."""
        return self.beside if self.level and self.level > words.BEFORE_AND_AFTER else self.alone

    @property
    def level_words(self) -> str:
        return words.LEVELS[self.level] if self.level else words.NO_LEVEL


def weigh(said: Recorded) -> Evidence:
    found = Evidence(
        recorded=said,
        rate_before=rate(said.here.before, said.before),
        rate_after=rate(said.here.after, said.after),
        net_change=net_change(said.here, said.comparison),
        displacement=displacement(said.here, said.buffer, said.comparison),
        alone=rate_ratio(said.here, said.before, said.after),
        beside=relative_ratio(said.here, said.comparison),
        level=level_of(said),
        is_uneven=is_uneven(said.months_before),
    )
    return replace(found, warnings=list(words.warnings_of(found)), sentence=words.claim_of(found))


def level_of(said: Recorded) -> int | None:
    """On the Maryland scale, 1 to 5, by what was recorded alone; None where nothing was counted (Sherman, 1997)."""
    if not said.here.is_whole:
        return words.ONE_TIME if (said.here.before, said.here.after) != (None, None) else None
    if not said.comparison.is_whole:
        return words.BEFORE_AND_AFTER
    if said.is_random and said.sites > 1:
        return words.RANDOM
    if not said.is_alike:
        return words.BEFORE_AND_AFTER
    return words.SEVERAL_SITES if said.is_controlled and said.sites > 1 else words.COMPARED
