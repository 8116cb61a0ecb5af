"""Hour by day of the week: shaded, with its number in each cell, so that no colour need be told."""

from design.plots.drawing import Plot
from design.plots.looks import INK, framed, number
from evidence.hours import DAYS, Week, hour_words

ROW = 21
DARK = 0.64  # of the most: from there on white letters stand out more than black ones
SHADES = ["#ffffff", "#d3e4f3", "#8fbbe0", "#3f86c4", "#12518f", "#0a2f57"]


def heat(title: str, summary: str, week: Week, *, source: str = "") -> Plot:
    hours = [hour_words(hour) for hour in range(24)]
    values = [
        {"x": DAYS[day][:3], "y": hours[hour], "n": count, "words": number(count)}
        for day, counts in enumerate(week.counts)
        for hour, count in enumerate(counts)
    ]
    most = max(map(max, week.counts), default=0)
    x = {"field": "x", "type": "ordinal", "scale": {"domain": [day[:3] for day in DAYS]},
         "axis": {"title": None, "orient": "top", "labelAngle": 0, "ticks": False, "domain": False}}  # fmt: skip
    y = {"field": "y", "type": "ordinal", "scale": {"domain": hours},
         "axis": {"title": None, "ticks": False, "domain": False}}  # fmt: skip
    shade = {"field": "n", "type": "quantitative", "legend": None,
             "scale": {"domain": [0, most or 1], "range": SHADES, "interpolate": "rgb"}}  # fmt: skip
    dark = {"condition": {"test": f"datum.n > {most * DARK}", "value": "#ffffff"}, "value": INK}
    layers = [
        {"mark": {"type": "rect", "stroke": "#ffffff"}, "encoding": {"x": x, "y": y, "color": shade}},
        {"mark": {"type": "text", "fontSize": 14}, "encoding": {
            "x": x, "y": y, "text": {"field": "words"}, "color": dark}},
    ]  # fmt: skip
    spec = framed({"data": {"values": values}, "layer": layers}, height=ROW * 24 + 30)
    rows = [
        (hours[hour], [number(week.counts[day][hour]) for day in range(7)])
        for hour in range(24)
        if week.total
    ]
    notes = [f"Left out, because their time is not known: {week.untimed:,}."] if week.untimed else []
    return Plot(title, summary, spec, ["From", *DAYS], rows, source, notes)
