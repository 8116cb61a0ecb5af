import pytest
from hypothesis import given
from hypothesis import strategies as st

from evidence.harm import HarmChange, Weights, WeightsDiffer, harm

INDEX = Weights("Harm index", "2024", {"Robbery": 365, "Theft": 2})
LATER = Weights("Harm index", "2026", {"Robbery": 365, "Theft": 2})
counted = st.dictionaries(st.sampled_from(["Robbery", "Theft", "Nuisance", "Other"]), st.integers(0, 500))


def test_a_score_by_hand():
    """4 × 365 + 100 × 2"""
    found = harm({"Robbery": 4, "Theft": 100, "Nuisance": 1200}, INDEX)
    assert found.words == "1,660 days of imprisonment (Harm index, 2024)"
    assert (
        found.note == "Not in the score, because “Harm index, 2024” gives them no weight: Nuisance (1,200)."
    )
    assert harm({"Theft": 1}, INDEX).note == ""


def test_scores_of_two_sets_are_never_added():
    with pytest.raises(WeightsDiffer, match="Score both by one set of weights"):
        harm({"Theft": 1}, INDEX) + harm({"Theft": 1}, LATER)


@given(counted, counted)
def test_scores_of_one_set_add_up(one, other):
    both = {key: one.get(key, 0) + other.get(key, 0) for key in {**one, **other}}
    added = harm(one, INDEX) + harm(other, INDEX)
    assert added.score == harm(both, INDEX).score
    assert added.unweighted == harm(both, INDEX).unweighted
    assert all(category in added.by_category or category in added.unweighted for category in both)


@pytest.mark.parametrize(
    ("before", "after", "words"),
    [
        ((50, 400), (20, 400), "reduced from 19,050 to 8,100, more than chance would bring"),
        ((20, 400), (22, 300), "rose from 8,100 to 8,630: no change beyond what chance would bring"),
        ((4, 100), (4, 100), "stayed at 1,660"),
    ],
)
def test_of_a_change_of_harm_no_more_is_said_than_chance_leaves(before, after, words):
    """√(365² × 70 + 2² × 800) = 3,054: 1.96 of it lie under the fall of 10,950, and over the rise of 530."""
    old, new = (harm({"Robbery": robbery, "Theft": theft}, INDEX) for robbery, theft in (before, after))
    assert HarmChange(old, new).words == words


def test_the_spread_of_a_score_is_that_of_many_draws():
    numpy = pytest.importorskip("numpy")
    draw = numpy.random.default_rng(7)
    drawn = 365 * draw.poisson(30, 200_000) + 2 * draw.poisson(500, 200_000)
    assert harm({"Robbery": 30, "Theft": 500}, INDEX).variance == pytest.approx(drawn.var(), rel=0.02)


def test_harm_of_two_sets_is_never_compared():
    with pytest.raises(WeightsDiffer):
        HarmChange(harm({"Theft": 1}, INDEX), harm({"Theft": 1}, LATER))
