"""From stage to stage: what each still needs, who may, the two signatures, and the commander's four outcomes."""

import datetime as dt

import pytest
from django.core.exceptions import PermissionDenied
from django.urls import reverse

from audit.clock import today
from audit.models import Event
from design.filters import date as date_in_words
from partnership.models import Role
from problems import services
from problems.contents import sides_of
from problems.lifecycle import MOVES, OUTCOMES, Action, Status
from problems.models import Problem, Response, Round, Side
from problems.services.moves import review_day
from records.lifecycle import MoveRefused
from tests.factories import problems as make
from tests.factories.partnership import RoleFactory

pytestmark = pytest.mark.django_db


def refused(act, *args, **kwargs):
    with pytest.raises(MoveRefused) as refusal:
        act(*args, **kwargs)
    return list(refusal.value.reasons)


def test_a_record_opens_on_a_title_alone(county):
    """S002-76, S002-119, S002-129"""
    problem = make.opened(county)
    assert problem.reference.startswith("CSP-PSP-")
    assert (problem.status, problem.audience, problem.agency) == ("scanning", "case", county.police)
    assert (problem.officer, problem.initiated_by) == (county.partner.person, county.partner.person)
    assert problem.initiator_department == "Northshire Police"
    assert Event.objects.filter(subject=problem.reference, verb="create").exists()


@pytest.mark.parametrize("persona", ["outsider", "guest"])
def test_people_of_no_agency_here_open_no_record(county, persona):
    with pytest.raises(PermissionDenied):
        services.open_problem(county.here, "A title", by=getattr(county, persona))


def test_leaving_scanning_names_all_that_is_missing_at_once(county):
    """B1, fields 3, 6, 11, 12, 19 and 20"""
    reasons = refused(services.step, make.opened(county), Action.ANALYSE, by=county.partner)
    assert [reason.split()[0] for reason in reasons] == ["Choose", "Name", "Write", "Say", "Write", "List"]


@pytest.mark.parametrize(
    ("fields", "reason"),
    [
        ({"previous_police_involvement": True}, "Give the reference number"),
        ({"previous_police_involvement": None}, "Say whether the police were involved"),
        ({"section": None}, "Choose the section"),
        ({"outline": " "}, "Write the brief outline"),
        ({"scanning_notes": ""}, "Write what was gathered"),
    ],
)
def test_each_field_that_scanning_needs(county, fields, reason):
    problem = make.with_fields(make.scanned(county), county.partner, fields)
    reasons = refused(services.step, problem, Action.ANALYSE, by=county.partner)
    assert len(reasons) == 1
    assert reasons[0].startswith(reason)


def test_police_data_alone_needs_a_reason(county):
    """S002-135"""
    problem = make.scanned(county)
    source = problem.sources.get()
    source.is_police = True
    make.keep(source, by=county.partner)
    assert "other than police data" in refused(services.step, problem, Action.ANALYSE, by=county.partner)[0]
    make.with_fields(problem, county.partner, {"no_other_source": "Nobody else was there."})
    assert services.step(problem, Action.ANALYSE, by=county.partner).status == Status.ANALYSIS


def test_a_side_may_be_unknown_but_not_forgotten(county):
    problem = make.analysed(county)
    side = problem.sides.get(of="victim")
    side.characteristics = ""
    make.keep(side, by=county.partner)
    assert "complainant or victim" in refused(services.step, problem, Action.PREPARE, by=county.partner)[0]
    side.not_known = True
    make.keep(side, by=county.partner)
    assert services.step(problem, Action.PREPARE, by=county.partner).status == Status.PLANNING


def test_no_response_before_measure_responses_and_signature(county):
    """S002-143, S002-144, S002-146; B1, R4"""
    problem = services.step(make.analysed(county), Action.PREPARE, by=county.partner)
    reasons = refused(services.step, problem, Action.START, by=county.partner)
    assert len(reasons) == 7
    assert reasons[-1].startswith("A supervisor who did not open the file")


def test_the_supervisor_is_somebody_else(county):
    """S002-131; B1, R3"""
    problem = make.planned(county)
    RoleFactory(person=county.partner.person, partnership=county.here, kind=Role.Kind.SUPERVISOR)
    for persona in ("partner", "officer", "chair", "commander", "police_lead"):
        with pytest.raises(PermissionDenied):
            services.supervise(problem, by=getattr(county, persona))
    signoff = services.supervise(problem, by=county.supervisor)
    assert (signoff.act, signoff.name) == ("supervise", "Supervisor Northshire")


