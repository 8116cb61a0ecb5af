import datetime as dt

import pytest
from django.urls import reverse
from icalendar import Calendar

from audit.clock import today
from meetings.services import meetings, moves
from partnership import services
from records.audience import set_audience
from tests.factories.records import RecordFactory

pytestmark = pytest.mark.django_db
SOON = today() + dt.timedelta(days=20)


@pytest.fixture
def meeting(county):
    return meetings.schedule_meeting(
        county.strategic, by=county.officer, held_on=SOON, starts_at=dt.time(10), venue="Room 2"
    )


def entries(client, user):
    address = reverse("home:calendar_feed", args=[services.renew_calendar(by=user)])
    response = client.get(address)
    assert response.status_code == 200
    assert response["Content-Type"].startswith("text/calendar")
    return {
        str(event["uid"]).partition("@")[0]: event
        for event in Calendar.from_ical(response.content).walk("VEVENT")
    }


def test_a_member_has_the_meeting_with_time_place_and_link(county, client, meeting):
    event = entries(client, county.police_lead)[meeting.reference]
    assert (str(event["summary"]), str(event["location"]), event["status"]) == (
        meeting.title,
        "Room 2",
        "CONFIRMED",
    )
    assert event.decoded("dtstart").astimezone(dt.UTC).date() == SOON
    assert event.decoded("dtend") - event.decoded("dtstart") == dt.timedelta(hours=2)
    assert meeting.reference in event["url"]


def test_a_change_counts_up_and_a_cancelled_meeting_says_so(county, client, meeting):
    before = entries(client, county.chair)[meeting.reference]
    meetings.change_meeting(meeting, {"venue": "Room 3"}, by=county.officer)
    moves.cancel_meeting(meeting, by=county.officer, reason="Snow")
    after = entries(client, county.chair)[meeting.reference]
    assert after["uid"] == before["uid"]
    assert after["sequence"] > before["sequence"]
    assert after["status"] == "CANCELLED"


@pytest.mark.parametrize("persona", ["outsider", "guest", "partner"])
def test_others_have_nothing_of_it(county, client, meeting, persona):
    assert entries(client, getattr(county, persona)) == {}


def test_a_restricted_meeting_is_its_reference_alone(county, client, meeting):
    meeting.marking = "official-sensitive"
    meeting.save()
    event = entries(client, county.chair)[meeting.reference]
    assert str(event["summary"]) == meeting.reference
    assert "location" not in event


def test_a_meeting_closed_to_the_person_leaves_their_calendar(county, client, meeting):
    set_audience(meeting, "officers", by=county.officer, reason="Under review")
    assert entries(client, county.police_lead) == {}


def test_own_open_actions_stand_on_the_day_they_are_due(county, client):
    action = RecordFactory(partnership=county.here, status="open", due_on=SOON, title="Write to the landlord")
    action.owners.create(person=county.partner.person, printed_name="Partner", is_lead=True)
    event = entries(client, county.partner)[action.reference]
    assert str(event["summary"]) == "Due: Write to the landlord"
    assert event.decoded("dtstart") == SOON


def test_the_address_is_shown_once_and_only_its_digest_kept(county, sign_in):
    client = sign_in(county.chair)
    client.post(reverse("home:calendar_renew"))
    first = client.get(reverse("home:calendar")).content.decode()
    assert ".ics" in first
    assert ".ics" not in client.get(reverse("home:calendar")).content.decode()
    county.chair.refresh_from_db()
    assert len(county.chair.calendar_token) == 64
    assert county.chair.calendar_token not in first


def test_a_renewed_or_revoked_address_stops_working(county, client):
    old = services.renew_calendar(by=county.chair)
    new = services.renew_calendar(by=county.chair)
    assert client.get(reverse("home:calendar_feed", args=[old])).status_code == 404
    services.revoke_calendar(by=county.chair)
    for token in (new, "", "x"):
        assert services.calendar_owner(token) is None


def test_a_closed_account_has_no_calendar(county, client):
    token = services.renew_calendar(by=county.chair)
    county.chair.is_active = False
    county.chair.save()
    assert client.get(reverse("home:calendar_feed", args=[token])).status_code == 404
