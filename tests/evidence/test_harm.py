import pytest
from hypothesis import given
from hypothesis import strategies as st

from evidence.harm import Weights, WeightsDiffer, harm

INDEX = Weights("Harm index", "2024", {"Robbery": 365, "Theft": 2})
LATER = Weights("Harm index", "2026", {"Robbery": 365, "Theft": 2})
counted = st.dictionaries(st.sampled_from(["Robbery", "Theft", "Nuisance", "Other"]), st.integers(0, 500))


def test_a_score_by_hand():
    """4 × 365 + 100 × 2"""
    found = harm({"Robbery": 4, "Theft": 100, "Nuisance": 1200}, INDEX)
    assert found.words == "1,660 days of imprisonment (Harm index, 2024)"
    assert found.note == "Not in the score, because Harm index, 2024 gives them no weight: Nuisance (1,200)."
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