def test_a_signature_under_an_older_plan_does_not_start_the_response(county):
    problem = make.planned(county)
    services.supervise(problem, by=county.supervisor)
    make.with_fields(problem, county.partner, {"measure_change": "half as many"})
    assert "has changed since" in refused(services.step, problem, Action.START, by=county.partner)[0]
    services.supervise(problem, by=county.supervisor)
    assert services.step(problem, Action.START, by=county.partner).started_on


def test_what_was_signed_shows_nothing_of_people(county):
    """S002-140"""
    problem = make.planned(county)
    content = services.supervise(problem, by=county.supervisor).content
    assert "Passengers" not in str(content)
    assert len(content["sides"]) == 64


def test_the_response_ends_when_each_line_is_done_or_dropped(county):
    problem = make.started(county)
    reasons = refused(services.step, problem, Action.ASSESS, by=county.partner)
    assert reasons[0].startswith("Finish CSP-ACT-")


@pytest.mark.parametrize(
    ("fields", "reason"),
    [
        ({"plan_implemented": "no", "measure_achieved": "fully"}, "The measure was achieved though"),
        ({"incidents_after": None}, "Enter the incidents both"),
        ({"incidents_before": None, "incidents_after": None}, "Enter the incidents before and after, or"),
        ({"after_from": None}, "Enter the period"),
        ({"lessons_learned": ""}, "Write the lessons learned"),
        ({"plan_implemented": ""}, "Say how far the action plan"),
    ],
)
def test_each_field_that_the_commander_needs(county, fields, reason):
    problem = make.with_fields(make.assessed(county), county.partner, fields)
    reasons = refused(services.step, problem, Action.SEND, by=county.partner)
    assert len(reasons) == 1
    assert reasons[0].startswith(reason)


@pytest.mark.parametrize("action", [a for a in Action if a not in OUTCOMES and a != Action.REOPEN])
def test_only_the_officer_in_the_case_moves_a_record_on(county, action):
    problem = make.opened(county)
    Problem.objects.filter(pk=problem.pk).update(status=min(MOVES[action][0]))
    problem.refresh_from_db()
    who = [
        name for name, user in county.personas.items() if user.has_perm(f"problems.{action}_problem", problem)
    ]
    assert who == ["partner"]


@pytest.mark.parametrize("action", [*OUTCOMES, Action.REOPEN])
def test_only_a_commander_decides(county, action):
    problem = make.opened(county)
    who = [
        name for name, user in county.personas.items() if user.has_perm(f"problems.{action}_problem", problem)
    ]
    assert who == ["commander"]


def test_a_commander_decides_in_their_own_area(county):
    """S002-155"""
    division, section, _ = make.areas()
    elsewhere = make.Area.objects.create(name="Hills", kind="section")
    problem = make.scanned(county)
    role = Role.objects.get(person=county.commander.person)
    for area, may in ((division, True), (section, True), (elsewhere, False)):
        Role.objects.filter(pk=role.pk).update(area=area)
        county.commander.__dict__.pop("places", None)
        assert county.commander.has_perm("problems.complete_problem", problem) is may


@pytest.mark.parametrize(
    ("outcome", "said", "reason"),
    [
        (Action.COMPLETE, {"comments": " "}, "Write your comments."),
        (Action.HOLD, {}, "Say in how many weeks or months"),
        (Action.COMPLETE, {"review_in": 3, "review_unit": "weeks"}, "goes with “review it later” alone"),
        (Action.HOLD, {"review_in": 53, "review_unit": "weeks"}, "1 to 52 weeks"),
        (Action.HOLD, {"review_in": 25, "review_unit": "months"}, "1 to 24 months"),
        (Action.HOLD, {"review_in": 3, "review_unit": "years"}, "in weeks or in months"),
    ],
)
def test_what_the_commander_must_say(county, outcome, said, reason):
    """B1, R9 and R10"""
    problem = make.sent(county)
    reasons = refused(services.decide, problem, outcome, by=county.commander, **{"comments": "Seen.", **said})
    assert reason in reasons[0]
    assert not problem.reviews.exists()


def test_a_review_comes_after_weeks_or_calendar_months():
    assert review_day(dt.date(2026, 1, 31), 1, "months") == dt.date(2026, 2, 28)
    assert review_day(dt.date(2026, 1, 31), 2, "weeks") == dt.date(2026, 2, 14)
    assert review_day(dt.date(2026, 1, 31), None, "") is None


