"""What an officer who leaves had in hand: problem records and emerging issues."""

import datetime as dt

import pytest
from django.urls import reverse

from accounts import services
from notices.models import Notice
from problems import services as services_of_problems
from problems.models import EmergingIssue, Problem
from problems.services import take_issue
from problems.services.library import draft_of
from records.lifecycle import MoveRefused
from tests.factories import issues, problems
from tests.factories import library as make_play
from tests.factories.partnership import PersonFactory
from tests.personas import account

pytestmark = pytest.mark.django_db
DAY = dt.date(2026, 10, 1)


def leave(county, person, to=None, **options):
    options = {"last_day": DAY, "successor": None, "reason": "Moved on", "by": county.administrator} | options
    services.close_leaver(person, case_officer=to, **options)


def test_twelve_open_records_go_to_somebody_else_in_one_step(county):
    for number in range(12):
        problems.opened(county, title=f"Problem {number}")
    colleague = account("colleague", county.police)
    leave(county, county.partner.person, colleague.person)
    assert Problem.objects.open().in_the_case_of(colleague.person).count() == 12
    problem = Problem.objects.first()
    assert (problem.officer_name, problem.officer_department) == (str(colleague.person), "Northshire Police")
    assert problem.history.latest().history_change_reason == "Moved on"
    assert Notice.objects.filter(recipient=colleague).count() == 12


def test_what_the_other_could_not_open_stays_and_its_keepers_are_told(county):
    problem = problems.opened(county)
    stranger = account("stranger", county.health)
    leave(county, county.partner.person, stranger.person)
    problem.refresh_from_db()
    assert problem.officer == county.partner.person
    assert not Problem.objects.visible_to(stranger).exists()
    told = set(Notice.objects.filter(trigger="officer-left").values_list("recipient", flat=True))
    assert {county.officer.pk, county.supervisor.pk} <= told
    assert stranger.pk not in told


def test_an_issue_in_hand_goes_too(county):
    safety, other = issues.safety(county), issues.safety(county, name="second_safety")
    take_issue(issues.logged(county), by=safety)
    leave(county, safety.person, other.person)
    assert EmergingIssue.objects.get().officer == other.person


@pytest.mark.parametrize("to", [None, "partner", "nobody"])
def test_somebody_has_to_take_them_who_can(county, to):
    problems.opened(county)
    person = {None: None, "partner": county.partner.person, "nobody": PersonFactory()}[to]
    with pytest.raises(
        MoveRefused, match=r"takes over the problem records|the person who leaves|cannot sign in"
    ):
        leave(county, county.partner.person, person)
    assert county.partner.is_active


def test_the_page_says_how_many_go_and_how_many_stay(county, sign_in):
    problems.opened(county)
    colleague = account("colleague", county.police)
    client, page = sign_in(county.administrator), reverse("accounts:leave", args=[county.partner.person.pk])
    typed = {"last_day": "1 October 2026", "reason": "Moved on", "case_officer": colleague.person.pk}
    found = client.post(page, typed).content.decode()
    assert "takes over 1 of 1 problem record or emerging issue" in found
    assert client.post(page, typed | {"confirm": "yes"}).status_code == 302
    assert Problem.objects.get().officer == colleague.person


def test_a_file_that_waits_for_the_library_is_entered_by_the_partnership_s_officers_instead(county, sign_in):
    """The file keeps the officer who signed it: a closed record is not written in."""
    problem = make_play.recommended(county)
    page = reverse("problems:play_add", args=[problem.reference])
    assert sign_in(county.officer).get(page).status_code == 403
    leave(county, county.partner.person)
    problem = Problem.objects.get(pk=problem.pk)
    assert problem.officer == county.partner.person
    told = Notice.objects.filter(trigger="officer-left", record=problem.pk)
    assert county.officer.pk in told.values_list("recipient", flat=True)
    client = sign_in(county.officer)
    assert "Put it in the library" in client.get(problem.get_absolute_url()).content.decode()
    assert client.get(page).status_code == 200
    play = services_of_problems.list_play(
        problem, draft_of(problem), names_nobody=True, looked_at=True, by=county.officer
    )
    assert client.get(reverse("problems:play_revise", args=[play.reference])).status_code == 200
    assert sign_in(county.commander).get(page).status_code == 403
