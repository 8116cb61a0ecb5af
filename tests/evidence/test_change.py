from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from evidence.change import Beside, Direction, Good, beside, change, percentage, signed

counts = st.integers(0, 3000)


@pytest.mark.parametrize(
    ("before", "after", "words"),
    [
        (60, 41, "fell from 60 to 41 (−31.7%): no change beyond what chance would bring"),
        (600, 410, "reduced from 600 to 410 (−31.7%), more than chance would bring"),
        (410, 600, "rose from 410 to 600 (+46.3%), more than chance would bring"),
        (41, 60, "rose from 41 to 60 (+46.3%): no change beyond what chance would bring"),
        (0, 9, "rose from 0 to 9, more than chance would bring"),
        (0, 1, "rose from 0 to 1: no change beyond what chance would bring"),
        (9, 0, "reduced from 9 to 0 (−100.0%), more than chance would bring"),
        (7, 7, "stayed at 7"),
        (0, 0, "stayed at 0"),
        (1200, 1000, "reduced from 1,200 to 1,000 (−16.7%), more than chance would bring"),
    ],
)
def test_the_words_follow_the_statistics(before, after, words):
    """41/60 × exp(±1.96 √(1/60 + 1/41)) is 0.459 to 1.016, which covers 1; with ten times as many it does not."""
    assert change(before, after).words == words


def test_months_that_swing_leave_nothing_to_claim():
    found = change(600, 410, months=[0, 200, 0, 200, 0, 200])
    assert found.words == "fell from 600 to 410 (−31.7%), but months swing too much to tell that from chance"
    assert not found.has_fallen
    assert change(600, 410, months=[100, 101, 99, 100, 102, 98]).has_fallen


@given(counts, counts)
def test_reduced_is_said_only_of_a_fall_beyond_chance(before, after):
    found = change(before, after)
    if "reduced" in found.words:
        assert after < before
        assert found.interval.high < 1
    elif after < before:
        assert found.interval.high is None or found.interval.high >= 1


@given(counts, counts)
def test_a_percentage_stands_with_both_counts(before, after):
    """S001-81"""
    found = change(before, after)
    if "%" in found.words:
        assert f"from {before:,} to {after:,} (" in found.words


def test_small_counts_carry_a_warning():
    """S001-81; the threshold is the partnership's"""
    assert change(60, 41).warning == ""
    assert change(60, 19).warning == "Low counts: under 20. A percentage of so few means little."
    assert change(60, 41, small=50).warning.startswith("Low counts: under 50")
    assert change(0, 30).warning == "There were none before, so there is no percentage."


def test_an_interval_in_words():
    assert change(600, 410).interval_words == "between 39.7% fewer and 22.5% fewer"
    assert change(0, 5).interval_words == change(0, 0).interval_words == ""


@pytest.mark.parametrize(
    ("ours", "theirs", "good", "words"),
    [
        ("8.0", "14.2", Good.LOWER, "6.2 points better"),
        ("-25.5", "6.2", Good.LOWER, "31.7 points better"),
        ("-16.8", "1.7", Good.LOWER, "18.5 points better"),
        ("-16.8", "1.7", Good.HIGHER, "18.5 points worse"),
        ("14.2", "8.0", Good.LOWER, "6.2 points worse"),
        ("14.2", "8.0", Good.NEITHER, "6.2 points higher"),
        ("8.0", "14.2", Good.NEITHER, "6.2 points lower"),
        ("3.0", "4.0", Good.LOWER, "1.0 points better"),
        ("3.1", "3.1", Good.LOWER, "the same as the benchmark"),
        ("3.1", None, Good.LOWER, "benchmark not yet available"),
    ],
)
def test_beside_a_benchmark(ours, theirs, good, words):
    """S002-20, S002-21, S002-22, S002-26"""
    assert Beside(Decimal(ours), Decimal(theirs) if theirs else None, good).words == words


def test_nothing_stands_beside_a_change_from_nought():
    assert beside(percentage(0, 4), Decimal("1.0")) is None


@given(st.decimals(-500, 500, places=1), st.decimals(-500, 500, places=1))
def test_what_is_better_for_one_is_worse_for_the_other(ours, theirs):
    one, other = Beside(ours, theirs), Beside(theirs, ours)
    assert one.points == -other.points
    assert one.is_better == (None if other.is_better is None else not other.is_better)


def test_a_direction_without_figures():
    """S001-96"""
    assert Direction.DOWN.words_without_figures == "fell (no figures given)"
    assert Direction.UP.words_without_figures == "rose (no figures given)"


def test_signs():
    assert [signed(n) for n in (-31.74, 8, 0, -0.04)] == ["−31.7", "+8.0", "0.0", "0.0"]
    assert signed(-1234, 0) == "−1,234"


def test_no_count_is_below_nought():
    with pytest.raises(ValueError, match="not below nought"):
        change(-1, 2)
