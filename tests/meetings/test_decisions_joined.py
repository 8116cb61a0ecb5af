"""A report and what adopts it (S001-61), a paragraph and the decision it speaks of (S001-149)."""

import datetime as dt
import io

import pytest
from django.core.exceptions import PermissionDenied
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from docx import Document as WordFile

from documents.services import add_document, change_document
from meetings.models import Resolution
from meetings.reports.minutes import Reader, as_content, read_minutes
from meetings.reports.printed import print_minutes
from meetings.reports.word import word_file
from meetings.services import agenda, meetings, minutes, moves, resolutions
from records.lifecycle import MoveRefused
from records.models import Link
from records.reports.thread import thread_of
from tests.factories import meetings as make

pytestmark = pytest.mark.django_db
DAY = dt.date(2026, 11, 11)


@pytest.fixture
def earlier(county):
    """Approved minutes with item 1 resolution 1."""
    return make.approved(county)


@pytest.fixture
def now(county, earlier):
    """Minutes in draft of the next meeting, with a paragraph that speaks of what was agreed."""
    meeting = moves.start_minutes(
        meetings.schedule_meeting(county.strategic, by=county.officer, held_on=DAY), by=county.officer
    )
    minutes.add_paragraph(meeting.items.first(), "As previously agreed, the plan goes on.", by=county.officer)
    return meeting


@pytest.fixture
def report(county, now):
    file = SimpleUploadedFile("report.txt", b"A report.")
    document = add_document(now, title="Report", file=file, by=county.officer)
    return change_document(
        document, {"recommendations": "Fund the wardens\nReport in May"}, by=county.officer
    )


def paragraph_of(meeting):
    return meeting.items.first().paragraphs.last()


def read(meeting, user, reader=None):
    return read_minutes(meeting, user, reader).items[0]


def page(meeting, client):
    return client.get(reverse("meetings:minutes", args=[meeting.reference])).content.decode()


def test_a_resolution_lists_the_recommendations_it_adopts(county, now, report, sign_in):
    resolutions.add_resolution(
        now.items.first(), "The recommendations in the report were agreed.", by=county.officer, adopts=report
    )
    change_document(report, {"recommendations": "Something else"}, by=county.officer)

    [line] = read(now, county.officer).resolutions
    assert line.recommendations == ["Fund the wardens", "Report in May"], "as they were when adopted"
    shown = page(now, sign_in(county.officer))
    assert "Fund the wardens" in shown
    assert reverse("documents:detail", args=[report.reference]) in shown


def test_other_words_may_be_named(county, now, report, sign_in):
    client = sign_in(county.officer)
    address = reverse("meetings:resolution_add", args=[now.reference, now.items.first().pk])
    sent = {
        "text": "Agreed.",
        "verb": "agreed",
        "adopts": report.pk,
        "recommendations": " Fund one warden \n\n",
    }
    client.post(address, sent)
    assert Resolution.objects.get(item__meeting=now).recommendations == "Fund one warden"


def test_the_signature_covers_them_and_old_digests_stand(county, earlier, now, report):
    before = as_content(read_minutes(now, county.officer, Reader.RUNS))
    assert before["items"][0]["resolutions"] == []
    plain = resolutions.add_resolution(now.items.first(), "Noted.", by=county.officer, verb="noted")
    resolutions.add_resolution(now.items.first(), "Adopted.", by=county.officer, adopts=report)
    said = as_content(read_minutes(now, county.officer, Reader.RUNS))["items"][0]["resolutions"]
    assert said[0] == [1, "noted", plain.text, []]
    assert said[1] == [2, "agreed", "Adopted.", [], ["Fund the wardens", "Report in May"]]


def test_approval_says_on_the_reports_thread_which_resolution_agreed_it(county, now, report):
    resolutions.add_resolution(now.items.first(), "Adopted.", by=county.officer, adopts=report)
    resolutions.add_resolution(
        now.items.first(), "Put off.", by=county.officer, adopts=report, verb="deferred"
    )
    approve(now, county)
    link = Link.objects.get(source=report.pk)
    assert (link.kind, link.target_id, link.part) == ("decided-by", now.pk, "item 1 resolution 1")
    report.refresh_from_db()
    [strand] = [s for s in thread_of(report, county.officer).strands if s.heading == "Was decided by"]
    assert strand.ends[0].part == "item 1 resolution 1"


