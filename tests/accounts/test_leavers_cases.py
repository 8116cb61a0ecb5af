"""What an officer who leaves had in hand: problem records and emerging issues."""

import datetime as dt

import pytest
from django.urls import reverse

from accounts import services
from notices.models import Notice
from problems.models import EmergingIssue, Problem
from problems.services import take_issue
from records.lifecycle import MoveRefused
from tests.factories import issues, problems
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
