"""Nobody is led to a page that refuses them: an officer whose partnership has no group yet, and a guest."""

import pytest
from django.urls import reverse

from partnership.models import Role
from tests.factories import library
from tests.factories import partnership as make
from tests.personas import account

pytestmark = pytest.mark.django_db
FROM_LISTS = [
    ("meetings:list", "meetings:schedule"),
    ("meetings:list", "meetings:import"),
    ("problems:issues", "problems:issues_since"),
]


@pytest.fixture
def alone(county):
    """The officer of a partnership that has no group."""
    user = account("alone", make.AgencyFactory(name="Eastshire Council"))
    there = make.PartnershipFactory(name="Eastshire Community Safety Partnership", slug="eastshire")
    make.RoleFactory(person=user.person, partnership=there, kind=Role.Kind.OFFICER)
    return user


@pytest.mark.parametrize(("page", "offered"), FROM_LISTS)
def test_what_is_done_for_a_group_is_offered_where_there_is_one(county, alone, sign_in, page, offered):
    link = f'href="{reverse(offered)}"'
    assert link in sign_in(county.officer).get(reverse(page)).text
    client = sign_in(alone)
    assert client.get(reverse(offered)).status_code == 403
    assert link not in client.get(reverse(page)).text


def test_the_history_of_an_entry_is_offered_to_those_who_may_read_it(county, alone, sign_in):
    play = library.listed(county)
    history = reverse("records:history", args=[play.reference])
    assert f'href="{history}"' in sign_in(county.officer).get(play.get_absolute_url()).text
    client = sign_in(alone)
    assert client.get(history).status_code == 403
    assert f'href="{history}"' not in client.get(play.get_absolute_url()).text


def test_projects_by_district_are_offered_to_those_who_read_the_directory(county, sign_in):
    link = f'href="{reverse("home:projects")}"'
    assert link in sign_in(county.officer).get(reverse("funding:bids")).text
    assert link not in sign_in(county.guest).get(reverse("funding:bids")).text
