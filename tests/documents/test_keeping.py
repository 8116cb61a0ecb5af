import pytest
from django.core.exceptions import PermissionDenied

from audit.models import Event
from documents import services
from documents.lifecycle import Status
from documents.models import Document
from records.access import give
from records.lifecycle import MoveRefused
from records.models import Link, Record
from tests.documents.samples import upload, word
from tests.factories.documents import record_of


def test_a_new_document_is_draft_0_1_with_its_author_and_event(paper, county):
    version = paper.newest
    assert (paper.status, version.number, version.added_by) == (Status.DRAFT, "0.1", county.officer)
    assert paper.custodian == county.officer.person
    assert version.history.get().history_user == county.officer
    event = Event.objects.get(subject=paper.reference, verb="add version")
    assert event.changes == {"version": "0.1", "file": "paper.docx", "sha256": version.sha256}


def test_one_already_agreed_starts_at_1_0(county):
    """S004-04"""
    kept = services.add_document(
        title="Protocol", file=upload(), by=county.chair, partnership=county.here, body=county.strategic,
        is_agreed=True,
    )  # fmt: skip
    assert (kept.status, kept.newest.number) == (Status.AGREED, "1.0")


def test_a_drafter_may_not_say_it_is_agreed(county):
    with pytest.raises(PermissionDenied):
        services.add_document(
            title="Protocol", file=upload(), by=county.support, partnership=county.here,
            body=county.strategic, is_agreed=True,
        )  # fmt: skip
    assert not Document.objects.exists()


def test_a_document_of_a_record_is_known_to_whoever_knows_the_record(county):
    record = record_of(county, audience=Record.Audience.OFFICERS, body=county.strategic)
    attached = services.add_document(record, title="Paper", file=upload(), by=county.officer)
    assert attached.audience == Record.Audience.OFFICERS
    assert list(services.attachments_of(record, county.chair)) == [attached]
    assert list(services.attachments_of(record, county.police_lead)) == []


def test_a_document_of_a_named_record_is_granted_as_the_record_is(county):
    record = record_of(county, audience=Record.Audience.NAMED, created_by=county.officer)
    give(record, county.guest, by=county.officer, reason="Reads for the review")
    give(record, county.charity, by=county.officer, reason="Supports the family")
    attached = services.add_document(record, title="Statement", file=upload(), by=county.officer)
    for reader in (county.guest, county.attendee, county.officer):
        assert Document.objects.visible_to(reader).get() == attached
    assert not Document.objects.visible_to(county.chair).exists()


def test_the_same_file_twice_changes_nothing_and_says_so(paper, county):
    with pytest.raises(MoveRefused, match=r"very file of version 0\.1"):
        services.add_version(paper, upload(), description="Again", by=county.officer)
    with pytest.raises(MoveRefused, match=f"kept here already, as {paper.reference}"):
        services.add_document(
            title="Copy", file=upload(), by=county.officer, partnership=county.here, body=county.strategic
        )
    assert Document.objects.count() == 1
    assert paper.versions.count() == 1


def test_of_a_document_they_may_not_see_nothing_is_said(county):
    services.add_document(
        title="Inner paper", file=upload(), by=county.officer, partnership=county.here,
        body=county.delivery, audience="officers",
    )  # fmt: skip
    assert services.add_document(
        title="Our paper", file=upload(), by=county.chair, partnership=county.here, body=county.strategic
    )


@pytest.mark.parametrize("description", ["", "  "])
def test_a_new_version_says_what_changed(paper, county, description):
    """S004-13"""
    with pytest.raises(MoveRefused, match="what changed"):
        services.add_version(paper, upload(data=word("New.")), description=description, by=county.officer)


def test_versions_count_up_and_a_number_may_be_given(paper, county):
    add = services.add_version
    assert add(paper, upload(data=word("2")), description="Two", by=county.officer).number == "0.2"
    assert (
        add(paper, upload(data=word("3")), description="Three", by=county.officer, number="0.5").number
        == "0.5"
    )
    with pytest.raises(MoveRefused, match="would not follow"):
        add(paper, upload(data=word("4")), description="Four", by=county.officer, number="0.4")


def test_a_version_links_to_the_meeting_that_caused_it(paper, county):
    """S004-15"""
    meeting = record_of(county)
    services.add_version(
        paper,
        upload(data=word("New.")),
        description="Comments taken in",
        by=county.officer,
        caused_by=meeting,
    )
    link = Link.objects.get()
    assert (link.source_id, link.target_id, link.kind, link.note) == (
        paper.pk, meeting.pk, "arises-from", "Version 0.2",
    )  # fmt: skip


@pytest.mark.parametrize(
    ("name", "may"),
    [("officer", True), ("chair", True), ("support", True), ("police_lead", False), ("partner", False),
     ("administrator", False), ("attendee", False), ("outsider", False), ("guest", False)],
)  # fmt: skip
def test_who_may_keep_documents_of_a_body(county, name, may):
    user, add = getattr(county, name), services.add_document
    where = {"partnership": county.here, "body": county.strategic, "audience": "body"}
    if may:
        assert add(title="Plan", file=upload(), by=user, **where)
    else:
        with pytest.raises(PermissionDenied):
            add(title="Plan", file=upload(), by=user, **where)


@pytest.mark.parametrize(("name", "may"), [("partner", True), ("police_lead", True), ("officer", False)])
def test_an_agencys_own_document_is_its_peoples(county, name, may):
    where = {"partnership": county.here, "agency": county.police, "audience": "agency"}
    assert getattr(county, name).has_perm("documents.add_document", Document(**where)) is may


def test_who_may_keep_documents_of_a_named_record(county):
    record = record_of(county, audience=Record.Audience.NAMED, created_by=county.police_lead)
    may = [name for name, user in county.personas.items() if user.has_perm("documents.add_document", record)]
    assert may == ["police_lead"]
