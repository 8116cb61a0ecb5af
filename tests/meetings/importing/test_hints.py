"""What is printed of the meeting itself (S001-28, S001-29, X-01)."""

import datetime

import pytest

from meetings.importing.dates import find_dates, find_time
from tests.meetings.importing.reading import sample, typed


@pytest.mark.parametrize(
    ("text", "date"),
    [
        ("Monday 4 March 2024", (2024, 3, 4)), ("4th March, 2024", (2024, 3, 4)), ("4 Mar 2024", (2024, 3, 4)),
        ("March 4th 2024", (2024, 3, 4)), ("04/03/2024", (2024, 3, 4)), ("4.3.24", (2024, 3, 4)),
        ("2024-03-04", (2024, 3, 4)), ("the 4th day of March 2024", (2024, 3, 4)),
        ("4 March", None), ("31 February 2024", None), ("29 February 2023", None),
    ],
)  # fmt: skip
def test_dates(text, date):
    (found,) = find_dates(text)
    assert found.date == (datetime.date(*date) if date else None)


@pytest.mark.parametrize("text", ["2023/24", "1.2", "chapter 3", "12/40/2024", "", "version 2.1.3"])
def test_no_dates(text):
    assert find_dates(text) == []


@pytest.mark.parametrize(
    ("text", "time"),
    [
        ("2.00pm", "14:00"), ("10:30", "10:30"), ("9.30 a.m.", "09:30"), ("7pm", "19:00"), ("12 noon", "12:00"),
        ("1400 hrs", "14:00"), ("12.15am", "00:15"), ("item 3", ""), ("25:00", ""),
    ],
)  # fmt: skip
def test_times(text, time):
    assert find_time(text) == time


def test_particulars_of_a_committee():
    hints = sample("committee.txt").hints
    assert (hints.body, hints.date, hints.time) == (
        "Community Safety Scrutiny Committee", datetime.date(2024, 3, 4), "10:00",
    )  # fmt: skip
    assert (hints.venue, hints.closed, hints.previous_date) == (
        "County Hall, Northam", "11:47", datetime.date(2024, 1, 8),
    )  # fmt: skip


def test_an_earlier_meeting_without_a_year_is_guessed_and_said():
    found = sample("names_run_together.txt")
    assert found.hints.previous_date == datetime.date(2023, 6, 3)
    assert found.hints.previous_inferred
    assert any("3 June” without a year. It is probably 3 June 2023" in warning for warning in found.warnings)
    assert any("date of the meeting is not printed" in warning for warning in found.warnings)


def test_the_meeting_date_given_by_the_officer_gives_the_year():
    found = sample("names_run_together.txt", meeting_date=datetime.date(2025, 9, 1))
    assert found.hints.previous_date == datetime.date(2025, 6, 3)


def test_a_day_that_does_not_exist():
    found = typed("Board minutes, 31 February 2024\n\n1. Welcome\n\n1.1 Done.\n\n2. Close\n\n2.1 Done.")
    assert found.hints.date is None
    assert any("31 February 2024” is not a day in the calendar" in warning for warning in found.warnings)
