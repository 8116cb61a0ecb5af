"""A partner's file of figures, read without a database: bytes in, rows out, the same each time.

CSV or Excel, with a line of headings. What is in which column is asked once and remembered (`Mapping`).
"""

import re
from dataclasses import dataclass
from decimal import Decimal
from itertools import pairwise

from django.core.exceptions import ValidationError

from assessments import timed
from assessments.models import Indicator, Observation
from assessments.observed import Figure, refusals_of
from assessments.partly import covered, words_of
from assessments.reading import Cells, area_in, read_month, read_number
from design.forms import DateField
from documents.tables import read_table
from evidence import months

NOT_SAID = (None, None)
MOST_ROWS, LONGEST = 5000, 500
COLUMNS = {  # what a column may hold: its label, and headings that say so by themselves
    "period": ("Period", ("period", "month", "quarter", "year")),
    "at": (
        "Date, or date and time",
        (
            "date",
            "date and time",
            "datetime",
            "date/time",
            "occurred",
            "date of incident",
            "date of call",
            "incident date",
            "start date",
        ),
    ),
    "hour": (
        "Hour or time",
        (
            "hour",
            "time",
            "hour of day",
            "time of incident",
            "time of call",
            "incident time",
            "start time",
        ),
    ),
    "area": ("Area", ("area", "district", "place")),
    "value": ("Figure", ("figure", "count", "value", "number", "offences")),
    "numerator": ("Of how many", ("of how many", "numerator")),
    "denominator": ("Out of how many", ("out of how many", "denominator")),
    "went": ("Direction", ("direction",)),
    "state": ("State", ("state", "status")),
    "source": ("Source", ("source",)),
    "extracted_on": ("Taken on", ("taken on", "extracted", "extracted on")),
    "data_from": ("Data from", ("data from",)),
    "data_until": ("Data to", ("data to",)),
    "note": ("Note", ("note", "comment")),
}
STATES = {word: one.value for one in Observation.State for word in (one.value, one.label.lower())}
WENT = {word: one.value for one in Observation.Went if one for word in (one.value, one.label.lower())}


def read_file(file):
    """The first sheet of a workbook, or the lines of a CSV file."""
    return read_table(file, most=MOST_ROWS, longest=LONGEST)


@dataclass(frozen=True)
class Read:
    """``figures`` are (line, figure); ``refused`` sentences, each with its line; ``warnings`` what to look at."""

    figures: list
    refused: list[str]
    warnings: list[str]

    @property
    def lines_refused(self) -> int:
        return len({words.partition(":")[0] for words in self.refused})


def figures_in(sheet, columns, indicator, areas, days=NOT_SAID):
    """``areas``: lower-case name → area of the indicator. Lines without any figure are refused, not passed over.

    Where lines have a day and not a period, they are incidents, and counted by month (`assessments.timed`).
    ``days``: the first and the last that the file covers, where somebody said.
    """
    if "at" in columns:
        found, refused = timed.counted(sheet, columns, indicator, areas, days)
        refused += [f"Line {line}: {words}" for line, one in found for words in refusals_of(indicator, one)]
        return Read([] if refused else found, refused, [*timed.read_as(sheet, columns), *_jumps(found)])
    figures, refused, seen = [], [], {}
    for line, row in enumerate(sheet.rows, start=2):
        if not any(row):
            continue
        figure, unread = _figure(row, columns, indicator, areas)
        figure = figure if unread else covered(figure, *days)
        faults = [*unread.values(), *refusals_of(indicator, figure, unread)]
        key = (figure.area, figure.first, figure.last)
        if not {"period", "area"} & set(unread):
            if key in seen:
                faults.append(f"the same area and period stand on line {seen[key]} already.")
            seen.setdefault(key, line)
        refused += [f"Line {line}: {words}" for words in faults]
        if not faults:
            figures.append((line, figure))
    return Read(figures, refused, list(_jumps(figures)))


def _figure(row, columns, indicator, areas):
    """With what could not be read of it, and why."""
    said, cells = {what: row[at] for what, at in columns.items() if at < len(row)}, Cells()
    first, last = cells.read("period", read_period, said.get("period", ""), indicator.step) or (0, 0)
    state = cells.read("state", _word, said.get("state", ""), STATES, "a state") or Observation.State.FINAL
    value = said.get("value", "")
    if value.lower() in ("not collected", "n/a", "not available"):
        value, state = "", Observation.State.NOT_COLLECTED
    taken = said.get("extracted_on", "").removesuffix(" 00:00:00")
    figure = Figure(
        first, last, cells.read("area", area_in, said.get("area", ""), areas),
        cells.read("value", read_number, value, indicator.may_be_percentage) if value else None,
        cells.read("numerator", _whole, said.get("numerator", "")),
        cells.read("denominator", _whole, said.get("denominator", "")),
        cells.read("went", _word, said.get("went", ""), WENT, "a direction") or "", state,
        said.get("source", "")[:250], cells.read("extracted_on", _day, taken, "The day it was taken"),
        said.get("note", ""),
        cells.read("data_from", _day, said.get("data_from", ""), "The first day of data"),
        cells.read("data_until", _day, said.get("data_until", ""), "The last day of data"),
    )  # fmt: skip
    return figure, cells.faults


def read_period(written, step):
    """ "March 2026", "2026-03", "2025-04 to 2025-06", "Q1 2025/26", "2025/26"."""
    text = written.strip()
    if not text:
        raise ValueError("there is no period.")
    try:
        if match := re.fullmatch(r"(?:Q([1-4])\s+)?(\d{4})/(\d{2})", text, re.ASCII | re.IGNORECASE):
            start = months.of(int(match[2]), 4) + (3 * (int(match[1]) - 1) if match[1] else 0)
            return start, start + (2 if match[1] else 11)
        if " to " in text:
            first, last = (read_month(part) for part in text.split(" to ", 1))
            return first, last
        first = read_month(text)
    except ValueError:
        raise ValueError(
            f"“{text[:40]}” is no period. Write it like March 2026 or 2025-04 to 2025-06."
        ) from None
    return first, first + (2 if step == Indicator.Step.QUARTER else 0)


def _whole(written):
    if not written:
        return None
    found = read_number(written, percent=False)
    if found != int(found):
        raise ValueError(f"“{written[:40]}” is not a whole number.")
    return int(found)


def _word(written, words, what):
    if not written:
        return ""
    if written.lower() not in words:
        raise ValueError(f"“{written[:40]}” is not {what} that is known here.")
    return words[written.lower()]


def _day(written, label):
    try:
        return DateField(required=False, label=label).clean(written)
    except ValidationError as refusal:
        raise ValueError(" ".join(refusal.messages) + ".") from None


FAR = 5  # times as many as the period before: likelier a slip than a month


def is_whole(figure):
    return figure.value is not None and not words_of(figure)


def _jumps(figures):
    """Figures far from the one before them, to look at before they are taken."""
    by_area: dict = {}
    for line, figure in figures:
        by_area.setdefault(figure.area, []).append((figure.first, line, figure))
    for area, rows in by_area.items():
        rows.sort(key=lambda row: row[0])
        values = [(line, figure) for _, line, figure in rows if is_whole(figure)]
        for (_, before), (line, after) in pairwise(values):
            if (
                before.value
                and abs(after.value) > FAR * abs(before.value)
                and abs(after.value) >= Decimal(20)
            ):
                where = f" in {area}" if area else ""
                yield f"Line {line}: {after.value:,}{where} is more than {FAR} times the {before.value:,} before it."
