import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from evidence import months
from evidence.months import Window

month = st.integers(months.of(1900, 1), months.of(2200, 12))
windows = st.tuples(month, st.integers(0, 60)).map(lambda found: Window(found[0], found[0] + found[1]))


def window(first, last):
    return Window(months.parse(first), months.parse(last))


def test_a_month_in_words_and_numbers():
    march = months.parse("2026-03")
    assert march == 2026 * 12 + 2 == months.of_day(dt.date(2026, 3, 31))
    assert (months.words(march), months.short(march), months.code(march)) == (
        "March 2026",
        "Mar 2026",
        "2026-03",
    )
    assert (months.first_day(march), months.last_day(march)) == (dt.date(2026, 3, 1), dt.date(2026, 3, 31))


@pytest.mark.parametrize(
    "written", ["2026-13", "2026-00", "2026-3", "March 2026", "", "0000-01", "2026-03-01", "٢٠٢٦-٠٣"]
)
def test_what_is_no_month_is_refused_with_how_to_write_it(written):
    with pytest.raises(ValueError, match="Write it like 2026-03"):
        months.parse(written)


@given(month)
def test_a_month_is_read_as_it_was_written(month):
    assert months.parse(months.code(month)) == month
    assert months.of_day(months.first_day(month)) == months.of_day(months.last_day(month)) == month


@pytest.mark.parametrize(
    ("written", "year", "quarter"),
    [
        ("2025-03", 2024, 4),
        ("2025-04", 2025, 1),
        ("2025-12", 2025, 3),
        ("2026-01", 2025, 4),
        ("2026-07", 2026, 2),
    ],
)
def test_financial_year_and_quarter(written, year, quarter):
    assert months.financial_year(months.parse(written)) == year
    assert months.quarter(months.parse(written)) == quarter


def test_a_financial_year_in_words():
    assert months.financial_year_words(2026) == "2026/27"
    assert months.financial_year_words(1999) == "1999/00"
    assert months.whole_year(2026).words == "April 2026 to March 2027"


@pytest.mark.parametrize(
    ("first", "last", "words", "length"),
    [("2022-04", "2022-12", "April to December 2022", "part year, 9 months"),
     ("2002-04", "2003-02", "April 2002 to February 2003", "part year, 11 months"),
     ("2025-10", "2026-09", "October 2025 to September 2026", "1 year"),
     ("2026-03", "2026-03", "March 2026", "part year, 1 month"),
     ("2024-04", "2026-03", "April 2024 to March 2026", "2 years"),
     ("2024-04", "2025-06", "April 2024 to June 2025", "15 months")],
)  # fmt: skip
def test_a_window_in_words(first, last, words, length):
    """S002-27"""
    assert window(first, last).words == words
    assert window(first, last).label == f"{words} ({length})"


def test_like_for_like():
    """S001-95: nine months of 2022/23 with the same nine of 2021/22."""
    nine = months.year_to_date(months.parse("2022-12"))
    assert nine.words == "April to December 2022"
    assert nine.earlier().words == "April to December 2021"
    assert months.why_unlike(nine, nine.earlier()) == ""
    assert "is not as long as" in months.why_unlike(nine, months.whole_year(2021))
    assert "different seasons" in months.why_unlike(nine, nine.before())
    assert "overlap" in months.why_unlike(nine, months.rolling(nine.last))
    assert months.why_unlike(months.rolling(nine.last), months.rolling(nine.last).before()) == ""


def test_a_window_has_its_ends_in_order():
    with pytest.raises(ValueError, match="Put the earlier month first"):
        window("2026-03", "2026-02")


def test_data_to():
    assert months.data_to(months.parse("2026-09")) == "Data to September 2026"
    assert months.data_to(None) == "No data yet"


@given(windows, st.integers(1, 5))
def test_the_same_months_of_earlier_years_are_alike(found, years):
    earlier = found.earlier(years)
    assert [m % 12 for m in earlier.months] == [m % 12 for m in found.months]
    assert earlier.overlaps(found) or months.why_unlike(found, earlier) == ""


@given(month)
def test_year_to_date_is_within_one_financial_year(last):
    found = months.year_to_date(last)
    assert 1 <= found.length <= 12
    assert {months.financial_year(m) for m in found.months} == {months.financial_year(last)}
    assert months.rolling(last).length == 12
