"""Who may know that a record exists: every audience, every persona, every kind of grant."""

import datetime as dt

import pytest
from django.contrib.auth.models import AnonymousUser

from actions.models import Action
from partnership import places
from partnership.models import Agreement, Membership, Role, User
from partnership.places import CASEWORKERS
from records.access import give
from records.models import Record
from records.one import one
from records.querysets import LITERALS, known_to, knows, sides_granted_to
from records.reports.access import who_can_see
from tests.factories.partnership import AgreementFactory, PartnershipFactory, RoleFactory
from tests.factories.records import RecordFactory
from tests.personas import account

pytestmark = pytest.mark.django_db
TODAY = dt.date(2026, 6, 1)
YESTERDAY, TOMORROW = TODAY - dt.timedelta(1), TODAY + dt.timedelta(1)

HERE = "officer chair police_lead health_lead attendee support partner supervisor commander administrator".split()
SEES = {  # audience of a record of the strategic group, kept by the police: who knows of it
    "public": [*HERE, "outsider", "guest", "stranger"],
    "partners": [*HERE, "outsider"],
    "partnership": HERE,
    "body": "officer chair police_lead health_lead attendee support".split(),
    "officers": "officer chair support".split(),
    "case": "officer chair police_lead partner supervisor commander".split(),
    "funding": "officer chair police_lead partner supervisor commander".split(),
    "analysis": "officer chair police_lead partner supervisor commander".split(),
    "agency": "police_lead partner supervisor commander".split(),
    "named": [],
}


@pytest.fixture(autouse=True)
def _today(settings):
    settings.PORTAL_TODAY = TODAY.isoformat()


@pytest.fixture
def record(county):
    return RecordFactory(
        partnership=county.here, body=county.strategic, agency=county.police, audience="named"
    )


def may_know(user, record):
    """By the list of all records, that of its own kind, the permission, readers, its own page, and in Python."""
    user = User.objects.get(pk=user.pk) if user.pk else user
    answers = {
        Record.objects.visible_to(user).filter(pk=record.pk).exists(),
        Action.objects.visible_to(user).filter(pk=record.pk).exists(),
        user.has_perm("records.view_record", record),
        who_can_see(record).includes(user),
        one(Record, user, record.reference) is not None,
        knows(user)(record.pk, record.audience, record.partnership_id, record.body_id, record.agency_id),
    }
    assert len(answers) == 1
    return answers.pop()


@pytest.mark.parametrize("persona", [*HERE, "outsider", "guest", "stranger"])
@pytest.mark.parametrize("audience", Record.Audience.values)
def test_each_audience_and_persona(county, record, audience, persona):
    Record.objects.filter(pk=record.pk).update(audience=audience)
    record.refresh_from_db()
    user = AnonymousUser() if persona == "stranger" else getattr(county, persona)
    assert may_know(user, record) is (persona in SEES[audience])


def test_the_table_has_every_persona(county):
    assert set(county.personas) == set(SEES["public"]) - {"stranger"}


@pytest.mark.parametrize("audience", ["body", "officers", "partnership"])
def test_the_other_partnerships_officer_and_chair_see_their_own(county, audience):
    record = RecordFactory(partnership=county.there, body=county.other_body, audience=audience)
    assert [name for name, user in county.personas.items() if may_know(user, record)] == ["outsider"]


@pytest.mark.parametrize("persona", ["outsider", "guest", "partner"])
@pytest.mark.parametrize(
    ("until", "opens"), [(None, True), (TODAY, True), (TOMORROW, True), (YESTERDAY, False)]
)
def test_a_grant_by_name_holds_to_its_last_day(county, record, persona, until, opens):
    holder = getattr(county, persona)
    give(record, holder, by=county.officer, reason="Joint work", expires_on=until)
    assert may_know(holder, record) is opens
    others = [user for user in county.personas.values() if user != holder]
    assert not any(may_know(user, record) for user in others)


@pytest.mark.parametrize(("until", "opens"), [(None, True), (YESTERDAY, False)])
def test_a_grant_to_an_agency_opens_to_all_in_its_posts(county, record, until, opens):
    give(record, county.police, by=county.officer, reason="Joint work", expires_on=until)
    knowing = {name for name, user in county.personas.items() if may_know(user, record)}
    police = {"police_lead", "partner", "supervisor", "commander"}
    assert knowing == (police if opens else set())


@pytest.mark.parametrize(
    ("terms", "opens"),
    [
        ({"status": "signed"}, True),
        ({"status": "signed", "ended_on": TODAY}, True),
        ({"status": "signed", "ended_on": YESTERDAY}, False),
        ({"status": "withdrawn"}, False),
        ({"status": "draft"}, False),
    ],
)
def test_a_grant_falls_with_the_agreement_it_rests_on(county, record, terms, opens):
    agreement = AgreementFactory(partnership=county.here, **terms)
    give(record, county.outsider, by=county.officer, reason="Joint work", agreement=agreement)
    give(record, county.police, by=county.officer, reason="Joint work", agreement=agreement)
    assert {may_know(user, record) for user in (county.outsider, county.partner)} == {opens}


def test_every_status_of_an_agreement_is_in_the_table():
    assert {"signed", "withdrawn", "draft"} <= set(Agreement.Status.values)


def test_a_closed_account_sees_what_strangers_see(county, record):
    give(record, county.partner, by=county.officer, reason="Joint work")
    User.objects.filter(pk=county.partner.pk).update(is_active=False)
    assert not may_know(county.partner, record)


