"""A period that was counted on some of its days alone: it is kept, and never compared as if it were whole."""

from dataclasses import replace

from assessments.reading import EARLIEST
from audit.clock import today
from design.filters import date, short_date
from evidence import months
from evidence.months import Window


def covered(figure, begin=None, end=None):
    """With the days that it covers, where these are not all of its period. What is not over is not whole yet."""
    has_figure = figure.value is not None or figure.numerator is not None
    if not has_figure or not EARLIEST <= figure.first <= months.of_day(today()):
        return figure
    first, last = months.first_day(figure.first), months.last_day(figure.last)
    begin, end = figure.data_from or begin or first, min(figure.data_until or end or last, today())
    return replace(figure, data_from=begin if begin > first else None, data_until=end if end < last else None)


def words_of(row):
    """ "from 3 June to 5 June 2026", of a figure or an observation; nothing where it is whole."""
    if row.data_from and row.data_until:
        return f"from {short_date(row.data_from)} to {date(row.data_until)}"
    if row.data_from:
        return f"from {date(row.data_from)}"
    return f"to {date(row.data_until)}" if row.data_until else ""


def refusals_of(figure):
    first, last = months.first_day(figure.first), months.last_day(figure.last)
    begin, end = figure.data_from or first, figure.data_until or last
    if not first <= begin <= end <= last:
        window = Window(figure.first, figure.last)
        yield f"The days that it covers do not lie in {window.words}. Check the first and the last day."


def said_of(run, *windows):
    """Why these do not compare, where one holds a period that is not whole."""
    for point in run.points:
        if point.days and any(point.window.overlaps(window) for window in windows):
            return (
                f"{point.window.words} is counted {point.days} only, so it is not compared until it is whole."
            )
    return ""
