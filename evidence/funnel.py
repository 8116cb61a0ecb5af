"""Funnel plots: which areas lie beyond what chance gives areas of their size (Spiegelhalter 2005).

An area lies beyond a limit exactly where the interval of its own rate (`evidence.rates.count_interval`: exact under ten
counts, Byar's from there on) leaves out the target. The limits are the largest and smallest counts that do not.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum

from evidence.chance import chi_squared_limit
from evidence.rates import BASE, Z95, Z998, count_interval

CURVE = 40  # points along the drawn limits


class Place(Enum):
    WITHIN = "within the limits"
    HIGH = "above the 95% limit"
    LOW = "below the 95% limit"
    VERY_HIGH = "above the 99.8% limit"
    VERY_LOW = "below the 99.8% limit"


@dataclass(frozen=True)
class Area:
    name: str
    count: int
    population: int | None


@dataclass(frozen=True)
class Placed:
    area: Area
    rate: float
    place: Place

    @property
    def words(self) -> str:
        return self.place.value


@dataclass(frozen=True)
class Limits:
    """Rates at one size of population."""

    population: float
    low: float
    high: float
    very_low: float
    very_high: float


@dataclass(frozen=True)
class Funnel:
    """Rates are per ``per``. ``left_out``: areas without population, named, because they have no rate."""

    target: float | None
    per: int
    placed: Sequence[Placed]
    curve: Sequence[Limits]
    left_out: Sequence[Area]
    dispersion: (
        float | None
    )  # mean squared distance from the target in standard errors; 1 where chance alone works

    @property
    def beyond(self) -> list[Placed]:
        return [placed for placed in self.placed if placed.place is not Place.WITHIN]

    @property
    def is_over_dispersed(self) -> bool:
        n = len(self.placed)
        return self.dispersion is not None and n > 1 and self.dispersion * n > chi_squared_limit(n - 1)

    @property
    def notes(self) -> list[str]:
        found = []
        if self.left_out:
            names = ", ".join(area.name for area in self.left_out)
            found.append(f"Left out, because no population is recorded or it is nought: {names}.")
        if self.is_over_dispersed:
            found.append(
                "The areas differ more than chance alone would make them, so more lie beyond the limits than an unusual"
                " area would explain: they differ in kind as well as in size."
            )
        return found


def funnel(areas: Sequence[Area], *, per: int = BASE, target: float | None = None) -> Funnel:
    """``target``: a rate per ``per``; without one, that of all the areas together."""
    known = [(area, area.population) for area in areas if area.population and area.population > 0]
    left_out = [area for area in areas if not area.population or area.population < 0]
    people = sum(population for _area, population in known)
    if not known:
        return Funnel(target, per, [], [], left_out, None)
    share = target / per if target is not None else sum(area.count for area, _people in known) / people
    placed = [
        Placed(area, area.count * per / population, place_of(area.count, share * population))
        for area, population in known
    ]
    squares = [(area.count - share * n) ** 2 / (share * n) for area, n in known] if share else []
    dispersion = sum(squares) / len(squares) if squares else None
    sizes = [population for _area, population in known]
    curve = _curve(min(sizes), max(sizes), share, per)
    return Funnel(share * per, per, placed, curve, left_out, dispersion)


def place_of(count: int, expected: float) -> Place:
    very_low, very_high = count_interval(count, Z998)
    if very_low > expected:
        return Place.VERY_HIGH
    if very_high < expected:
        return Place.VERY_LOW
    low, high = count_interval(count, Z95)
    if low > expected:
        return Place.HIGH
    return Place.LOW if high < expected else Place.WITHIN


def count_limits(expected: float, z: float) -> tuple[int, int]:
    """The smallest and the largest count that is within the limits."""
    least = _first(lambda count: count_interval(count, z)[1] >= expected)
    return least, _first(lambda count: count_interval(count, z)[0] > expected) - 1


def _first(holds) -> int:
    """The first count for which it holds; it goes on holding from there."""
    high = 1
    while not holds(high):
        high *= 2
    low = -1
    while high - low > 1:
        middle = (low + high) // 2
        low, high = (low, middle) if holds(middle) else (middle, high)
    return high


def _curve(smallest: int, largest: int, share: float, per: int) -> list[Limits]:
    """From somewhat under the smallest area to somewhat over the largest."""
    first, last = smallest * 0.9, largest * 1.05
    return [_limits(first + (last - first) * step / (CURVE - 1), share, per) for step in range(CURVE)]


def _limits(population: float, share: float, per: int) -> Limits:
    low, high = count_limits(share * population, Z95)
    very_low, very_high = count_limits(share * population, Z998)
    return Limits(population, *(count * per / population for count in (low, high, very_low, very_high)))
