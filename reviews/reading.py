"""Days and times as people write them in chronologies. What can be read in two ways is asked, never guessed."""

import datetime as dt
import re
from typing import NamedTuple

from evidence import months

DAY, ABOUT, MONTH, YEAR = "day", "about", "month", "year"
LIFE = (
    110  # years. Inferred: a chronology may begin in the childhood of the oldest person in it, and not before
)
FIRST, LAST = 15_000, 60_000  # serial numbers of Excel: 1941 to 2064
EXCEL = dt.date(1899, 12, 30)
NAMED = {name[:3].lower(): number for number, name in enumerate(months.NAMES, 1)}
VAGUE = re.compile(r"^(?:about|approximately|approx\.?|around|circa|ca?\.|~)\s*", re.I)
WEEKDAY = re.compile(r"^(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|satur|sat|sun)(?:day)?\.?,?\s+", re.I)
NUMBERS = re.compile(r"(\d{1,2})([/.-])(\d{1,2})\2(\d{4}|\d{2})", re.ASCII)
ISO = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})", re.ASCII)
IN_WORDS = re.compile(
    r"(\d{1,2})(?:st|nd|rd|th)?(?:\s+of)?[\s-]*([a-z]{3,9})\.?,?[\s-]*(\d{4}|\d{2})", re.ASCII
)
MONTH_FIRST = re.compile(r"([a-z]{3,9})\.?\s+(\d{1,2})(?:st|nd|rd|th)?,?\s+(\d{4})", re.ASCII)
OF_MONTH = re.compile(r"([a-z]{3,9})\.?,?[\s-]*(\d{4})", re.ASCII)
TIME = re.compile(r"(\d{1,2})[:.](\d{2})(?::\d{2}(?:\.\d+)?)?\s*(am|pm)?", re.ASCII)
SHORT_TIME = re.compile(r"(\d{1,2})\s*(am|pm)", re.ASCII)
TOGETHER = re.compile(r"(\d{2})(\d{2})(?:\s*(?:hrs|hours|h))?", re.ASCII)
TAIL = re.compile(r"(?:[t\s,]+|\s+at\s+)(\d{1,2}[:.]\d{2}(?::\d{2})?\s*(?:am|pm)?)$")


class Ambiguous(ValueError):
    """Day first, or month first: only whoever wrote it knows."""


class Moment(NamedTuple):
    day: dt.date
    time: dt.time | None
    precision: str

    @property
    def sorted_as(self):
        """Months before their days, days before their hours."""
        written = f"{self.day:%Y-%m-%d}"
        if self.precision in (MONTH, YEAR):
            return written[: 7 if self.precision == MONTH else 4]
        return f"{written} {self.time:%H:%M}" if self.time else written


def too_early(day, this_year):
    """A year before anybody now living was born is mistyped; "" where it is none."""
    return (
        f"The year {day.year} is more than {LIFE} years ago. Check the year."
        if day.year < this_year - LIFE
        else ""
    )


def read_moment(written, time="", *, day_first=None, this_year):
    """Raises ValueError with a sentence; `Ambiguous` where only ``day_first`` would tell."""
    text, hour = written.strip().lower(), read_time(time)
    vague = VAGUE.match(text)
    text = WEEKDAY.sub("", VAGUE.sub("", text))
    if not text:
        raise ValueError("there is no date.")
    if found := _serial(text):
        day, of_day = found
        return Moment(day, hour or of_day, ABOUT if vague else DAY)
    if tail := TAIL.search(text):
        hour, text = hour or read_time(tail[1]), text[: tail.start()].strip()
        hour = None if hour == dt.time(0) and ":00:00" in tail[1] else hour  # how a workbook says no time
    day, precision = _day(text, written, day_first, this_year)
    return Moment(day, hour if precision == DAY else None, ABOUT if vague and precision == DAY else precision)


def read_time(written):
    text = written.strip().lower()
    if not text:
        return None
    if re.fullmatch(r"0?\.\d+", text, re.ASCII):
        return _of_day(float(text))
    match = TIME.fullmatch(text) or TOGETHER.fullmatch(text) or SHORT_TIME.fullmatch(text)
    if match is None:
        raise ValueError(f"“{written[:20]}” is no time. Write it like 14:30.")
    short = match.re is SHORT_TIME
    hour, minute = int(match[1]), 0 if short else int(match[2])
    half = match[2] if short else match[3] if match.re is TIME else None
    if half:
        hour = (hour % 12 + (12 if half == "pm" else 0)) if 1 <= hour <= 12 else 99
    try:
        return dt.time(hour, minute)
    except ValueError:
        raise ValueError(f"“{written[:20]}” is no time. Write it like 14:30.") from None


def _serial(text):
    """A day of Excel that lost its format: 44258, or with its time 44258.604."""
    if not re.fullmatch(r"\d{5}(\.\d+)?", text, re.ASCII) or not FIRST <= float(text) <= LAST:
        return None
    part = float(text) % 1
    return EXCEL + dt.timedelta(int(float(text))), _of_day(part) if part else None


def _of_day(part):
    minutes = min(round(part * 24 * 60), 24 * 60 - 1)
    return dt.time(minutes // 60, minutes % 60)


def _day(text, written, day_first, this_year):
    try:
        if match := ISO.fullmatch(text):
            return dt.date(*map(int, match.groups())), DAY
        if match := NUMBERS.fullmatch(text):
            return _numbers(match, written, day_first, this_year), DAY
        if match := MONTH_FIRST.fullmatch(text):
            return dt.date(int(match[3]), _month(match[1]), int(match[2])), DAY
        if match := IN_WORDS.fullmatch(text):
            return dt.date(_year(match[3], this_year), _month(match[2]), int(match[1])), DAY
        if match := OF_MONTH.fullmatch(text):
            return dt.date(int(match[2]), _month(match[1]), 1), MONTH
        if re.fullmatch(r"(19|20)\d{2}", text, re.ASCII):
            return dt.date(int(text), 1, 1), YEAR
    except Ambiguous:
        raise
    except (ValueError, KeyError):
        pass
    raise ValueError(f"“{written[:40]}” is no date. Write it like 3 March 2021, 3.3.21 or 2021-03-03.")


def _numbers(match, written, day_first, this_year):
    """With full stops the day is first. Else it is first or second, and where both could be, it is asked."""
    one, other, year = int(match[1]), int(match[3]), _year(match[4], this_year)
    if match[2] == "." or one > 12 or one == other:
        day, month = one, other
    elif other > 12:
        day, month = other, one
    elif day_first is None:
        raise Ambiguous(f"“{written[:20]}” may be day first or month first. Say which.")
    else:
        day, month = (one, other) if day_first else (other, one)
    return dt.date(year, month, day)


def _year(written, this_year):
    """Of two digits, the latest such year that is not to come."""
    year = int(written)
    if len(written) == 4:
        return year
    return year + (this_year // 100 * 100 if year <= this_year % 100 else this_year // 100 * 100 - 100)


def _month(name):
    number = NAMED[name[:3]]
    full = months.NAMES[number - 1].lower()
    if not full.startswith("sep" if name == "sept" else name):
        raise ValueError(name)
    return number
