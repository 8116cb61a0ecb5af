"""Accessible figures: a picture in SVG and the same numbers in a table, alike in a page and in a PDF.

Drawn here rather than by a charting library: one would add 70 MB to each web process, and these three kinds are
all that most pages need; `design.plots` has the others. No style attributes, so the strict Content-Security-Policy
holds. Colour never carries the meaning alone: series are named in the key, and told apart by marker or by the number
on the segment.
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Literal

from django.utils.text import slugify

from design import text

WIDTH, FONT, LINE = 480, 15, 18  # narrow enough to be read on a phone, where it shrinks to 345
BAR, GAP, LABEL_ROOM, END_ROOM = 24, 14, 150, 74
LABEL_OVER = 8.0  # by which a label of two lines stands out over its bar
PLOT_HEIGHT, LEFT, RIGHT = 220, 52, 16
APART = 6  # between the labels of two categories
COLOURS = ("#1d70b8", "#00703c", "#c2571b", "#4c2c92", "#b10e1e", "#505a5f")
MARKERS = ("circle", "square", "triangle", "diamond")


@dataclass(frozen=True)
class Series:
    label: str
    values: Sequence[float | None]
    colour: str = ""


@dataclass(frozen=True)
class Band:
    """A stretch of the categories, both ends included, shaded and named."""

    first: int
    last: int
    label: str


@dataclass(frozen=True)
class Chart:
    """What a figure says. `summary` is the sentence that a person who cannot see the picture needs."""

    title: str
    summary: str
    categories: Sequence[str]
    series: Sequence[Series]
    kind: Literal["bar", "stacked", "line"] = "bar"
    category_label: str = ""
    value_label: str = ""  # of bars: what their numbers count, over them
    unit: str = ""  # stands before a £, after anything else: "£", "%", " calls"
    source: str = ""
    bands: Sequence["Band"] = ()  # of a line chart
    events: Sequence[tuple[int, str]] = ()  # of a line chart: before which category something began, and what
    notes: Sequence[str] = ()  # printed beneath
    text_columns = ()  # of its table, all are numbers
    is_empty = False

    @property
    def id(self) -> str:
        return slugify(self.title)

    def words(self, value: float | None) -> str:
        if value is None:
            return "–"
        figure = f"{value:,.1f}".removesuffix(".0") if isinstance(value, float) else f"{value:,}"
        return f"£{figure}" if self.unit == "£" else f"{figure}{self.unit}"

    @property
    def columns(self) -> list[str]:
        return [self.category_label or "Category", *(series.label for series in self.series)]

    @property
    def rows(self) -> list[tuple[str, list[str]]]:
        """The table of the figure: each category, and the words of its numbers."""
        columns = zip(*(series.values for series in self.series), strict=True)
        return [
            (category, [self.words(value) for value in values])
            for category, values in zip(self.categories, columns, strict=True)
        ]

    def drawing(self) -> "Drawing":
        return {"bar": _bars, "stacked": _stacked, "line": _lines}[self.kind](self)


@dataclass(frozen=True)
class Mark:
    """One thing to draw: `shape` names the macro's branch, `at` its numbers."""

    shape: str
    at: Sequence[float]
    words: str = ""
    colour: str = "#0b0c0c"
    anchor: str = "start"
    bold: bool = False


@dataclass(frozen=True)
class Drawing:
    """Marks to draw, or what was drawn elsewhere (`design.plots`)."""

    height: float
    marks: Sequence[Mark]
    width: float = WIDTH
    inside: str = ""


def bar(title: str, summary: str, rows: Sequence[tuple[str, float]], **options) -> Chart:
    """One bar a row, from (words, number) pairs."""
    values = Series(options.pop("label", "Number"), [value for _words, value in rows])
    return Chart(title, summary, [words for words, _value in rows], [values], **options)


def stacked(title: str, summary: str, categories, series: Sequence[Series], **options) -> Chart:
    return Chart(title, summary, categories, series, kind="stacked", **options)


