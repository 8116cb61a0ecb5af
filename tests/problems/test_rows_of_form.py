"""What the paper form asks of a record, row by row of the requirements, where no other test says it."""

import pytest

from problems.models import Problem, Response
from tests.factories import problems as make

pytestmark = pytest.mark.django_db


def lacks(problem, action, **without):
    """What is said to be missing once these fields are emptied, and was not before."""
    before = set(problem.blockers(action))
    for name, value in without.items():
        setattr(problem, name, value)
    return set(problem.blockers(action)) - before


@pytest.fixture
def scanned(county):
    return make.scanned(county)


@pytest.fixture
def assessed(county):
    return make.assessed(county)


def values(field):
    return {value for value, _ in field.choices}


def test_a_short_outline_is_needed_to_leave_scanning(scanned):
    """S002-127"""
    assert lacks(scanned, "analyse", outline=" ") == {"Write the brief outline of the problem."}


def test_a_record_is_tied_to_a_section(scanned):
    """S001-69, S002-121"""
    assert lacks(scanned, "analyse", section_id=None) == {"Choose the section."}


def test_what_was_gathered_is_needed_to_leave_scanning(scanned):
    """S002-134"""
    assert lacks(scanned, "analyse", scanning_notes="") == {"Write what was gathered in scanning."}


def test_previous_police_involvement_needs_a_reference_number(scanned):
    """S002-128"""
    [said] = lacks(scanned, "analyse", previous_police_involvement=True, police_references=[])
    assert said.startswith("Give the reference number of the previous police involvement")
    scanned.previous_police_involvement = False
    assert said not in scanned.blockers("analyse")


def test_days_are_any_number_of_seven(scanned):
    """S002-125"""
    scanned.days = [4, 0]
    assert scanned.days_in_words == "Monday and Friday"
    scanned.days = list(range(7))
    assert "day" in scanned.days_in_words


def test_a_record_has_one_or_more_of_four_kinds(scanned):
    """S002-38"""
    assert {kind.value for kind in Problem.Kind} == {"crime", "fear", "asb", "reassurance"}
    scanned.kinds = ["crime", "asb"]
    assert len(scanned.kinds_in_words) == 2


def test_the_place_is_described_or_marked_as_not_known(county):
    """S002-137"""
    problem = make.analysed(county)
    problem.location_not_known = False
    assert lacks(problem, "prepare", location_features="") == {"Describe the place, or mark it as not known."}


def test_a_record_says_whether_the_crime_prevention_officer_is_involved(county):
    """S002-141"""
    said = lacks(make.analysed(county), "prepare", cpo_involvement=None)
    assert said == {"Say whether the crime prevention officer is involved."}


def test_a_response_has_a_horizon_a_kind_and_whom_it_is_aimed_at(county):
    """S001-71, S002-67, S002-68"""
    field = Response._meta.get_field
    assert values(field("horizon")) == {"short", "medium", "long"}
    assert values(field("kind")) == {"environmental", "diversionary", "educational", "enforcement", "other"}
    row = make.planned(county).responses.first()
    row.aimed_at = "Young people, 14 to 16, who gather late"
    row.full_clean()


def test_carried_out_and_achieved_are_two_answers_of_three(assessed):
    """S002-149, S002-150"""
    for name in ("plan_implemented", "measure_achieved"):
        assert values(Problem._meta.get_field(name)) == {"fully", "partly", "no"}
    assert len(lacks(assessed, "send", plan_implemented="", measure_achieved="")) == 2


def test_nothing_is_sent_without_an_assessment_what_was_done_and_lessons(assessed):
    """S002-07, S002-148, S002-154"""
    said = lacks(assessed, "send", assessment_short_term="", action_taken="", lessons_learned="")
    assert said == {
        "Write the short-term assessment.", "Write what was done to resolve or reduce the problem.",
        "Write the lessons learned.",
    }  # fmt: skip


def test_an_older_divisional_number_stands_beside_the_reference(county):
    """S002-120"""
    problem = make.opened(county, legacy_reference="D/98/17")
    assert problem.reference.startswith("CSP-")
    assert problem.legacy_reference == "D/98/17"


def test_a_community_that_raised_it_is_named(county):
    """S002-37"""
    assert make.opened(county, raised_by="Residents of the quay").raised_by == "Residents of the quay"
