import pytest
from hypothesis import given
from hypothesis import strategies as st

from evidence.control import Kind, Rebase, Signal, chart

STEADY = [110, 90, 105, 95, 108, 92, 100, 100] * 3
values = st.lists(st.one_of(st.none(), st.integers(0, 500)), max_size=60)


def kinds(found):
    return {(signal.kind, signal.first, signal.last, signal.is_high) for signal in found.signals}


def test_centre_and_limits_by_hand():
    """Twelve of 40 and 60 by turns: the mean is 50, each range 20, so limits of 50 ± 2.66 × 20, the lower at nought."""
    stretch = chart([40, 60] * 6).stretches[0]
    assert (stretch.centre, stretch.moving_range, stretch.baseline) == (50, 20, 12)
    assert stretch.upper == pytest.approx(103.2)
    assert stretch.lower == 0
    assert chart([40, 60] * 6, floor=None).stretches[0].lower == pytest.approx(-3.2)


def test_the_baseline_stays_where_it_was_fixed():
    assert chart(STEADY + [300] * 12).stretches[0].centre == chart(STEADY).stretches[0].centre
    assert chart(STEADY + [300] * 12, baseline=36).stretches[0].centre > 150


def test_too_few_months():
    found = chart([5] * 11)
    assert found.stretches[0].upper is None
    assert found.words == ["11 of at least 12: too few months for limits"]
    assert chart([5, None] * 11).words == ["11 of at least 12: too few months for limits"]
    assert chart([5, None] * 12).words == [
        "No two of the months follow one another: too few months for limits"
    ]
    assert chart([]).stretches == []
    with pytest.raises(ValueError, match="Choose 12 or more"):
        chart([5] * 24, baseline=6)


@pytest.mark.parametrize(
    ("more", "signal"),
    [
        ([150], (Kind.OUTSIDE, 24, 24, True)),
        ([50], (Kind.OUTSIDE, 24, 24, False)),
        ([101] * 8, (Kind.SIDE, 24, 31, True)),
        ([99] * 9, (Kind.SIDE, 24, 32, False)),
        ([95, 97, 98, 99, 102, 103], (Kind.TREND, 24, 29, True)),
        ([122, 100, 122], (Kind.NEAR, 24, 26, True)),
        ([78, 78], (Kind.NEAR, 24, 25, False)),
    ],
)  # fmt: skip
def test_a_signal_is_named(more, signal):
    """The mean of STEADY is 100 and its mean range 266/23, 11.57: limits 69.2 and 130.8, two sigma 79.5 and 120.5."""
    assert signal in kinds(chart(STEADY + more))


@pytest.mark.parametrize(
    "more", [[], [125], [101] * 7, [97, 98, 99, 100, 101], [122, 100, 99, 122], [101] * 5 + [None] + [101] * 5,
             [122, None, 122], [122, 78]],
)  # fmt: skip
def test_what_is_no_signal(more):
    assert chart(STEADY + more).signals == []


def test_signals_in_words():
    words = [
        Signal(Kind.OUTSIDE, 3, 3, True).words, Signal(Kind.SIDE, 3, 11, False).words,
        Signal(Kind.TREND, 3, 8, True).words, Signal(Kind.NEAR, 3, 5, False).words,
    ]  # fmt: skip
    assert words == [
        "above the upper limit", "9 in a row below the centre", "6 in a row, each higher than the last",
        "two of three near the lower limit",
    ]  # fmt: skip


def test_a_known_step_has_a_baseline_of_its_own():
    found = chart(STEADY + [value * 2 for value in STEADY], rebases=[Rebase(24, "New recording system")])
    first, second = found.stretches
    assert (first.last, second.first, second.reason) == (23, 24, "New recording system")
    assert second.centre == pytest.approx(2 * first.centre)
    assert found.signals == []
    assert found.stretch_at(24) is second
    assert chart(STEADY + [value * 2 for value in STEADY]).signals


@pytest.mark.parametrize(
    ("rebases", "why"),
    [([Rebase(0, "x")], "within the series"), ([Rebase(24, "x")], "within the series"), ([Rebase(3, " ")], "Say why"),
     ([Rebase(3, "x"), Rebase(3, "y")], "same month")],
)  # fmt: skip
def test_a_re_base_is_within_the_series_and_says_why(rebases, why):
    with pytest.raises(ValueError, match=why):
        chart(STEADY, rebases=rebases)


@given(values)
def test_what_holds_of_any_series(found):
    result = chart(found)
    for stretch in result.stretches:
        if stretch.centre is not None:
            assert 0 <= stretch.lower <= stretch.centre <= stretch.upper
    for signal in result.signals:
        assert all(
            found[at] is not None
            for at in range(signal.first, signal.last + 1)
            if signal.kind is not Kind.NEAR
        )


@given(st.lists(st.integers(0, 200), min_size=12, max_size=50), st.integers(1, 9))
def test_a_change_of_unit_changes_no_signal(found, factor):
    assert kinds(chart(found)) == kinds(chart([value * factor for value in found]))