def line(title: str, summary: str, categories, series: Sequence[Series], **options) -> Chart:
    return Chart(title, summary, categories, series, kind="line", **options)


def ticks(highest: float, wanted: int = 5) -> list[float]:
    """Round numbers from nought to just over the highest: 0, 20, 40, 60."""
    if highest <= 0:
        return [0, 1]
    step = 10 ** math.floor(math.log10(highest / wanted))
    step *= next(factor for factor in (1, 2, 5, 10) if highest / (step * factor) <= wanted)
    step = int(step) if step >= 1 else step
    return [step * n for n in range(math.ceil(highest / step) + 1)]


def colour(chart: Chart, index: int) -> str:
    return chart.series[index].colour or COLOURS[index % len(COLOURS)]


def _bars(chart: Chart) -> Drawing:
    """Groups of horizontal bars, each with its number at the end."""
    marks, y = _key(chart) if len(chart.series) > 1 else ([], LABEL_OVER)
    if chart.value_label:
        marks.append(Mark("text", (LABEL_ROOM, y + 6), chart.value_label, "#484949"))
        y += LINE + LABEL_OVER
    highest = max((value or 0 for series in chart.series for value in series.values), default=0) or 1
    room = WIDTH - LABEL_ROOM - END_ROOM
    for index, category in enumerate(chart.categories):
        height = BAR * len(chart.series)
        marks += _row_label(category, y + height / 2)
        for position, series in enumerate(chart.series):
            value, top = series.values[index], y + position * BAR
            long = room * (value or 0) / highest
            marks.append(Mark("bar", (LABEL_ROOM, top + 1, long, BAR - 2), colour=colour(chart, position)))
            marks.append(Mark("text", (LABEL_ROOM + long + 8, top + BAR / 2 + 5), chart.words(value)))
        y += height + GAP
    return Drawing(y, marks)


def _stacked(chart: Chart) -> Drawing:
    """One bar a category, its parts side by side, the total at the end."""
    marks, y = _key(chart)
    totals = [sum(series.values[i] or 0 for series in chart.series) for i in range(len(chart.categories))]
    room, highest = WIDTH - LABEL_ROOM - END_ROOM, max(totals, default=0) or 1
    for index, category in enumerate(chart.categories):
        marks += _row_label(category, y + BAR / 2)
        x = float(LABEL_ROOM)
        for position, series in enumerate(chart.series):
            long = room * (series.values[index] or 0) / highest
            marks += _segment(chart, position, series.values[index], (x, y, long))
            x += long
        marks.append(Mark("text", (x + 8, y + BAR / 2 + 5), chart.words(totals[index]), bold=True))
        y += BAR + GAP
    return Drawing(y, marks)


def _segment(
    chart: Chart, position: int, value: float | None, place: tuple[float, float, float]
) -> list[Mark]:
    """A part of a bar, with its number on it where the number fits."""
    if not value:
        return []
    x, y, long = place
    marks = [Mark("bar", (x, y, max(long - 1.5, 0.5), BAR), colour=colour(chart, position))]
    if text.width(chart.words(value), FONT) + 8 < long:
        marks.append(Mark("text", (x + long / 2, y + BAR / 2 + 5), chart.words(value), "#ffffff", "middle"))
    return marks


