"""The page of readers and ``visible_to`` always agree (a property, over records made at random)."""

import datetime as dt
import random

import pytest

from partnership.models import User
from records.access import give
from records.models import Record
from records.reports.access import who_can_see
from tests.factories.partnership import AgreementFactory
from tests.factories.records import RecordFactory

pytestmark = pytest.mark.django_db
DAY = dt.date(2026, 6, 1)
DAYS = [None, None, DAY - dt.timedelta(1), DAY, DAY + dt.timedelta(1)]


@pytest.fixture(autouse=True)
def _today(settings):
    settings.PORTAL_TODAY = DAY.isoformat()


def scatter(county, dice):
    """Ends come to places, accounts close, guests leave: anything that may open or close a record."""
    for person in county.personas.values():
        for places in (person.person.posts, person.person.memberships, person.person.roles):
            places.update(ended_on=dice.choice(DAYS))
        User.objects.filter(pk=person.pk).update(is_active=dice.random() > 0.1)
    User.objects.filter(is_guest=True).update(access_ends_on=dice.choice(DAYS[2:]))
    county.here.partners.update(ended_on=dice.choice(DAYS))


def random_record(county, dice):
    agreement = AgreementFactory(
        partnership=county.here, status=dice.choice(["signed", "draft"]), ended_on=dice.choice(DAYS)
    )
    record = RecordFactory(
        partnership=dice.choice([county.here, county.there]),
        body=dice.choice([county.strategic, county.delivery, county.other_body]),
        agency=dice.choice([county.council, county.police, county.charity]),
        audience=dice.choice(Record.Audience.values),
    )
    holders = [*county.personas.values(), county.council, county.police, county.health, county.charity]
    for holder in dice.sample(holders, dice.randint(0, 4)):
        terms = {"agreement": dice.choice([None, agreement]), "expires_on": dice.choice(DAYS)}
        give(record, holder, by=county.officer, reason="Joint work", **terms)
    return record


@pytest.mark.parametrize("seed", range(20))
def test_the_readers_found_are_those_who_see(county, seed):
    dice = random.Random(seed)
    records = [random_record(county, dice) for _ in range(4)]
    scatter(county, dice)
    users = list(User.objects.all())
    for record in records:
        sees = {user.pk for user in users if Record.objects.visible_to(user).filter(pk=record.pk).exists()}
        readers = who_can_see(record)
        assert ({user.pk for user in users} if readers.everyone else readers.ids) == sees


def test_each_reason_is_said_and_until_when(county):
    record = RecordFactory(partnership=county.here, body=county.strategic, audience="body")
    give(record, county.guest, by=county.officer, reason="Reviews it", expires_on=dt.date(2026, 7, 1))
    county.police_lead.person.memberships.update(ended_on="2026-12-31")
    groups = {group.heading: group.readers for group in who_can_see(record).groups}
    assert [(str(r.user), r.why) for r in groups["Roles in the partnership"]] == [
        ("Officer Northshire", "Partnership officer")
    ]
    seats = {str(r.user): (r.why, r.until) for r in groups["Strategic group"]}
    assert seats["Chair Northshire"] == ("Chair Northshire, chair", None)
    assert seats["Police lead"] == ("Police lead", dt.date(2026, 12, 31))
    (guest,) = groups["Given access by name"]
    assert (guest.why, guest.until) == ("Reviews it, given by Officer Northshire", dt.date(2026, 7, 1))


def test_a_grant_that_opens_nothing_says_why(county):
    record = RecordFactory(partnership=county.here, audience="named")
    lapsed = AgreementFactory(partnership=county.here, title="Old protocol", status="withdrawn")
    give(record, county.guest, by=county.officer, reason="Was needed", expires_on=DAY - dt.timedelta(1))
    give(record, county.police, by=county.officer, reason="Was needed", agreement=lapsed)
    assert [line.closed for line in who_can_see(record).held] == [
        "Its last day has passed.",
        "The agreement “Old protocol” is not in force.",
    ]


@pytest.mark.parametrize("audience", Record.Audience.values)
def test_the_queries_do_not_grow_with_the_people(county, audience, django_assert_max_num_queries):
    record = RecordFactory(
        partnership=county.here, body=county.strategic, agency=county.police, audience=audience
    )
    for holder in (county.guest, county.outsider, county.police):
        give(record, holder, by=county.officer, reason="Joint work")
    with django_assert_max_num_queries(6):
        who_can_see(record)
