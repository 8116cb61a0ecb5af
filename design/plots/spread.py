"""Figures of areas beside one another: funnels, and values with their intervals."""

from collections.abc import Sequence

from design.charts import COLOURS
from design.plots.drawing import Plot
from design.plots.looks import BLUE, INK, QUIET, RED, framed, number, over, told_apart
from evidence.funnel import Funnel, Place

LOOKS = {
    Place.WITHIN: (BLUE, "circle"),
    Place.HIGH: (COLOURS[2], "triangle-up"),
    Place.VERY_HIGH: (RED, "diamond"),
    Place.LOW: (COLOURS[3], "triangle-down"),
    Place.VERY_LOW: (COLOURS[1], "square"),
}
ROW = 34
READING = "The straight line is the target. Dashed lines are the 95% limits, solid ones the 99.8% limits."


def funnel_plot(title: str, summary: str, funnel: Funnel, *, of: str = "residents", source: str = "") -> Plot:
    """Each area by its population and rate; the target, and the limits for areas of each size."""
    x = {
        "field": "x", "type": "quantitative", "scale": {"nice": False, "zero": False},
        "axis": {"title": f"Number of {of}", "tickCount": 4, "format": ",.0f", "grid": False},
    }  # fmt: skip
    y = {
        "field": "y",
        "type": "quantitative",
        "scale": {"zero": False},
        "axis": over(f"Per {funnel.per:,} {of}"),
    }
    values = [
        {"x": placed.area.population, "y": placed.rate, "s": _words(placed.place), "name": placed.area.name}
        for placed in funnel.placed
    ]
    used = [(_words(place), *LOOKS[place]) for place in LOOKS if any(p.place is place for p in funnel.placed)]
    labels, colours, shapes = zip(*used, strict=True) if used else ((), (), ())
    looks = told_apart(labels, color=colours, shape=shapes)
    beyond = [value for value in values if value["s"] != _words(Place.WITHIN)]
    named = {"x": x, "y": y, "text": {"field": "name"}}
    layers = [
        *_curves(funnel, x, y),
        {"data": {"values": values}, "mark": {"type": "point", "filled": True, "size": 90, "opacity": 1},
         "encoding": {"x": x, "y": y, **looks}},
        {"data": {"values": beyond}, "mark": {"type": "text", "dy": -14}, "encoding": named},
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
        framed({"layer": layers}, height=380),
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
