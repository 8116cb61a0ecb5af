"""Other names, ties, teams, areas, topics and the rest of the directory, through the pages on which they are kept."""

import pytest
from django.urls import reverse
from lxml import html

from audit.models import Event
from partnership import services
from partnership.models import Agency, AgencyUnit, Area, AreaOverlap, Partnership, Topic, User

pytestmark = pytest.mark.django_db
WHY = {"reason": "As they are called"}


@pytest.fixture
def administrator(county, sign_in):
    return sign_in(county.administrator)


def version_on(client, name, row):
    page = html.fromstring(client.get(reverse(f"home:{name}", args=[row.pk])).content)
    return page.xpath('//input[@name="version"]/@value')[0]


def done(client, act, /, *args, **said):
    """The form is filled in and sent; it goes back to the page of what was changed."""
    response = client.post(reverse(f"home:{act}", args=args), WHY | said)
    assert response.status_code == 302, response.content.decode()
    assert client.get(response.url).status_code == 200
    return response.url


@pytest.mark.parametrize(
    ("what", "name"), [("charity", "Advice line"), ("delivery", "Safer streets group"), ("person", "Nan")]
)
def test_another_name_finds_them_until_it_is_taken_away(county, administrator, what, name):
    row = county.attendee.person if what == "person" else getattr(county, what)
    page = {"charity": "agency_name", "delivery": "body_name", "person": "known_as"}[what]
    key = row.slug if what == "delivery" else row.pk
    done(administrator, f"{page}_add", key, name=f"  {name} ")
    assert list(type(row).objects.named(name)) == [row]
    done(administrator, f"{page}_remove", key, row.aliases.get(name=name).pk)
    assert not type(row).objects.named(name).exists()


def test_two_agencies_are_tied_and_untied(county, administrator):
    shown = done(
        administrator, "agency_link_add", county.police.pk, kind="works-for", other=county.council.name
    )
    assert county.council.name in administrator.get(shown).content.decode()
    tie = county.police.links.get()
    assert (tie.other, tie.kind) == (county.council, "works-for")
    done(administrator, "agency_link_remove", county.police.pk, tie.pk)
    assert not county.police.links.exists()


def test_an_agency_is_not_tied_to_itself(county, administrator):
    said = {"kind": "works-for", "other": county.police.name, **WHY}
    response = administrator.post(reverse("home:agency_link_add", args=[county.police.pk]), said)
    assert response.status_code == 422
    assert "An agency cannot be linked to itself." in response.content.decode()


def test_a_team_stands_under_another_of_its_agency_and_under_none_of_its_own(county, administrator):
    done(administrator, "unit_add", county.council.pk, name="Place")
    place = AgencyUnit.objects.get(name="Place")
    done(administrator, "unit_add", county.council.pk, name="Community safety", parent=place.pk)
    team = AgencyUnit.objects.get(name="Community safety")
    assert team.parent == place
    said = {
        "name": "Place",
        "parent": team.pk,
        "version": version_on(administrator, "unit_change", place),
        **WHY,
    }
    response = administrator.post(reverse("home:unit_change", args=[place.pk]), said)
    assert response.status_code == 422
    place.refresh_from_db()
    assert place.parent is None


def test_an_area_is_added_changed_and_overlaps_another(county, administrator):
    done(administrator, "area_add", name="Quayside", kind="ward")
    area, other = Area.objects.get(name="Quayside"), Area.objects.create(name="Harbour", kind="ward")
    said = {"kind": "ward", "version": version_on(administrator, "area_change", area)}
    done(administrator, "area_change", area.pk, name="Quayside and Dock", **said)
    done(administrator, "overlap_add", area.pk, other=other.pk)
    overlap = AreaOverlap.objects.get(area=area)
    assert (overlap.area.name, overlap.other) == ("Quayside and Dock", other)
    done(administrator, "overlap_remove", area.pk, overlap.pk)
    assert not AreaOverlap.objects.exists()


def test_a_topic_is_added_and_changed(county, administrator):
    done(administrator, "topic_add", county.here.slug, name="Prevent")
    topic = Topic.objects.get()
    said = {"name": "Prevent duty", "version": version_on(administrator, "topic_change", topic)}
    done(administrator, "topic_change", topic.pk, **said)
    topic.refresh_from_db()
    assert (topic.partnership, topic.name) == (county.here, "Prevent duty")


def test_whoever_adds_a_partnership_is_its_administrator_until_they_name_others(county, administrator):
    done(
        administrator,
        "partnership_add",
        name="Westshire Partnership",
        legal_basis="Crime and Disorder Act 1998",
    )
    added = Partnership.objects.get(name="Westshire Partnership")
    assert added.pk in User.objects.get(pk=county.administrator.pk).places.administers


@pytest.mark.parametrize(
    ("name", "key"),
    [("agency_name_add", "agency"), ("agency_link_add", "agency"), ("unit_add", "agency"),
     ("known_as_add", "person"), ("body_name_add", "body"), ("area_add", ""), ("topic_add", "partnership")],
)  # fmt: skip
@pytest.mark.parametrize("who", ["officer", "chair", "police_lead"])
def test_nobody_else_keeps_the_directory(county, sign_in, name, key, who):
    keys = {
        "agency": [county.charity.pk], "person": [county.attendee.person_id], "body": [county.delivery.slug],
        "partnership": [county.here.slug], "": [],
    }  # fmt: skip
    before = Event.objects.count()
    response = sign_in(getattr(county, who)).post(
        reverse(f"home:{name}", args=keys[key]), {"name": "Other", **WHY}
    )
    assert response.status_code == 403
    assert Event.objects.count() == before


def test_a_name_of_another_agency_is_not_taken_away_under_this_one(county, administrator):
    alias = services.add_agency_alias(county.police, "The force", by=county.administrator)
    path = reverse("home:agency_name_remove", args=[county.charity.pk, alias.pk])
    assert administrator.post(path, WHY).status_code == 404
    assert Agency.objects.named("The force").exists()


def test_a_calendar_whose_address_is_revoked_from_the_page_is_shown_to_nobody(county, sign_in, client):
    address = reverse("home:calendar_feed", args=[services.renew_calendar(by=county.officer)])
    assert client.get(address).status_code == 200
    assert sign_in(county.officer).post(reverse("home:calendar_revoke")).status_code == 302
    assert client.get(address).status_code == 404
