from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from evidence.rates import Z998, Rate, count_interval, rounded


@pytest.mark.parametrize(
    ("count", "low", "high", "z998", "z998_high"),
    [(0, 0, 3.68887945, 0, 6.90775528), (1, 0.02531781, 5.57164339, 0.00100050, 9.23341348),
     (9, 4.11537310, 17.08480345, 2.45242440, 22.65737331)],
)  # fmt: skip
def test_exact_limits_of_small_counts(count, low, high, z998, z998_high):
    """SciPy 1.17: `chi2.ppf(a / 2, 2 * n) / 2` and `chi2.ppf(1 - a / 2, 2 * n + 2) / 2`"""
    assert count_interval(count) == (pytest.approx(low, abs=1e-7), pytest.approx(high, abs=1e-7))
    assert count_interval(count, Z998) == (pytest.approx(z998, abs=1e-7), pytest.approx(z998_high, abs=1e-7))


@pytest.mark.parametrize(
    ("count", "low", "high"),
    [(10, 4.79538870, 18.39035604), (100, 81.36399125, 121.62679379), (1234, 1166.10171852, 1304.82037053)],
)
def test_byar_is_within_a_five_hundredth_of_the_exact_limits(count, low, high):
    """SciPy 1.17, as above"""
    assert count_interval(count) == (pytest.approx(low, rel=0.002), pytest.approx(high, rel=0.002))


@given(st.integers(0, 100_000))
def test_an_interval_holds_its_count_and_grows_with_it(count):
    low, high = count_interval(count)
    wide_low, wide_high = count_interval(count, Z998)
    assert wide_low <= low <= count < high < wide_high
    assert count_interval(count + 1) > (low, high)


def test_a_rate_in_words():
    found = Rate(246, 20_000)
    assert found.exact == Fraction(123, 10)
    assert found.words == "12.3 per 1,000 residents"
    assert found.interval_words == "10.8 to 13.9"
    assert Rate(50, 8_000, of="households").words == "6.3 per 1,000 households"
    assert Rate(0, 8_000).words == "0.0 per 1,000 residents"


def test_without_population_there_is_no_rate():
    for population, words in ((0, "there are no residents"), (None, "no number of residents is recorded")):
        found = Rate(12, population)
        assert found.exact is found.interval is None
        assert found.words == f"no rate: {words}"
        assert found.interval_words == ""


def test_a_town_centre_with_few_residents_carries_a_warning():
    assert Rate(12, 40).warning == "There are only 40 residents. A rate of so few means little."
    assert Rate(12, 4000).warning == Rate(12, 0).warning == ""


@pytest.mark.parametrize(
    ("number", "shown"),
    [
        (Fraction(1, 8), "0.13"),
        (Fraction(249, 20), "12.5"),
        (Fraction(41, 4), "10.3"),
        (0, "0.0"),
        (0.04, "0.04"),
        (-1.25, "-1.3"),
    ],
)
def test_half_is_rounded_up(number, shown):
    assert rounded(number) == Decimal(shown)


@given(st.integers(0, 10_000), st.integers(1, 1_000_000))
def test_a_rate_lies_in_its_interval(count, population):
    found = Rate(count, population)
    assert found.interval[0] <= found.exact <= found.interval[1]
