"""How far chance alone would carry a ratio of counts: 95% intervals.

Counts are taken as Poisson. With every count at 20 or more the interval is made on the logarithm of the ratio, with
the variance 1/a + 1/b (+ 1/c + 1/d); this is the usual one for rate ratios, and for before and after beside a
comparison area (Wilson, Journal of Quantitative Criminology, 2022). With a count under 20, where that is wrong and
with a nought impossible, it is exact: given the total, the count after is binomial (Clopper and Pearson 1934;
Przyborowski and Wilenski 1940); given the margins of the table of four, it is Fisher's hypergeometric (Cornfield 1956).
"""

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from evidence.counts import SMALL, Counts, Period

SIDE = 0.025  # beyond each end
Z = 1.959963984540054
LOG, EXACT = "log", "exact"
FARTHEST = 60.0  # of the logarithm of a ratio, further than a million over one squared


@dataclass(frozen=True)
class Interval:
    """A ratio of after to before, 1 for no change, and where it would lie in 95 of 100. ``high`` may have no end."""

    ratio: float | None
    low: float
    high: float | None
    method: str

    @property
    def covers_no_change(self) -> bool:
        return self.low <= 1 and (self.high is None or self.high >= 1)


def rate_ratio(here: Counts, before: Period | None, after: Period | None) -> Interval | None:
    """The rate after over the rate before. Periods that are not known are taken as equally long."""
    if here.before is None or here.after is None or not (here.before or here.after):
        return None
    longer = before.days / after.days if before and after else 1.0
    ratio = here.after / here.before * longer if here.before else None
    if min(here.before, here.after) >= SMALL and ratio:
        return _by_logarithm(ratio, (here.before, here.after))
    low, high = _binomial_limits(here.before, here.after)
    return Interval(ratio, low * longer, None if high is None else high * longer, EXACT)


def relative_ratio(here: Counts, comparison: Counts) -> Interval | None:
    """(A1 / A0) ÷ (C1 / C0): how the place fared beside the comparison area, over the same two periods."""
    cells = (here.after, here.before, comparison.after, comparison.before)
    counted = [cell for cell in cells if cell is not None]
    if len(counted) < len(cells):
        return None
    a, b, c, d = counted
    if not (a + b and c + d and a + c and b + d):
        return None
    ratio = (a * d) / (b * c) if b and c else None
    if min(counted) >= SMALL and ratio:
        return _by_logarithm(ratio, counted)
    return Interval(ratio, *_fisher_limits(a, b, c, d), EXACT)


def is_uneven(months: Sequence[int]) -> bool:
    """Do months swing more than chance alone lets them? Variance over mean, beside chi squared at one in twenty.

    Asked of six months or more. Incidents that come in runs, and seasons, make months uneven; an interval that
    reckons with chance alone is then too narrow.
    """
    if len(months) < 6 or not sum(months):
        return False
    mean = sum(months) / len(months)
    return sum((count - mean) ** 2 for count in months) / mean > chi_squared_limit(len(months) - 1)


def chi_squared_limit(free: int) -> float:
    """What chi squared goes over one time in twenty, by the approximation of Wilson and Hilferty (1931)."""
    spread = 2 / (9 * free)
    return free * (1 - spread + 1.6449 * spread**0.5) ** 3


def _by_logarithm(ratio, counts):
    far = math.exp(Z * math.sqrt(sum(1 / count for count in counts)))
    return Interval(ratio, ratio / far, ratio * far, LOG)


def _binomial_limits(before: int, after: int) -> tuple[float, float | None]:
    """Of after over before, equally long. The smaller is asked for, so that few terms are summed."""
    if after > before:
        low, high = _binomial_limits(after, before)
        return (0.0 if high is None else 1 / high), (1 / low if low else None)
    total = before + after
    low = _root(lambda p: _at_most(after - 1, total, p) - (1 - SIDE)) if after else 0.0
    high = _root(lambda p: _at_most(after, total, p) - SIDE)
    return low / (1 - low), high / (1 - high)


def _at_most(k: int, n: int, p: float) -> float:
    """The chance of at most k of n, each with chance p."""
    odds, term = p / (1 - p), math.exp(n * math.log1p(-p))
    total = term
    for i in range(k):
        term *= (n - i) / (i + 1) * odds
        total += term
    return total


def _root(falling: Callable[[float], float], low: float = 0.0, high: float = 1 - 1e-15) -> float:
    """Where a falling function meets nought."""
    for _ in range(100):
        middle = (low + high) / 2
        if falling(middle) > 0:
            low = middle
        else:
            high = middle
    return (low + high) / 2


def _fisher_limits(a: int, b: int, c: int, d: int) -> tuple[float, float | None]:
    """Of the odds ratio of the table a, b over c, d, given its margins."""
    fewest, most = max(0, a - d), min(a + b, a + c)
    table = (a + b, c + d, a + c)
    low, high = 0.0, None
    if a > fewest:
        low = math.exp(_root(lambda x: _share(table, a - 1, x) - (1 - SIDE), -FARTHEST, FARTHEST))
    if a < most:
        high = math.exp(_root(lambda x: _share(table, a, x) - SIDE, -FARTHEST, FARTHEST))
    return low, high


def _share(table: tuple[int, int, int], k: int, log_ratio: float) -> float:
    """The chance of at most k in the first cell. Terms are summed from the likeliest outward, until they vanish."""
    first, second, column = table
    fewest, most = max(0, column - second), min(first, column)
    ratio = math.exp(log_ratio)

    def step(x):
        """The term of x + 1 over the term of x; it falls as x rises."""
        return ratio * (first - x) * (column - x) / ((x + 1) * (second - column + x + 1))

    low, high = fewest, most
    while low < high:
        middle = (low + high) // 2
        low, high = (middle + 1, high) if step(middle) > 1 else (low, middle)
    within = beyond = 0.0
    x, term = low, 1.0
    while x <= most and term > 1e-18:
        within, beyond = (within + term, beyond) if x <= k else (within, beyond + term)
        term *= step(x) if x < most else 0
        x += 1
    x, term = low, 1.0
    while x > fewest and term > 1e-18:
        x -= 1
        term /= step(x)
        within, beyond = (within + term, beyond) if x <= k else (within, beyond + term)
    return within / (within + beyond)
