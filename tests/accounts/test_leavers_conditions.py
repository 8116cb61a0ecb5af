"""What decisions were agreed subject to, and somebody who leaves was still to meet."""

import datetime as dt

import pytest
from django.urls import reverse

from accounts import services
from audit.models import Event
from meetings.models import Condition
from meetings.services import agenda, moves, resolutions
from notices.models import Notice
from records.lifecycle import MoveRefused
from signoffs.reports import state_of
from tests.factories import meetings as make
from tests.factories.partnership import PersonFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def condition(county):
    """Of signed minutes: the health lead is to meet it."""
    meeting = make.drafted(county)
    found = Condition.objects.get()
    resolutions.change_condition(found, {"owner": county.health_lead.person}, by=county.officer)
    meeting = moves.circulate_minutes(meeting, by=county.officer)
    moves.approve_minutes(meeting, by=county.chair, digest_seen=moves.digest_now(meeting))
    return found


def leave(county, to, **options):
    action_owner = county.police_lead.person
    said = {"last_day": dt.date(2026, 11, 1), "successor": action_owner, "reason": "Moved on"}
    services.close_leaver(
        county.health_lead.person, condition_owner=to, by=county.administrator, **said | options
    )


def test_an_open_condition_goes_to_somebody_who_is_told_and_the_signature_stands(county, condition):
    leave(county, county.police_lead.person)
    condition.refresh_from_db()
    assert condition.owner == county.police_lead.person
    assert condition.history.latest().history_change_reason == "Moved on"
    told = Notice.objects.get(recipient=county.police_lead, trigger=f"take-over-{condition.pk}")
    assert told.path.endswith(f"#c{condition.pk}")
    meeting = condition.resolution.item.meeting
    assert state_of(meeting.signoffs.get(), moves.content_of(meeting)) == "valid"
    left = Event.objects.get(verb="leave").changes
    assert (left["conditions handed over"], left["conditions left"]) == (1, 0)


def test_a_condition_that_was_met_stays_as_it_was(county, condition):
    resolutions.discharge_condition(condition, by=county.officer, note_of_discharge="It was assessed.")
    leave(county, None)
    condition.refresh_from_db()
    assert condition.owner == county.health_lead.person


def test_one_that_was_met_meanwhile_keeps_its_owner(county, condition):
    read_before = Condition.objects.select_related("resolution__item__meeting").get()
    resolutions.discharge_condition(condition, by=county.officer, note_of_discharge="It was assessed.")
    said = {"by": county.administrator, "reason": "Moved on"}
    resolutions.hand_over_condition(read_before, county.police_lead.person, **said)
    condition.refresh_from_db()
    assert condition.owner == county.health_lead.person
    assert not Notice.objects.filter(trigger=f"take-over-{condition.pk}").exists()


def test_one_of_an_item_that_the_other_may_not_know_stays_and_officers_are_told(county):
    meeting = moves.start_minutes(make.scheduled(county), by=county.officer)
    item = agenda.add_item(meeting, by=county.officer, title="A family", is_restricted=True)
    agenda.change_item(item, {}, by=county.officer, invited=[county.health_lead.person])
    decided = resolutions.add_resolution(item, "Agreed.", by=county.officer, conditions=["A name"])
    condition = decided.conditions.get()
    resolutions.change_condition(condition, {"owner": county.health_lead.person}, by=county.officer)
    leave(county, county.police_lead.person)
    condition.refresh_from_db()
    assert condition.owner == county.health_lead.person
    told = Notice.objects.filter(trigger=f"condition-left-{condition.pk}").values_list("recipient", flat=True)
    assert county.officer.pk in told
    assert county.police_lead.pk not in told


@pytest.mark.parametrize("who", ["nobody", "leaver", "no account"])
def test_somebody_has_to_take_them_who_can(county, condition, who):
    to = {"nobody": None, "leaver": county.health_lead.person, "no account": PersonFactory()}[who]
    with pytest.raises(MoveRefused, match=r"takes over the conditions|the person who leaves|cannot sign in"):
        leave(county, to)
    assert county.health_lead.is_active


def test_the_page_asks_for_somebody_and_says_how_many_go(county, condition, sign_in):
    client = sign_in(county.administrator)
    page = reverse("accounts:leave", args=[county.health_lead.person.pk])
    assert "Who takes over the conditions of decisions" in client.get(page).text
    police = county.police_lead.person.pk
    typed = {
        "last_day": "1 November 2026",
        "reason": "Moved on",
        "successor": police,
        "condition_owner": police,
    }
    assert "takes over 1 of 1 condition of decisions" in client.post(page, typed).text
    assert client.post(page, typed | {"confirm": "yes"}).status_code == 302
    condition.refresh_from_db()
    assert condition.owner == county.police_lead.person
