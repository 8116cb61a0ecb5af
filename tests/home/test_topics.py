"""Topics with their single points of contact, accreditations, and the county seen from a district."""

import datetime as dt

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.urls import reverse

from accounts.services import close_leaver
from audit.models import Event
from meetings.services import meetings as calling
from partnership import services
from partnership.models import Topic
from tests.factories import partnership as make

pytestmark = pytest.mark.django_db
TODAY = dt.date(2026, 3, 10)


@pytest.fixture(autouse=True)
def _today(settings):
    settings.PORTAL_TODAY = TODAY.isoformat()


@pytest.fixture
def topic(county):
    return services.create_topic(county.here, name="Serious violence duty", by=county.administrator)


def name(county, topic, agency, user, **fields):
    return services.name_contact(topic, agency, user.person, by=county.administrator, **fields)


def text_of(answer):
    return answer.content.decode()


def test_the_topics_page_lists_each_agencys_contact_and_who_has_none(county, topic, sign_in):
    """S001-32"""
    county.police_lead.person.email = "violence@example.org"
    county.police_lead.person.save()
    name(county, topic, county.police, county.police_lead)
    page = text_of(sign_in(county.attendee).get(reverse("home:topic", args=[topic.pk])))
    named, without = page.split("Nobody named yet")
    assert "Police lead" in named
    assert "violence@example.org" in named
    assert "NHS Northshire" in without
    assert "Northshire Police" not in without
    partnership = text_of(sign_in(county.attendee).get(reverse("home:partnership", args=["northshire"])))
    assert reverse("home:topic", args=[topic.pk]) in partnership
    agency = text_of(sign_in(county.attendee).get(reverse("home:agency", args=[county.police.pk])))
    assert "Serious violence duty" in agency


def test_an_agency_has_one_contact_at_a_time(county, topic):
    first = name(county, topic, county.police, county.police_lead, started_on=dt.date(2026, 1, 1))
    second = name(county, topic, county.police, county.partner)
    first.refresh_from_db()
    assert (first.ended_on, second.started_on) == (TODAY - dt.timedelta(days=1), TODAY)
    assert list(topic.contacts.on(TODAY)) == [second]
    with pytest.raises(ValidationError, match="Partner Northshire is their contact already"):
        name(county, topic, county.police, county.partner)
    with pytest.raises(ValidationError, match="Partner Northshire began on that day"):
        name(county, topic, county.police, county.police_lead)


def test_only_partners_name_contacts_and_only_administrators_write_them(county, topic):
    with pytest.raises(ValidationError, match="is no partner here"):
        name(county, topic, make.AgencyFactory(name="Far Council"), county.outsider)
    with pytest.raises(PermissionDenied):
        services.name_contact(topic, county.police, county.partner.person, by=county.officer)


def test_a_topic_is_kept_on_pages(county, sign_in):
    client = sign_in(county.administrator)
    added = client.post(reverse("home:topic_add", args=["northshire"]), {"name": "Prevent"})
    topic = Topic.objects.get()
    assert added.url == reverse("home:topic", args=[topic.pk])
    sent = {"agency": county.police.pk, "person": "Partner Northshire"}
    client.post(reverse("home:contact_name", args=[topic.pk]), sent)
    contact = topic.contacts.get()
    assert contact.person == county.partner.person
    client.post(reverse("home:contact_end", args=[contact.pk]), {"ended_on": TODAY.isoformat()})
    contact.refresh_from_db()
    assert contact.ended_on == TODAY
    assert client.get(reverse("home:history", args=["topic", topic.pk])).status_code == 200
    assert client.get(reverse("home:history", args=["topiccontact", contact.pk])).status_code == 200


def test_a_leaver_is_a_contact_no_longer(county, topic):
    contact = name(county, topic, county.police, county.police_lead)
    close_leaver(
        county.police_lead.person, last_day=TODAY, successor=None, by=county.administrator, reason="Moves"
    )
    contact.refresh_from_db()
    assert contact.ended_on == TODAY
    ended = Event.objects.get(verb="leave").changes["ended"]
    assert "single point of contact: Serious violence duty, Northshire Police" in ended


def test_a_merged_agencys_contact_goes_on_under_the_other(county, topic):
    name(county, topic, county.police, county.police_lead, started_on=dt.date(2026, 1, 1))
    into = make.AgencyFactory(name="Shire Police", kind="police")
    services.merge_agency(
        county.police, into, on=TODAY, by=county.administrator, reason="Order", confirmed=True
    )
    assert [row.agency for row in topic.contacts.on(TODAY + dt.timedelta(days=1))] == [into]


@pytest.mark.parametrize("contacts", [1, 3])
def test_a_topics_page_costs_the_same_however_many(
    county, topic, sign_in, contacts, django_assert_num_queries
):
    for agency in [county.police, county.health, county.council][:contacts]:
        name(county, topic, agency, county.police_lead)
    client = sign_in(county.attendee)
    with django_assert_num_queries(5):
        client.get(reverse("home:topic", args=[topic.pk]))


def test_a_group_is_accredited_to_a_stage_on_a_day(county, sign_in):
    """S002-60"""
    client = sign_in(county.administrator)
    address = reverse("home:accreditation_add", args=[county.strategic.slug])
    sent = {"scheme": "Rural safety guild", "stage": "Stage 1", "accredited_on": "2026-02-01"}
    assert client.post(address, sent).url == reverse("home:body", args=[county.strategic.slug])
    page = text_of(sign_in(county.attendee).get(reverse("home:body", args=[county.strategic.slug])))
    assert "Rural safety guild, Stage 1" in page
    assert "1 February 2026" in page
    held = county.strategic.accreditations.get()
    client = sign_in(county.administrator)
    again = client.post(address, sent)
    assert again.status_code == 422
    assert "This stage of the scheme is recorded already." in text_of(again)
    client.post(reverse("home:accreditation_remove", args=[held.pk]), {"reason": "Lapsed"})
    assert not county.strategic.accreditations.exists()
    assert held.history.latest().history_type == "-"


def test_who_is_no_administrator_writes_no_accreditation(county):
    with pytest.raises(PermissionDenied):
        services.add_accreditation(county.strategic, scheme="Guild", by=county.officer)


def test_a_district_shows_the_county_and_what_of_it_one_may_see(county, sign_in):
    """S002-03"""
    parent = make.PartnershipFactory(name="Shire county group", slug="shire")
    group = make.BodyFactory(partnership=parent, name="County strategy group", slug="county-group")
    county_council = make.AgencyFactory(name="Shire County Council")
    make.PartnerFactory(partnership=parent, agency=county.police)
    make.RoleFactory(person=county.officer.person, partnership=parent)
    services.link_agencies(county.council, county_council, "two-tier", by=county.administrator)
    county.here.parent = parent
    county.here.save()
    meeting = calling.schedule_meeting(group, by=county.officer, held_on=TODAY)
    address = reverse("home:partnership", args=["northshire"])
    seen = text_of(sign_in(county.officer).get(address))
    assert "From the county" in seen
    assert "Shire county group" in seen
    assert "Shire County Council" in seen
    assert meeting.reference in seen
    unseen = text_of(sign_in(county.health_lead).get(address))
    assert "Shire county group" in unseen
    assert "No record of the county is open to you." in unseen
    assert meeting.reference not in unseen


def test_a_partnership_without_a_county_says_nothing_of_one(county, sign_in):
    page = text_of(sign_in(county.officer).get(reverse("home:partnership", args=["northshire"])))
    assert "From the county" not in page
