"""Days are London's, whatever the database and the server count in."""

import datetime as dt

import pytest

from audit.clock import local_day


@pytest.mark.parametrize(
    ("instant", "day"),
    [
        (dt.datetime(2026, 6, 30, 23, 30, tzinfo=dt.UTC), dt.date(2026, 7, 1)),
        (dt.datetime(2026, 12, 31, 23, 30, tzinfo=dt.UTC), dt.date(2026, 12, 31)),
        (None, None),
    ],
)
def test_a_summers_night_belongs_to_the_day_that_has_begun_in_london(instant, day):
    assert local_day(instant) == day
