"""Figures along months: several series, a control chart, small multiples."""

from collections.abc import Sequence

from design.charts import COLOURS, WIDTH, Series
from design.plots.drawing import Plot
from design.plots.looks import (
    BLUE,
    CONFIG,
    DASHES,
    INK,
    QUIET,
    RED,
    SHAPES,
    along,
    framed,
    number,
    over,
    told_apart,
)
from evidence.control import Control, Kind

MOST_SERIES = 6
READING = "The solid line is the centre, the dashed lines are the limits."
PLAIN = "No signal"
SIGNALS = {  # kind: words of the key, colour, shape
    Kind.OUTSIDE: ("Outside the limits", RED, "triangle-up"),
    Kind.SIDE: ("Eight or more on one side", COLOURS[3], "square"),
    Kind.TREND: ("Six or more rising or falling", COLOURS[1], "diamond"),
    Kind.NEAR: ("Two of three near a limit", COLOURS[2], "cross"),
}


def lines(
    title: str,
    summary: str,
    categories: Sequence[str],
    series: Sequence[Series],
    *,
    unit: str = "",
    source: str = "",
) -> Plot:
    """Told apart by colour, marker and dash. A category without a number breaks the line."""
    if len(series) > MOST_SERIES:
        raise ValueError(f"More than {MOST_SERIES} lines cannot be told apart. Use small multiples.")
    labels = [one.label for one in series]
    values = [
        {"x": category, "y": value, "s": one.label}
        for one in series
        for category, value in zip(categories, one.values, strict=True)
    ]
    colours = [one.colour or COLOURS[at] for at, one in enumerate(series)]
    looks = told_apart(labels, color=colours, shape=SHAPES, strokeDash=DASHES)
    encoding = {
        "x": along(categories),
        "y": {"field": "y", "type": "quantitative", "axis": over(unit)},
        **looks,
    }
    mark = {
        "type": "line",
        "strokeWidth": 2.5,
        "point": {"size": 70 if len(categories) <= 14 else 28, "filled": True},
    }
    spec = framed({"data": {"values": values}, "mark": mark, "encoding": encoding})
    rows = [
        (category, [number(one.values[at]) for one in series])
        for at, category in enumerate(categories)
        if any(value is not None for one in series for value in one.values)
    ]
    return Plot(title, summary, spec, ["Period", *labels], rows, source)


def control_chart(
    title: str, summary: str, categories: Sequence[str], control: Control, *, unit: str = "", source: str = ""
) -> Plot:
    """Single values, their centre (solid) and limits (dashed), signals told apart by shape, re-bases by an upright."""
    kinds = [_kind(control, at) for at in range(len(categories))]
    values = [
        {"x": category, "y": value, "s": SIGNALS[kind][0] if kind else PLAIN}
        for category, value, kind in zip(categories, control.values, kinds, strict=True)
    ]
    used = [look for kind, look in SIGNALS.items() if kind in kinds]
    labels, colours, shapes = zip((PLAIN, BLUE, "circle"), *used, strict=True)
    x, y = along(categories), {"field": "y", "type": "quantitative", "axis": over(unit)}
    marks = {"x": x, "y": y, **told_apart(labels, color=colours, shape=shapes)}
    layers = [
        {"data": {"values": values}, "mark": {"type": "line", "color": BLUE, "strokeWidth": 1.5},
         "encoding": {"x": x, "y": y}},
        *_limits(categories, control, x, y),
        {"data": {"values": values}, "mark": {"type": "point", "filled": True, "size": 75, "opacity": 1},
         "encoding": marks},
        *_steps(categories, control, x),
    ]  # fmt: skip
    rows = [_control_row(categories, control, at) for at in range(len(categories))]
    if not any(value is not None for value in control.values):
        rows = []
    notes = [READING] if any(stretch.upper is not None for stretch in control.stretches) else []
    columns = ["Month", "Number", "Centre", "Lower limit", "Upper limit", "Signal"]
    return Plot(
        title, summary, framed({"layer": layers}), columns, rows, source, [*notes, *control.words], [5]
    )


