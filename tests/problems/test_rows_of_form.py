"""What the paper form asks of a record, row by row of the requirements, where no other test says it."""

from itertools import pairwise

import pytest
from django.conf import settings
from django.urls import reverse

from partnership.models import Area, Post
from problems import services
from problems.forms.assessment import AssessmentForm
from problems.forms.scanning import ScanningForm
from problems.lifecycle import MOVES, STAGES, Action, Status
from problems.models import Location, LocationType, Problem, Response, Side
from problems.reports.lists import problems_for
from problems.reports.triangle import marks_of, triangle_of
from records.lifecycle import MoveRefused
from records.services import version_of
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


def address(name, problem, *more):
    return reverse(f"problems:{name}", args=[problem.reference, *more])


def write_scanning(client, problem, **said):
    """The form as a browser sends it."""
    rows = {
        f"{prefix}-{count}": number
        for prefix in ("locations", "sources")
        for count, number in (("TOTAL_FORMS", "3"), ("INITIAL_FORMS", "0"))
    }
    said = {"title": problem.title, "level": "operational", "origin": "proactive", **rows, **said}
    return client.post(address("scanning_change", problem), said | {"version": version_of(problem)})


# All agencies, one form


@pytest.mark.parametrize("persona", ["partner", "officer", "health_lead", "attendee"])
def test_any_member_agency_opens_and_keeps_a_record(county, sign_in, persona):
    """S002-42: police, council, health and a charity alike; and the form is one and the same for each (S002-41)."""
    make.areas()
    LocationType.objects.create(name="Car park")
    user = getattr(county, persona)
    client = sign_in(user)
    said = {"title": "Litter at the quay", "partnership": county.here.pk, "origin": "proactive"}
    assert client.post(reverse("problems:open"), said).status_code == 302
    problem = Problem.objects.get()
    assert (problem.officer, problem.agency) == (user.person, services.opening.agency_of(user.person))
    page = client.get(address("scanning_change", problem)).content.decode()
    for name in ScanningForm(problem=problem, user=user).fields:
        assert f'name="{name}"' in page
    assert write_scanning(client, problem, outline="Left by visitors.").status_code == 302


def test_the_four_stages_come_in_order_and_none_is_left_out(county):
    """S002-08, S002-166"""
    onward = (Action.ANALYSE, Action.PREPARE, Action.START, Action.ASSESS)
    assert [MOVES[action] for action in onward] == [({here}, there) for here, there in pairwise(STAGES)]
    problem = make.opened(county)
    for action in (Action.PREPARE, Action.START, Action.ASSESS, Action.SEND):
        with pytest.raises(MoveRefused) as refusal:
            services.step(problem, action, by=county.partner)
        assert "scanning" in str(refusal.value).lower()
    with pytest.raises(MoveRefused) as refusal:  # and the move that is its turn names all that it lacks
        services.step(problem, Action.ANALYSE, by=county.partner)
    assert "Choose the section." in refusal.value.reasons
    assert "Write the brief outline of the problem." in refusal.value.reasons
    problem.refresh_from_db()
    assert problem.status == Status.SCANNING


def test_a_problem_that_spans_areas_is_listed_once_in_each(county):
    """S002-55"""
    problem = make.scanned(county)
    further = [Area.objects.create(name=name, kind=Area.Kind.SECTION) for name in ("Moor", "Vale")]
    services.write_scanning(problem, {}, many={"areas": [*further, problem.section]}, by=county.partner)
    chosen = {"whose": "all", "status": "open", "kind": "", "area": None}
    for area in (*further, problem.section, problem.beat, None):
        for reader in (county.partner, county.officer):
            assert problems_for(reader, chosen | {"area": area}).count() == 1
    elsewhere = Area.objects.create(name="Elsewhere", kind=Area.Kind.SECTION)
    assert not problems_for(county.officer, chosen | {"area": elsewhere}).exists()


# The front page


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
    """S002-128; B1, R1"""
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


def write_sides(client, problem, **said):
    return client.post(address("analysis_change", problem), said | {"version": version_of(problem)})


def test_analysis_holds_three_sides_and_lacks_each_that_is_empty(county):
    """S002-136"""
    problem = make.analysed(county)
    assert [corner.key for corner in triangle_of(problem, problem.sides.all(), reads_sides=True)] == [
        "place", "victim", "offender",
    ]  # fmt: skip
    assert problem.blockers("prepare") == []
    Side.objects.filter(problem=problem).delete()
    problem = Problem.objects.get()
    problem.location_features = ""
    assert [words.split(",")[0] for words in problem.blockers("prepare")] == [
        "Describe the place", "Describe the complainant or victim", "Describe the offender or suspect",
    ]  # fmt: skip


def test_a_victim_is_marked_vulnerable_persistent_or_repeat_and_not_named(county, sign_in):
    """S002-91, S002-138: three marks beside a text, and no field for a name."""
    problem = make.analysed(county)
    client = sign_in(county.partner)
    marks = {f"victim-{mark}": "on" for mark in ("is_vulnerable", "is_persistent", "is_repeat")}
    answer = write_sides(client, problem, **{"victim-characteristics": "People who live alone"}, **marks)
    assert answer.status_code == 302
    side = Side.objects.get(problem=problem, of="victim")
    assert list(marks_of(side)) == ["vulnerable person", "persistent complainant", "repeat victim"]
    page = client.get(address("analysis", problem)).content.decode()
    assert "Vulnerable person, persistent complainant and repeat victim" in page
    assert "People who live alone" in page
    assert not any("name" in field.name for field in Side._meta.get_fields())


