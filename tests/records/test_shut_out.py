"""Somebody shut out of a record by name knows nothing of it, whatever else would let them in."""

import pytest
from django.urls import reverse

from partnership.models import User
from records import access
from records.audience import set_audience
from records.models import Record
from records.reports.access import who_can_see
from records.search import find
from records.services import change_record
from tests.factories import meetings as make

pytestmark = pytest.mark.django_db
WHY = "Declared an interest"


def anew(user):
    """As the next request reads them."""
    return User.objects.get(pk=user.pk)


def knows(user, record):
    return Record.objects.visible_to(user).filter(pk=record.pk).exists()


@pytest.mark.parametrize("persona", ["officer", "chair", "police_lead"])
def test_no_place_lets_them_in(county, persona):
    meeting, user = make.scheduled(county), getattr(county, persona)
    assert knows(user, meeting)
    access.shut_out(meeting, user, by=county.administrator, reason=WHY)
    for who in (user, anew(user)):
        assert not knows(who, meeting)
        assert not who.has_perm("records.view_record", meeting)


def test_no_grant_lets_them_in(county):
    meeting = make.scheduled(county)
    set_audience(meeting, "officers", by=county.officer, reason="Closed")
    access.give(meeting, county.guest, by=county.officer, reason="Reads along")
    assert knows(county.guest, meeting)
    access.shut_out(meeting, county.guest, by=county.officer, reason=WHY)
    assert not knows(anew(county.guest), meeting)


def test_search_and_pages_know_nothing_of_it(county, client):
    meeting = make.scheduled(county)
    change_record(meeting, {"title": "Quarterly lantern meeting"}, by=county.officer)
    assert find(county.chair, "lantern")
    access.shut_out(meeting, county.chair, by=county.officer, reason=WHY)
    assert not find(anew(county.chair), "lantern")
    client.force_login(county.chair)
    assert client.get(meeting.get_absolute_url()).status_code == 404


def test_who_can_see_leaves_them_out_and_names_them(county, client):
    meeting = make.scheduled(county)
    assert who_can_see(meeting).includes(county.chair)
    access.shut_out(meeting, county.chair, by=county.officer, reason=WHY)
    assert not who_can_see(meeting).includes(county.chair)
    client.force_login(county.officer)
    page = client.get(reverse("records:access", args=[meeting.reference])).content.decode()
    assert "Shut out by name" in page
    assert WHY in page


def test_it_is_done_once_and_can_be_ended(county):
    meeting = make.scheduled(county)
    first = access.shut_out(meeting, county.chair, by=county.officer, reason=WHY)
    assert access.shut_out(meeting, county.chair, by=county.officer, reason="Again") == first
    access.end_shut_out(meeting, county.chair, by=county.officer, reason="The interest has ended")
    assert knows(anew(county.chair), meeting)
    assert access.shut_out(meeting, county.chair, by=county.officer, reason=WHY) != first