def test_reviewed_later_and_taken_up_again(county):
    problem = make.decided(county, Action.HOLD, review_in=6, review_unit="weeks")
    assert problem.status == Status.WAITING
    assert problem.review_on == problem.reviews.get().review_on
    early = refused(services.step, problem, Action.RESUME, by=county.partner)
    assert early == [
        f"Its review is due on {date_in_words(problem.review_on)}. Say why it is taken up before."
    ]
    taken = services.step(problem, Action.RESUME, by=county.partner, reason="It has begun again")
    assert taken.status == Status.ASSESSMENT
    assert taken.history.latest().history_change_reason == "It has begun again"


def test_a_review_that_is_due_is_taken_up_without_a_reason(county, sign_in):
    problem, client = (
        make.decided(county, Action.HOLD, review_in=6, review_unit="weeks"),
        sign_in(county.partner),
    )
    address = reverse("problems:move", args=[problem.reference, "resume"])
    assert "Say why it is taken up before" in client.get(address).content.decode()
    assert client.post(address).status_code == 422
    type(problem).objects.filter(pk=problem.pk).update(review_on=today())
    assert "Say why" not in client.get(address).content.decode()
    assert client.post(address).status_code == 302
    problem.refresh_from_db()
    assert problem.status == Status.ASSESSMENT


def test_returned_noted_and_closed(county):
    problem = make.decided(county, Action.RETURN)
    assert problem.status == Status.RETURNED
    assert services.note_comments(problem, by=county.partner).closed_on


def test_completed_read_only_and_reopened_with_a_reason(county):
    """S002-163; B1, R11"""
    problem = make.decided(county, Action.COMPLETE, best_practice=True)
    assert problem.status == Status.CLOSED
    assert all(
        (problem.plan_implemented, problem.measure_achieved, problem.action_taken, problem.lessons_learned)
    )
    review = problem.reviews.get()
    assert (review.comments, review.name, review.made_at is not None) == (
        "Good work.",
        "Commander Northshire",
        True,
    )
    assert problem.closed_on
    assert not county.partner.has_perm("problems.change_problem", problem)
    assert refused(services.reopen_problem, problem, by=county.commander, reason=" ")
    assert (
        services.reopen_problem(problem, by=county.commander, reason="New calls").status == Status.ASSESSMENT
    )


def test_reassessment_keeps_the_round_and_begins_the_next_at_scanning(county):
    """S002-160"""
    problem = make.decided(county, Action.REASSESS)
    assert (problem.status, problem.round, problem.measure_of_success) == (Status.SCANNING, 2, "")
    assert problem.outline == make.SCANNED["outline"]
    ended = Round.objects.get(problem=problem)
    assert (ended.number, ended.incidents_before, ended.measure_achieved) == (1, 60, "partly")
    assert ended.content["measure_of_success"] == make.PLANNED["measure_of_success"]
    assert ended.sides == {**sides_of(problem)}
    assert "Passengers" not in str(ended.content)


def test_a_second_round_needs_its_own_responses_and_signature(county):
    problem, by = make.decided(county, Action.REASSESS), county.partner
    problem = services.step(services.step(problem, Action.ANALYSE, by=by), Action.PREPARE, by=by)
    make.with_fields(problem, by, make.PLANNED)
    reasons = refused(services.step, problem, Action.START, by=by)
    assert [reason.split()[0] for reason in reasons] == ["Choose", "A"]
    assert Response.objects.get(problem=problem).round == 1


def test_withdrawing_needs_a_reason(county):
    problem = make.opened(county)
    assert refused(services.withdraw_problem, problem, by=county.partner, reason="")
    assert services.withdraw_problem(problem, by=county.partner, reason="Opened twice").status == "withdrawn"


def test_the_sides_are_known_to_few(county):
    """S002-140"""
    problem = make.analysed(county)
    readers = [name for name, user in county.personas.items() if Side.objects.visible_to(user).exists()]
    asked = [name for name, user in county.personas.items() if user.has_perm("problems.view_sides", problem)]
    assert readers == asked == ["partner", "supervisor", "commander"]


def test_naming_another_officer_opens_the_record_to_them(county):
    problem = services.name_officer(make.opened(county), county.health_lead.person, by=county.officer)
    assert problem.officer_name == "Health lead"
    assert Problem.objects.visible_to(county.health_lead).filter(pk=problem.pk).exists()
    assert county.health_lead.has_perm("problems.analyse_problem", problem)
    assert not county.partner.has_perm("problems.analyse_problem", problem)