def test_an_offender_side_has_age_group_activities_method_and_motivation(county, sign_in):
    """S002-139"""
    problem = make.analysed(county)
    client = sign_in(county.partner)
    said = {
        "characteristics": "A small group", "age_group": "14 to 17", "activities": "Gather after school",
        "modus_operandi": "Stones from the beach", "motivation": "Nothing else to do",
    }  # fmt: skip
    said_so = {f"offender-{name}": words for name, words in said.items()}
    assert write_sides(client, problem, **said_so).status_code == 302
    side = Side.objects.get(problem=problem, of="offender")
    assert {name: getattr(side, name) for name in said} == said
    page = client.get(address("analysis", problem)).content.decode()
    assert all(words in page for words in said.values())


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


def test_a_record_names_one_or_more_locations_in_words(county, sign_in):
    """S002-122"""
    problem = make.scanned(county)
    client = sign_in(county.partner)
    said = {"locations-0-text": "The bus station", "locations-1-text": "The steps behind the hall"}
    assert write_scanning(client, problem, **said).status_code == 302
    assert [place.text for place in Location.objects.filter(problem=problem)] == list(said.values())
    page = client.get(address("scanning", problem)).content.decode()
    assert all(words in page for words in said.values())
    problem.refresh_from_db()
    assert write_scanning(client, problem).status_code == 302
    assert "Name at least one location of incidents." in Problem.objects.get().blockers("analyse")


def test_one_officer_is_in_the_case_with_rank_number_day_and_department(county, sign_in):
    """S002-130: who edits it, and moves it on; another takes over with a post of their own."""
    Post.objects.filter(person=county.commander.person).update(rank="Inspector", number="4127")
    problem = services.name_officer(make.opened(county), county.commander.person, by=county.partner)
    assert (problem.officer, problem.officer_name) == (county.commander.person, "Commander Northshire")
    assert (problem.officer_rank, problem.officer_number) == ("Inspector", "4127")
    assert problem.officer_department == "Northshire Police"
    assert problem.officer_on is not None
    client = sign_in(county.commander)
    assert write_scanning(client, problem, outline="Mine to write.").status_code == 302
    page = client.get(address("scanning", problem)).content.decode()
    assert "Inspector Commander Northshire, 4127, Northshire Police" in page
    assert county.commander.has_perm("problems.analyse_problem", problem)
    assert not county.partner.has_perm("problems.analyse_problem", problem)


def test_a_record_is_relevant_to_any_of_three_plans(county, sign_in):
    """S002-132"""
    problem = make.scanned(county)
    client = sign_in(county.partner)
    page = client.get(address("scanning_change", problem)).content.decode()
    plans = ("Local policing plan", "Community safety strategy", "Divisional service plan")
    assert all(plan in page for plan in plans)
    assert write_scanning(client, problem, relevant_to=["service", "policing"]).status_code == 302
    problem.refresh_from_db()
    assert problem.relevant_to == ["policing", "service"]
    page = client.get(address("scanning", problem)).content.decode()
    assert "Local policing plan and Divisional service plan" in page
    assert write_scanning(client, problem, relevant_to=["another"]).status_code == 422


def test_the_assessment_is_a_summary_with_the_figures_of_reduction(assessed, county, sign_in):
    """S002-147"""
    client = sign_in(county.partner)
    page = client.get(address("assessment", assessed)).content.decode()
    for words in ("Calls have fallen.", "19 fewer (31.7%)", "from 60 to 41"):
        assert words in page
    assert "Enter the incidents before and after, or say why there are none." in lacks(
        assessed, "send", incidents_before=None, incidents_after=None
    )


def test_the_short_and_the_long_term_are_written_on_days_of_their_own(assessed, county, sign_in):
    """S002-148"""
    said = AssessmentForm(instance=assessed).initial | {
        "short_term_on": "2026-11-02", "assessment_long_term": "Still quiet.", "long_term_on": "2026-11-20",
        "version": version_of(assessed),
    }  # fmt: skip
    said = {name: value for name, value in said.items() if value not in (None, False)}
    assert sign_in(county.partner).post(address("assessment", assessed), said).status_code == 302
    assessed.refresh_from_db()
    assert assessed.short_term_on < assessed.long_term_on
    assert assessed.assessment_long_term == "Still quiet."


def test_an_older_divisional_number_stands_beside_the_reference(county):
    """S002-120"""
    problem = make.opened(county, legacy_reference="D/98/17")
    assert problem.reference.startswith("CSP-")
    assert problem.legacy_reference == "D/98/17"


def test_a_community_that_raised_it_is_named(county):
    """S002-37"""
    assert make.opened(county, raised_by="Residents of the quay").raised_by == "Residents of the quay"


def test_the_measure_is_asked_for_as_what_by_how_much_and_by_when(county, sign_in):
    """B1, R5: not the hint that the paper prints twice."""
    problem = make.planned(county)
    page = sign_in(county.partner).get(address("measure", problem)).content.decode()
    for label in ("What will be counted", "By how much", "By when", "Agreed on", "Agreed by"):
        assert label in page
    assert "age group" not in page.lower()


def test_what_the_scanner_made_of_dotted_lines_is_no_value():
    """S002-167; B1, R13"""
    noise = ("10005011100553771", "COLUMN TWO IS NOT")
    told = [path.read_text() for path in (settings.BASE_DIR / "home" / "demonstration").glob("*.py")]
    assert len(told) > 5
    assert not [words for words in noise for text in told if words in text]
