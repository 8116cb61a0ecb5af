"""The PDF: the reader's own copy of the minutes, accessible, marked, numbered and signed."""

import io

import docx
import pikepdf
import pytest
from django.urls import reverse

from audit.models import Event
from meetings.models import Paragraph, Resolution
from meetings.services import corrections, resolutions
from records.models import Record
from signoffs.services import withdraw_signoff
from tests.accessible import accessibility_problems
from tests.meetings import scenes
from tests.printed import words

pytestmark = pytest.mark.django_db


def address(meeting, name="pdf"):
    return reverse(f"meetings:{name}", args=[meeting.reference])


@pytest.fixture
def approved(county):
    return scenes.drafted(county).circulate(county).approve(county)


@pytest.fixture
def copy(sign_in):
    """The words of the PDF that this person gets."""

    def of(user, meeting):
        response = sign_in(user).get(address(meeting))
        assert response.status_code == 200, response.content[:500]
        return words(response.content)

    return of


def test_how_members_stood_is_printed_for_the_partnership_and_not_for_the_public(
    county, sign_in, client, copy
):
    scene = scenes.drafted(county)
    meeting = scene.meeting
    resolution = Resolution.objects.filter(item__meeting=meeting).first()
    voter = meeting.attendance.get(person=county.police_lead.person)
    resolutions.set_positions(resolution, {voter: "against"}, by=county.officer, by_consensus=True)
    meeting = scene.circulate(county).approve(county).publish(county).meeting
    stood = f"(by consensus; against 1 ({voter.printed_agency}))"
    assert stood in copy(county.officer, meeting)
    word = docx.Document(io.BytesIO(sign_in(county.officer).get(address(meeting, "word")).content))
    assert stood in " ".join(paragraph.text for paragraph in word.paragraphs)
    client.logout()
    public = client.get(address(meeting, "public")).content.decode()
    assert "(by consensus)" in public
    assert "against 1" not in public


def test_it_prints_the_whole_of_the_minutes_in_order(county, approved, copy):
    said = copy(county.officer, approved.meeting)
    expected = [
        "Minutes of 14 October 2026",
        "When: 14 October 2026, 10am to 12:10pm",
        "Where: Council offices, room 2",
        "Present: 4 (2 core, 1 attendee, 1 support)",
        "Core agencies represented: 2 of 3. Not represented: NHS Northshire",
        "Core membership (2)", "Northshire Council, Chair", "Attendees (1)", "Support (1)", "Apologies (1)",
        "1 Minutes of 16 September 2026 and matters arising",
        "1.2 The contacts have met", "Answers paragraph 1.1 of 16 September 2026",
        "Resolved The minutes of 16 September are approved.",
        "Rural crime", "3.1 Thefts", "3.2 Partners will widen",
        "Action Draft the extension", "Lead: Police lead · with: Attendee Northshire · due 30 November 2026",
        "4.2 The bidder’s price", "Not for publication: exempt under paragraph 3 of Schedule 12A",
        "Resolved 1. The strategic assessment is agreed. 2. The plan is agreed",
        "Condition of resolution 2 Changes from the equality impact assessment",
        "Owner: Officer Northshire · open, due 20 November 2026",
        "6 A review that few know of", "Future meeting dates To be confirmed", "Approval",
    ]  # fmt: skip
    places = [said.find(words) for words in expected]
    assert -1 not in places, [line for line in expected if line not in said]
    assert places == sorted(places)


def test_the_chairs_name_stands_under_it_with_the_whole_digest(county, approved, copy):
    signoff = approved.meeting.signoffs.get()
    said = copy(county.officer, approved.meeting)
    assert f"SHA-256 {signoff.digest}" in said
    assert "Chair Northshire Chair, Strategic group Northshire Council" in said
    assert "edition 1" in said
    assert "DRAFT" not in said


def test_a_draft_says_so_on_every_page(county, copy):
    meeting = scenes.drafted(county).meeting
    said = copy(county.officer, meeting)
    assert "Draft. These minutes have not been approved" in said
    assert said.count("DRAFT: not approved") == said.count("Page ")
    assert "SHA-256" not in said


