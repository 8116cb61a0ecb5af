"""Where incidents gather: counts in square cells, hotspots, density, change, and how few cells hold how many.

Places come as (longitude, latitude, how many). They are laid flat about the middle of the area (equirectangular, on
the WGS 84 ellipsoid): over a police force area a distance is wrong by less than one part in a hundred. Cells are kept
in one list, row by row from the south-west corner.
"""

import math
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise
from typing import NamedTuple

SIZE, BANDWIDTH, MOST_CELLS = 250.0, 500.0, 250_000
FALSE_FINDS = 0.05
EQUATOR, ECCENTRICITY_SQUARED = 6_378_137.0, 0.00669437999014


class GridTooLarge(ValueError):
    """Its text may be shown to the person who asked."""


class Place(NamedTuple):
    lon: float
    lat: float
    n: float = 1


@dataclass(frozen=True)
class Projection:
    """Metres east and north of a middle point."""

    lon: float
    lat: float

    @property
    def scale(self) -> tuple[float, float]:
        """Metres in a degree of longitude and of latitude."""
        bent = 1 - ECCENTRICITY_SQUARED * math.sin(math.radians(self.lat)) ** 2
        along = EQUATOR / math.sqrt(bent) * math.cos(math.radians(self.lat))
        up = EQUATOR * (1 - ECCENTRICITY_SQUARED) / bent**1.5
        return math.radians(along), math.radians(up)

    def to_metres(self, lon: float, lat: float) -> tuple[float, float]:
        along, up = self.scale
        return (lon - self.lon) * along, (lat - self.lat) * up

    def to_degrees(self, x: float, y: float) -> tuple[float, float]:
        along, up = self.scale
        return self.lon + x / along, self.lat + y / up


