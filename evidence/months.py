"""Months and runs of months.

A month is a whole number, months since the year 0: year × 12 + month − 1. So sums of months are sums, and a column
of them sorts. The financial year starts on 1 April and is called by the year in which it starts.
"""

import datetime as dt
import re
from dataclasses import dataclass

NAMES = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November",
    "December",
)  # fmt: skip
YEAR, APRIL = 12, 3
WRITTEN = re.compile(r"(\d{4})-(\d{2})", re.ASCII)


def of(year: int, number: int) -> int:
    """The month of a year and a number from 1 to 12."""
    if not 1 <= number <= YEAR:
        raise ValueError(f"{number} is not a month. Months are 1 to 12.")
    return year * YEAR + number - 1


def of_day(day: dt.date) -> int:
    return of(day.year, day.month)


def parse(written: str) -> int:
    """Of "2026-03", as files of crime data write it."""
    found = WRITTEN.fullmatch(written.strip())
    if not found or not 1 <= int(found[2]) <= YEAR or int(found[1]) < 1:
        raise ValueError(f"“{written}” is not a month. Write it like 2026-03.")
    return of(int(found[1]), int(found[2]))


def code(month: int) -> str:
    return f"{month // YEAR:04}-{month % YEAR + 1:02}"


def words(month: int) -> str:
    return f"{NAMES[month % YEAR]} {month // YEAR}"


def short(month: int) -> str:
    return f"{NAMES[month % YEAR][:3]} {month // YEAR}"


def first_day(month: int) -> dt.date:
    return dt.date(month // YEAR, month % YEAR + 1, 1)


def last_day(month: int) -> dt.date:
    return first_day(month + 1) - dt.timedelta(days=1)


def financial_year(month: int) -> int:
    return (month - APRIL) // YEAR


def financial_year_words(start: int) -> str:
    """ "2026/27" """
    return f"{start}/{(start + 1) % 100:02}"


def quarter(month: int) -> int:
    """Of the financial year: 1 is April to June, as in the Home Office's tables."""
    return (month - APRIL) % YEAR // 3 + 1


@dataclass(frozen=True, order=True)
class Window:
    """Some months on end, both ends included."""

    first: int
    last: int

    def __post_init__(self) -> None:
        if self.last < self.first:
            raise ValueError(
                f"{words(self.last)} is before {words(self.first)}. Put the earlier month first."
            )

    @property
    def length(self) -> int:
        return self.last - self.first + 1

    @property
    def months(self) -> range:
        return range(self.first, self.last + 1)

    def __contains__(self, month: int) -> bool:
        return self.first <= month <= self.last

    @property
    def words(self) -> str:
        """ "April to December 2022", "October 2025 to March 2026", "March 2026" """
        if self.length == 1:
            return words(self.first)
        if self.first // YEAR == self.last // YEAR:
            return f"{NAMES[self.first % YEAR]} to {words(self.last)}"
        return f"{words(self.first)} to {words(self.last)}"

    @property
    def length_words(self) -> str:
        """A window that is no whole number of years is labelled as such (S002-27)."""
        years, rest = divmod(self.length, YEAR)
        if rest:
            return (
                f"part year, {_plural(self.length, 'month')}" if not years else _plural(self.length, "month")
            )
        return _plural(years, "year")

    @property
    def is_part_year(self) -> bool:
        return self.length % YEAR != 0

    @property
    def label(self) -> str:
        """ "April 2002 to February 2003 (part year, 11 months)" """
        return f"{self.words} ({self.length_words})"

    def earlier(self, years: int = 1) -> "Window":
        """The same months so many years before (S001-95)."""
        return Window(self.first - YEAR * years, self.last - YEAR * years)

    def before(self) -> "Window":
        """As many months, ending where this one begins."""
        return Window(self.first - self.length, self.first - 1)

    def overlaps(self, other: "Window") -> bool:
        return self.first <= other.last and other.first <= self.last


def year_to_date(last: int) -> Window:
    """From April to the last month that there is data to."""
    return Window(of(financial_year(last), 4), last)


def rolling(last: int, length: int = YEAR) -> Window:
    return Window(last - length + 1, last)


def whole_year(start: int) -> Window:
    """The financial year that starts in this year."""
    return Window(of(start, 4), of(start + 1, 3))


def why_unlike(one: Window, other: Window) -> str:
    """Why two windows may not be compared, with how to mend it; nothing where they hold the same months (S001-95)."""
    if one.overlaps(other):
        return f"{one.words} and {other.words} overlap, so some months would be compared with themselves."
    if one.length != other.length:
        mend = "Compare each with the same months of another year."
        return f"{one.label} is not as long as {other.label}. {mend}"
    if (one.first - other.first) % YEAR and one.is_part_year:
        return (
            f"{one.words} and {other.words} are of different seasons. Compare the same months of two years."
        )
    return ""


def data_to(month: int | None) -> str:
    return f"Data to {words(month)}" if month is not None else "No data yet"


def _plural(number: int, word: str) -> str:
    return f"{number} {word}{'' if number == 1 else 's'}"
