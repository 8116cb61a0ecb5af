"""Days and times as agencies write them: read in one way or asked, never guessed."""

import datetime as dt

import pytest

from reviews.reading import Ambiguous, read_moment, read_time

MARCH = dt.date(2021, 3, 3)


@pytest.mark.parametrize(
    "written",
    [
        "3 March 2021", "3rd March 2021", "3rd of March 2021", "Wednesday 3 March 2021", "March 3, 2021", "3-Mar-2021",
        "3.3.21", "03.03.2021", "3/3/21", "2021-03-03", "2021-03-03 00:00:00", "44258", "3 mar 21",
        "Wed, 3rd March 2021",
    ],
)  # fmt: skip
def test_a_day_in_any_style(written):
    assert read_moment(written, this_year=2026) == (MARCH, None, "day")


@pytest.mark.parametrize(
    ("written", "time"),
    [
        ("44258.604166667", dt.time(14, 30)), ("2021-03-03 14:30:00", dt.time(14, 30)),
        ("3 March 2021 at 2.30pm", dt.time(14, 30)), ("3.3.21 14:30", dt.time(14, 30)),
    ],
)  # fmt: skip
def test_a_day_with_its_time(written, time):
    assert read_moment(written, this_year=2026) == (MARCH, time, "day")


def test_what_can_be_read_in_two_ways_is_asked():
    for written in ("3/4/2021", "03-04-2021", "4/3/21"):
        with pytest.raises(Ambiguous):
            read_moment(written, this_year=2026)
    assert read_moment("3/4/2021", day_first=True, this_year=2026).day == dt.date(2021, 4, 3)
    assert read_moment("3/4/2021", day_first=False, this_year=2026).day == dt.date(2021, 3, 4)
    assert read_moment("25/3/2021", this_year=2026).day == dt.date(2021, 3, 25)
    assert read_moment("3/25/2021", this_year=2026).day == dt.date(2021, 3, 25)
    assert read_moment("3.4.21", this_year=2026).day == dt.date(2021, 4, 3)


def test_what_is_known_roughly():
    assert read_moment("about 3 March 2021", this_year=2026)[2] == "about"
    assert read_moment("c. 3.3.21", this_year=2026)[2] == "about"
    assert read_moment("March 2021", this_year=2026)[1:] == (None, "month")
    assert read_moment("2021", "10:00", this_year=2026) == (dt.date(2021, 1, 1), None, "year")
    order = [
        read_moment(text, this_year=2026).sorted_as
        for text in ("2021", "March 2021", "3.3.21", "3.3.21 10:00")
    ]
    assert order == sorted(order)


@pytest.mark.parametrize(
    "written", ["", "yesterday", "31.2.21", "32 March 2021", "3 Foo 2021", "12345678", "²/3/2021"]
)
def test_what_is_no_day_is_refused(written):
    with pytest.raises(ValueError, match="date"):
        read_moment(written, this_year=2026)


def test_two_figures_are_the_latest_year_that_is_not_to_come():
    assert read_moment("3.3.26", this_year=2026).day.year == 2026
    assert read_moment("3.3.27", this_year=2026).day.year == 1927


def test_times():
    assert (
        read_time("1430")
        == read_time("14:30")
        == read_time("2.30pm")
        == read_time("0.604166667")
        == dt.time(14, 30)
    )
    assert read_time("2pm") == dt.time(14)
    assert read_time("") is None
    for wrong in ("25:00", "13pm", "noonish"):
        with pytest.raises(ValueError, match="no time"):
            read_time(wrong)
