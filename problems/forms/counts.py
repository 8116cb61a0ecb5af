"""Incidents by month, as they are typed or pasted from a spreadsheet: a line a month."""

import csv
import datetime as dt
import re

from django import forms

from audit.clock import today
from design.filters import MONTHS as NAMES
from design.forms import MONTHS, version_field
from problems.forms.assessment import MOST
from problems.forms.fields import AS_TYPED, ungrouped
from problems.models import MonthlyCount

Place = MonthlyCount.Place
PLACES = (Place.TARGET, Place.COMPARISON, Place.BUFFER)
EARLIEST, LONGEST, MOST_NAMED = 1990, 240, 8
HINT = (
    "A line a month: the month, the incidents here, then in the comparison area, then in the area around it. Paste "
    "the columns from a spreadsheet, or part them with commas. Leave a place empty that was not counted. "
    "For example: Oct 2026, 12, 9, 4"
)
FORMS = "Write it as Oct 2026, 2026-10 or 10/2026"


class CountsForm(forms.Form):
    counts = forms.CharField(
        label="Incidents by month", required=False, help_text=HINT, max_length=20_000,
        widget=forms.Textarea(attrs={"rows": 16, "spellcheck": "false"}),
    )  # fmt: skip
    version = version_field()

    def clean_counts(self):
        found, refusals = read(self.cleaned_data["counts"], today())
        if refusals:
            more = len(refusals) - MOST_NAMED
            shown = refusals[:MOST_NAMED] + ([f"{more} more lines cannot be read."] if more > 0 else [])
            raise forms.ValidationError(shown)
        return found


def written(rows):
    """As the box shows what is kept."""
    months = {}
    for row in rows:
        months.setdefault(row.month_from, {})[row.place] = row.count
    return "\n".join(
        "\t".join(
            [f"{NAMES[month.month - 1][:3]} {month.year}", *(str(of.get(place, "")) for place in PLACES)]
        ).rstrip()
        for month, of in sorted(months.items())
    )


def read(text, day):
    """({(place, first day of the month): count}, sentences that name what cannot be read). Headings are passed over."""
    found, refusals, seen = {}, [], {}
    text = text.translate(AS_TYPED)
    lines = [(number, line) for number, line in enumerate(text.splitlines(), 1) if line.strip(" \t,;")]
    while lines and _is_heading(lines[0][1]):
        lines = lines[1:]
    if len(lines) > LONGEST:
        return {}, [f"There are {len(lines)} months. Enter {LONGEST} at most."]
    for number, line in lines:
        try:
            month, counts = _line(line, day)
            if month in seen:
                raise ValueError(f"this month stands in line {seen[month]} already. Keep one of them.")
        except ValueError as refusal:
            refusals.append(f"Line {number}: {refusal}")
            continue
        seen[month] = number
        found |= {
            (place, month): count for place, count in zip(PLACES, counts, strict=False) if count is not None
        }
    return found, refusals


def _is_heading(line):
    """Above the months: without a figure, or a title that a spreadsheet has over several columns."""
    first, *others = line.split("\t")
    no_count = others and not re.search(r"\d", "".join(others)) and read_month(first) is None
    return no_count or not re.search(r"\d", line)


def _cells(line):
    line = line.lstrip("\t ")  # an empty column before the months
    separator = "\t" if "\t" in line else ";" if ";" in line else ","
    if separator == "," and re.search(r"(?<![\d\"])\d{1,3},\d{3}(?!\d)", line):
        raise ValueError(
            "a comma may part two counts here, or the thousands of one. Write 1234 for 1,234, and a space after each "
            "comma."
        )
    return [cell.strip() for cell in next(csv.reader([line], delimiter=separator, skipinitialspace=True))]


def _line(line, day):
    first, *cells = _cells(line)
    month = read_month(first)
    if month is None:
        raise ValueError(f"“{first[:40]}” is not a month. {FORMS}.")
    if not dt.date(EARLIEST, 1, 1) <= month <= day:
        raise ValueError(f"{first[:40]} is before {EARLIEST} or has not begun. Check the year.")
    while cells and not cells[-1]:
        cells.pop()
    if not cells:
        raise ValueError("there is no count after the month. Add one, or delete the line.")
    if len(cells) > len(PLACES):
        raise ValueError(
            f"there are {len(cells)} counts, and {len(PLACES)} at most have a meaning. Delete the others."
        )
    return month, [_count(cell) for cell in cells]


def _count(cell):
    """Thousands may be parted, and a spreadsheet may show 12 as 12.0."""
    text = re.sub(r"\.0+$", "", ungrouped(cell))
    if text in ("", "-", "–"):
        return None
    if not (text.isascii() and text.isdecimal()) or int(text[:12]) > MOST:
        raise ValueError(f"“{cell[:40]}” is not a whole number from 0 to {MOST:,}. Correct it.")
    return int(text)


SHAPES = (
    r"(?P<name>[A-Za-z]{3,9})\.?[ -/]+(?P<year>\d{4})",
    r"(?P<name>[A-Za-z]{3,9})-(?P<short>\d{2})",  # as Excel shows a month
    r"(?:\d{1,2}[ -])(?P<name>[A-Za-z]{3,9})[ -](?:(?P<year>\d{4})|(?P<short>\d{2}))",
    r"(?P<year>\d{4})[-/.](?P<month>\d{1,2})(?:[-/.]\d{1,2}(?:[T ][\d:.]+)?)?",
    r"(?:\d{1,2}/)?(?P<month>\d{1,2})[-/.](?P<year>\d{4})",
)


def read_month(text):
    """The first day of "Oct 2026", "October 2026", "Oct-26", "2026-10", "10/2026" or of a day in it; otherwise None."""
    for shape in SHAPES:
        if match := re.fullmatch(shape, text.strip()):
            parts = match.groupdict()
            month = _named(parts["name"]) if parts.get("name") else int(parts["month"])
            year = int(parts["year"] if parts.get("year") else f"20{parts['short']}")
            return dt.date(year, month, 1) if 1 <= month <= 12 and year else None
    return None


def _named(word):
    """The number of a month by its name or the first letters of it; 0 where there is none."""
    number = MONTHS.get(word[:3].lower(), 0)
    full = NAMES[number - 1].lower() if number else ""
    return number if full.startswith(word.lower()) or word.lower() == "sept" else 0
