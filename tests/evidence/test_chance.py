"""Intervals and counts: worked examples, figures of another program, and what must hold of any numbers.

The limits marked SciPy were computed with SciPy 1.17 (`binomtest(…).proportion_ci("exact")` turned into odds, and
`contingency.odds_ratio`), which the portal does not install.
"""

import datetime as dt
from decimal import Decimal
from math import comb

import pytest
from hypothesis import given
from hypothesis import strategies as st

from evidence.chance import EXACT, LOG, rate_ratio, relative_ratio
from evidence.counts import Counts, Period

WINTER = Period(dt.date(2025, 10, 1), dt.date(2026, 3, 31))
NEXT_WINTER = Period(dt.date(2026, 10, 1), dt.date(2027, 3, 31))
SUMMER = Period(dt.date(2026, 4, 1), dt.date(2026, 9, 30))
whole = st.builds(Counts, st.integers(1, 3000), st.integers(1, 3000))


@pytest.mark.parametrize(
    ("before", "after", "difference", "percentage"),
    [(60, 41, 19, "31.7"), (3, 1, 2, "66.7"), (8, 7, 1, "12.5"), (40, 50, -10, "-25.0"), (0, 5, -5, None),
     (0, 0, 0, None), (7, 7, 0, "0.0"), (2000, 1999, 1, "0.1")],
)  # fmt: skip
def test_difference_and_percentage(before, after, difference, percentage):
    """B1, R6; S002-152"""
    here = Counts(before, after)
    assert here.difference == difference
    assert here.percentage == (Decimal(percentage) if percentage else None)
    assert here.is_reduced is (after < before)


def test_what_was_not_counted_has_no_change():
    assert Counts(None, 4).difference is Counts(4, None).percentage is Counts().is_reduced is None


@pytest.mark.parametrize(
    ("before", "after", "low", "high"),
    [(8, 3, 0.06407626145, 1.56241110715), (12, 0, 0, 0.35989381729), (0, 5, 0.91635585732, None),
     (5, 12, 0.78704589417, 8.69598111868), (19, 40, 1.19115654515, 3.84856681826),
     (1, 1, 0.01273936708, 78.4968353147), (1_000_000, 3, 6.18671127e-07, 8.76729837e-06)],
)  # fmt: skip
def test_exact_limits_of_a_rate_ratio(before, after, low, high):
    """SciPy"""
    found = rate_ratio(Counts(before, after), None, None)
    assert found.method == EXACT
    assert found.low == pytest.approx(low, rel=1e-6)
    assert found.high == (None if high is None else pytest.approx(high, rel=1e-6))


@pytest.mark.parametrize(
    ("here", "comparison", "low", "high"),
    [((10, 3), (11, 12), 0.03984882357, 1.51072161144), ((9, 0), (9, 8), 0, 0.83638472841),
     ((40, 15), (41, 38), 0.17876558728, 0.89673066434), ((0, 9), (5, 4), 1.24811426548, None),
     ((400_000, 5), (390_000, 6), 0.19615277, 3.19537489)],
)  # fmt: skip
def test_exact_limits_beside_a_comparison_area(here, comparison, low, high):
    """SciPy"""
    found = relative_ratio(Counts(*here), Counts(*comparison))
    assert found.method == EXACT
    assert found.low == pytest.approx(low, rel=1e-6)
    assert found.high == (None if high is None else pytest.approx(high, rel=1e-6))


def test_limits_by_logarithm():
    """SciPy, `kind="sample"`; and by hand, 41/60 × exp(±1.96 √(1/60 + 1/41))"""
    beside = relative_ratio(Counts(120, 80), Counts(200, 190))
    assert (beside.method, beside.ratio) == (LOG, pytest.approx(0.701754386))
    assert (beside.low, beside.high) == (pytest.approx(0.49668675), pytest.approx(0.99148853))
    alone = rate_ratio(Counts(60, 41), WINTER, NEXT_WINTER)
    assert (alone.low, alone.high) == (pytest.approx(0.45936, abs=1e-4), pytest.approx(1.0165, abs=1e-4))


@given(st.integers(0, 40), st.integers(0, 15))
def test_exact_limits_leave_a_fortieth_on_each_side(before, after):
    """Summed anew, term by term: at either limit, what was seen or more extreme has a chance of 0.025."""
    if not before + after or min(before, after) >= 20:
        return
    found, n = rate_ratio(Counts(before, after), None, None), before + after

    def chance(ks, ratio):
        p = ratio / (1 + ratio)
        return sum(comb(n, k) * p**k * (1 - p) ** (n - k) for k in ks)

    if found.low:
        assert chance(range(after, n + 1), found.low) == pytest.approx(0.025, rel=1e-4)
    if found.high is not None:
        assert chance(range(after + 1), found.high) == pytest.approx(0.025, rel=1e-4)
    assert (found.low == 0) is (after == 0)
    assert (found.high is None) is (before == 0)


@given(whole, whole)
def test_an_interval_holds_its_ratio_and_turns_over_with_it(here, comparison):
    for found, turned in (
        (rate_ratio(here, None, None), rate_ratio(Counts(here.after, here.before), None, None)),
        (relative_ratio(here, comparison), relative_ratio(comparison, here)),
    ):
        assert found.low <= found.ratio <= found.high
        assert turned.low == pytest.approx(1 / found.high, rel=1e-6)
        assert found.covers_no_change == turned.covers_no_change


@given(whole, st.integers(1, 800), st.integers(1, 800))
def test_a_period_counts_by_its_days(here, days_before, days_after):
    start = dt.date(2020, 1, 1)
    before = Period(start, start + dt.timedelta(days=days_before - 1))
    after = Period(start, start + dt.timedelta(days=days_after - 1))
    plain, by_day = rate_ratio(here, None, None), rate_ratio(here, before, after)
    assert by_day.ratio == pytest.approx(plain.ratio * days_before / days_after)
    assert by_day.low == pytest.approx(plain.low * days_before / days_after)


@pytest.mark.parametrize(
    ("before", "after", "long", "like"),
    [(WINTER, NEXT_WINTER, True, True), (WINTER, SUMMER, False, False),
     (Period(dt.date(2023, 12, 1), dt.date(2024, 2, 29)), Period(dt.date(2024, 12, 1), dt.date(2025, 2, 28)), True,
      True),
     (Period(dt.date(2024, 1, 1), dt.date(2024, 12, 31)), Period(dt.date(2025, 6, 1), dt.date(2026, 8, 31)), False,
      True),
     (WINTER, Period(dt.date(2026, 11, 1), dt.date(2027, 4, 30)), False, False),
     (WINTER, Period(dt.date(2026, 10, 1), dt.date(2027, 3, 28)), False, True),
     (WINTER, Period(dt.date(2026, 10, 16), dt.date(2027, 3, 31)), False, False),
     (Period(dt.date(2024, 2, 29), dt.date(2024, 5, 31)), Period(dt.date(2026, 3, 4), dt.date(2026, 5, 28)), False,
      True),
     (WINTER, WINTER, True, False)],
)  # fmt: skip
def test_length_and_season(before, after, long, like):
    assert before.is_as_long_as(after) is long
    assert before.is_of_like_season(after) is like
