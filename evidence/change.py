"""What may be said of a change between two counts, and beside a benchmark. The words follow the statistics.

A percentage never stands without both counts, and warns where the base is small (S001-81). "Reduced" is said only of
a fall beyond chance; of any other fall or rise it is said that chance would bring as much.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from enum import Enum
from fractions import Fraction

from evidence.chance import Interval, is_uneven, rate_ratio
from evidence.counts import SMALL, Counts


class Direction(Enum):
    """Which way a figure went. It may be known where the figures are not (S001-96)."""

    DOWN = "fell"
    SAME = "did not change"
    UP = "rose"

    @property
    def words_without_figures(self) -> str:
        return f"{self.value} (no figures given)"


class Good(Enum):
    """Which way is better."""

    LOWER = "lower is better"
    HIGHER = "higher is better"
    NEITHER = "neither is better"


def direction(difference: Fraction | Decimal | int) -> Direction:
    if difference == 0:
        return Direction.SAME
    return Direction.UP if difference > 0 else Direction.DOWN


@dataclass(frozen=True)
class Change:
    """From one count to another, over periods that are alike (`evidence.months.why_unlike`).

    ``small`` is the base under which a percentage carries a warning; the partnership sets it. ``is_uneven`` says that
    months swing more than chance alone lets them, so that the interval, which reckons with chance alone, is too narrow.
    """

    before: int
    after: int
    small: int = SMALL
    is_uneven: bool = False

    @property
    def direction(self) -> Direction:
        return direction(self.after - self.before)

    @property
    def percentage(self) -> Decimal | None:
        """To one decimal place, below nought for a fall; none from nought."""
        return percentage(self.before, self.after)

    @property
    def interval(self) -> Interval | None:
        """Of the ratio of after to before; none where both are nought."""
        return rate_ratio(Counts(self.before, self.after), None, None)

    @property
    def is_beyond_chance(self) -> bool:
        return self.interval is not None and not self.interval.covers_no_change and not self.is_uneven

    @property
    def has_fallen(self) -> bool:
        """Whether "reduced" may be said."""
        return self.is_beyond_chance and self.direction is Direction.DOWN

    @property
    def figures(self) -> str:
        """ "from 60 to 41 (−31.7%)" """
        share = f" ({signed(self.percentage)}%)" if self.percentage is not None else ""
        return f"from {self.before:,} to {self.after:,}{share}"

    @property
    def warning(self) -> str:
        if self.before >= self.small and self.after >= self.small:
            return ""
        if self.before == 0:
            return "There were none before, so there is no percentage."
        return f"Low counts: under {self.small:,}. A percentage of so few means little."

    @property
    def words(self) -> str:
        """ "fell from 60 to 41 (−31.7%), within what chance would bring": to stand after the name of what was counted.

        "Reduced" is of the words only where the fall is beyond chance.
        """
        if self.direction is Direction.SAME:
            return f"stayed at {self.before:,}"
        if self.has_fallen:
            return f"reduced {self.figures}, more than chance would bring"
        said = f"{self.direction.value} {self.figures}"
        if self.is_beyond_chance:
            return f"{said}, more than chance would bring"
        if self.is_uneven and self.interval and not self.interval.covers_no_change:
            return f"{said}, but months swing too much to tell that from chance"
        return f"{said}: no change beyond what chance would bring"

    @property
    def interval_words(self) -> str:
        """The 95% interval, as a change in percent: "between 39.7% fewer and 22.5% fewer"; nothing from nought."""
        found = self.interval
        return f"between {_by(found.low)} and {_by(found.high)}" if found and found.high is not None else ""


def change(before: int, after: int, *, small: int = SMALL, months: Sequence[int] = ()) -> Change:
    """``months``: the counts of the months before, to see whether they swing too much for an interval."""
    if before < 0 or after < 0:
        raise ValueError("A count is not below nought.")
    return Change(before, after, small, is_uneven(months))


def percentage(before: int, after: int) -> Decimal | None:
    if not before:
        return None
    return _tenth(Decimal((after - before) * 100) / Decimal(before))


@dataclass(frozen=True)
class Beside:
    """A change in percent beside that of a benchmark. None where the benchmark is not yet available (S002-26)."""

    ours: Decimal
    theirs: Decimal | None
    good: Good = Good.LOWER

    @property
    def points(self) -> Decimal | None:
        """How far ours lies over theirs, in percentage points."""
        return None if self.theirs is None else self.ours - self.theirs

    @property
    def is_better(self) -> bool | None:
        if not self.points or self.good is Good.NEITHER:
            return None
        return (self.points < 0) is (self.good is Good.LOWER)

    @property
    def words(self) -> str:
        """ "6.2 points better" (S002-20), "31.7 points better" (S002-21)"""
        if self.points is None:
            return "benchmark not yet available"
        far = f"{abs(self.points):,} points"
        if not self.points:
            return "the same as the benchmark"
        if self.is_better is None:
            return f"{far} {'higher' if self.points > 0 else 'lower'}"
        return f"{far} {'better' if self.is_better else 'worse'}"


def beside(ours: Decimal | None, theirs: Decimal | None, good: Good = Good.LOWER) -> Beside | None:
    """None where ours has no percentage, because the base is nought."""
    return None if ours is None else Beside(ours, theirs, good)


def signed(number: Decimal | float | int, places: int = 1) -> str:
    """With the minus of a printer: −31.7, +8.0, 0.0."""
    shown = f"{abs(number):,.{places}f}"
    if not float(shown.replace(",", "")):
        return shown
    return f"{'−' if number < 0 else '+'}{shown}"


def _by(ratio: float) -> str:
    share = round(abs(ratio - 1) * 100, 1)
    return f"{share:,}% {'fewer' if ratio < 1 else 'more'}"


def _tenth(number: Decimal) -> Decimal:
    return number.quantize(Decimal("0.1"), ROUND_HALF_UP)
