"""A chronology as a picture: a row of dots for each agency along the months, the larger the more there is."""

from design.plots import Plot
from design.plots.looks import BLUE, RED, framed, number, told_apart
from evidence import months

ROW, MOST_ROWS, MOST_PERIODS = 44, 24, 60
MOST_TICKS = 8
EDGE = 30  # and half the name of a month, so that the last is not cut off
SEEN, MISSED = "Entries", "Of them missed contacts"


def timeline(cells):
    """``cells`` are (month, agency, how many, how many missed). Long chronologies are counted by quarter or year."""
    if not cells:
        return Plot("Contacts by agency", "Nothing is entered yet.", {}, [], [])
    step = _step(cells)
    first = min(month for month, *_ in cells)
    counts: dict = {}
    for month, agency, n, missed in cells:
        key = (month - (month % step), agency)
        had = counts.get(key, (0, 0))
        counts[key] = had[0] + n, had[1] + missed
    agencies = sorted({agency for _, agency, *_ in cells})
    periods = sorted({period for period, _ in counts})
    total, missed = (sum(each[at] for each in counts.values()) for at in (0, 1))
    summary = (
        f"{number(total)} entries of {len(agencies)} agencies from {months.words(first)} to"
        f" {months.words(max(month for month, *_ in cells))}; {number(missed)} of them are missed contacts."
    )
    rows = [
        (_words(period, step), [_said(counts.get((period, agency))) for agency in agencies])
        for period in periods
    ]
    return Plot(
        "Contacts by agency", summary, _spec(counts, agencies, step), [PERIODS[step], *agencies], rows,
        notes=["In the table: entries, and in brackets how many of them are missed contacts."],
    )  # fmt: skip


PERIODS = {1: "Month", 3: "Quarter from", 12: "Year"}


def _step(cells):
    span = max(month for month, *_ in cells) - min(month for month, *_ in cells) + 1
    return next((step for step in (1, 3) if span / step <= MOST_PERIODS), 12)


def _words(period, step):
    return str(period // 12) if step == 12 else months.words(period)


def _said(count):
    if not count:
        return "–"
    return f"{number(count[0])} ({count[1]})" if count[1] else number(count[0])


def _ticks(counts):
    """On the first of months alone, so that a short chronology names none of them twice; about eight."""
    periods = [period for period, _ in counts]
    span = max(periods) - min(periods) + 1
    apart = next((apart for apart in (1, 2, 3, 6) if span / apart <= MOST_TICKS), 12)
    years = max(1, round(span / 12 / MOST_TICKS))
    return {"interval": "year", "step": years} if apart == 12 else {"interval": "month", "step": apart}


def _spec(counts, agencies, step):
    values = []
    for (period, agency), (n, missed) in sorted(counts.items()):
        at = f"{period // 12}-{period % 12 + 1:02d}-01"
        values.append({"x": at, "y": agency, "n": n, "s": SEEN})
        if missed:
            values.append({"x": at, "y": agency, "n": missed, "s": MISSED})
    encoding = {
        "x": {"field": "x", "type": "temporal", "scale": {"padding": EDGE},
              "axis": {"title": None, "format": "%b %Y", "labelOverlap": True, "tickCount": _ticks(counts)}},
        "y": {"field": "y", "type": "nominal", "scale": {"domain": agencies},
              "axis": {"title": None, "labelLimit": 260, "ticks": False, "domain": False, "grid": True}},
        "size": {"field": "n", "type": "quantitative", "legend": None, "scale": {"range": [40, 420]}},
        **told_apart([SEEN, MISSED], color=[BLUE, RED], shape=["circle", "cross"]),
    }  # fmt: skip
    mark = {"type": "point", "filled": True, "opacity": 0.85}
    return framed(
        {"data": {"values": values}, "mark": mark, "encoding": encoding}, height=ROW * len(agencies) + 110
    )
