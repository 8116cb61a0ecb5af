import pytest
from hypothesis import given
from hypothesis import strategies as st

from evidence import months
from evidence.months import Window
from evidence.series import Series

APRIL = months.parse("2021-04")
TWO_YEARS = Series(APRIL, [*range(100, 112), *range(200, 209)])
counted = st.lists(st.one_of(st.none(), st.integers(0, 999)), max_size=60)


def test_the_same_months_of_two_years():
    """S001-95: April to December, 100 + … + 108 = 936 and 200 + … + 208 = 1,836."""
    found = TWO_YEARS.compare(months.year_to_date(TWO_YEARS.data_to))
    assert found.words == (
        "April to December 2022, beside April to December 2021: rose from 936 to 1,836 (+96.2%), more than chance would"
        " bring"
    )
    assert TWO_YEARS.year_to_date() == 1836
    assert TWO_YEARS.year_to_date(APRIL + 1) == 201


def test_a_part_year_is_not_compared_with_a_whole_one():
    found = TWO_YEARS.compare(months.year_to_date(TWO_YEARS.data_to), months.whole_year(2021))
    assert found.change is None
    assert "is not as long as" in found.words


def test_what_was_not_collected_is_no_nought():
    """S002-23"""
    gaps = Series(APRIL, [5, None, 5, 5, 5, 5, 5, 5, 5, 5, 5, 5, 6, 6, None])
    assert gaps.rolling()[11:] == [None, None, 62, None]
    assert gaps.rolling(2)[:4] == [None, None, None, 10]
    assert gaps.data_to == APRIL + 13
    assert gaps.year_to_date() == 12
    found = gaps.compare(months.year_to_date(gaps.data_to))
    assert found.words == "Not collected: May 2021. Choose months that were all collected, in both years."
    assert gaps.compare(Window(APRIL, APRIL + 2)).words.startswith("Not collected: May 2021.")
    assert gaps.compare(Window(APRIL, APRIL)).words == "April 2020: not collected."


def test_an_empty_series():
    empty = Series(APRIL, [])
    assert empty.data_to is empty.year_to_date() is empty.season(APRIL) is None
    assert empty.rolling() == []


@pytest.mark.parametrize(
    ("value", "words"),
    [
        (9, "9, lower than the 10 to 14 of April in the 3 years before"),
        (14, "14, within the 10 to 14 of April in the 3 years before"),
        (15, "15, higher than the 10 to 14 of April in the 3 years before"),
    ],
)
def test_a_month_beside_its_season(value, words):
    values = [None] * 37
    values[0], values[12], values[24], values[36] = 10, 14, 12, value
    assert Series(APRIL, values).season(APRIL + 36).words == words
    assert "fewer than 3 earlier years" in Series(APRIL, values).season(APRIL + 12).words


@given(counted)
def test_a_rolling_year_is_the_sum_of_its_months(values):
    for at, total in enumerate(Series(APRIL, values).rolling()):
        year = values[max(0, at - 11) : at + 1]
        assert total == (None if at < 11 or None in year else sum(year))
