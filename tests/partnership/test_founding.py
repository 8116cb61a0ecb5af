"""The first administrator of an installation: made by command, founds a partnership, and reads nothing by it."""

import pytest
from django.core.management import call_command

from partnership.models import User
from partnership.services import partnerships
from tests.factories.meetings import published


@pytest.fixture
def founder(db, monkeypatch):
    monkeypatch.setenv("DJANGO_SUPERUSER_PASSWORD", "a password long enough")
    call_command("createsuperuser", "--noinput", "--email", "First@Example.org", verbosity=0)
    return User.objects.get(email="first@example.org")


def test_the_command_makes_an_account_with_a_person(founder):
    assert founder.check_password("a password long enough")
    assert str(founder.person) == "First"


def test_they_found_a_partnership_and_administer_it(founder):
    founded = partnerships.create_partnership(by=founder, name="Shire Partnership")
    assert User.objects.get(pk=founder.pk).places.administers == {founded.pk}


def test_their_pages_lead_to_founding_one(founder, sign_in):
    assert b"/partnerships/add/" in sign_in(founder).get("/administer/").content
    assert sign_in(founder).get("/partnerships/add/").status_code == 200


def test_they_neither_sign_nor_publish_nor_open_records_of_others(founder, county):
    meeting = published(county)
    for permission in ("meetings.approve_meeting", "meetings.unpublish_meeting", "records.grant_record"):
        assert not founder.has_perm(permission, meeting)