@pytest.mark.parametrize("stage", ["draft", "approved"])
def test_it_is_pdf_ua_1_and_reads_aloud(county, sign_in, stage):
    scene = scenes.drafted(county)
    if stage == "approved":
        scene.circulate(county).approve(county)
    data = sign_in(county.officer).get(address(scene.meeting)).content
    assert accessibility_problems(data) == []
    with pikepdf.open(io.BytesIO(data)) as document:
        assert str(document.Root.Lang) == "en-GB"
        assert document.docinfo["/Title"] == "Minutes of 14 October 2026, Strategic group"
        assert document.docinfo["/Author"] == "Northshire Community Safety Partnership"
        outline = document.open_outline()
        assert "4Community safety plan 2026 to 2029" in str([item.title for item in outline.root[0].children])


def test_members_get_no_exempt_words_and_no_restricted_item(county, approved, copy):
    said = copy(county.attendee, approved.meeting)
    assert "4.2 This paragraph is not for publication: exempt under paragraph 3" in said
    assert "bidder" not in said
    assert "rivals" not in said
    assert "few know of" not in said
    assert "The digest is of the whole of the minutes" in said
    core = copy(county.police_lead, approved.meeting)
    assert "The bidder’s price" in core
    assert "few know of" not in core


def test_who_may_not_read_the_minutes_is_told_why_and_strangers_nothing(county, sign_in):
    meeting = scenes.drafted(county).meeting
    assert sign_in(county.attendee).get(address(meeting)).status_code == 403
    assert sign_in(county.outsider).get(address(meeting)).status_code == 404
    assert sign_in(county.attendee).get(address(meeting, "word")).status_code == 403
    assert sign_in(county.outsider).get(address(meeting, "word")).status_code == 404


def test_taking_a_restricted_file_leaves_an_event(county, approved, sign_in):
    sign_in(county.officer).get(address(approved.meeting))
    assert not Event.objects.filter(verb="download").exists()
    Record.objects.filter(pk=approved.meeting.pk).update(marking=Record.Marking.SENSITIVE)
    response = sign_in(county.officer).get(address(approved.meeting))
    assert Event.objects.get(verb="download").subject == approved.meeting.reference
    assert "OFFICIAL-SENSITIVE" in words(response.content)


def test_a_correction_is_listed_with_its_edition(county, approved, copy):
    line = Paragraph.objects.get(item__meeting=approved.meeting, number="3.2")
    correction = corrections.propose_correction(
        line, "Partners may widen the scheme.", by=county.officer, reason="It was not yet agreed."
    )
    corrections.decide_correction(correction, by=county.chair, agree=True)
    approved.meeting.refresh_from_db()
    said = copy(county.officer, approved.meeting)
    assert "Corrections" in said
    assert "Edition 2" in said
    assert "3.2. It was not yet agreed." in said
    assert "Partners may widen the scheme." in said


def test_a_withdrawn_signature_shows(county, approved, copy):
    withdraw_signoff(approved.meeting.signoffs.get(), by=county.chair, reason="The wrong text")
    said = copy(county.officer, approved.meeting)
    assert said.count("This signature was withdrawn on") > 1  # in the block, and at the foot of each page


def test_words_changed_behind_the_portals_back_make_the_signature_stale(county, approved, copy):
    Paragraph.objects.filter(item__meeting=approved.meeting, number="3.2").update(text="Something else.")
    for reader in (county.officer, county.attendee):
        assert "The minutes have changed since they were signed." in copy(reader, approved.meeting)


def test_coming_meetings_print_where_there_are_some(county, approved, copy):
    scenes.meetings.schedule_meeting(
        county.strategic, by=county.officer, held_on=scenes.dt.date(2026, 12, 9), starts_at=scenes.dt.time(10)
    )
    assert "Future meeting dates 9 December 2026, 10am" in copy(county.officer, approved.meeting)


def test_those_with_a_vote_stand_apart_from_those_without(county, copy):
    """S003-04; where all of a group are alike nothing is said."""
    scene = scenes.drafted(county)
    row = scene.meeting.attendance.get(person=county.police_lead.person)
    row.is_voting = False
    row.save()
    said = copy(county.officer, scene.meeting)
    assert said.index("Core membership, with a vote (1)") < said.index("Core membership, without a vote (1)")
    assert "Attendees (1)" in said
