"""What all plots look like: as wide as `design.charts` draws, its letters and colours, readable on a phone."""

from collections.abc import Mapping, Sequence

from design import text
from design.charts import COLOURS, FONT, WIDTH

HEIGHT = 300
INK, QUIET, FAINT = "#0b0c0c", "#484949", "#dee0e2"
RED, BLUE = "#b10e1e", COLOURS[0]
DASHES = ([1, 0], [8, 4], [2, 3], [10, 3, 2, 3], [5, 5], [14, 4])
SHAPES = ("circle", "square", "triangle-up", "diamond", "cross", "triangle-down")
CONFIG: dict = {
    "font": "Liberation Sans",  # of one width with Arimo, which the page and the PDF put in its place
    "view": {"stroke": None},
    "axis": {
        "labelFontSize": FONT, "titleFontSize": FONT, "titleFontWeight": "normal", "labelColor": QUIET,
        "titleColor": INK, "gridColor": FAINT, "domainColor": QUIET, "tickColor": QUIET, "labelPadding": 6,
    },
    "legend": {
        "labelFontSize": FONT, "titleFontSize": FONT, "titleFontWeight": "normal", "labelColor": INK,
        "orient": "top", "direction": "horizontal", "labelLimit": 400, "titleLimit": 400,
        "symbolSize": 110, "symbolStrokeWidth": 2.5,
        "rowPadding": 4, "columnPadding": 18, "offset": 8,
    },
    "header": {"labelFontSize": FONT, "labelColor": INK, "labelFontWeight": "bold", "labelAnchor": "start"},
    "text": {"fontSize": FONT, "color": INK},
}  # fmt: skip


def framed(body: Mapping, *, height: float = HEIGHT) -> dict:
    """A spec of layers, with all of the width for picture and axes."""
    return {
        "config": CONFIG,
        "width": WIDTH,
        "height": height,
        "padding": 1,
        "autosize": {"type": "fit", "contains": "padding"},
        "background": None,
        **body,
    }


def over(axis: str) -> dict:
    """The title of the upright axis, laid above it."""
    return {
        "title": axis, "titleAngle": 0, "titleAlign": "left", "titleAnchor": "end", "titleX": 0, "titleY": -14,
        "tickCount": 5, "domain": False, "ticks": False,
    }  # fmt: skip


def along(categories: Sequence[str], title: str = "") -> dict:
    """The place of a category, its label shown where there is room for it, the last always."""
    room = (WIDTH - 60) / max(1, len(categories))
    longest = max((text.width(category, FONT) for category in categories), default=0) + 14
    step = max(1, -(-int(longest) // max(1, int(room))) if room >= 1 else len(categories))
    shown = [category for at, category in enumerate(categories) if (len(categories) - 1 - at) % step == 0]
    return {
        "field": "x",
        "type": "ordinal",
        "scale": {"domain": list(categories), "type": "point", "padding": 0.5},
        "axis": {
            "title": title or None,
            "values": shown,
            "labelAngle": 0,
            "labelOverlap": False,
            "grid": False,
        },
    }


def told_apart(labels: Sequence[str], **channels: Sequence) -> dict:
    """One key for colour, shape and dashes together, wrapped to the width."""
    legend = {"title": None, "columns": columns_of_key(labels), "offset": 34}
    return {
        channel: {
            "field": "s", "type": "nominal", "legend": legend,
            "scale": {"domain": list(labels), "range": list(values)[: len(labels)]},
        }
        for channel, values in channels.items()
    }  # fmt: skip


def columns_of_key(labels: Sequence[str]) -> int:
    """As many as fit: all in one row where they do, each as wide as it is; else as many of the widest."""
    widths = [text.width(label, FONT) + 46 for label in labels] or [46]
    return len(widths) if sum(widths) <= WIDTH else max(1, int(WIDTH // max(widths)))


def number(value: float | None, places: int = 1) -> str:
    """As a table has it."""
    if value is None:
        return "–"
    return f"{value:,}" if isinstance(value, int) else f"{value:,.{places}f}".removesuffix(".0")
