"""What follows from the counts of a problem record: worked examples, and what must hold of any numbers."""

import datetime as dt
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from evidence.chance import is_uneven
from problems.evidence import Counts, Period, Recorded, weigh
from problems.evidence.figures import displacement, net_change

WINTER = Period(dt.date(2025, 10, 1), dt.date(2026, 3, 31))
NEXT_WINTER = Period(dt.date(2026, 10, 1), dt.date(2027, 3, 31))
SUMMER = Period(dt.date(2026, 4, 1), dt.date(2026, 9, 30))
counts = st.builds(Counts, st.integers(0, 3000), st.integers(0, 3000))
whole = st.builds(Counts, st.integers(1, 3000), st.integers(1, 3000))


def said(before, after, first=WINTER, then=NEXT_WINTER, **more):
    more = {"before": first, "after": then, "implemented": "fully", **more}
    return weigh(Recorded(here=Counts(before, after), **more))


def test_net_change():
    """(40/80) ÷ (90/100) − 1 = −4/9"""
    assert net_change(Counts(80, 40), Counts(100, 90)) == Fraction(-4, 9)
    assert net_change(Counts(0, 4), Counts(3, 4)) is net_change(Counts(3, 4), Counts(0, 4)) is None


@given(whole, whole)
def test_nothing_happened_where_both_changed_alike(here, factor):
    same = Counts(here.before * factor.before, here.after * factor.before)
    assert net_change(here, same) == 0


@pytest.mark.parametrize(
    ("buffer", "quotient", "reading"),
    [((50, 30), Fraction(1, 2), "diffusion"), ((50, 50), 0, "neither"), ((50, 60), Fraction(-1, 4), "less than"),
     ((50, 90), -1, "less than"), ((50, 91), Fraction(-41, 40), "exceeds")],
)  # fmt: skip
def test_weighted_displacement_quotient(buffer, quotient, reading):
    """By hand: C stays at 100, A falls from 100 to 60, so each incident of B counts a fortieth."""
    found = displacement(Counts(100, 60), Counts(*buffer), Counts(100, 100))
    assert found.quotient == quotient
    assert reading in found.reading


def test_no_quotient_without_a_net_success():
    """A fell by a tenth, but C by a fifth."""
    found = displacement(Counts(100, 90), Counts(50, 40), Counts(100, 80))
    assert found.quotient is None
    assert "no net success" in found.reading
    assert displacement(Counts(100, 90), Counts(50, 40), Counts(100, 0)) is None
    assert displacement(Counts(100, 90), Counts(), Counts(100, 90)) is None


@given(counts, counts, counts)
def test_a_quotient_stands_only_beside_a_net_success(here, buffer, comparison):
    found = displacement(here, buffer, comparison)
    if found and found.quotient is not None:
        assert here.after * comparison.before < here.before * comparison.after


@pytest.mark.parametrize(
    ("more", "level"),
    [({}, 2), ({"comparison": Counts(50, 49)}, 2), ({"comparison": Counts(50, 49), "is_alike": True}, 3),
     ({"comparison": Counts(50, 49), "is_alike": True, "is_controlled": True}, 3),
     ({"comparison": Counts(50, 49), "is_alike": True, "is_controlled": True, "sites": 4}, 4),
     ({"is_controlled": True, "sites": 4}, 2), ({"is_random": True, "sites": 4}, 2),
     ({"comparison": Counts(50, 49), "is_random": True, "sites": 4}, 5),
     ({"comparison": Counts(50, 49), "is_random": True, "is_alike": True}, 3)],
)  # fmt: skip
def test_level_on_the_maryland_scale(more, level):
    assert said(60, 41, **more).level == level


def test_counted_once_or_not_at_all():
    assert (said(60, None).level, said(None, None).level) == (1, None)
    assert said(None, None).sentence.startswith("Incidents were not counted")
    assert not said(None, None).warnings


LIKE = {"is_alike": True}


@pytest.mark.parametrize(
    ("found", "ends"),
    [
        (said(60, 41), "within what chance would give."),
        (said(120, 80), "no comparison area was kept, so it cannot be said that the response brought it about."),
        (said(120, 80, comparison=Counts(100, 99)),
         "is not shown to be alike, so it cannot be said that the response brought it about."),
        (said(120, 80, then=SUMMER), "so it may be theirs."),
        (said(80, 120), "There is no fall to claim."),
        (said(120, 80, implemented="no"), "so this is no evidence that it works."),
        (said(0, 0), "Nothing follows from that."),
        (said(120, 60, comparison=Counts(100, 99), **LIKE), "is not ruled out."),
        (said(120, 110, comparison=Counts(100, 99), **LIKE), "within what chance would give."),
        (said(60, 120, comparison=Counts(100, 99), **LIKE),
         "worse than the comparison area by more than chance would explain."),
        (said(120, 60, comparison=Counts(100, 99), buffer=Counts(40, 140), **LIKE), "nothing was gained overall."),
        (said(120, 60, comparison=Counts(100, 99), implemented="", **LIKE), "so nothing is claimed for it."),
        (said(120, 60, comparison=Counts(100, 99), implemented="partly", **LIKE), "may have brought it about."),
        (said(120, 60, comparison=Counts(100, 99), sites=5, is_random=True),
         "strong evidence that the response works."),
    ],
)  # fmt: skip
def test_the_sentence_claims_no_more_than_it_may(found, ends):
    assert found.sentence.endswith(ends)