@dataclass(frozen=True)
class Grid:
    projection: Projection
    size: float  # metres
    left: float
    bottom: float
    columns: int
    rows: int

    @property
    def length(self) -> int:
        return self.columns * self.rows

    def counts(self, places: Iterable[Place]) -> list[float]:
        """In each cell. A place outside the grid counts in none."""
        found = [0.0] * self.length
        for x, y, n in self._flat(places):
            cell = self._cell(x, y)
            if cell is not None:
                found[cell] += n
        return found

    def cell_at(self, lon: float, lat: float) -> int | None:
        return self._cell(*self.projection.to_metres(lon, lat))

    def _cell(self, x: float, y: float) -> int | None:
        column, row = math.floor((x - self.left) / self.size), math.floor((y - self.bottom) / self.size)
        is_on_it = 0 <= column < self.columns and 0 <= row < self.rows
        return row * self.columns + column if is_on_it else None

    def corners(self, cell: int) -> list[tuple[float, float]]:
        """In metres, back to the first."""
        row, column = divmod(cell, self.columns)
        x, y = self.left + column * self.size, self.bottom + row * self.size
        return [(x, y), (x + self.size, y), (x + self.size, y + self.size), (x, y + self.size), (x, y)]

    def around(self, cell: int, reach: int = 1) -> Iterator[int]:
        """Itself and the cells so many steps from it."""
        row, column = divmod(cell, self.columns)
        for r in range(max(0, row - reach), min(self.rows, row + reach + 1)):
            for c in range(max(0, column - reach), min(self.columns, column + reach + 1)):
                yield r * self.columns + c

    def middle(self, cell: int) -> tuple[float, float]:
        row, column = divmod(cell, self.columns)
        return self.left + (column + 0.5) * self.size, self.bottom + (row + 0.5) * self.size

    def touching(self, polygons: Iterable[Sequence[Sequence[tuple[float, float]]]]) -> list[bool]:
        """Of each cell, whether some of it lies in the polygons: each its edge, then its holes, in metres.

        Looked at along the foot, the middle and the head of each row, which takes one walk round the edges.
        """
        crossings: list[list[float]] = [[] for _line in range(2 * self.rows + 1)]
        for polygon in polygons:
            for ring in polygon:
                for (x, y), (other_x, other_y) in pairwise([*ring, ring[0]]):
                    low, high = sorted((y, other_y))
                    first = max(0, math.ceil((low - self.bottom) / self.size * 2))
                    for line in range(first, len(crossings)):
                        level = self.bottom + line * self.size / 2
                        if level >= high:
                            break
                        crossings[line].append(x + (other_x - x) * (level - y) / (other_y - y))
        found = [False] * self.length
        for line, ends in enumerate(crossings):
            rows = {line // 2, (line - 1) // 2} & set(range(self.rows))
            for west, east in zip(*[iter(sorted(ends))] * 2, strict=True):
                columns = range(
                    max(0, math.floor((west - self.left) / self.size)),
                    min(self.columns, math.floor((east - self.left) / self.size) + 1),
                )
                for row in rows:
                    for column in columns:
                        found[row * self.columns + column] = True
        return found

    def density(self, places: Iterable[Place], bandwidth: float = BANDWIDTH) -> list[float]:
        """Incidents a square kilometre at the middle of each cell: the quartic kernel, nought from the bandwidth on."""
        found = [0.0] * self.length
        reach = math.ceil(bandwidth / self.size)
        peak, wide = 3e6 / (math.pi * bandwidth**2), bandwidth**2
        for x, y, n in self._flat(places):
            across, up = (x - self.left) / self.size, (y - self.bottom) / self.size
            column, row = math.floor(across), math.floor(up)
            for r in range(max(0, row - reach), min(self.rows, row + reach + 1)):
                north = ((r + 0.5 - up) * self.size) ** 2
                for c in range(max(0, column - reach), min(self.columns, column + reach + 1)):
                    near = 1 - (((c + 0.5 - across) * self.size) ** 2 + north) / wide
                    if near > 0:
                        found[r * self.columns + c] += n * peak * near * near
        return found

    def peaks(self, values: Sequence[float]) -> list[int]:
        """Cells that have something and no neighbour with more, highest first; of neighbours alike, the first."""
        found = []
        for cell, value in enumerate(values):
            if value and all((values[one], -one) <= (value, -cell) for one in self.around(cell)):
                found.append(cell)
        return sorted(found, key=lambda cell: (-values[cell], cell))

    def _flat(self, places: Iterable[Place]) -> Iterator[tuple[float, float, float]]:
        along, up = self.projection.scale
        lon, lat = self.projection.lon, self.projection.lat
        for place_lon, place_lat, n in places:
            yield (place_lon - lon) * along, (place_lat - lat) * up, n


def grid_over(places: Sequence[Place], size: float = SIZE) -> Grid | None:
    """The smallest grid over these places, with a border of one cell. None where there are none.

    Two periods are laid on one grid by giving the places of both.
    """
    if not places:
        return None
    west, east = min(place[0] for place in places), max(place[0] for place in places)
    south, north = min(place[1] for place in places), max(place[1] for place in places)
    projection = Projection((west + east) / 2, (south + north) / 2)
    left, bottom = projection.to_metres(west, south)
    right, top = projection.to_metres(east, north)
    left, bottom = (math.floor(left / size) - 1) * size, (math.floor(bottom / size) - 1) * size
    columns, rows = math.floor((right - left) / size) + 2, math.floor((top - bottom) / size) + 2
    if columns * rows > MOST_CELLS:
        raise GridTooLarge(
            f"Cells of {size:,.0f} metres would be {columns * rows:,}. Choose larger cells, or leave out places that"
            " lie far from the others."
        )
    return Grid(projection, size, left, bottom, columns, rows)


@dataclass(frozen=True)
class Hot:
    """A cell and how unusual it and its neighbours are. ``is_hot``: more than elsewhere; otherwise fewer."""

    cell: int
    count: float
    z: float
    is_hot: bool


def gi_star(grid: Grid, counts: Sequence[float], studied: Sequence[bool] | None = None) -> list[float]:
    """Getis-Ord Gi* of each cell, as a z score (Getis and Ord 1992): itself and the up to eight cells around it.

    ``studied``: the cells in which something could be counted, or all. The statistic is of a study area: cells beyond
    it are nobody's neighbours, and their noughts would lower the mean, which makes hotspots of what is ordinary.
    """
    room = [1.0] * grid.length if studied is None else [float(one) for one in studied]
    n = sum(room)
    held = [count * one for count, one in zip(counts, room, strict=True)]
    mean = sum(held) / n if n else 0.0
    spread = math.sqrt(max(0.0, sum(count * count for count in held) / n - mean * mean)) if n else 0.0
    if n < 2 or not spread:
        return [0.0] * grid.length
    found = []
    for total, near, one in zip(_around(grid, held), _around(grid, room), room, strict=True):
        apart = (n * near - near * near) / (n - 1)
        found.append((total - mean * near) / (spread * math.sqrt(apart)) if one and apart > 0 else 0.0)
    return found


def _around(grid: Grid, values: Sequence[float]) -> Iterator[float]:
    """Of each cell, the sum of it and of the cells around it."""
    width = grid.columns
    across = [_three(values[row * width : (row + 1) * width]) for row in range(grid.rows)]
    for row in range(grid.rows):
        yield from map(sum, zip(*across[max(0, row - 1) : row + 2], strict=True))


def hotspots(
    grid: Grid,
    counts: Sequence[float],
    false_finds: float = FALSE_FINDS,
    studied: Sequence[bool] | None = None,
) -> list[Hot]:
    """Cells that stand out, hottest first, so that of all named at most one in twenty should be chance.

    The correction for asking of so many cells is that of Benjamini and Hochberg (1995).
    """
    scores = gi_star(grid, counts, studied)
    cells = [cell for cell in range(grid.length) if studied is None or studied[cell]]
    kept = discoveries([math.erfc(abs(scores[cell]) / math.sqrt(2)) for cell in cells], false_finds)
    found = [Hot(cell, counts[cell], scores[cell], scores[cell] > 0) for cell in (cells[at] for at in kept)]
    return sorted(found, key=lambda hot: (-hot.z, hot.cell))


def discoveries(chances: Sequence[float], false_finds: float = FALSE_FINDS) -> list[int]:
    """Which of many tests to believe, by Benjamini and Hochberg: those up to the last under its own share."""
    order = sorted(range(len(chances)), key=chances.__getitem__)
    last = 0
    for rank, position in enumerate(order, 1):
        if chances[position] <= false_finds * rank / len(order):
            last = rank
    return sorted(order[:last])


@dataclass(frozen=True)
class Moved:
    """A cell over two periods of one length."""

    cell: int
    before: int
    after: int
    chance: float  # of a change at least so large if nothing had changed
    is_real: bool  # after the correction for so many cells

    @property
    def change(self) -> int:
        return self.after - self.before


def changes(before: Sequence[float], after: Sequence[float], false_finds: float = FALSE_FINDS) -> list[Moved]:
    """Of the cells in which anything happened. Given both together, as many after as before would be a fair coin."""
    held = [cell for cell, pair in enumerate(zip(before, after, strict=True)) if any(pair)]
    pairs = [(round(before[cell]), round(after[cell])) for cell in held]
    chances = [_even_chance(min(pair), sum(pair)) for pair in pairs]
    real = set(discoveries(chances, false_finds))
    return [
        Moved(cell, pair[0], pair[1], chances[position], position in real)
        for position, (cell, pair) in enumerate(zip(held, pairs, strict=True))
    ]


@dataclass(frozen=True)
class Concentration:
    """``cells`` of ``of`` cells hold ``share`` of all incidents."""

    cells: int
    of: int
    share: float

    @property
    def words(self) -> str:
        return f"{_percent(self.cells / self.of)} of the cells that had any hold {_percent(self.share)} of incidents"


def concentration(counts: Sequence[float], top: float = 0.1) -> Concentration | None:
    """How much the fullest cells hold. None where there is nothing."""
    total = sum(counts)
    if not total:
        return None
    cells = max(1, round(len(counts) * top))
    return Concentration(cells, len(counts), sum(sorted(counts, reverse=True)[:cells]) / total)


@lru_cache(maxsize=8192)
def _even_chance(fewer: int, total: int) -> float:
    """Two-sided and exact: of at most so many heads among so many fair coins, or of so many tails."""
    if 2 * fewer >= total:
        return 1.0
    log_half = total * math.log(2)
    tail = sum(
        math.exp(math.lgamma(total + 1) - math.lgamma(k + 1) - math.lgamma(total - k + 1) - log_half)
        for k in range(fewer + 1)
    )
    return min(1.0, 2 * tail)


def _three(line: Sequence[float]) -> list[float]:
    """Each with its neighbours on both sides."""
    padded = [0.0, *line, 0.0]
    return [sum(padded[at : at + 3]) for at in range(len(line))]


def _percent(share: float) -> str:
    return f"{share * 100:.0f}%"
