"""Figures of areas beside one another: funnels, and values with their intervals."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from design import text
from design.charts import COLOURS, FONT, WIDTH
from design.plots.drawing import Plot
from design.plots.looks import BLUE, INK, QUIET, RED, columns_of_key, framed, number, over, told_apart
from evidence.funnel import Funnel, Place

LOOKS = {
    Place.WITHIN: (BLUE, "circle"),
    Place.HIGH: (COLOURS[2], "triangle-up"),
    Place.VERY_HIGH: (RED, "diamond"),
    Place.LOW: (COLOURS[3], "triangle-down"),
    Place.VERY_LOW: (COLOURS[1], "square"),
}
ROW = 34
TALL, SIDE, FOOT, KEY = 380, 50, 48, 22  # the picture; room beside it, under it, and for a row of its key
SIDES = {  # where a name may stand beside its point: moved right, moved down, which end of it there
    "over": (0, -15, "center"), "under": (0, 16, "center"), "right": (11, 0, "left"), "left": (-11, 0, "right"),
}  # fmt: skip
READING = "The straight line is the target. Dashed lines are the 95% limits, solid ones the 99.8% limits."


def funnel_plot(title: str, summary: str, funnel: Funnel, *, of: str = "residents", source: str = "") -> Plot:
    """Each area by its population and rate; the target, and the limits for areas of each size."""
    values = [
        {"x": placed.area.population, "y": placed.rate, "s": _words(placed.place), "name": placed.area.name}
        for placed in funnel.placed
    ]
    used = [(_words(place), *LOOKS[place]) for place in LOOKS if any(p.place is place for p in funnel.placed)]
    labels, colours, shapes = zip(*used, strict=True) if used else ((), (), ())
    ground = _ground(funnel, labels)
    x = {
        "field": "x", "type": "quantitative", "scale": {"nice": False, "zero": False, "domain": ground.across},
        "axis": {"title": f"Number of {of}", "tickCount": 4, "format": ",.0f", "grid": False},
    }  # fmt: skip
    y = {
        "field": "y",
        "type": "quantitative",
        "scale": {"nice": False, "zero": False, "domain": ground.up},
        "axis": over(f"Per {funnel.per:,} {of}"),
    }
    looks = told_apart(labels, color=colours, shape=shapes)
    beyond = [value for value in values if value["s"] != _words(Place.WITHIN)]
    layers = [
        *_curves(funnel, x, y),
        {"data": {"values": values}, "mark": {"type": "point", "filled": True, "size": 90, "opacity": 1},
         "encoding": {"x": x, "y": y, **looks}},
        *_names(funnel, values, beyond, ground, {"x": x, "y": y, "text": {"field": "name"}}),
    ]  # fmt: skip
    rows = [
        (
            placed.area.name,
            [number(placed.area.count), number(placed.area.population), number(placed.rate), placed.words],
        )
        for placed in funnel.placed
    ]
    columns = ["Area", "Number", of.capitalize(), f"Per {funnel.per:,}", "Beside the limits"]
    return Plot(
        title,
        summary,
        framed({"layer": layers}, height=TALL),
        columns,
        rows,
        source,
        [READING, *funnel.notes],
        [4],
    )


def intervals(
    title: str, summary: str, rows: Sequence[tuple[str, float | None, tuple[float, float] | None]], *,
    unit: str = "", target: tuple[str, float] | None = None, source: str = "",
) -> Plot:  # fmt: skip
    """A point with its 95% interval a row, and a line for what they are held against."""
    names = [name for name, _value, _interval in rows]
    values = [
        {"name": name, "x": value, "low": interval[0], "high": interval[1]}
        for name, value, interval in rows
        if value is not None and interval
    ]
    y = {"field": "name", "type": "nominal", "scale": {"domain": names}, "sort": None,
         "axis": {"title": None, "labelLimit": 180, "ticks": False, "domain": False}}  # fmt: skip
    x = {"field": "x", "type": "quantitative", "axis": {"title": unit or None, "tickCount": 5}}
    span = {"y": y, "x": {**x, "field": "low"}, "x2": {"field": "high"}}
    layers = [
        {"data": {"values": values}, "mark": {"type": "rule", "strokeWidth": 2.5, "color": BLUE}, "encoding": span},
        {"data": {"values": values}, "mark": {"type": "point", "filled": True, "size": 90, "color": BLUE, "opacity": 1},
         "encoding": {"y": y, "x": x}},
    ]  # fmt: skip
    if target:
        line = {"values": [{"x": target[1], "words": target[0]}]}
        layers += [
            {"data": line, "mark": {"type": "rule", "strokeDash": [6, 4], "color": INK}, "encoding": {"x": x}},
            {"data": line, "mark": {"type": "text", "dy": -8}, "encoding": {
                "x": x, "y": {"value": 0}, "text": {"field": "words"}}},
        ]  # fmt: skip
    table = [
        (name, [number(value), f"{number(interval[0])} to {number(interval[1])}" if interval else "–"])
        for name, value, interval in rows
    ]
    columns = ["Area", unit or "Value", "95% interval"]
    return Plot(
        title, summary, framed({"layer": layers}, height=60 + ROW * len(rows)), columns, table, source
    )


def _words(place: Place) -> str:
    return place.value.capitalize()


def _curves(funnel: Funnel, x: dict, y: dict) -> list[dict]:
    found = []
    for side in ("low", "high", "very_low", "very_high"):
        points = [{"x": at.population, "y": getattr(at, side)} for at in funnel.curve]
        dash = [1, 0] if side.startswith("very") else [6, 4]
        mark = {"type": "line", "color": QUIET, "strokeWidth": 1.5, "strokeDash": dash}
        found.append({"data": {"values": points}, "mark": mark, "encoding": {"x": x, "y": y}})
    ends = [{"x": at.population, "y": funnel.target} for at in (*funnel.curve[:1], *funnel.curve[-1:])]
    mark = {"type": "line", "color": INK, "strokeWidth": 2}
    return [*found, {"data": {"values": ends}, "mark": mark, "encoding": {"x": x, "y": y}}]


class Ground(NamedTuple):
    """From which to which number the axes run, and about how large the picture between them is."""

    across: list[float]
    up: list[float]
    width: float
    height: float

    def at(self, x: float, y: float) -> tuple[float, float]:
        (west, east), (low, high) = self.across, self.up
        return (x - west) / (east - west) * self.width, (high - y) / (high - low) * self.height


def _ground(funnel: Funnel, labels: Sequence[str]) -> Ground:
    """With room above the highest point, and under the lowest, for a name."""
    rates = [placed.rate for placed in funnel.placed]
    rates += [rate for at in funnel.curve for rate in (at.very_low, at.very_high)]
    low, high = min(rates, default=0.0), max(rates, default=1.0)
    room = (high - low) * 0.12 or 1.0
    sizes = [at.population for at in funnel.curve] or [0.0, 1.0]
    rows = -(-len(labels) // columns_of_key(labels)) if labels else 0
    height = TALL - FOOT - 34 - KEY * rows
    return Ground([min(sizes), max(sizes)], [max(0.0, low - room), high + room], WIDTH - SIDE, height)


def _names(funnel: Funnel, values, beyond, ground: Ground, encoding: dict) -> Iterator[dict]:
    """The names of the points beyond the limits, each on the side where the least lies under it, in a white edge."""
    found: dict[str, list[dict]] = {}
    for value, side in zip(beyond, name_sides(funnel, values, beyond, ground), strict=True):
        found.setdefault(side, []).append(value)
    for side, named in found.items():
        across, down, align = SIDES[side]
        mark = {"type": "text", "dx": across, "dy": down, "align": align}
        edge = {"stroke": "#ffffff", "strokeWidth": 4, "strokeJoin": "round"}
        yield {"data": {"values": named}, "mark": mark | edge, "encoding": encoding}
        yield {"data": {"values": named}, "mark": mark, "encoding": encoding}


def name_sides(funnel: Funnel, values, beyond, ground: Ground) -> list[str]:
    points = [ground.at(value["x"], value["y"]) for value in values]
    lines = [
        ground.at(at.population, rate)
        for at in funnel.curve
        for rate in (at.low, at.high, at.very_low, at.very_high, funnel.target or 0.0)
    ]
    taken: list[tuple[float, float, float, float]] = []
    found = []
    for value in beyond:
        boxes = {side: _box(ground.at(value["x"], value["y"]), value["name"], side) for side in SIDES}
        costs = {
            side: 4 * sum(_meet(box, other) for other in taken)
            + 3 * sum(_holds(box, point) for point in points)
            + sum(_holds(box, point) for point in lines)
            + 9 * (box[0] < 0 or box[2] > ground.width or box[1] < 0 or box[3] > ground.height)
            for side, box in boxes.items()
        }
        side = min(costs, key=costs.__getitem__)
        taken.append(boxes[side])
        found.append(side)
    return found


def _box(point: tuple[float, float], name: str, side: str) -> tuple[float, float, float, float]:
    """West, north, east and south of the letters."""
    across, down, align = SIDES[side]
    long = text.width(name, FONT)
    west = point[0] + across - {"center": long / 2, "left": 0.0, "right": long}[align]
    middle = point[1] + down
    return west, middle - 9, west + long, middle + 9


def _holds(box: tuple[float, float, float, float], point: tuple[float, float]) -> bool:
    return box[0] <= point[0] <= box[2] and box[1] <= point[1] <= box[3]


def _meet(box: tuple[float, float, float, float], other: tuple[float, float, float, float]) -> bool:
    return box[0] < other[2] and other[0] < box[2] and box[1] < other[3] and other[1] < box[3]
