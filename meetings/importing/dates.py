"""Dates and times as minutes print them."""

import datetime
import re
from dataclasses import dataclass

MONTHS = ("january", "february", "march", "april", "may", "june", "july", "august", "september", "october",
          "november", "december")  # fmt: skip
_MONTH = r"(jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|"
_MONTH += r"oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)\b\.?"
_DAY = r"(\d{1,2})(?:\s?(?:st|nd|rd|th))?"
_YEAR = r"(?:,?\s+(\d{4}))?"
WRITTEN = re.compile(rf"\b{_DAY}(?:\s+day)?(?:\s+of)?\s+{_MONTH}{_YEAR}(?!\d)", re.I)
AMERICAN = re.compile(rf"\b{_MONTH}\s+{_DAY}\b,?\s+(\d{{4}})\b", re.I)
DIGITS = re.compile(r"(?<![\d/.-])(\d{1,2})[/.-](\d{1,2})[/.-](\d{4}|\d{2})(?![\d/-])")
ISO = re.compile(r"(?<!\d)(\d{4})-(\d{2})-(\d{2})(?!\d)")
TIME = re.compile(
    r"\b(?:(\d{1,2})(?:[.:](\d{2}))?\s?([ap])\.?m\b\.?|([01]?\d|2[0-3])[:.](\d{2})\s?(?:hrs|hours)?\b|(\d{4})\s?(?:hrs|hours)\b|(noon|midday))",
    re.I,
)


@dataclass(frozen=True)
class Printed:
    """A date as printed. ``date`` is None when the year is missing or there is no such day."""

    text: str
    start: int
    day: int
    month: int
    year: int | None
    date: datetime.date | None

    @property
    def impossible(self):
        return not _exists(self.year or 2024, self.month, self.day)


def find_dates(text):
    """Every date printed, in order."""
    found = [*_written(text), *_numeric(text)]
    found.sort(key=lambda printed: (printed.start, -len(printed.text)))
    kept, end = [], -1
    for printed in found:
        if printed.start >= end:
            kept.append(printed)
            end = printed.start + len(printed.text)
    return kept


def find_time(text):
    """The first time printed, as "HH:MM", or ""."""
    for found in TIME.finditer(text):
        hour, minute, half, hour24, minute24, hours, noon = found.groups()
        if noon:
            return "12:00"
        if hours:
            hour24, minute24 = hours[:2], hours[2:]
        if half:
            hour24, minute24 = int(hour) % 12 + (12 if half.lower() == "p" else 0), minute or 0
        if int(hour24) < 24 and int(minute24) < 60:
            return f"{int(hour24):02d}:{int(minute24):02d}"
    return ""


def latest_before(day, month, reference):
    """The last such day on or before a reference date (X-01); None where there is none."""
    for year in range(reference.year, reference.year - 5, -1):
        if _exists(year, month, day) and datetime.date(year, month, day) <= reference:
            return datetime.date(year, month, day)
    return None


def _written(text):
    for found in WRITTEN.finditer(text):
        day, month, year = found.groups()
        yield _printed(found, int(day), _month(month), int(year) if year else None)
    for found in AMERICAN.finditer(text):
        month, day, year = found.groups()
        yield _printed(found, int(day), _month(month), int(year))


def _numeric(text):
    for found in DIGITS.finditer(text):
        day, month, year = (int(part) for part in found.groups())
        if 1 <= month <= 12 and 1 <= day <= 31:
            yield _printed(found, day, month, year + 2000 if year < 100 else year)
    for found in ISO.finditer(text):
        year, month, day = (int(part) for part in found.groups())
        if 1 <= month <= 12 and 1 <= day <= 31:
            yield _printed(found, day, month, year)


def _printed(found, day, month, year):
    date = datetime.date(year, month, day) if year and _exists(year, month, day) else None
    return Printed(found.group().strip().rstrip("."), found.start(), day, month, year, date)


def _month(name):
    return next(n for n, month in enumerate(MONTHS, 1) if month.startswith(name.lower()[:3]))


def _exists(year, month, day):
    try:
        datetime.date(year, month, day)
    except ValueError:
        return False
    return True
