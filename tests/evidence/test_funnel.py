import pytest
from hypothesis import given
from hypothesis import strategies as st

from evidence.funnel import Area, Place, count_limits, funnel, place_of
from evidence.rates import Z95, Z998


@pytest.mark.parametrize(
    ("expected", "limits", "wide"),
    [(0.5, (0, 2), (0, 4)), (3, (0, 7), (0, 10)), (9.7, (4, 16), (2, 21)), (25.3, (16, 36), (11, 42)),
     (100, (81, 120), (71, 132)), (1000, (938, 1062), (904, 1099)), (15_000, (14_760, 15_241), (14_623, 15_380))],
)  # fmt: skip
def test_the_limits_are_the_quantiles_of_the_poisson_distribution(expected, limits, wide):
    """SciPy 1.17: the counts k with `poisson.sf(k - 1, mean)` and `poisson.cdf(k, mean)` over 0.025, or over 0.001"""
    assert count_limits(expected, Z95) == limits
    assert count_limits(expected, Z998) == wide


@pytest.mark.parametrize(
    ("count", "place"),
    [(100, Place.WITHIN), (120, Place.WITHIN), (121, Place.HIGH), (132, Place.HIGH), (133, Place.VERY_HIGH),
     (81, Place.WITHIN), (80, Place.LOW), (71, Place.LOW), (70, Place.VERY_LOW)],
)  # fmt: skip
def test_an_area_lies_beyond_a_limit_where_its_interval_leaves_out_the_target(count, place):
    assert place_of(count, 100) is place


def test_areas_beside_their_common_rate():
    """450 incidents to 45,000 people: 10 per 1,000, so 100 are expected of 10,000."""
    found = funnel([Area("East", 135, 10_000), Area("West", 95, 10_000), Area("North", 220, 25_000)])
    assert found.target == pytest.approx(10)
    assert [(placed.area.name, placed.place) for placed in found.beyond] == [("East", Place.VERY_HIGH)]
    assert found.placed[0].rate == 13.5
    assert found.curve[0].population < 10_000
    assert found.curve[-1].population > 25_000


def test_a_target_of_ones_own():
    assert funnel([Area("East", 135, 10_000)], target=13).beyond == []


def test_an_area_without_population_is_named_and_left_out():
    found = funnel([Area("East", 10, 1_000), Area("Docks", 9, 0), Area("Airfield", 3, None)])
    assert [placed.area.name for placed in found.placed] == ["East"]
    assert found.notes == ["Left out, because no population is recorded or it is nought: Docks, Airfield."]
    nobody = funnel([Area("Docks", 9, 0)])
    assert (nobody.target, nobody.curve, nobody.beyond) == (None, [], [])
    assert funnel([Area("East", 0, 1_000)]).beyond == []


def test_areas_that_differ_in_kind_carry_a_note():
    """(300 − 200)² ÷ 200 + (100 − 200)² ÷ 200 = 100, over two areas: 50; and 1 ÷ 2 where they hardly differ."""
    found = funnel([Area("East", 300, 10_000), Area("West", 100, 10_000)])
    assert found.dispersion == 50
    assert "differ more than chance" in found.notes[0]
    alike = funnel([Area("East", 210, 10_000), Area("West", 190, 10_000)])
    assert (alike.dispersion, alike.notes) == (0.5, [])


@given(st.floats(0.01, 100_000))
def test_limits_lie_around_what_is_expected(expected):
    low, high = count_limits(expected, Z95)
    very_low, very_high = count_limits(expected, Z998)
    assert 0 <= very_low <= low <= expected + 1
    assert expected - 1 <= high <= very_high
    assert place_of(high, expected) is Place.WITHIN
    assert place_of(high + 1, expected) is not Place.WITHIN
