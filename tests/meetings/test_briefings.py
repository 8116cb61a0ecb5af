"""The briefing on emerging issues that follows a tasking meeting at once (S002-56)."""

import datetime as dt

import pytest
from django.urls import reverse

from audit.clock import today
from home.reports.feed import calendar_of
from meetings.models import Meeting
from meetings.services import meetings as services
from meetings.services.briefings import call_briefing
from notices.models import Notice
from records.lifecycle import MoveRefused
from tests.factories import issues
from tests.factories import meetings as make
from tests.factories.partnership import PartnershipFactory

pytestmark = pytest.mark.django_db
SOON = today() + dt.timedelta(days=7)


@pytest.fixture
def officers(county):
    """Community safety officers: here, of the partnership beside it, and of one in another county."""
    group = PartnershipFactory(name="County group", slug="county-group")
    for partnership in (county.here, county.there):
        partnership.parent = group
        partnership.save()
    elsewhere = PartnershipFactory(name="Elsewhere", slug="elsewhere")
    places = {"here": county.here, "there": county.there, "county": group, "elsewhere": elsewhere}
    return {name: issues.safety(county, place, f"safety_{name}") for name, place in places.items()}


def called(county, **details):
    return call_briefing(
        make.scheduled(county, held_on=SOON, ends_at=dt.time(11)), by=county.officer, **details
    )


def test_officers_of_each_partnership_and_of_the_county_are_invited(county, officers):
    briefing = called(county)
    invited = set(briefing.attendance.values_list("person", flat=True))
    assert invited == {officers[name].person_id for name in ("here", "there", "county")}
    assert (briefing.held_on, briefing.starts_at) == (SOON, dt.time(11))
    assert [item.title for item in briefing.items.all()] == ["Emerging issues"]
    told = set(
        Notice.objects.filter(record=briefing.pk, trigger="invited").values_list("recipient", flat=True)
    )
    assert told == {officers[name].pk for name in ("here", "there", "county")}


def test_they_see_the_briefing_and_not_the_meeting_before_it(county, officers):
    briefing = called(county)
    seen = Meeting.objects.visible_to(officers["there"])
    assert list(seen) == [briefing]
    assert not Meeting.objects.visible_to(officers["elsewhere"]).exists()
    assert briefing.reference in calendar_of(officers["there"], today()).decode()


def test_it_is_no_meeting_whose_minutes_the_next_one_takes(county, officers):
    briefing = called(county)
    following = make.scheduled(county, held_on=SOON + dt.timedelta(days=14))
    assert following.previous == briefing.briefing_after
    changed = services.change_meeting(briefing, {"held_on": SOON + dt.timedelta(days=1)}, by=county.officer)
    assert changed.title.startswith("Briefing after the strategic group")


def test_one_is_called_once_and_none_after_a_briefing(county, officers):
    briefing = called(county)
    for meeting, words in ((briefing.briefing_after, "called already"), (briefing, "a briefing itself")):
        with pytest.raises(MoveRefused, match=words):
            call_briefing(meeting, by=county.officer)
    with pytest.raises(MoveRefused, match="no date yet"):
        call_briefing(make.scheduled(county, held_on=None), by=county.officer)


def test_the_page(county, officers, sign_in):
    meeting = make.scheduled(county, held_on=SOON)
    page = reverse("meetings:briefing", args=[meeting.reference])
    client = sign_in(county.officer)
    assert page in client.get(reverse("meetings:agenda", args=[meeting.reference])).content.decode()
    assert "3 community safety officers" in client.get(page).content.decode()
    assert client.post(page, {"starts_at": "11:30", "venue": "Council house"}).status_code == 302
    assert Meeting.objects.get(briefing_after=meeting).venue == "Council house"
    assert "called already" in client.post(page, {}).content.decode()
    for user, status in ((county.police_lead, 403), (county.outsider, 404)):
        assert sign_in(user).get(page).status_code == status