def small_multiples(
    title: str,
    summary: str,
    categories: Sequence[str],
    series: Sequence[Series],
    *,
    unit: str = "",
    source: str = "",
) -> Plot:
    """One small chart a series, two beside each other, all on one scale."""
    values = [{"x": at, "y": value, "s": one.label} for one in series for at, value in enumerate(one.values)]
    ends = [0, len(categories) - 1]
    names = (
        " : ".join([f"datum.value == {end} ? '{categories[end]}'" for end in ends if categories]) + " : ''"
    )
    spec = {
        "config": CONFIG,
        "padding": 1,
        "background": None,
        "data": {"values": values},
        "facet": {"field": "s", "type": "nominal", "title": None, "sort": [one.label for one in series]},
        "columns": 2,
        "spacing": {"row": 18, "column": 28},
        "spec": {
            "width": WIDTH / 2 - 46,
            "height": 90,
            "mark": {"type": "line", "color": BLUE, "strokeWidth": 2},
            "encoding": {
                "x": {"field": "x", "type": "quantitative", "scale": {"domain": ends, "nice": False}, "axis": {
                    "title": None, "values": ends, "labelExpr": names, "labelAlign": {
                        "condition": {"test": "datum.value == 0", "value": "left"}, "value": "right"},
                    "grid": False}},
                "y": {"field": "y", "type": "quantitative", "axis": {
                    "title": None, "tickCount": 3, "domain": False, "ticks": False}},
            },
        },
    }  # fmt: skip
    rows = [(category, [number(one.values[at]) for one in series]) for at, category in enumerate(categories)]
    return Plot(
        title, summary, spec, ["Period", *(one.label for one in series)], rows if series else [], source
    )


def _kind(control: Control, at: int) -> Kind | None:
    """The gravest signal of a month, in the order of `SIGNALS`."""
    here = {signal.kind for signal in control.signals if signal.first <= at <= signal.last}
    if control.values[at] is None:
        return None
    return next((kind for kind in SIGNALS if kind in here), None)


def _limits(categories, control: Control, x: dict, y: dict) -> list[dict]:
    found = []
    for stretch in control.stretches:
        for level, dash in ((stretch.centre, [1, 0]), (stretch.upper, [6, 4]), (stretch.lower, [6, 4])):
            if level is not None:
                ends = [
                    {"x": category, "y": level} for category in categories[stretch.first : stretch.last + 1]
                ]
                mark = {"type": "line", "color": QUIET, "strokeWidth": 1.5, "strokeDash": dash}
                found.append({"data": {"values": ends}, "mark": mark, "encoding": {"x": x, "y": y}})
    return found


def _steps(categories, control: Control, x: dict) -> list[dict]:
    steps = [
        {"x": categories[stretch.first], "words": stretch.reason}
        for stretch in control.stretches
        if stretch.reason
    ]
    if not steps:
        return []
    is_late = [step["x"] in categories[len(categories) // 2 :] for step in steps]
    rule = {"data": {"values": steps}, "mark": {"type": "rule", "strokeDash": [2, 3], "color": INK},
            "encoding": {"x": x}}  # fmt: skip
    words = [
        {"data": {"values": [step]}, "encoding": {"x": x, "y": {"value": 8}, "text": {"field": "words"}},
         "mark": {"type": "text", "align": "right" if late else "left", "dx": -6 if late else 6}}
        for step, late in zip(steps, is_late, strict=True)
    ]  # fmt: skip
    return [rule, *words]


def _control_row(categories, control: Control, at: int) -> tuple[str, list[str]]:
    stretch = control.stretch_at(at)
    said = [signal.words for signal in control.signals if signal.first <= at <= signal.last]
    figures = [
        number(figure) for figure in (control.values[at], stretch.centre, stretch.lower, stretch.upper)
    ]
    return categories[at], [*figures, "; ".join(said) or "–"]
