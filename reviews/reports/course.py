"""The course of a review as a picture: how long it stood at each stage, beside its clocks and what it waited for."""

import datetime as dt

from audit.clock import today
from design.filters import date
from design.plots import Plot
from design.plots.looks import BLUE, INK, QUIET, RED, framed, told_apart
from evidence import months
from reviews.reports.registers import stages_of
from reviews.reports.reviews import clock, report_clock

DAY = dt.timedelta(1)
ROW, AROUND = 30, 120  # of the picture, and for its key and axis
EDGE, MOST_TICKS = 30, 5  # room for half a name of a month
FIRST, DUE, DONE = "Due at first", "Due", "Done"
LOOKS = {FIRST: (QUIET, "square"), DUE: (RED, "diamond"), DONE: (INK, "circle")}
COLUMNS = ("Stage, or what waits", "From", "Until")


def course_of(review):
    """Stages from its versions; the first target of a clock stands beside the day to which it was put off."""
    bars = [(words, start, end, BLUE) for words, start, end in stages_of([review])[review.pk]]
    bars += [(f"Waits: {row.what}", row.started_on, row.ended_on, QUIET) for row in review.holds.all()]
    clocks = [(name, marks) for name, marks in _clocks(review) if marks]
    rows = [(words, [date(start), date(end) if end else "Still"]) for words, start, end, _ in bars]
    rows += [(f"{name}: {what.lower()}", [date(day), ""]) for name, marks in clocks for what, day in marks]
    return Plot(
        "Course and clocks", _summary(review, bars), _spec(bars, clocks), COLUMNS, rows, text_columns=(1, 2)
    )


def _clocks(review):
    for name, first, due, done in (
        ("Decision", review.decision_target_on, review.decision_due_on, review.decided_on),
        ("Overview report", review.report_target_on, review.report_due_on, review.report_ready_on),
    ):
        said = ((FIRST, first if first != due else None), (DUE, due), (DONE, done))
        yield name, [(what, day) for what, day in said if day]


def _summary(review, bars):
    words, start, *_ = next(bar for bar in reversed(bars) if bar[3] == BLUE)
    stands = [f"At “{words}” since {date(start)}."]
    for name, (said, _) in (("Decision", clock(review)), ("Overview report", report_clock(review))):
        if said:
            stands.append(f"{name}: {said.lower()}.")
    return " ".join(stands)


def _spec(bars, clocks):
    names = list(dict.fromkeys([*(bar[0] for bar in bars), *(name for name, _ in clocks)]))
    x = {
        "field": "x", "type": "temporal", "scale": {"padding": EDGE},
        "axis": {"title": None, "format": "%b %Y", "labelOverlap": True, "tickCount": _ticks(bars, clocks)},
    }  # fmt: skip
    y = {
        "field": "y", "type": "nominal", "scale": {"domain": names},
        "axis": {"title": None, "labelLimit": 260, "ticks": False, "domain": False, "grid": True},
    }  # fmt: skip
    marks = [{"y": name, "x": day.isoformat(), "s": what} for name, said in clocks for what, day in said]
    used = [what for what in LOOKS if any(mark["s"] == what for mark in marks)]
    colours, shapes = zip(*(LOOKS[what] for what in used), strict=True)
    days = {
        "data": {"values": marks}, "mark": {"type": "point", "filled": True, "size": 130, "opacity": 1},
        "encoding": {"x": x, "y": y, **told_apart(used, color=colours, shape=shapes)},
    }  # fmt: skip
    lasting = [_lasting(bars, colour, x, y) for colour in dict.fromkeys(bar[3] for bar in bars)]
    return framed({"layer": [*lasting, days]}, height=ROW * len(names) + AROUND)


def _ticks(bars, clocks):
    """On the first of months alone, so that a short course names none of them twice."""
    days = [day for _, *ends, _ in bars for day in ends if day] + [
        day for _, said in clocks for _, day in said
    ]
    span = months.of_day(max(*days, today())) - months.of_day(min(days)) + 1
    return {
        "interval": "month",
        "step": next((step for step in (1, 2, 3, 6) if span / step <= MOST_TICKS), 12),
    }


def _lasting(bars, colour, x, y):
    """What began and ended on one day is a day wide, so that it is seen."""
    values = [
        {"y": words, "x": start.isoformat(), "x2": max(end or today(), start + DAY).isoformat()}
        for words, start, end, own in bars
        if own == colour
    ]
    encoding = {"x": x, "x2": {"field": "x2"}, "y": y}
    return {
        "data": {"values": values},
        "mark": {"type": "bar", "height": 14, "color": colour},
        "encoding": encoding,
    }
