"""Giving, withdrawing and lapsing of access; every refusal is a sentence, and all come at once."""

import datetime as dt

import pytest
from django.core.exceptions import PermissionDenied
from django.urls import reverse

from audit.models import Event
from partnership.models import User
from records.access import close_expired, grant, note_reading, withdraw_grant
from records.audience import set_audience
from records.lifecycle import MoveRefused
from records.models import GroupGrant, Record, UserGrant
from tests.factories import problems
from tests.factories.partnership import AgencyFactory, AgreementFactory

pytestmark = pytest.mark.django_db
PURPOSE = "Operational work"


@pytest.fixture
def agreement(county):
    found = AgreementFactory(partnership=county.here, title="Sharing protocol", status="signed")
    found.parties.create(agency=county.police, signed_on="2026-01-01", signatory="Chief officer")
    found.parties.create(agency=county.charity)
    return found


def test_a_grant_says_who_gave_it_for_what_on_what_basis_and_until_when(county, make, agreement):
    record, last = make(audience="officers"), dt.date(2999, 1, 1)
    terms = {"reason": "Joint work", "purpose": PURPOSE, "agreement": agreement, "expires_on": last}
    row = grant(record, county.police, by=county.officer, **terms)
    assert (row.group, row.granted_by, row.reason) == (county.police.group, county.officer, "Joint work")
    version = GroupGrant.history.get(id=row.pk)
    assert (version.history_user, version.history_change_reason) == (county.officer, "Joint work")
    event = Event.objects.get(verb="grant access")
    assert event.changes == {
        "to": "Northshire Police",
        "purpose": PURPOSE,
        "agreement": "Sharing protocol",
        "until": "2999-01-01",
    }


def test_a_new_grant_takes_the_place_of_the_former(county, make):
    record = make(audience="officers")
    for reason in ("At first", "Then"):
        grant(record, county.partner, by=county.officer, reason=reason)
    assert [row.reason for row in UserGrant.objects.filter(user=county.partner)] == ["Then"]


def test_who_may_open_a_record_is_asked_of_it_as_it_stands(county, make):
    """The officer's page was drawn before whoever made the record closed it to names."""
    record = make(audience="officers", by=county.support)
    seen = Record.objects.get(pk=record.pk)
    record.audience = "named"
    record.save()
    with pytest.raises(PermissionDenied, match="Only those who run this record"):
        set_audience(seen, "partnership", by=county.officer, reason="For all")
    with pytest.raises(PermissionDenied, match="Only those who run this record"):
        withdraw_grant(seen, county.partner, by=county.officer, reason="Done")


@pytest.mark.parametrize(
    "persona", ["police_lead", "attendee", "support", "administrator", "outsider", "guest"]
)
def test_only_those_who_run_a_record_give_access_to_it(county, make, persona):
    with pytest.raises(PermissionDenied, match="Only those who run this record"):
        grant(make(), county.guest, by=getattr(county, persona), reason="Wants it")


def test_the_chair_gives_access_too(county, make):
    assert grant(make(), county.guest, by=county.chair, reason="Wants it")


def test_all_reasons_come_at_once(county, make, agreement):
    agreement.status = "withdrawn"
    agreement.save()
    with pytest.raises(MoveRefused) as refused:
        grant(
            make(),
            county.charity,
            by=county.officer,
            reason=" ",
            purpose="Curiosity",
            agreement=agreement,
            expires_on=dt.date(2020, 1, 1),
        )
    assert refused.value.reasons == (
        "Say why they need access.",
        "The last day of access is in the past. Choose today or later.",
        "The agreement “Sharing protocol” is not in force. Choose one that is, or have it signed.",
        "Choose a purpose that the agreement “Sharing protocol” allows.",
        "Northshire Advice has not signed the agreement “Sharing protocol”. Have it signed first.",
    )


def test_a_person_is_refused_for_their_agency(county, make, agreement):
    with pytest.raises(MoveRefused, match="Northshire Advice has not signed"):
        grant(make(), county.attendee, by=county.officer, reason="Help", purpose=PURPOSE, agreement=agreement)


def test_a_signature_of_tomorrow_does_not_count(county, make, agreement):
    agreement.parties.filter(agency=county.police).update(signed_on="2999-01-01")
    with pytest.raises(MoveRefused, match="Northshire Police has not signed"):
        grant(make(), county.police, by=county.officer, reason="Help", purpose=PURPOSE, agreement=agreement)


def test_nobody_opens_a_record_to_themselves(county, make):
    with pytest.raises(MoveRefused, match="You cannot give access to yourself"):
        grant(make(), county.officer, by=county.officer, reason="Curious")


def test_a_closed_account_is_given_nothing(county, make):
    User.objects.filter(pk=county.partner.pk).update(is_active=False)
    county.partner.refresh_from_db()
    with pytest.raises(MoveRefused, match="The account of Partner Northshire is closed"):
        grant(make(), county.partner, by=county.officer, reason="Help")


@pytest.mark.parametrize("whom", ["outsider", "agency"])
def test_those_outside_the_partnership_need_an_agreement(county, make, whom):
    holder = county.outsider if whom == "outsider" else AgencyFactory(name="Far Council")
    with pytest.raises(MoveRefused, match="is not of this partnership"):
        grant(make(), holder, by=county.officer, reason="Help")


def test_withdrawal_closes_and_leaves_its_trace(county, make):
    record = make(audience="officers")
    grant(record, county.partner, by=county.officer, reason="Help")
    withdraw_grant(record, county.partner, by=county.officer, reason="Done")
    assert not Record.objects.visible_to(county.partner).filter(pk=record.pk).exists()
    removal = UserGrant.history.filter(history_type="-").get()
    assert (removal.history_user, removal.history_change_reason) == (county.officer, "Done")
    assert Event.objects.get(verb="withdraw access").changes == {"from": "Partner Northshire"}


