"""Rates on a fixed base, such as per 1,000 residents, with an interval for chance.

A series keeps one population: the mid-year estimate in or just before its period. Where there is none, or it is
nought, there is no rate, and words say why. Intervals are Byar's (Breslow and Day 1987), under ten counts the exact
ones of the Poisson distribution, as in the method of the Office for Health Improvement and Disparities.
"""

import math
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction
from functools import lru_cache

BASE, EXACT_UNDER = 1000, 10
Z95, Z998 = 1.959963984540054, 3.090232306167814
FEW_RESIDENTS = 500  # fewer than in any area that statistics are made for: town centres give silly rates


@dataclass(frozen=True)
class Rate:
    """``per``: the base, in words "per 1,000 residents" where ``of`` is "residents"."""

    count: int
    population: int | None
    per: int = BASE
    of: str = "residents"

    @property
    def why_not(self) -> str:
        """Why there is no rate."""
        if self.population is None:
            return f"no number of {self.of} is recorded"
        return "" if self.population > 0 else f"there are no {self.of}"

    @property
    def exact(self) -> Fraction | None:
        return (
            Fraction(self.count * self.per, self.population) if self.population and not self.why_not else None
        )

    @property
    def interval(self) -> tuple[float, float] | None:
        """95%"""
        if self.exact is None or not self.population:
            return None
        low, high = count_interval(self.count)
        return low * self.per / self.population, high * self.per / self.population

    @property
    def base_words(self) -> str:
        return f"per {self.per:,} {self.of}"

    @property
    def words(self) -> str:
        """ "12.3 per 1,000 residents", or "no rate: there are no residents" """
        if self.exact is None:
            return f"no rate: {self.why_not}"
        return f"{rounded(self.exact):,} {self.base_words}"

    @property
    def interval_words(self) -> str:
        """ "10.1 to 14.8" """
        return " to ".join(f"{rounded(end):,}" for end in self.interval) if self.interval else ""

    @property
    def warning(self) -> str:
        if self.population and self.population < FEW_RESIDENTS:
            return f"There are only {self.population:,} {self.of}. A rate of so few means little."
        return ""


def rounded(number: Fraction | float, places: int = 1) -> Decimal:
    """Half up, as people round; a number under one keeps one place more, so that little is not shown as nothing."""
    exact = Fraction(number)
    places += 0 < abs(exact) < 1
    shown = Decimal(exact.numerator) / Decimal(exact.denominator)
    return shown.quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP)


@lru_cache(maxsize=4096)
def count_interval(count: int, z: float = Z95) -> tuple[float, float]:
    """Between which means a count so large would not be rare: 2.5% beyond each end, 0.1% for ``Z998``."""
    if count < 0:
        raise ValueError("A count is not below nought.")
    if count < EXACT_UNDER:
        return _exact(count, math.erfc(z / math.sqrt(2)) / 2)
    return _byar(count, -z), _byar(count + 1, z)


def _byar(count: int, z: float) -> float:
    return count * (1 - 1 / (9 * count) + z / (3 * math.sqrt(count))) ** 3


def _exact(count: int, tail: float) -> tuple[float, float]:
    low = _mean(count - 1, 1 - tail) if count else 0.0
    return low, _mean(count, tail)


def _mean(count: int, chance: float) -> float:
    """The mean of the Poisson distribution that gives at most so many with this chance."""
    low, high = 0.0, 100.0
    for _ in range(60):
        middle = (low + high) / 2
        term = total = math.exp(-middle)
        for k in range(1, count + 1):
            term *= middle / k
            total += term
        low, high = (middle, high) if total > chance else (low, middle)
    return (low + high) / 2
