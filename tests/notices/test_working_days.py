import datetime as dt

import pytest

from notices import working_days
from notices.working_days import BeyondCalendar

day = dt.date.fromisoformat


@pytest.mark.parametrize(
    ("on", "works"),
    [
        ("2026-10-14", True),  # Wednesday
        ("2026-10-17", False),  # Saturday
        ("2026-10-18", False),  # Sunday
        ("2026-12-25", False),  # Christmas Day
        ("2026-12-28", False),  # Boxing Day, moved from Saturday
        ("2026-12-29", True),
        ("2026-04-03", False),  # Good Friday
        ("2026-08-31", False),  # the August bank holiday of England
        ("2026-03-17", True),  # St Patrick's Day, not of England
        ("2026-08-03", True),  # the August bank holiday of Scotland
        ("2028-12-26", False),
        ("2028-12-29", True),
    ],
)
def test_working_days_of_england(on, works):
    assert working_days.is_working_day(day(on)) is works


@pytest.mark.parametrize(
    ("start", "count", "end"),
    [
        ("2026-10-14", 0, "2026-10-14"),
        ("2026-10-14", 1, "2026-10-15"),
        ("2026-10-16", 1, "2026-10-19"),
        ("2026-10-17", 1, "2026-10-19"),
        ("2026-12-24", 1, "2026-12-29"),
        ("2026-12-24", 10, "2027-01-12"),
        ("2026-10-19", -1, "2026-10-16"),
        ("2026-12-29", -1, "2026-12-24"),
        ("2026-04-07", -2, "2026-04-01"),
    ],
)
def test_counting_working_days(start, count, end):
    assert working_days.add_working_days(day(start), count) == day(end)


@pytest.mark.parametrize(
    ("meets", "clear", "out_by"),
    [
        ("2026-10-14", 5, "2026-10-06"),  # the worked example: 7, 8, 9, 12 and 13 lie between
        ("2026-10-19", 5, "2026-10-09"),  # a Monday: 12 to 16 lie between
        ("2026-04-10", 5, "2026-03-31"),  # over Easter
        ("2027-01-06", 5, "2026-12-24"),  # over Christmas: 29, 30, 31, 4 and 5
        ("2026-10-14", 3, "2026-10-08"),
        ("2026-10-14", 0, "2026-10-13"),
    ],
)
def test_clear_working_days_count_neither_end(meets, clear, out_by):
    assert working_days.clear_working_days_before(day(meets), clear) == day(out_by)


@pytest.mark.parametrize("start", ["2026-10-16", "2026-10-17"])
def test_a_working_day_after_is_no_weekend(start):
    assert working_days.add_working_days(day(start), 1) == day("2026-10-19")


@pytest.mark.parametrize("on", ["2031-12-25", "2029-01-02", "2011-12-30"])
def test_beyond_the_calendar_nothing_is_guessed(on):
    with pytest.raises(BeyondCalendar, match="from 2012 to 2028 only"):
        working_days.is_working_day(day(on))


def test_notice_of_a_meeting_that_reaches_beyond_is_refused():
    with pytest.raises(BeyondCalendar):
        working_days.clear_working_days_before(day("2029-01-08"), 5)