def test_the_sentence_gives_percentages_of_large_bases_only():
    assert said(120, 80).sentence.startswith("Incidents fell from 120 to 80, by 33.3%, more than chance")
    assert said(19, 2).sentence.startswith("Incidents fell from 19 to 2, more than chance")


YEAR_2025 = Period(dt.date(2025, 1, 1), dt.date(2025, 12, 31))
A_MONTH = Period(dt.date(2026, 1, 1), dt.date(2026, 1, 31))


@pytest.mark.parametrize(
    ("before", "after", "then", "words", "is_reduced"),
    [(120, 40, SUMMER, "120 in 365 days and then 40 in 183 days; by the day they fell by 33.5%", True),
     (40, 20, A_MONTH, "40 in 365 days and then 20 in 31 days; by the day they rose by 488.7%, more than", False),
     (0, 0, A_MONTH, "by the day they did not change", False), (12, 3, A_MONTH, "by the day they rose", False)],
)  # fmt: skip
def test_periods_of_different_lengths_are_compared_by_the_day(before, after, then, words, is_reduced):
    """Half as many in a twelfth of the time is a rise."""
    found = said(before, after, first=YEAR_2025, then=then)
    assert words in found.sentence
    assert found.recorded.is_reduced is is_reduced
    assert any("regression" in warning for warning in found.warnings) is is_reduced


def extent():
    return st.sampled_from(["", "fully", "partly", "no"])


@given(counts, counts, counts, extent(), st.booleans(), st.integers(1, 5), st.booleans(), st.booleans())
def test_no_credit_without_evidence(
    here, comparison, buffer, implemented, alike, sites, controlled, at_random
):
    """R7: a plan that was not carried out has no evidence for it, and no other has below level 3."""
    found = weigh(
        Recorded(
            here, comparison, buffer, WINTER, NEXT_WINTER, alike, sites, controlled, at_random, implemented
        )
    )
    gives_credit = any(
        words in found.sentence for words in ("evidence that the response", "supports the view")
    )
    assert found.is_credited is (gives_credit or ("brought it about" in found.sentence and found.level >= 3))
    if gives_credit:
        assert implemented in ("fully", "partly")
        assert found.level >= 3
        assert found.beside.high < 1
    if "more than chance" in found.sentence and implemented != "no":
        assert not found.interval.covers_no_change


@pytest.mark.parametrize(("day", "is_said"), [(dt.date(2026, 10, 1), False), (dt.date(2026, 10, 2), True)])
def test_a_count_that_begins_before_the_response_is_no_measure_of_it(day, is_said):
    """``NEXT_WINTER`` begins on 1 October 2026."""
    words = "The count after begins on 1 October 2026, and the response started on 2 October 2026."
    assert any(words in warning for warning in said(90, 60, started_on=day).warnings) == is_said


@pytest.mark.parametrize(
    ("day", "credited"), [(dt.date(2026, 9, 1), True), (dt.date(2026, 10, 19), True), (dt.date(2026, 10, 20), False)]
)  # fmt: skip
def test_what_was_counted_before_the_response_is_not_credited_to_it(day, credited):
    """``NEXT_WINTER`` has 182 days from 1 October 2026: a tenth of them may lie before the start."""
    found = said(120, 60, comparison=Counts(100, 99), is_alike=True, started_on=day)
    assert found.is_credited is credited
    assert found.sentence.endswith("so nothing is claimed for it.") is not credited


def test_warnings_name_each_weakness():
    found = said(12, 0, then=SUMMER, comparison=Counts(30, 28), implemented="no")
    assert [warning.split()[:4] for warning in found.warnings] == [
        ["The", "action", "plan", "was"], ["The", "periods", "differ", "in"], ["The", "periods", "are", "of"],
        ["Fewer", "than", "20", "incidents"], ["One", "of", "the", "counts"], ["Say", "in", "what", "the"],
        ["A", "place", "chosen", "after"],
    ]  # fmt: skip
    assert any("not given" in warning for warning in said(60, 41, first=None).warnings)
    assert any("overlap" in warning for warning in said(60, 41, then=WINTER).warnings)
    assert any("No comparison area" in warning for warning in said(60, 41).warnings)


def months(*numbers):
    return [(dt.date(2025 + (9 + n) // 12, (9 + n) % 12 + 1, 1), number) for n, number in enumerate(numbers)]


def test_months_that_swing_make_chance_unsure():
    """Variance over mean, times five: 100 against the 11.07 of chi squared; and 2 where months are even."""
    assert is_uneven([0, 40, 0, 40, 0, 40])
    assert not is_uneven([20, 22, 18, 21, 19, 20])
    assert not is_uneven([0, 40, 0])
    found = said(120, 60, months=months(0, 40, 0, 40, 0, 40))
    assert found.is_uneven
    assert "swing too much" in found.sentence


def test_months_outside_the_period_before_are_left_out():
    assert Recorded(before=WINTER, months=months(1, 2, 3, 4, 5, 6, 7)).months_before == [1, 2, 3, 4, 5, 6]
