import datetime as dt

import pytest
from django.core.exceptions import PermissionDenied

from actions.models import Action as AgreedAction
from audit.models import Event
from meetings.lifecycle import MOVES, Action, Status
from meetings.models import Meeting
from meetings.services import corrections, minutes, moves, resolutions
from records.lifecycle import MoveRefused, move
from records.models import Record
from signoffs.models import SignOff
from signoffs.reports import state_of
from signoffs.services import withdraw_signoff
from tests.factories import meetings as make

WHO = {
    Action.START: "officer",
    Action.CIRCULATE: "officer",
    Action.RETURN: "chair",
    Action.APPROVE: "chair",
    Action.PUBLISH: "officer",
    Action.UNPUBLISH: "officer",
    Action.CANCEL: "officer",
}


@pytest.mark.parametrize("status", Status)
@pytest.mark.parametrize("action", Action)
def test_every_action_from_every_status(county, status, action):
    meeting = make.approved(county)
    withdraw_signoff(meeting.signoffs.get(), by=county.chair, reason="To be moved from anywhere")
    Meeting.objects.filter(pk=meeting.pk).update(status=status)
    user = getattr(county, WHO[action])
    if action == Action.PUBLISH:
        moves.sign_minutes(edition(meeting, 2), by=county.chair)
    sources, target = MOVES[action]
    if status in sources:
        assert move(meeting, action, by=user).status == target
        assert Event.objects.filter(verb=action, subject=meeting.reference).latest("pk").changes == {
            "status": [status, target]
        }
    else:
        with pytest.raises(MoveRefused):
            move(meeting, action, by=user)


def edition(meeting, number):
    Meeting.objects.filter(pk=meeting.pk).update(edition=number)
    meeting.refresh_from_db()
    return meeting


def test_minutes_whose_signature_was_withdrawn_go_back_and_are_signed_anew(county):
    meeting = make.approved(county)
    with pytest.raises(MoveRefused, match="The minutes are signed"):
        moves.return_minutes(meeting, by=county.chair, reason="A figure is wrong")
    withdraw_signoff(meeting.signoffs.get(), by=county.chair, reason="A figure is wrong")
    with pytest.raises(MoveRefused, match="was withdrawn"):
        moves.publish_minutes(meeting, by=county.officer)
    moves.return_minutes(meeting, by=county.chair, reason="A figure is wrong")
    meeting = moves.circulate_minutes(meeting, by=county.officer)
    meeting = moves.approve_minutes(meeting, by=county.chair, digest_seen=moves.digest_now(meeting))
    new, old = meeting.signoffs.all()
    assert (new.edition, old.edition) == (2, 1)
    assert state_of(new, moves.content_of(meeting)) == "valid"
    assert moves.publish_minutes(meeting, by=county.officer).status == Status.PUBLISHED


def test_the_approval_of_minutes_is_one_line_of_history(county):
    meeting = make.circulated(county)
    assert meeting.audience == Record.Audience.BODY
    before = meeting.history.count()
    read = moves.digest_now(meeting)
    meeting = moves.approve_minutes(meeting, by=county.chair, digest_seen=read, reason="Read at my desk")
    assert meeting.history.count() == before + 1
    line = meeting.history.latest()
    assert (line.status, line.audience, line.history_change_reason) == (
        Status.APPROVED, Record.Audience.PARTNERSHIP, "Read at my desk",
    )  # fmt: skip
    assert meeting.signoffs.get().version_id == line.history_id


MAY = {  # who may make each move, of all the personas
    Action.START: {"officer", "support"},
    Action.CIRCULATE: {"officer", "support"},
    Action.RETURN: {"officer", "chair"},
    Action.APPROVE: {"chair"},
    Action.PUBLISH: {"officer", "chair"},
    Action.UNPUBLISH: {"officer", "chair"},
    Action.CANCEL: {"officer", "chair"},
}


@pytest.mark.parametrize("action", Action)
def test_who_may_make_each_move(county, action):
    meeting = make.approved(county)
    Meeting.objects.filter(pk=meeting.pk).update(status=next(iter(MOVES[action][0])))
    meeting.refresh_from_db()
    may = {
        name for name, user in county.personas.items() if user.has_perm(f"meetings.{action}_meeting", meeting)
    }
    assert may == MAY[action]


def test_all_that_stands_in_the_way_of_approval_is_named_at_once(county):
    meeting = make.drafted(county, held_on=None)
    resolutions.change_condition(
        meeting.items.first().resolutions.get().conditions.get(), {"owner": None}, by=county.officer
    )
    AgreedAction.objects.update(due_on=None, wording_is_proposed=True)
    meeting.attendance.update(is_chair=False)
    meeting = moves.circulate_minutes(meeting, by=county.officer)
    with pytest.raises(MoveRefused) as refusal:
        moves.approve_minutes(meeting, by=county.chair, digest_seen=moves.digest_now(meeting))
    assert refusal.value.reasons == (
        "Enter the date of the meeting.",
        "Mark who chaired the meeting in the attendance list.",
        "Action after 1.2: confirm or rewrite its wording.",
        "Action after 1.2: enter the date by which it is due.",
        "Item 1 resolution 1: name who will discharge the condition “its equality assessment”.",
    )
    assert not SignOff.objects.exists()


