import datetime as dt
from zoneinfo import ZoneInfo

import pytest

from notices import hours

LONDON = ZoneInfo("Europe/London")


def at(text):
    return dt.datetime.fromisoformat(text).replace(tzinfo=LONDON)


@pytest.mark.parametrize(
    ("now", "goes_out"),
    [
        ("2026-10-14T09:30", "2026-10-14T09:30"),
        ("2026-10-14T08:00", "2026-10-14T08:00"),
        ("2026-10-14T07:59", "2026-10-14T08:00"),
        ("2026-10-14T18:00", "2026-10-15T08:00"),
        ("2026-10-16T20:00", "2026-10-19T08:00"),  # Friday night
        ("2026-10-17T12:00", "2026-10-19T08:00"),  # Saturday
        ("2026-12-25T12:00", "2026-12-29T08:00"),
        ("2026-10-24T12:00", "2026-10-26T08:00"),  # the clocks go back in between
    ],
)
def test_mail_goes_out_in_working_hours(now, goes_out):
    assert hours.next_opening(at(now)) == at(goes_out)
    assert hours.is_open(at(goes_out))


@pytest.mark.parametrize(
    ("now", "goes_out"),
    [
        ("2026-10-14T09:30", "2026-10-15T08:00"),
        ("2026-10-14T07:00", "2026-10-14T08:00"),
        ("2026-10-16T12:00", "2026-10-19T08:00"),
    ],
)
def test_a_digest_goes_out_on_the_next_working_morning(now, goes_out):
    assert hours.next_morning(at(now)) == at(goes_out)


def test_the_hours_are_londons_in_summer_too():
    assert hours.is_open(dt.datetime(2026, 7, 1, 7, 0, tzinfo=dt.UTC))
    assert not hours.is_open(dt.datetime(2026, 7, 1, 17, 0, tzinfo=dt.UTC))


def test_beyond_the_calendar_weekdays_do_and_the_log_says_so(caplog):
    assert hours.is_open(at("2031-12-25T10:00"))
    assert "bank holidays of 2031 are not known" in caplog.text
    assert not hours.is_open(at("2031-12-27T10:00"))
