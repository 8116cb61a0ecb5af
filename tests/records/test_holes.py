"""What the thread says is missing: useful sentences, and nothing of what the reader may not see."""

import datetime as dt

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from actions.models import Action as AgreedAction
from actions.services import add_update, propose_action
from documents.lifecycle import Action
from documents.services import add_document, change_document, set_stage
from meetings.services import agenda, moves, resolutions
from records.models import Record
from records.services import join
from tests.factories import meetings, problems
from tests.factories.records import RecordFactory

pytestmark = pytest.mark.django_db
DAY = dt.date(2026, 10, 14)


@pytest.fixture(autouse=True)
def _today(settings):
    settings.PORTAL_TODAY = "2026-10-01"


def document(county, **fields):
    here = {"partnership": county.here, "body": county.strategic, "audience": "partnership"}
    file = SimpleUploadedFile("plan.txt", b"A plan.")
    return add_document(title="Plan", file=file, by=county.officer, **here | fields)


def test_a_meeting_that_was_held_wants_minutes(county, settings):
    meeting = meetings.scheduled(county, held_on=DAY)
    assert meeting.holes(county.officer) == []
    settings.PORTAL_TODAY = "2026-10-15"
    assert meeting.holes(county.officer) == [
        "It was held on 14 October 2026 and has no minutes. Start them, or import them."
    ]


def test_an_item_to_be_decided_wants_a_paper(county):
    meeting = meetings.scheduled(county, held_on=DAY)
    agenda.add_item(meeting, by=county.officer, title="The plan", purpose="decision")
    number = meeting.items.get(title="The plan").number
    said = [
        f"Item {number} is for decision and has no paper. Attach it, or link it as a paper for item {number}."
    ]
    assert meeting.holes(county.attendee) == said
    paper = document(county)
    link = join(paper, meeting, "paper-for", by=county.officer, part="Item 9")
    assert meeting.holes(county.attendee) == said
    link.delete()
    join(paper, meeting, "paper-for", by=county.officer, part=f"Item {number}")
    assert meeting.holes(county.attendee) == []


def test_a_paper_attached_to_the_meeting_may_be_for_any_item(county):
    meeting = meetings.scheduled(county, held_on=DAY)
    agenda.add_item(meeting, by=county.officer, title="The plan", purpose="agreement")
    add_document(meeting, title="Plan", file=SimpleUploadedFile("a.txt", b"A"), by=county.officer)
    assert meeting.holes(county.attendee) == []


def test_what_is_kept_from_the_reader_fills_no_hole_for_them(county):
    """Else that it is gone would say that something lies there (S001-57)."""
    meeting = meetings.scheduled(county, held_on=DAY)
    agenda.add_item(meeting, by=county.officer, title="The plan", purpose="decision")
    action = propose_action(
        meeting, wording="Train the desk.", owners=[(county.chair.person, None, "")], by=county.officer
    )
    action.arises_from = None
    paper, problem = document(county), problems.scanned(county)
    paper.status = "agreed"
    before = [each.holes(county.officer) for each in (meeting, action, paper, problem)]
    assert all(before)
    hidden = RecordFactory(partnership=county.here, audience="named")
    join(hidden, meeting, "paper-for", by=None)
    for one, kind in ((action, "arises-from"), (paper, "decided-by"), (problem, "serves")):
        join(one, hidden, kind, by=None)
    assert [each.holes(county.officer) for each in (meeting, action, paper, problem)] == before


def test_an_item_that_one_may_not_know_of_is_not_missed(county):
    meeting = meetings.scheduled(county, held_on=DAY)
    agenda.add_item(meeting, by=county.officer, title="A review", purpose="decision", is_restricted=True)
    assert meeting.holes(county.attendee) == []
    assert len(meeting.holes(county.officer)) == 1