def test_of_a_restricted_item_the_thread_says_nothing(county, now, report):
    item = agenda.add_item(now, by=county.officer, title="A review", is_restricted=True)
    resolutions.add_resolution(item, "Adopted.", by=county.officer, adopts=report)
    approve(now, county)
    assert not Link.objects.filter(source=report.pk).exists()


def approve(meeting, county):
    meeting = moves.circulate_minutes(meeting, by=county.officer)
    chair = meeting.attendance.get(person=county.chair.person)
    assert chair.is_chair
    return moves.approve_minutes(meeting, by=county.chair, digest_seen=moves.digest_now(meeting))


def test_printed_and_published_they_stand_beneath_without_contact_details(county, now, report):
    resolutions.add_resolution(
        now.items.first(), "Adopted.", by=county.officer, adopts=report,
        recommendations="Write to wardens@example.org",
    )  # fmt: skip
    [line] = read(now, county.officer, Reader.PUBLIC).resolutions
    assert line.recommendations == ["Write to [contact detail left out]"]


def test_a_paragraph_cites_an_earlier_decision_by_link(county, earlier, now, sign_in):
    client = sign_in(county.officer)
    address = reverse("meetings:cite", args=[now.reference, paragraph_of(now).pk])
    assert client.get(address).status_code == 200
    wrong = client.post(address, {"meeting": earlier.pk, "item": 1, "resolution": 9})
    assert wrong.status_code == 422
    assert "There is no item 1 resolution 9" in wrong.content.decode()
    client.post(address, {"meeting": earlier.pk, "item": 1, "resolution": 1})
    shown = page(now, client)
    assert "item 1 resolution 1 of 14 October 2026" in shown
    assert f"{reverse('meetings:minutes', args=[earlier.reference])}#item-1" in shown


def test_of_a_decision_that_one_may_not_know_of_nothing_is_said(county, earlier, now):
    decision = Resolution.objects.get(item__meeting=earlier)
    minutes.cite_decision(paragraph_of(now), decision, by=county.officer)
    assert read(now, county.attendee).lines[-1].cites.words == "item 1 resolution 1"
    decision.item.is_restricted = True
    decision.item.save()
    assert read(now, county.attendee).lines[-1].cites is None
    assert read(now, county.officer).lines[-1].cites is not None
    assert read(now, county.officer, Reader.PUBLIC).lines[-1].cites is None


def test_only_approved_minutes_of_another_meeting_are_cited(county, earlier, now):
    own = resolutions.add_resolution(now.items.first(), "Noted.", by=county.officer)
    draft = make.drafted(county, held_on=dt.date(2026, 10, 20))
    with pytest.raises(MoveRefused, match="Choose that meeting"):
        minutes.cite_decision(paragraph_of(now), own, by=county.officer)
    with pytest.raises(MoveRefused, match="not approved yet"):
        minutes.cite_decision(
            paragraph_of(now), Resolution.objects.get(item__meeting=draft), by=county.officer
        )
    decision = Resolution.objects.get(item__meeting=earlier)
    with pytest.raises(PermissionDenied):
        minutes.cite_decision(paragraph_of(now), decision, by=county.police_lead)


def test_minutes_that_cite_nothing_cost_no_query_more(county, earlier, now, django_assert_num_queries):
    county.officer.places  # noqa: B018 -- read once a request
    with django_assert_num_queries(4):
        read_minutes(now, county.officer)
    minutes.cite_decision(paragraph_of(now), Resolution.objects.get(item__meeting=earlier), by=county.officer)
    with django_assert_num_queries(5):
        read_minutes(now, county.officer)


def test_the_word_file_lists_them(county, now, report):
    resolutions.add_resolution(now.items.first(), "Adopted.", by=county.officer, adopts=report)
    printed = print_minutes(now, county.officer, read_minutes(now, county.officer))
    texts = [line.text for line in WordFile(io.BytesIO(word_file(printed))).paragraphs]
    assert texts[texts.index("Resolved: Adopted.") + 1] == "Fund the wardens"
