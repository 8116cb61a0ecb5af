"""The commander's page: all that is wrong at once, resources with the decision, and rounds kept."""

import datetime as dt

import pytest
from django.urls import reverse

from notices.models import Notice
from notices.services import announce_move
from problems import services
from problems.contents import COMMAND
from problems.deciding import Given, Used
from problems.lifecycle import Action, Status
from problems.models import Problem, Resource
from records.access import give
from records.lifecycle import MoveRefused
from tests.factories import issues
from tests.factories import problems as make

pytestmark = pytest.mark.django_db


def address(problem, name="decide", *more):
    return reverse(f"problems:{name}", args=[problem.reference, *more])


def filled(**changes):
    return {
        "comments": "Good work.",
        "outcome": "complete",
        "tick_section": "on",
        "hours_section": "12.5",
    } | changes


def test_a_commander_completes_the_file_with_what_it_took(county, sign_in):
    """S002-156, S002-158, S002-163, S002-165"""
    problem = make.sent(county)
    sent = filled(
        tick_division="on", hours_division="1,000", cost_division="£250.50", agency_1=str(county.council.pk),
        part_1="Lamps", hours_1="30", best_practice="on", name="Somebody else",
    )  # fmt: skip
    answer = sign_in(county.commander).post(address(problem), sent)
    problem.refresh_from_db()
    assert (answer.status_code, problem.status) == (302, Status.CLOSED)
    assert {row.level: str(row.hours) for row in problem.resources.all()} == {
        "section": "12.5",
        "division": "1000.0",
    }
    assert [(row.agency, row.part, str(row.hours)) for row in problem.agency_times.all()] == [
        (county.council, "Lamps", "30.0")
    ]
    review = problem.reviews.get()
    assert (review.name, review.best_practice) == ("Commander Northshire", True)
    signed = problem.signoffs.get(act=COMMAND)
    assert signed.content["resources"] == [["section", "12.5", None], ["division", "1000.0", "250.50"]]
    assert signed.content["decisions"][0]["outcome"] == "complete"
    page = sign_in(county.commander).get(address(problem, "rounds")).content.decode()
    assert "1,042.5" in page
    assert "£250.50" in page


@pytest.mark.parametrize(
    ("changes", "reason"),
    [
        ({"outcome": ""}, "Choose one outcome"),
        ({"comments": " "}, "Write your comments."),
        ({"tick_beat": "on"}, "“Community beat officer only” goes with no other level."),
        ({"hours_force": "4"}, "Tick “Force level”, or take its hours and its cost away."),
        ({"hours_section": "-1"}, "must be 0 or more"),
        ({"hours_section": "many"}, "must be a number"),
        ({"hours_section": "1,5"}, "must be a number"),
        ({"hours_section": "1000000"}, "must be 100,000 or less"),
        ({"part_2": "Advice"}, "Choose the agency of line 2, or empty the line."),
        ({"outcome": "hold"}, "Say in how many weeks or months"),
        ({"outcome": "hold", "review_in": "3"}, "Say whether the time is in weeks or in months."),
        ({"outcome": "hold", "review_in": "60", "review_unit": "weeks"}, "1 to 52 weeks"),
        ({"review_in": "3", "review_unit": "weeks"}, "goes with “review it later” alone"),
    ],
)
def test_what_is_refused(county, sign_in, changes, reason):
    """S002-157, S002-159; B1, R8 to R10"""
    problem = make.sent(county)
    answer = sign_in(county.commander).post(address(problem), filled(**changes))
    page = answer.content.decode()
    assert answer.status_code == 422
    assert reason in page
    assert "12.5" in page or "hours_section" in changes
    problem.refresh_from_db()
    assert (problem.status, problem.resources.count()) == (Status.REVIEW, 0)


def test_all_that_is_wrong_is_said_at_once(county, sign_in):
    problem = make.sent(county)
    sent = filled(comments="", outcome="", tick_beat="on", hours_force="2", part_1="Lamps")
    page = sign_in(county.commander).post(address(problem), sent).content.decode()
    for reason in ("Write your comments", "Choose one outcome", "goes with no other level", "Tick “Force level”",
                   "Choose the agency of line 1"):  # fmt: skip
        assert reason in page


def test_the_service_asks_the_same(county):
    problem = make.sent(county)
    used = [Used("beat", 3), Used("section", 2)]
    given = [Given(county.council), Given(county.council, hours=-1)]
    with pytest.raises(MoveRefused) as refusal:
        services.decide(problem, "", by=county.commander, used=used, given=given)
    assert len(refusal.value.reasons) == 5
    assert not Resource.objects.exists()


@pytest.mark.parametrize(
    ("persona", "status"), [("commander", 200), ("partner", 403), ("officer", 403), ("supervisor", 403),
                            ("health_lead", 404), ("outsider", 404)],
)  # fmt: skip
def test_who_decides(county, sign_in, persona, status):
    problem = make.sent(county)
    client = sign_in(getattr(county, persona))
    assert client.get(address(problem)).status_code == status
    assert client.post(address(problem), filled()).status_code == (302 if status == 200 else status)