def test_approved_minutes_want_publication_and_their_conditions_discharge(county, settings):
    settings.PORTAL_TODAY = "2026-10-15"
    meeting = meetings.approved(county)
    assert meeting.holes(county.police_lead) == [
        "The minutes are approved and not published.",
        "Item 1 resolution 1 was agreed subject to 1 condition not discharged yet.",
    ]
    condition = meeting.items.first().resolutions.get().conditions.get()
    resolutions.discharge_condition(condition, by=county.officer, note_of_discharge="It was made.")
    published = moves.publish_minutes(meeting, by=county.officer)
    assert published.holes(county.police_lead) == []


def test_conditions_of_drafts_are_for_those_who_read_drafts(county):
    meeting = meetings.drafted(county)
    AgreedAction.objects.filter(arises_from=meeting.pk).update(due_on=None)
    action = AgreedAction.objects.get(arises_from=meeting.pk)
    assert f"No day by which it is due: {action.reference}." in meeting.holes(county.officer)
    assert any("subject to" in hole for hole in meeting.holes(county.officer))
    assert meeting.holes(county.attendee) == []


def test_many_actions_without_a_day_are_counted(county):
    meeting = meetings.drafted(county)
    for number in range(6):
        propose_action(
            meeting, wording=f"Do {number}", owners=[(county.chair.person, None, "")], by=county.officer
        )
    assert "No day by which it is due: 6 actions." in meeting.holes(county.officer)


def test_an_action_wants_a_day_an_owner_a_source_and_word_when_late(county, settings):
    meeting = meetings.scheduled(county, held_on=DAY)
    action = propose_action(meeting, wording="Write", owners=[(None, None, "Somebody")], by=county.officer)
    assert action.holes(county.officer) == [
        "It has no day by which it is due.",
        "No owner of it is a person in the directory, so nobody is reminded.",
    ]
    settings.PORTAL_TODAY = "2026-12-01"
    action.arises_from, action.status, action.due_on = None, "open", dt.date(2026, 11, 1)
    assert action.holes(county.officer) == [
        "It does not say what it arises from. Link it to the meeting or record that agreed it.",
        "No owner of it is a person in the directory, so nobody is reminded.",
        "It was due on 1 November 2026, and no update since says what stands in the way.",
    ]
    add_update(action, "The printer is late.", by=county.officer)
    assert len(action.holes(county.officer)) == 2


def test_a_done_action_wants_nothing(county):
    meeting = meetings.scheduled(county, held_on=DAY)
    action = propose_action(meeting, wording="Write", owners=[(None, None, "Somebody")], by=county.officer)
    action.status = "done"
    assert action.holes(county.officer) == []


def test_a_document_wants_a_custodian_its_decision_and_an_end_of_consultation(county, settings):
    plan = document(county)
    assert plan.holes(county.officer) == []
    change_document(plan, {"custodian": None}, by=county.officer)
    plan.refresh_from_db()
    dates = {"opens_on": dt.date(2026, 9, 1), "closes_on": dt.date(2026, 10, 20)}
    plan = set_stage(plan, Action.CONSULT, by=county.officer, **dates)
    assert len(plan.holes(county.officer)) == 1
    settings.PORTAL_TODAY = "2026-10-21"
    assert "Its consultation closed on 20 October 2026" in plan.holes(county.officer)[1]
    plan = set_stage(plan, Action.AGREE, by=county.officer)
    assert "It is agreed, and no decision that agreed it is linked." in plan.holes(county.officer)
    join(plan, meetings.scheduled(county), "decided-by", by=county.officer)
    assert len(plan.holes(county.officer)) == 1


def test_the_thread_shows_them(county, sign_in, settings):
    settings.PORTAL_TODAY = "2026-10-15"
    meeting = meetings.approved(county)
    page = sign_in(county.officer).get(reverse("records:thread", args=[meeting.reference])).content.decode()
    assert "What is missing" in page
    assert "The minutes are approved and not published." in page
    assert Record.objects.get(pk=meeting.pk).holes(county.officer) == [], "a plain record knows of none"
