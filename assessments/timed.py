"""A partner's file of incidents, a line each with its day and time: counted by area, month and hour of the week."""

import datetime as dt
import re

from assessments.models import Indicator
from assessments.observed import MOST, Figure
from assessments.partly import covered
from assessments.reading import Cells, area_in, read_number
from audit.clock import today
from design.filters import date
from evidence import months
from evidence.hours import HOURS

BY_MONTH = (
    "Incidents are counted for an indicator that is a count by month. Give this one a period and a figure."
)
QUIET = 3  # days without an incident, at either end of a month, that say nothing about what a file covers
DAY = re.compile(
    r"(?:(?P<y>\d{4})-(?P<m>\d{2})-(?P<d>\d{2})|(?P<d2>\d{1,2})/(?P<m2>\d{1,2})/(?P<y2>\d{4}))(?:[ T]+(?P<time>\S+))?$",
    re.ASCII,
)
TIME = re.compile(r"(\d{1,2})(?::([0-5]\d)(?::\d{2}(?:\.\d+)?)?)?(?:Z|[+-]\d{2}:?\d{2})?$", re.ASCII)


def counted(sheet, columns, indicator, areas, said):
    """(line, figure) of each area and month, its first line; and what is refused, each with its line.

    Where nobody said which days the file covers, those of its first and last incident tell.
    """
    if not indicator.is_count or indicator.step != Indicator.Step.MONTH:
        return [], [f"Line 1: {BY_MONTH}"]
    found, refused, days = {}, [], set()
    begin, end = said
    for line, row in enumerate(sheet.rows, start=2):
        if not any(row):
            continue
        cells = Cells()
        area, day, hour, count = _read(cells, row, columns, areas, said)
        if cells.faults:
            refused += [f"Line {line}: {words}" for words in cells.faults.values()]
            continue
        days.add(day)
        held = found.setdefault((area, months.of_day(day)), [line, 0, [0] * HOURS])
        held[1] += count
        if hour is not None:
            held[2][day.weekday() * 24 + hour] += count
    begin, end = (begin or _edge(min(days), -1), end or _edge(max(days), 1)) if days else (None, None)
    figures = [
        (line, covered(Figure(month, month, area, read_number(str(total)), hours=hours), begin, end))
        for (area, month), (line, total, hours) in found.items()
    ]
    return figures, refused


def _edge(day, step):
    """The end of the month on that side of the day, where the days between may merely have been quiet."""
    further = day + step * dt.timedelta(QUIET + 1)
    if further.month == day.month:
        return day
    month = months.of_day(day)
    return months.last_day(month) if step > 0 else months.first_day(month)


def _read(cells, row, columns, areas, days):
    said = {what: row[at] for what, at in columns.items() if at < len(row)}
    day, time = cells.read("at", _day, said.get("at", ""), days) or (None, "")
    area = cells.read("area", area_in, said.get("area", ""), areas)
    hour = cells.read("hour", _hour, said.get("hour", "") or time)
    return area, day, hour, cells.read("value", _count, said.get("value") or "1")


def _count(written):
    count = read_number(written, percent=False)
    if count != int(count) or not 0 <= count <= MOST:
        raise ValueError(f"{count} is not possible. A count is a whole number, and not below nought.")
    return int(count)


def _day(written, days):
    match = DAY.match(written.strip())
    try:
        day = dt.date(*(int(match[name] or match[f"{name}2"]) for name in "ymd")) if match else None
    except ValueError:
        day = None
    if day is None and match and match["m2"] and int(match["m2"]) > 12 >= int(match["d2"]):
        raise ValueError(f"“{written[:40]}” has no such month. The day stands first, as in 13/04/2026.")
    if day is None:
        raise ValueError(f"“{written[:40]}” is no date. Write it like 2026-03-06 22:10 or 06/03/2026 22:10.")
    if day > today():
        raise ValueError(f"{written[:40]} is still to come.")
    begin, end = days
    if (begin and day < begin) or (end and day > end):
        raise ValueError(f"{date(day)} is not among the days that you said the file covers.")
    time = match["time"] or ""
    return day, "" if time == "00:00:00" else time  # a day alone, as a workbook gives it


def read_as(sheet, columns):
    """How dates that could be read in two ways are read, by the first of them."""
    for row in sheet.rows:
        match = DAY.match(row[columns["at"]].strip()) if columns["at"] < len(row) else None
        day, month, year = (int(match[f"{name}2"] or 0) for name in "dmy") if match else (0, 0, 0)
        if 0 < day <= 12 and 0 < month <= 12 and day != month and year:
            as_written = f"{match['d2']}/{match['m2']}/{match['y2']}"
            yield f"Dates are read with the day first: {as_written} is {date(dt.date(year, month, day))}."
            return


def _hour(written):
    """None where the time is not known."""
    if written.strip().lower() in ("", "unknown", "not known", "n/a"):
        return None
    match = TIME.match(written.strip().removeprefix("1899-12-30 "))
    if match is None or int(match[1]) > 23:
        raise ValueError(f"“{written[:40]}” is no time. Write the hour from 0 to 23, or like 22:10.")
    return int(match[1])
