"""Who writes minutes does not approve them; and what the services ask on the row that they hold (S001-30)."""

import pytest
from django.core.exceptions import PermissionDenied

from actions.models import Action
from audit.models import Event
from meetings.models import Meeting, Paragraph
from meetings.services import corrections, meetings, minutes, moves
from partnership.models import Role
from records.audience import set_audience
from records.lifecycle import MoveRefused
from signoffs.services import withdraw_signoff
from tests.factories import partnership as make
from tests.meetings import scenes

pytestmark = pytest.mark.django_db


@pytest.fixture
def scene(county):
    return scenes.drafted(county)


def as_officer_too(county):
    """The chair, who is the partnership's officer besides, as small partnerships have it."""
    make.RoleFactory(person=county.chair.person, partnership=county.here, kind=Role.Kind.OFFICER)
    return type(county.chair).objects.get(pk=county.chair.pk)


def test_a_chair_who_is_an_officer_approves_what_another_wrote(county, scene):
    both = as_officer_too(county)
    meeting = scene.circulate(county).meeting
    meeting = moves.approve_minutes(meeting, by=both, digest_seen=moves.digest_now(meeting))
    assert meeting.status == Meeting.Status.APPROVED


def test_nobody_approves_minutes_they_wrote(county, scene, sign_in):
    both = as_officer_too(county)
    minutes.add_paragraph(scene.meeting.items.first(), "Written by the chair.", by=both)
    meeting = scene.circulate(county).meeting
    with pytest.raises(PermissionDenied, match="wrote"):
        moves.approve_minutes(meeting, by=both, digest_seen=moves.digest_now(meeting))
    assert sign_in(both).get(f"/meetings/{meeting.reference}/approve/").status_code == 403


def test_nobody_agrees_to_a_correction_they_proposed(county, scene):
    both = as_officer_too(county)
    scene.circulate(county).approve(county)
    first = Paragraph.objects.filter(item__meeting=scene.meeting).first()
    correction = corrections.propose_correction(first, "As I have it.", by=both, reason="Misheard")
    with pytest.raises(PermissionDenied, match="proposed"):
        corrections.decide_correction(correction, by=both, agree=True)


def test_only_the_signatory_takes_a_name_back(county, scene):
    signoff = scene.circulate(county).approve(county).meeting.signoffs.get()
    with pytest.raises(PermissionDenied):
        withdraw_signoff(signoff, by=county.officer, reason="Not mine to say")
    withdraw_signoff(signoff, by=county.chair, reason="Signed in error")
    with pytest.raises(MoveRefused, match="already"):
        withdraw_signoff(signoff, by=county.chair, reason="Again")


def test_the_date_of_approved_minutes_stays_though_the_page_was_opened_before(county, scene):
    stale = scene.circulate(county).meeting
    scene.approve(county)
    with pytest.raises(MoveRefused, match="the date stays"):
        meetings.change_meeting(stale, {"held_on": None}, by=county.officer)


def page(client, address):
    response = client.get(address)
    assert response.status_code == 200
    return response.content.decode()


def test_no_pointer_to_a_restricted_item(county, scene, sign_in):
    hidden = scene.meeting.items.get(is_restricted=True)
    first = Paragraph.objects.filter(item__meeting=scene.meeting).first()
    minutes.change_paragraph(first, {"carried_to": hidden}, by=county.officer, version=first.version)
    address = f"/meetings/{scene.circulate(county).meeting.reference}/minutes/"
    assert f"item {hidden.number}" in page(sign_in(county.chair), address)
    assert f"item {hidden.number}" not in page(sign_in(county.attendee), address)


def test_former_text_stays_within_the_partnership(county, scene, sign_in):
    """Those of other partnerships read published minutes as they are now."""
    scene.circulate(county).approve(county)
    first = Paragraph.objects.filter(item__meeting=scene.meeting, item__number=1).first()
    said = "The minutes were agreed as a correct record."
    correction = corrections.propose_correction(first, said, by=county.officer, reason="Shorter")
    corrections.decide_correction(correction, by=county.chair, agree=True)
    scene.meeting = Meeting.objects.get(pk=scene.meeting.pk)
    scene.publish(county)
    address = f"/meetings/{scene.meeting.reference}/minutes/"
    assert "16 September were agreed" in page(sign_in(county.partner), address)
    assert "16 September were agreed" not in page(sign_in(county.outsider), address)


def test_joining_details_are_not_for_those_who_read_published_minutes(county, scene, sign_in):
    meetings.change_meeting(scene.meeting, {"joining": "meet.example PIN 4711"}, by=county.officer)
    scene.circulate(county).approve(county).publish(county)
    address = f"/meetings/{scene.meeting.reference}/agenda/"
    assert "4711" in page(sign_in(county.attendee), address)
    assert "4711" not in page(sign_in(county.outsider), address)


def test_a_list_of_actions_taken_away_notes_the_restricted_ones(county, scene, sign_in):
    action = Action.objects.get(pk=scene.circulate(county).action.pk)
    set_audience(action, "named", by=county.chair, reason="A child is named")
    sign_in(county.chair).get("/actions/?whose=all&export=csv")
    said = Event.objects.filter(subject=action.reference, verb="download")
    assert [event.actor for event in said] == [f"user:{county.chair.pk}"]
