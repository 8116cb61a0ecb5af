"""Where it happens: the points of a problem record, drawn to scale without a map beneath."""

import math
from dataclasses import dataclass

from design.charts import Drawing, Mark

SIDE, PAD, RULE = 360, 34, 46  # of the square that holds the points, its margin, and the room of the scale
METRES = 111_320  # in a degree of latitude
LEAST = 400  # metres from side to side, however close the points
LENGTHS = (50, 100, 200, 500, 1_000, 2_000, 5_000, 10_000, 20_000, 50_000, 100_000, 200_000)


@dataclass(frozen=True)
class Place:
    number: int
    text: str
    latitude: float
    longitude: float


@dataclass(frozen=True)
class PointMap:
    places: tuple[Place, ...]

    title = "Points of the locations"
    id = "points"
    source = ""

    @property
    def summary(self):
        if len(self.places) == 1:
            return f"One point: {self.places[0].text}. North is at the top."
        apart = f"at most {_far(self._spread())} apart"
        return f"{len(self.places)} points, numbered as in the list, {apart}. North is at the top."

    def drawing(self):
        across = max(self._spread() * 1.1, LEAST)
        scale = (SIDE - 2 * PAD) / across
        marks = [Mark("bar", (0, 0, SIDE, SIDE), colour="#f4f6f8")]
        for place, (x, y) in zip(self.places, self._metres(), strict=True):
            at = (SIDE / 2 + x * scale, SIDE / 2 - y * scale)
            marks.append(Mark("circle", at, colour="#b10e1e"))
            marks.append(Mark("text", (at[0] + 9, at[1] + 5), str(place.number), bold=True))
        marks += [Mark("text", (SIDE - 22, 22), "N", bold=True), Mark("triangle", (SIDE - 17, 32))]
        return Drawing(SIDE + RULE, marks + _rule(across, scale), SIDE)

    def _metres(self):
        """East and north of the middle of the points."""
        lows = min(p.latitude for p in self.places), min(p.longitude for p in self.places)
        highs = max(p.latitude for p in self.places), max(p.longitude for p in self.places)
        north, east = ((low + high) / 2 for low, high in zip(lows, highs, strict=True))
        shrink = math.cos(math.radians(north))
        return [((p.longitude - east) * METRES * shrink, (p.latitude - north) * METRES) for p in self.places]

    def _spread(self):
        points = self._metres()
        return max((math.dist(a, b) for a in points for b in points), default=0)


def map_of(locations):
    """None where no location has a point. Numbers are those of the list of locations."""
    placed = [(n, row) for n, row in enumerate(locations, 1) if row.latitude is not None]
    if not placed:
        return None
    return PointMap(tuple(Place(n, row.text, float(row.latitude), float(row.longitude)) for n, row in placed))


def _rule(across, scale):
    """A length that reads easily, about a third of the picture."""
    length = max((long for long in LENGTHS if long <= across / 2.5), default=LENGTHS[0])
    y = SIDE + 16
    return [
        Mark("line", (PAD, y, PAD + length * scale, y)),
        Mark("text", (PAD, y + 20), _far(length)),
    ]


def _far(metres):
    return (
        f"{metres / 1000:.1f}".removesuffix(".0") + " km" if metres >= 1000 else f"{round(metres, -1):.0f} m"
    )
