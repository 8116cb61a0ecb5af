"""Control charts of months: XmR, the chart of single values and moving ranges (Shewhart; Wheeler 1993).

The centre is the mean of a baseline, the limits lie 2.66 mean moving ranges from it (3 ÷ 1.128, so three sigma). The
baseline is fixed and is not drawn anew because the figures moved; it is re-based only at a known step, such as a
change of recording, with the reason kept. A month that was not counted (None) breaks every run.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from enum import Enum
from itertools import pairwise

BASELINE, FEWEST = 24, 12
TO_LIMIT, TO_SIGMA = 2.66, 1 / 1.128
SIDE_RUN, TREND_RUN = 8, 6
TOO_FEW = "too few months"


class Kind(Enum):
    OUTSIDE = "outside the limits"
    SIDE = "eight or more in a row on one side of the centre"
    TREND = "six or more in a row, each further than the last"
    NEAR = "two of three near the same limit"


@dataclass(frozen=True)
class Signal:
    """``first`` and ``last`` are positions in the series, both included."""

    kind: Kind
    first: int
    last: int
    is_high: bool

    @property
    def words(self) -> str:
        """Of its kind and side; whoever shows it names the months."""
        length = self.last - self.first + 1
        match self.kind:
            case Kind.OUTSIDE:
                return f"{'above the upper' if self.is_high else 'below the lower'} limit"
            case Kind.SIDE:
                return f"{length} in a row {'above' if self.is_high else 'below'} the centre"
            case Kind.TREND:
                return f"{length} in a row, each {'higher' if self.is_high else 'lower'} than the last"
            case Kind.NEAR:
                return f"two of three near the {'upper' if self.is_high else 'lower'} limit"


@dataclass(frozen=True)
class Rebase:
    """A known step in the series: from this position on, a baseline of its own. The reason is shown on the chart."""

    at: int
    reason: str


@dataclass(frozen=True)
class Stretch:
    """The months that share a baseline, with its figures. ``why_not`` says why there are no limits."""

    first: int
    last: int
    reason: str = ""
    baseline: int = 0  # how many months were counted for it
    centre: float | None = None
    moving_range: float | None = None
    floor: float | None = 0.0  # counts do not fall under nought
    why_not: str = ""

    @property
    def upper(self) -> float | None:
        return self._at(TO_LIMIT)

    @property
    def lower(self) -> float | None:
        return self._at(-TO_LIMIT)

    def _at(self, ranges: float) -> float | None:
        if self.centre is None or self.moving_range is None:
            return None
        found = self.centre + ranges * self.moving_range
        return found if self.floor is None else max(self.floor, found)


@dataclass(frozen=True)
class Control:
    values: Sequence[float | None]
    stretches: Sequence[Stretch]
    signals: Sequence[Signal]

    @property
    def words(self) -> list[str]:
        """What keeps limits from being drawn."""
        return [stretch.why_not for stretch in self.stretches if stretch.why_not]

    def stretch_at(self, position: int) -> Stretch:
        return next(stretch for stretch in self.stretches if stretch.first <= position <= stretch.last)


def chart(
    values: Sequence[float | None],
    *,
    baseline: int = BASELINE,
    rebases: Sequence[Rebase] = (),
    floor: float | None = 0.0,
) -> Control:
    """``baseline``: from how many months at the beginning of each stretch its limits are made, at least twelve.

    ``floor``: what no figure can fall under; None for a figure that may be below nought.
    """
    if baseline < FEWEST:
        raise ValueError(f"A baseline of {baseline} is {TOO_FEW}. Choose {FEWEST} or more.")
    stretches = [
        _stretch(values[first : min(last + 1, first + baseline)], Stretch(first, last, reason, floor=floor))
        for first, last, reason in _pieces(len(values), rebases)
    ]
    signals = [signal for stretch in stretches for signal in _signals(values, stretch)]
    return Control(values, stretches, sorted(signals, key=lambda found: (found.first, found.last)))


def _pieces(length: int, rebases: Sequence[Rebase]) -> Iterator[tuple[int, int, str]]:
    steps = sorted(rebases, key=lambda step: step.at)
    for step in steps:
        if not 0 < step.at < length:
            raise ValueError("A re-base lies within the series, after its first month.")
        if not step.reason.strip():
            raise ValueError("Say why the baseline is made anew, such as a change of recording.")
    if len({step.at for step in steps}) < len(steps):
        raise ValueError("Two re-bases are at the same month. Join their reasons.")
    starts = [(0, ""), *((step.at, step.reason) for step in steps)]
    ends = [start for start, _reason in starts[1:]] + [length]
    for (first, reason), end in zip(starts, ends, strict=True):
        if end > first:
            yield first, end - 1, reason


def _stretch(based: Sequence[float | None], stretch: Stretch) -> Stretch:
    """With its figures, from the months of the baseline."""
    counted = [value for value in based if value is not None]
    stretch = replace(stretch, baseline=len(counted))
    if len(counted) < FEWEST:
        return replace(stretch, why_not=f"{len(counted)} of at least {FEWEST}: {TOO_FEW} for limits")
    ranges = [
        abs(after - before) for before, after in pairwise(based) if before is not None and after is not None
    ]
    if not ranges:
        return replace(stretch, why_not=f"No two of the months follow one another: {TOO_FEW} for limits")
    return replace(stretch, centre=sum(counted) / len(counted), moving_range=sum(ranges) / len(ranges))


def _signals(values: Sequence[float | None], stretch: Stretch) -> Iterator[Signal]:
    centre, upper, lower = stretch.centre, stretch.upper, stretch.lower
    if centre is None or upper is None or lower is None:
        return
    positions = range(stretch.first, stretch.last + 1)
    for at in positions:
        value = values[at]
        if value is not None and not lower <= value <= upper:
            yield Signal(Kind.OUTSIDE, at, at, value > upper)
    for is_high in (True, False):
        yield from _sides(values, positions, centre, is_high)
        yield from _trends(values, positions, is_high)
        yield from _near(values, positions, stretch, is_high)


def _sides(
    values: Sequence[float | None], positions: range, centre: float, is_high: bool
) -> Iterator[Signal]:
    for first, last in _runs(positions, lambda at: _is_beyond(values[at], centre, is_high)):
        if last - first + 1 >= SIDE_RUN:
            yield Signal(Kind.SIDE, first, last, is_high)


def _trends(values: Sequence[float | None], positions: range, is_high: bool) -> Iterator[Signal]:
    """Six months, so five steps, all the same way."""
    steps = range(positions.start + 1, positions.stop)
    for first, last in _runs(steps, lambda at: _goes(values[at - 1], values[at], is_high)):
        if last - first + 2 >= TREND_RUN:
            yield Signal(Kind.TREND, first - 1, last, is_high)


def _near(
    values: Sequence[float | None], positions: range, stretch: Stretch, is_high: bool
) -> Iterator[Signal]:
    """Two of three on end beyond two sigma on the same side. Triples that overlap are one signal."""
    assert stretch.centre is not None
    assert stretch.moving_range is not None
    far = 2 * TO_SIGMA * stretch.moving_range
    line = stretch.centre + far if is_high else stretch.centre - far
    beyond = {at for at in positions if _is_beyond(values[at], line, is_high)}
    pairs = sorted(
        (at, at + step)
        for at in beyond
        for step in (1, 2)
        if at + step in beyond and all(values[between] is not None for between in range(at, at + step))
    )
    joined: list[tuple[int, int]] = []
    for first, last in pairs:
        if joined and first <= joined[-1][1]:
            joined[-1] = (joined[-1][0], max(last, joined[-1][1]))
        else:
            joined.append((first, last))
    for first, last in joined:
        yield Signal(Kind.NEAR, first, last, is_high)


def _is_beyond(value: float | None, line: float, is_high: bool) -> bool:
    return value is not None and (value > line if is_high else value < line)


def _goes(before: float | None, after: float | None, is_up: bool) -> bool:
    if before is None or after is None:
        return False
    return after > before if is_up else after < before


def _runs(positions: range, holds: Callable[[int], bool]) -> Iterator[tuple[int, int]]:
    """The longest stretches over which it holds."""
    first = None
    for at in positions:
        if holds(at):
            first = at if first is None else first
        elif first is not None:
            yield first, at - 1
            first = None
    if first is not None:
        yield first, positions.stop - 1
