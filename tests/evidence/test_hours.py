import datetime as dt

from evidence.hours import hour_words, week

SATURDAY = dt.datetime(2026, 3, 7, 23, 40)  # noqa: DTZ001 of the place, as the files have it


def test_hours_by_day():
    found = week([SATURDAY, SATURDAY + dt.timedelta(days=7), SATURDAY + dt.timedelta(hours=1), None])
    assert found.counts[5][23] == 2
    assert found.counts[6][0] == 1
    assert (found.total, found.untimed, found.peak) == (3, 1, (5, 23))
    assert found.words == "Most on Saturday from 11pm to midnight: 2 of 3"


def test_no_times():
    assert week([None]).words == week([]).words == "No incident has a time"


def test_an_hour_in_words():
    assert [hour_words(hour) for hour in (0, 1, 11, 12, 13, 23)] == [
        "midnight",
        "1am",
        "11am",
        "midday",
        "1pm",
        "11pm",
    ]