def test_the_chair_signs_what_they_read_and_nothing_else(county):
    meeting = make.circulated(county)
    read = moves.digest_now(meeting)
    paragraph = meeting.items.first().paragraphs.first()
    minutes.change_paragraph(
        paragraph, {"text": "Another text."}, by=county.officer, version=paragraph.version
    )
    with pytest.raises(MoveRefused, match="changed after you opened them"):
        moves.approve_minutes(meeting, by=county.chair, digest_seen=read)
    moves.approve_minutes(meeting, by=county.chair, digest_seen=moves.digest_now(meeting))
    assert SignOff.objects.get().content["items"][0]["lines"][0][1] == "Another text."


def test_approval_leaves_a_signature_for_the_chairs_agency(county):
    meeting = make.approved(county)
    signoff = SignOff.objects.get(record=meeting.pk)
    assert (signoff.name, signoff.role, signoff.agency) == (
        str(county.chair), "Chair, Strategic group", county.council,
    )  # fmt: skip
    assert meeting.audience == Record.Audience.PARTNERSHIP
    assert state_of(signoff, moves.content_of(meeting)) == "valid"


def test_a_later_change_of_an_action_does_not_touch_the_signature(county):
    meeting = make.approved(county)
    AgreedAction.objects.update(due_on=dt.date(2027, 6, 1))
    assert state_of(meeting.signoffs.get(), moves.content_of(meeting)) == "valid"


def test_a_change_behind_the_portals_back_makes_the_signature_stale(county):
    meeting = make.approved(county)
    meeting.items.first().paragraphs.update(text="Something else.")
    assert state_of(meeting.signoffs.get(), moves.content_of(meeting)) == "stale"


def test_approved_text_and_numbers_stay(county):
    meeting = make.approved(county)
    paragraph = meeting.items.first().paragraphs.first()
    for change in (
        lambda: minutes.change_paragraph(paragraph, {"text": "New"}, by=county.officer, version=1),
        lambda: minutes.remove_paragraph(paragraph, by=county.officer),
        lambda: minutes.add_paragraph(paragraph.item, "More", by=county.officer),
    ):
        with pytest.raises(MoveRefused, match="Propose a correction"):
            change()


def test_a_correction_makes_a_new_edition_with_its_own_signature(county):
    meeting = make.approved(county)
    paragraph = meeting.items.first().paragraphs.first()
    correction = corrections.propose_correction(
        paragraph,
        "The minutes were agreed, with one change.",
        by=county.officer,
        reason="A change was agreed.",
    )
    assert state_of(meeting.signoffs.get(), moves.content_of(meeting)) == "valid"
    with pytest.raises(PermissionDenied):
        corrections.decide_correction(correction, by=county.officer, agree=True)
    corrections.decide_correction(correction, by=county.chair, agree=True)
    meeting.refresh_from_db()
    paragraph.refresh_from_db()
    new, old = meeting.signoffs.all()
    assert (meeting.edition, paragraph.number, paragraph.text) == (
        2, "1.1", "The minutes were agreed, with one change.",
    )  # fmt: skip
    assert (new.edition, state_of(new, moves.content_of(meeting))) == (2, "valid")
    assert state_of(old, moves.content_of(meeting)) == "stale"
    assert correction.old_text == "The minutes were agreed as a correct record."


def test_actions_are_issued_with_the_minutes(county):
    meeting = make.drafted(county)
    action = AgreedAction.objects.get()
    assert action.status == "proposed"
    assert not AgreedAction.objects.visible_to(county.attendee).exists()
    moves.circulate_minutes(meeting, by=county.officer)
    action.refresh_from_db()
    assert (action.status, action.audience) == ("open", "body")
    assert AgreedAction.objects.visible_to(county.attendee).exists()


def test_a_body_may_want_its_next_meetings_resolution_first(county):
    county.strategic.minutes_approval = "resolution"
    county.strategic.save()
    first = make.circulated(county)
    with pytest.raises(MoveRefused, match="Record that meeting's resolution"):
        moves.approve_minutes(first, by=county.chair, digest_seen=moves.digest_now(first))
    second = moves.start_minutes(make.scheduled(county, held_on=dt.date(2026, 12, 9)), by=county.officer)
    resolutions.add_resolution(
        second.items.first(), "The minutes are approved.", by=county.officer, verb="approved",
        approves_minutes_of=first,
    )  # fmt: skip
    assert (
        moves.approve_minutes(first, by=county.chair, digest_seen=moves.digest_now(first)).status
        == Status.APPROVED
    )


@pytest.mark.parametrize("move_name", ["return_minutes", "unpublish_minutes", "cancel_meeting"])
def test_going_back_needs_a_reason(county, move_name):
    with pytest.raises(MoveRefused, match="Say w"):
        getattr(moves, move_name)(make.circulated(county), by=county.chair, reason=" ")