def test_a_guest_sees_nothing_after_their_last_day(county, record):
    give(record, county.guest, by=county.officer, reason="Joint work")
    User.objects.filter(pk=county.guest.pk).update(access_ends_on=YESTERDAY)
    assert not may_know(county.guest, record)


def test_a_place_that_has_ended_opens_nothing(county, record):
    Record.objects.filter(pk=record.pk).update(audience="body")
    record.refresh_from_db()
    county.police_lead.person.memberships.update(ended_on=YESTERDAY)
    assert not may_know(county.police_lead, record)


def test_what_follows_from_a_place_is_kept_until_the_place_is_another(county, record):
    Record.objects.filter(pk=record.pk).update(audience="body")
    record.refresh_from_db()
    first, again = (User.objects.get(pk=county.police_lead.pk) for _ in range(2))
    assert known_to(first) is known_to(again)
    assert may_know(county.police_lead, record)
    Membership.objects.filter(person=first.person).update(ended_on=YESTERDAY)  # past every signal
    assert known_to(User.objects.get(pk=first.pk)) is not known_to(first)
    assert not may_know(county.police_lead, record)


def test_grants_beyond_those_read_with_the_places_open_as_much(county, monkeypatch):
    monkeypatch.setattr(places, "MOST_OPENED", 2)
    places._query.cache_clear()
    kept = [RecordFactory(partnership=county.here, audience="named") for _ in range(3)]
    try:
        for number, record in enumerate(kept, 1):
            give(record, county.outsider, by=county.officer, reason="Joint work")
            outsider = User.objects.get(pk=county.outsider.pk)
            assert set(Action.objects.visible_to(outsider)) == set(kept[:number])
            assert (outsider.places.opened is None) is (number > 2)
    finally:
        places._query.cache_clear()


def test_a_grant_given_or_ended_meanwhile_counts_at_once(county, record):
    """The person's places, and what was opened to them, were read before."""
    known = Record.objects.filter(pk=record.pk)
    assert not known.visible_to(county.partner).exists()
    give(record, county.partner, by=county.officer, reason="Joint work")
    assert known.visible_to(county.partner).exists()
    reader = User.objects.get(pk=county.partner.pk)
    assert known.visible_to(reader).exists()
    record.user_grants.get().delete()
    assert not known.visible_to(reader).exists()


def test_as_many_places_as_one_likes(county):
    partnerships = PartnershipFactory.create_batch(LITERALS + 1)
    kept = [RecordFactory(partnership=place, audience="officers") for place in partnerships]
    elsewhere = RecordFactory(partnership=PartnershipFactory(), audience="officers")
    for place in partnerships:
        RoleFactory(person=county.outsider.person, partnership=place, kind="officer")
    assert set(Action.objects.visible_to(User.objects.get(pk=county.outsider.pk))) == set(kept)
    assert not may_know(county.outsider, elsewhere)


def test_roles_ask_of_no_record_are_refused(county):
    assert not county.officer.has_perm("records.view_record")


@pytest.mark.parametrize("kind", Role.Kind.values)
def test_a_case_is_known_to_those_who_work_on_cases(county, record, kind):
    Record.objects.filter(pk=record.pk).update(audience="case")
    record.refresh_from_db()
    person = account("newcomer")
    RoleFactory(person=person.person, partnership=county.here, kind=kind)
    assert may_know(person, record) is (kind in CASEWORKERS)


@pytest.mark.parametrize("audience", Record.Audience.values)
def test_an_analyst_of_one_body_reads_its_cases_and_nothing_else(county, record, audience):
    """S001-74"""
    analyst = account("newcomer")
    RoleFactory(person=analyst.person, partnership=county.here, kind="analyst", body=county.strategic)
    other = RecordFactory(
        partnership=county.here, body=county.delivery, agency=county.health, audience=audience
    )
    Record.objects.filter(pk=record.pk).update(audience=audience)
    record.refresh_from_db()
    assert may_know(analyst, record) is (audience in ("case", "public"))
    assert may_know(analyst, other) is (audience == "public")


@pytest.mark.parametrize("with_sides", [True, False])
@pytest.mark.parametrize("holder", ["partner", "police"])
def test_a_grant_opens_the_sides_that_describe_people_only_if_it_says_so(county, record, holder, with_sides):
    """S002-140"""
    give(record, getattr(county, holder), by=county.officer, reason="Joint work", with_sides=with_sides)
    user = User.objects.get(pk=county.partner.pk)
    open_to = Record.objects.filter(pk__in=sides_granted_to(user, TODAY))
    assert may_know(user, record)
    assert open_to.exists() is with_sides


def test_what_is_opened_to_a_partnership_is_known_to_those_who_work_on_its_cases(county, record):
    """S002-55: as they know their own, and nobody else there."""
    assert not may_know(county.outsider, record)
    give(record, county.there, by=county.officer, reason="It reaches them")
    readers = {}
    for kind in Role.Kind.values:
        readers[kind] = account(f"there_{kind}")
        RoleFactory(person=readers[kind].person, partnership=county.there, kind=kind)
    assert {kind for kind, user in readers.items() if may_know(user, record)} == set(CASEWORKERS)
    assert may_know(county.outsider, record)
    assert not may_know(county.partner, record)
    record.partnership_grants.update(expires_on=YESTERDAY)
    places.OPENINGS.turn += 1
    assert not may_know(county.outsider, record)
