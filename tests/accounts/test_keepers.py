"""Whoever alone may open a named record to others leaves: somebody else keeps it before they are gone."""

import datetime as dt

import pytest

from accounts import services
from audit.models import Event
from documents.models import Document
from notices.models import Notice
from records.access import grant, kept_alone_by, withdraw_grant
from records.audience import set_audience
from records.lifecycle import MoveRefused
from records.models import Record, UserGrant
from records.services import create_record
from tests.factories.documents import record_of

pytestmark = pytest.mark.django_db
TODAY = dt.date(2026, 3, 10)


@pytest.fixture(autouse=True)
def _today(settings):
    settings.PORTAL_TODAY = TODAY.isoformat()


@pytest.fixture
def record(county):
    """Closed to names by the chair, and given to the health lead."""
    closed = set_audience(_record(county), "named", by=county.chair, reason="A victim is named")
    grant(closed, county.health_lead, by=county.chair, reason="Reviews it")
    return closed


def _record(county):
    return create_record(
        Document(title="A letter", partnership=county.here, body=county.strategic), by=county.officer
    )


def leave(county, **changes):
    options = {"last_day": TODAY, "successor": None, "by": county.administrator, "reason": "Retires"}
    services.close_leaver(county.chair.person, **options | changes)


def sees(user, record):
    return Record.objects.visible_to(user).filter(pk=record.pk).exists()


def test_another_keeps_it(county, record):
    leave(county, keeper=county.officer.person)

    assert sees(county.officer, record)
    assert county.officer.has_perm("records.grant_record", record)
    assert not UserGrant.objects.filter(user=county.chair).exists()
    events = Event.objects.filter(subject=record.reference, actor=f"user:{county.administrator.pk}")
    assert sorted(events.values_list("verb", flat=True)) == ["grant access", "withdraw access"]
    assert Event.objects.get(verb="leave").changes["records kept by"] == "Officer Northshire"


def test_those_it_is_given_to_hear_of_it_and_of_nothing_in_it(county, record):
    leave(county, keeper=county.officer.person)

    told = Notice.objects.filter(trigger="keeper-changed")
    assert {notice.recipient for notice in told} == {county.officer, county.health_lead}
    assert {notice.subject for notice in told} == {"A request waits for you"}


def test_what_was_opened_to_others_stays_and_the_new_keeper_is_shown_it(county, record, sign_in):
    leave(county, keeper=county.officer.person)

    assert sees(county.health_lead, record)
    shown = Notice.objects.get(trigger="keeper-changed", recipient=county.officer).path
    page = sign_in(county.officer).get(shown).content.decode()
    assert str(county.health_lead) in page
    assert "Reviews it" in page
    withdraw_grant(record, county.health_lead, by=county.officer, reason="Not needed any more")
    assert not sees(county.health_lead, record)


def test_what_was_opened_to_the_leaver_by_name_does_not_come_back_with_their_account(county):
    record = set_audience(_record(county), "named", by=county.officer, reason="A victim is named")
    grant(record, county.chair, by=county.officer, reason="Reviews it")
    leave(county)

    county.chair.refresh_from_db()
    county.chair.is_active = True
    county.chair.save()
    assert not sees(county.chair, record)
    assert Event.objects.filter(subject=record.reference, verb="withdraw access", reason="Retires").exists()


@pytest.mark.parametrize(
    ("keeper", "reason"),
    [
        (None, "Choose who keeps the records that nobody else could open to others."),
        ("chair", "The records cannot be kept by the person who leaves."),
        ("administrator", "You cannot take over records that are open only to those named."),
    ],
)
def test_it_is_refused_until_somebody_else_is_chosen(county, record, keeper, reason):
    with pytest.raises(MoveRefused, match=reason):
        leave(county, keeper=keeper and getattr(county, keeper).person)
    assert county.chair.person.posts.get().ended_on is None


def test_somebody_who_cannot_sign_in_keeps_nothing(county, record):
    services.close_account(county.partner, by=county.administrator, reason="Long leave")
    county.partner.person.refresh_from_db()
    with pytest.raises(MoveRefused, match="Partner Northshire cannot sign in"):
        leave(county, keeper=county.partner.person)


def test_what_another_keeps_as_well_asks_for_nobody(county, record):
    UserGrant.objects.filter(user=county.health_lead).delete()
    set_audience(record, "body", by=county.chair, reason="Others are to read it")
    set_audience(record, "named", by=county.officer, reason="No longer")
    assert not kept_alone_by(county.chair).exists()
    leave(county)


def test_a_keeper_whose_account_is_closed_counts_for_nobody(county, record):
    set_audience(record, "body", by=county.chair, reason="Others are to read it")
    set_audience(record, "named", by=county.officer, reason="No longer")
    services.close_account(county.officer, by=county.administrator, reason="Long leave")
    assert list(kept_alone_by(county.chair)) == [Record.objects.get(pk=record.pk)]


def test_a_record_left_without_a_keeper_earlier_is_mended_by_leaving_again(county, record):
    services.close_account(county.chair, by=county.administrator, reason="Long leave")
    leave(county, keeper=county.officer.person)
    assert county.officer.has_perm("records.grant_record", record)


def test_open_records_ask_for_nobody(county):
    record_of(county, created_by=county.chair)
    assert not kept_alone_by(county.chair).exists()


def test_the_page_asks_and_tells_which_to_nobody(county, record, sign_in):
    client = sign_in(county.administrator)
    address = f"/accounts/people/{county.chair.person_id}/leave/"
    filled = {"last_day": TODAY, "reason": "Retires"}

    asked = client.get(address).content.decode()
    assert "Who keeps the records that only they could open to others" in asked
    assert "1 record open only to those named" in asked
    assert f'<option value="{county.administrator.person_id}"' not in asked
    unchosen = client.post(address, filled | {"keeper": ""}).content.decode()
    assert "There is a problem" in unchosen

    filled["keeper"] = county.officer.person_id
    preview = client.post(address, filled).content.decode()
    assert "Officer Northshire keeps 1 record open only to those named" in preview
    assert record.reference not in asked + preview
    assert record.title not in asked + preview

    client.post(address, filled | {"confirm": "yes"})
    assert sees(county.officer, record)


def test_closing_the_account_says_what_nobody_else_could_open(county, record, sign_in):
    page = sign_in(county.administrator).get(f"/accounts/people/{county.chair.person_id}/close/")
    assert "They alone can open 1 record to others" in page.content.decode()