def test_a_record_that_is_not_with_the_commander(county, sign_in):
    problem = make.assessed(county)
    client = sign_in(county.commander)
    assert client.get(address(problem)).status_code == 302
    answer = client.post(address(problem), filled())
    assert answer.status_code == 422
    assert "It is now “Assessment”" in answer.content.decode()


def test_what_was_recorded_is_offered_again_after_a_review(county, sign_in):
    problem = make.decided(
        county, Action.HOLD, review_in=2, review_unit="months", used=[Used("section", 5)],
        given=[Given(county.health, "Clinic", 2)],
    )  # fmt: skip
    for action in (Action.RESUME, Action.SEND):
        problem = services.step(problem, action, by=county.partner, reason="It has begun again")
    client = sign_in(county.commander)
    page = client.get(address(problem)).content.decode()
    assert 'value="5.0"' in page
    assert 'value="Clinic"' in page
    client.post(address(problem), filled(hours_section="7"))
    assert [str(row.hours) for row in problem.resources.all()] == ["7.0"]
    assert not problem.agency_times.exists()


def test_an_ended_round_is_read_as_it_stood(county, sign_in):
    """S002-160, S002-140"""
    problem = make.decided(county, Action.REASSESS, used=[Used("section", 5)], given=[Given(county.health)])
    client = sign_in(county.commander)
    rounds = client.get(address(problem, "rounds")).content.decode()
    assert "60 incidents before, 41 after" in rounds
    page = client.get(address(problem, "round", 1)).content.decode()
    for words in ("Calls about the shelter", "Incidents fell from 60 to 41", "Section: 5 hours",
                  "Re-assess the original problem: Good work.", "Passengers after dark"):  # fmt: skip
        assert words in page
    assert "Passengers" not in sign_in(county.officer).get(address(problem, "round", 1)).content.decode()
    assert sign_in(county.officer).get(address(problem, "round", 2)).status_code == 404
    assert sign_in(county.outsider).get(address(problem, "round", 1)).status_code == 404


def test_an_ended_round_is_told_in_words_and_not_in_codes(county, sign_in):
    said = {
        "kinds": ["asb", "fear"], "days": [4, 5], "time_from": dt.time(20), "time_until": dt.time(1),
        "relevant_to": ["strategy"],
    }  # fmt: skip
    problem = services.decide(
        make.with_fields(make.sent(county), county.partner, said),
        Action.REASSESS, comments="Again.", by=county.commander,
    )  # fmt: skip
    page = sign_in(county.commander).get(address(problem, "round", 1)).content.decode()
    for words in ("Anti-social behaviour", "Fear of crime", "Friday", "8pm", "1am", "Community safety strategy",
                  "Counted before, from", "Initiating officer"):  # fmt: skip
        assert words in page
    assert "Before until" not in page


@pytest.mark.parametrize("name", ["decide", "rounds"])
def test_pages_cost_few_queries(county, sign_in, name, django_assert_max_num_queries):
    problem = make.sent(county)
    client = sign_in(county.commander)
    client.get(address(problem, name))
    with django_assert_max_num_queries(8):
        assert client.get(address(problem, name)).status_code == 200
    assert Problem.objects.count() == 1


@pytest.mark.parametrize(
    ("outcome", "said", "heading"),
    [("return", {}, "What the commander decided: return to the officer"),
     ("reassess", {}, "What the commander decided in round 1: re-assess"),
     ("hold", {"review_in": 2, "review_unit": "weeks"}, "What the commander decided: review it later")],
)  # fmt: skip
def test_the_officer_reads_what_the_commander_said_where_they_act_on_it(
    county, sign_in, outcome, said, heading
):
    problem = make.decided(county, Action(outcome), comments="Ask the bus company first.", **said)
    page = sign_in(county.partner).get(problem.get_absolute_url()).content.decode()
    assert heading in page
    assert "Ask the bus company first." in page


def test_a_record_leads_to_the_issue_that_it_was_for_those_who_may_know_of_it(county, sign_in):
    safety = issues.safety(county)
    problem = services.raise_problem(services.take_issue(issues.logged(county), by=safety), by=safety)
    issue = problem.links_out.get().target
    assert issue.reference in sign_in(safety).get(problem.get_absolute_url()).content.decode()
    give(problem, county.health_lead, by=county.officer, reason="Helps")
    page = sign_in(county.health_lead).get(problem.get_absolute_url())
    assert (page.status_code, issue.reference in page.content.decode()) == (200, False)


@pytest.mark.parametrize("best", [True, False])
def test_the_officer_hears_that_the_file_can_go_into_the_library(county, best):
    """S002-162"""
    problem = make.decided(county, Action.COMPLETE, best_practice=best)
    announce_move(problem, Action.COMPLETE, by=county.commander)
    notice = Notice.objects.get(recipient=county.partner, trigger="move-complete")
    assert "The commander has completed the file." in notice.line
    assert ("put it in the library" in notice.line) is best
