"""A form sent twice, by the back button or an impatient press, makes one thing."""

import pytest
from django.urls import reverse

from actions.models import Action
from problems.models import Case, CaseStep, EmergingIssue, LadderStep, Problem, Response
from tests.factories import issues, library
from tests.factories import problems as make

pytestmark = pytest.mark.django_db


def twice(client, address, said):
    """What the second of two equal posts answers."""
    assert client.post(address, said).status_code == 302
    again = client.post(address, said)
    assert again.status_code == 422
    return again.content.decode()


def test_a_record_is_opened_once(county, sign_in):
    said = {"title": "Damage at the quay", "partnership": county.here.pk, "origin": "proactive"}
    page = twice(sign_in(county.partner), reverse("problems:open"), said)
    problem = Problem.objects.get()
    assert f"You made {problem.reference} with the same words in the last day." in page
    assert (
        sign_in(county.partner).post(reverse("problems:open"), said | {"title": "Another"}).status_code == 302
    )
    assert sign_in(county.officer).post(reverse("problems:open"), said).status_code == 302


def test_an_issue_is_logged_once_and_taken_once(county, sign_in):
    client = sign_in(county.officer)
    said = {"title": "Bins set alight", "partnership": county.here.pk}
    page = twice(client, reverse("problems:issue_log"), said)
    issue = EmergingIssue.objects.get()
    assert f"You made {issue.reference}" in page
    take = reverse("problems:issue_move", args=[issue.reference, "take"])
    assert "It is now “" in twice(client, take, {})


def test_a_response_and_its_action_are_added_once(county, sign_in):
    problem, client = make.planned(county), sign_in(county.partner)
    said = {"what": "Offer a youth club", "choice": "chosen"}
    page = twice(client, reverse("problems:response_add", args=[problem.reference]), said)
    assert "This response stands in the plan already" in page
    response = Response.objects.get(what="Offer a youth club")
    line = {"wording": "Book the hall", "lead": county.partner.person.pk, "due_on": "2126-12-01"}
    page = twice(client, reverse("problems:line_add", args=[problem.reference, response.pk]), line)
    action = Action.objects.get(wording="Book the hall")
    assert f"{action.reference} says the same, due on the same day" in page
    later = line | {"due_on": "2026-12-08"}
    address = reverse("problems:line_add", args=[problem.reference, response.pk])
    assert client.post(address, later).status_code == 302


def test_a_measure_of_an_issue_is_started_once(county, sign_in):
    issue, client = issues.taken(county), sign_in(county.officer)
    said = {"wording": "Empty the bins", "owner": str(county.officer.person), "due_on": "2099-12-01"}
    page = twice(client, reverse("problems:issue_measure", args=[issue.reference]), said)
    assert "says the same, due on the same day" in page
    assert Action.objects.filter(arises_from=issue.pk).count() == 1


def test_an_entry_of_the_library_is_adopted_in_a_new_record_once(county, sign_in):
    play = library.listed(county)
    address = reverse("problems:play_adopt", args=[play.reference])
    said = {"title": "Damage at the pier", "partnership": county.there.pk}
    page = twice(sign_in(county.outsider), address, said)
    problem = Problem.objects.get(partnership=county.there)
    assert f"You made {problem.reference}" in page
    assert problem.responses.count() == 1


def test_a_case_is_opened_once_and_taken_to_a_step_once(county, sign_in):
    case, client = library.cased(county), sign_in(county.partner)
    case.steps.all().delete()
    at = [case.problem.reference]
    page = client.get(reverse("problems:case_open", args=at)).content.decode()
    assert '<input type="hidden" name="seen" value="B"' in page
    page = twice(client, reverse("problems:case_open", args=at), {"risks": ["weapon"], "seen": "B"})
    assert "Case B is open already. To open case C as well, go back to the ladder." in page
    assert Case.objects.count() == 2
    first = LadderStep.objects.order_by("position").first()
    said = {"step": first.pk, "state": "planned", "taken_on": "14 October 2026",
            "officer": county.partner.person.email or str(county.partner.person)}  # fmt: skip
    page = twice(client, reverse("problems:case_step", args=[*at, "B"]), said)
    assert "on that day already. Change how it stands instead." in page
    assert CaseStep.objects.filter(case__letter="B").count() == 1


def test_a_step_of_the_ladder_is_added_once(county, sign_in):
    address = reverse("problems:ladder_step", args=[county.here.slug])
    page = twice(sign_in(county.administrator), address, {"name": "Warning in person"})
    assert "is a step of the ladder already" in page
    assert LadderStep.objects.filter(name="Warning in person").count() == 1