def _lines(chart: Chart) -> Drawing:
    """Points joined along the categories, over a scale that starts at nought."""
    marks, top = _key(chart) if len(chart.series) > 1 else ([], 12.0)
    scale = ticks(max((value or 0 for series in chart.series for value in series.values), default=0))
    shown, top = _stretches(chart, top)
    marks += shown
    for tick in scale:
        y = top + PLOT_HEIGHT * (1 - tick / scale[-1])
        marks.append(Mark("grid", (LEFT, y, WIDTH - RIGHT, y)))
        marks.append(Mark("text", (LEFT - 8, y + 5), chart.words(tick), "#484949", "end"))
    marks += _category_labels(chart, top + PLOT_HEIGHT + 22)
    for index, series in enumerate(chart.series):
        for is_gap, run in groupby(enumerate(series.values), key=lambda point: point[1] is None):
            if is_gap:  # what lies between is not known, so nothing is drawn there
                continue
            points = [(_x(chart, n), top + PLOT_HEIGHT * (1 - (value or 0) / scale[-1])) for n, value in run]
            line = [number for point in points for number in point]
            marks.append(Mark("line", line, colour=colour(chart, index)))
            marks += [
                Mark(MARKERS[index % len(MARKERS)], point, colour=colour(chart, index)) for point in points
            ]
    return Drawing(top + PLOT_HEIGHT + 32 + LINE, marks)


def _stretches(chart: Chart, top: float) -> tuple[list[Mark], float]:
    """Bands and events, their words above the plot; and where the plot begins beneath them."""
    marks: list[Mark] = []
    if chart.bands:
        for band in chart.bands:
            left, right = _x(chart, band.first) - 12, _x(chart, band.last) + 12
            marks.append(Mark("bar", (left, top + LINE, right - left, PLOT_HEIGHT), colour="#eef1f5"))
            marks.append(Mark("text", ((left + right) / 2, top + LINE - 5), band.label, "#484949", "middle"))
        top += LINE
    for position, words in chart.events:
        x = (_x(chart, position) + _x(chart, max(0, position - 1))) / 2
        anchor = "start" if x < WIDTH / 2 else "end"
        marks.append(Mark("rule", (x, top, x, top + LINE + PLOT_HEIGHT)))
        marks.append(Mark("text", (x + (5 if anchor == "start" else -5), top + 13), words, anchor=anchor))
    return marks, top + (LINE if chart.events else 0)


def _x(chart: Chart, position: float) -> float:
    steps = max(1, len(chart.categories) - 1)
    return LEFT + 14 + (WIDTH - LEFT - RIGHT - 28) * position / steps


def _category_labels(chart: Chart, y: float) -> list[Mark]:
    """Under each point, or under as many as have room, the last always among them."""
    room = (WIDTH - LEFT - RIGHT) / max(1, len(chart.categories))
    longest = max((text.width(word, FONT) for label in chart.categories for word in label.split()), default=0)
    step = max(1, math.ceil((longest + APART) / room))
    last = len(chart.categories) - 1
    marks = []
    for index, category in enumerate(chart.categories):
        if (last - index) % step:
            continue
        x = min(max(_x(chart, index), room * step / 2), WIDTH - room * step / 2)
        lines = text.wrap(category, room * step - APART, FONT)
        marks += [Mark("text", (x, y + n * LINE), line, "#484949", "middle") for n, line in enumerate(lines)]
    return marks


def _row_label(words: str, middle: float) -> list[Mark]:
    lines = text.wrap(words, LABEL_ROOM - 14, FONT, lines=2)
    first = middle + 5 - (len(lines) - 1) * LINE / 2
    return [
        Mark("text", (LABEL_ROOM - 12, first + n * LINE), line, anchor="end") for n, line in enumerate(lines)
    ]


def _key(chart: Chart) -> tuple[list[Mark], float]:
    """The names of the series with their colours, in as many lines as they need, and where the plot begins."""
    marks, x, y = [], 0.0, 0.0
    for index, series in enumerate(chart.series):
        long = text.width(series.label, FONT) + 44
        if x and x + long > WIDTH:
            x, y = 0.0, y + 24
        shape = MARKERS[index % len(MARKERS)] if chart.kind == "line" else "bar"
        at = (x + 8, y + 9) if chart.kind == "line" else (x, y + 1, 16, 16)
        marks.append(Mark(shape, at, colour=colour(chart, index)))
        marks.append(Mark("text", (x + 24, y + 14), series.label))
        x += long
    return marks, y + 38