def test_what_cannot_be_withdrawn_is_said(county, make):
    with pytest.raises(MoveRefused) as refused:
        withdraw_grant(make(), county.partner, by=county.officer, reason="")
    assert refused.value.reasons == (
        "Say why access is withdrawn.",
        "Partner Northshire was given no access by name. Nothing was changed.",
    )


def test_only_those_who_run_a_record_withdraw(county, make):
    record = make()
    grant(record, county.guest, by=county.officer, reason="Help")
    with pytest.raises(PermissionDenied):
        withdraw_grant(record, county.guest, by=county.attendee, reason="No")


def test_a_named_record_is_kept_by_whoever_made_it(county, make):
    record = make(by=county.support, audience="named")
    assert Record.objects.visible_to(county.support).filter(pk=record.pk).exists()
    assert county.support.has_perm("records.grant_record", record)
    assert not county.officer.has_perm("records.grant_record", record)
    grant(record, county.guest, by=county.support, reason="Reviews it")
    assert Record.objects.visible_to(county.guest).filter(pk=record.pk).exists()


def test_whoever_closes_a_record_to_names_keeps_it(county, make):
    record = set_audience(make(by=county.support), "named", by=county.chair, reason="A victim is named")
    assert county.chair.has_perm("records.grant_record", record)
    assert Record.objects.visible_to(county.chair).filter(pk=record.pk).exists()
    assert not county.officer.has_perm("records.grant_record", record)
    with pytest.raises(MoveRefused, match="Chair Northshire keeps this record"):
        withdraw_grant(record, county.chair, by=county.chair, reason="Tidy")


def test_an_agencys_own_record_is_opened_by_its_maker_only(county, make):
    record = make(by=county.support, audience="agency")
    who = {name for name, user in county.personas.items() if user.has_perm("records.grant_record", record)}
    assert who == {"support"}


def test_a_change_of_audience_leaves_a_version_and_an_event(county, make):
    record = make()
    set_audience(Record.objects.get(pk=record.pk), "body", by=county.officer, reason="Not for all")
    newest = record.history.latest()
    assert (newest.audience, newest.history_change_reason) == ("body", "Not for all")
    assert Event.objects.get(verb="change audience").changes == {"audience": ["partnership", "body"]}


@pytest.mark.parametrize(
    ("fields", "audience", "reason"),
    [
        ({}, "partnership", "This is open to the partnership already. Choose another audience."),
        ({"body": None}, "body", "This belongs to no body. Choose another audience."),
        ({"agency": None}, "agency", "This belongs to no agency. Choose another audience."),
        (
            {"marking": "official-sensitive"},
            "public",
            "This is marked OFFICIAL-SENSITIVE. Lower its marking before you open it to everyone.",
        ),
    ],
)
def test_an_audience_that_does_not_fit_is_refused(county, make, fields, audience, reason):
    with pytest.raises(MoveRefused) as refused:
        set_audience(make(**fields), audience, by=county.officer, reason="")
    assert refused.value.reasons == ("Say why who can see this is changed.", reason)


def test_only_those_who_run_a_record_change_its_audience(county, make):
    with pytest.raises(PermissionDenied):
        set_audience(make(), "public", by=county.attendee, reason="Everyone should know")


def test_what_a_record_says_of_people_is_opened_by_those_who_read_it(county, sign_in):
    """S002-140: an officer runs the record and may not read its victim and offender sides."""
    problem = problems.analysed(county)
    with pytest.raises(MoveRefused, match="Only those who read what this record says of people"):
        grant(problem, county.health, by=county.officer, reason="Joint work", with_sides=True)
    assert not GroupGrant.objects.filter(content_object=problem.pk, group=county.health.group).exists()
    address = reverse("records:give", args=[problem.reference])
    assert "with_sides" not in sign_in(county.officer).get(address).content.decode()
    said = {"agency": county.health.pk, "reason": "Joint work", "with_sides": "on"}
    assert sign_in(county.officer).post(address, said).status_code == 302
    assert not GroupGrant.objects.get(content_object=problem.pk, group=county.health.group).with_sides


def test_grants_past_their_day_are_cleared(county, make):
    record = make(audience="officers")
    for holder, last in ((county.partner, "2026-03-01"), (county.guest, "2999-01-01"), (county.police, None)):
        grant(record, holder, by=county.officer, reason="Help")
        (GroupGrant if holder == county.police else UserGrant).objects.filter(
            **({"group": holder.group} if holder == county.police else {"user": holder})
        ).update(expires_on=last)
    close_expired(dt.date(2026, 3, 2))
    assert list(UserGrant.objects.values_list("user", flat=True)) == [county.guest.pk]
    assert GroupGrant.objects.count() == 1
    event = Event.objects.get(verb="withdraw access")
    assert (event.actor, event.changes) == ("system", {"from": "Partner Northshire"})


@pytest.mark.parametrize(
    ("fields", "noted"),
    [
        ({"audience": "named"}, True),
        ({"audience": "agency"}, True),
        ({"marking": "official-sensitive"}, True),
        ({"audience": "body"}, False),
        ({}, False),
    ],
)
def test_readings_of_restricted_records_are_events(county, make, fields, noted):
    record = make(**fields)
    note_reading(county.officer, record, "print")
    assert Event.objects.filter(verb="print", actor=f"user:{county.officer.pk}").exists() is noted
