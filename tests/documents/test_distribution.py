import datetime as dt

import pytest
from django.core.exceptions import PermissionDenied

from audit.clock import today
from audit.models import Event
from documents import services
from documents.models import Document
from partnership.models import Membership
from records.lifecycle import MoveRefused
from records.models import Job
from tests.documents.samples import upload, word


def test_on_the_list_is_not_yet_issued(paper, county):
    """S004-10"""
    services.add_recipients(
        paper.newest, people=[county.guest.person], bodies=[county.delivery], by=county.officer
    )
    assert [(row.printed_as, row.issued_on) for row in paper.newest.issues.all()] == [
        ("Delivery group", None),
        ("Guest Northshire", None),
    ]
    services.add_recipients(paper.newest, bodies=[county.delivery], by=county.officer)
    assert paper.newest.issues.count() == 2


def test_a_body_is_its_members_that_day_and_their_names_stay(paper, county):
    """S004-07"""
    Membership.objects.filter(person=county.attendee.person).update(ended_on=today() - dt.timedelta(days=1))
    services.issue_version(paper.newest, bodies=[county.strategic], by=county.officer)
    Membership.objects.filter(person=county.health_lead.person).update(ended_on=today())
    rows = paper.newest.issues.filter(person__isnull=False)
    assert [row.printed_as for row in rows] == [
        "Chair Northshire, Northshire Council",
        "Police lead, Northshire Police",
        "Health lead, NHS Northshire",
        "Support Northshire, Northshire Council",
    ]
    assert {row.issued_on for row in rows} == {today()}


def test_whoever_is_sent_a_version_may_open_it_and_hears_of_it(paper, county):
    assert not Document.objects.visible_to(county.guest).exists()
    services.issue_version(paper.newest, people=[county.guest.person], by=county.officer)
    assert Document.objects.visible_to(county.guest).get() == paper
    assert list(paper.audience_of_move("issue")) == [county.guest]
    job = Job.objects.get(task="notices.announce_move")
    assert job.arguments == {"record_id": paper.pk, "action": "issue", "by_id": county.officer.pk}
    event = Event.objects.get(subject=paper.reference, verb="issue")
    assert event.changes["to"] == ["Guest Northshire"]


def test_a_later_version_goes_to_those_who_have_not_had_it(paper, county):
    people = [county.police_lead.person]
    services.issue_version(paper.newest, people=people, by=county.officer)
    with pytest.raises(MoveRefused, match="has had this version"):
        services.issue_version(paper.newest, people=people, by=county.officer)
    version = services.add_version(paper, upload(data=word("2")), description="Two", by=county.officer)
    assert services.issue_version(version, people=people, by=county.officer)


def test_every_reason_against_is_named(paper, county, settings):
    settings.CLAMAV_SOCKET = "/nobody/there"
    with pytest.raises(MoveRefused) as refusal:
        services.issue_version(
            paper.newest,
            bodies=[county.delivery],
            by=county.officer,
            issued_on=today() + dt.timedelta(days=1),
        )
    assert len(refusal.value.reasons) == 3
    assert not paper.newest.issues.exists()


def test_members_may_read_and_not_send(paper, county):
    with pytest.raises(PermissionDenied):
        services.issue_version(paper.newest, people=[county.guest.person], by=county.police_lead)


def test_its_author_shares_one_document_with_one_agency(paper, county):
    """S001-103"""
    Document.objects.filter(pk=paper.pk).update(created_by=county.police_lead)
    paper.refresh_from_db()
    services.share_document(paper, county.charity, by=county.police_lead, reason="Supports their work")
    event = Event.objects.get(subject=paper.reference, verb="grant access")
    assert event.changes["to"] == "Northshire Advice"
    assert event.reason == "Supports their work"


def test_a_share_says_why_and_others_may_not_share(paper, county):
    with pytest.raises(MoveRefused, match="Say why"):
        services.share_document(paper, county.charity, by=county.officer, reason="")
    with pytest.raises(PermissionDenied):
        services.share_document(paper, county.charity, by=county.health_lead, reason="Because")
