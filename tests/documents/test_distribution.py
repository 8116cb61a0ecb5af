import datetime as dt

import pytest
from django.core.exceptions import PermissionDenied
from django.urls import reverse

from audit.clock import today
from audit.models import Event
from documents import services
from documents.models import Document
from documents.querysets import shared_titles
from notices.models import Notice
from notices.tasks import announce_move
from partnership.models import Membership
from records.lifecycle import MoveRefused
from records.models import Job
from tests.documents.samples import upload, word
from tests.factories import partnership as make


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
    assert (job.arguments["record_id"], job.arguments["action"]) == (paper.pk, "issue")
    event = Event.objects.get(subject=paper.reference, verb="issue")
    assert event.changes["to"] == ["Guest Northshire"]
    announce_move(**job.arguments)
    notice = Notice.objects.get()
    assert (notice.recipient, notice.subject) == (county.guest, f"{paper.reference}: sent to you")


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


def test_the_chair_of_a_body_is_whoever_chairs_it_that_day(paper, county):
    """S004-09"""
    services.add_recipients(paper.newest, chairs=[county.strategic], by=county.officer)
    assert [row.printed_as for row in paper.newest.issues.all()] == ["Chair of Strategic group"]
    Membership.objects.filter(person=county.chair.person).update(ended_on=today() - dt.timedelta(days=1))
    with pytest.raises(MoveRefused, match="Strategic group has no chair on that day"):
        services.issue_version(paper.newest, by=county.officer)
    Membership.objects.filter(person=county.police_lead.person).update(office="chair")
    services.issue_version(paper.newest, by=county.officer)
    Membership.objects.filter(person=county.police_lead.person).update(ended_on=today())
    row = paper.newest.issues.get(person__isnull=False)
    assert (row.printed_as, row.reached_as) == (
        "Police lead, Northshire Police",
        "as chair of Strategic group",
    )


def test_a_post_is_whoever_holds_it_in_every_district_that_day(paper, county):
    """S004-08"""
    county.there.parent = county.here
    county.there.save()
    district = county.outsider.person.posts.get().agency
    make.PartnerFactory(partnership=county.there, agency=district)
    here = make.PostFactory(person=county.guest.person, agency=county.council, title="Chief executive")
    there = make.PostFactory(person=county.outsider.person, agency=district, title="Chief Executive")
    make.PostFactory(agency=make.AgencyFactory(name="Far Council"), title="Chief executive")
    make.PostFactory(agency=county.police, title="Chief executive", ended_on=today() - dt.timedelta(days=1))
    rows = services.issue_version(paper.newest, posts=["Chief executive"], by=county.officer)
    assert [row.printed_as for row in rows] == [
        "Chief executive, at every agency",
        f"{here.person}, Northshire Council",
        f"{there.person}, Southshire Council",
    ]
    assert Document.objects.visible_to(county.outsider).get() == paper
    assert Event.objects.get(verb="issue").changes["to"][1:] == [row.printed_as for row in rows[1:]]


def test_a_post_that_nobody_holds_is_refused(paper, county):
    with pytest.raises(MoveRefused, match="Nobody is Harbour master at any agency on that day"):
        services.issue_version(paper.newest, posts=["Harbour master"], by=county.officer)


def test_the_page_offers_posts_that_several_agencies_have(paper, county, sign_in):
    make.PostFactory(agency=county.council, title="Chief executive")
    make.PostFactory(agency=county.police, title="chief executive")
    make.PostFactory(agency=county.police, title="Harbour master")
    client = sign_in(county.officer)
    address = reverse("documents:distribution", args=[paper.reference])
    page = client.get(address).content.decode()
    assert page.lower().count('value="chief executive"') == 1
    assert "Harbour master" not in page
    title = shared_titles(county.here, today())[0]
    sent = {"posts": [title], "chairs": [county.strategic.pk], "act": "issue"}
    assert client.post(address, sent).url == paper.get_absolute_url()
    shown = client.get(paper.get_absolute_url()).content.decode()
    assert f"as {title}" in shown
    assert "as chair of Strategic group" in shown
