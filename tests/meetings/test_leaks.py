"""What few may read of a meeting does not come out by another door: search, counts, logs, versions, actions, home."""

import datetime as dt
import time

import pytest
from django.utils import timezone

from audit.models import Event
from home.reports.attention import attention_of
from meetings.models import Attendance, Condition, Meeting, Paragraph
from meetings.services import agenda, corrections, minutes, moves, resolutions
from records import search
from records.audience import set_audience
from records.lifecycle import save
from records.models import SearchEntry
from records.publication import public_text
from tests.factories import meetings as make
from tests.meetings import scenes

pytestmark = pytest.mark.django_db
TODAY = dt.date(2026, 10, 20)


@pytest.fixture
def scene(county):
    return scenes.drafted(county)


def body_of(client, name, meeting, **query):
    response = client.get(f"/meetings/{meeting.reference}/{name}", query)
    assert response.status_code == 200
    return response.content.decode()


def texts_found(user, query):
    return [SearchEntry.objects.get(pk=hit.entry).text for hit in search.find(user, query)]


def as_fresh(user):
    """The account as the next request reads it."""
    return type(user).objects.get(pk=user.pk)


@pytest.mark.parametrize(
    ("persona", "finds"), [("police_lead", True), ("attendee", True), ("officer", True), ("partner", False)]
)
def test_circulated_minutes_are_found_by_the_members_who_may_read_them(county, scene, persona, finds):
    """Knowing of the meeting is not reading its draft (`meetings.view_minutes`)."""
    set_audience(scene.circulate(county).meeting, "partnership", by=county.officer, reason="All may know")
    user = as_fresh(county.personas[persona])
    assert bool(texts_found(user, "accreditation scheme")) is finds
    assert bool(texts_found(user, "strategic assessment")) is finds


def test_found_resolutions_carry_no_contact_details(county, scene):
    item = scene.meeting.items.get(title="Local priorities")
    resolutions.add_resolution(item, "Write to clerk@example.org about lamps.", by=county.officer)
    scene.circulate(county).approve(county)
    assert texts_found(as_fresh(county.partner), "lamps") == [
        "Write to [contact detail left out] about lamps."
    ]


def test_the_count_of_decisions_leaves_out_restricted_items(county, scene, sign_in):
    hidden = scene.meeting.items.get(is_restricted=True)
    resolutions.add_resolution(hidden, "A chair is named.", by=county.officer)
    scene.circulate(county)
    whole, partial = "decisions/", "decisions/"
    assert ">4<" in body_of(sign_in(county.chair), whole, scene.meeting).replace(" ", "")
    assert ">3<" in body_of(sign_in(county.attendee), partial, scene.meeting).replace(" ", "")


@pytest.fixture
def approved(county, scene):
    return scene.circulate(county).approve(county)


def reasons_read_by(client, meeting):
    response = client.get(f"/records/{meeting.reference}/history/log/")
    assert response.status_code == 200
    return response.content.decode()


def test_the_log_gives_no_reason_of_what_few_may_read(county, approved, sign_in):
    said = "The bidder asked forty pounds"
    correction = corrections.propose_correction(
        approved.exempt, "Another price.", by=county.officer, reason=said
    )
    corrections.decide_correction(correction, by=county.chair, agree=False, reason=said)
    assert said not in reasons_read_by(sign_in(county.partner), approved.meeting)
    assert correction.history.latest().history_change_reason == said


def test_the_log_gives_no_note_of_a_restricted_condition(county, scene, sign_in):
    hidden = scene.meeting.items.get(is_restricted=True)
    resolution = resolutions.add_resolution(
        hidden, "The panel sits.", by=county.officer, conditions=["The family is told"]
    )
    condition = resolution.conditions.get()
    condition.owner = county.partner.person
    resolutions.change_condition(condition, {"owner": county.partner.person}, by=county.officer)
    scene.circulate(county).approve(county)
    resolutions.discharge_condition(condition, by=county.officer, note_of_discharge="The sister was told")
    assert "sister" not in reasons_read_by(sign_in(county.partner), scene.meeting)


def test_versions_do_not_repeat_what_an_import_noticed(county, scene, sign_in):
    meeting = Meeting.objects.get(pk=scene.meeting.pk)
    meeting.import_notes = ["Not placed: “The informant lives in Mill Lane”"]
    save(meeting, by=county.officer, reason="Imported")
    page = sign_in(county.attendee).get(f"/records/{meeting.reference}/history/compare/").content.decode()
    assert "informant" not in page


def test_an_action_closes_with_the_paragraph_it_stands_under(county, scene):
    scene.circulate(county)
    assert visible(scene.action, county.health_lead)
    moves.return_minutes(scene.meeting, by=county.chair, reason="This is exempt")
    above = Paragraph.objects.get(action_lines__action=scene.action)
    marks = {"publication": "withheld", "publication_reason": "It names a child"}
    minutes.change_paragraph(above, marks, by=county.officer, version=above.version)
    assert not visible(scene.action, county.health_lead)
    assert visible(scene.action, county.attendee)  # an owner
    assert visible(scene.action, county.officer)


def test_an_action_closes_with_its_item(county, scene):
    scene.circulate(county)
    item = Paragraph.objects.get(action_lines__action=scene.action).item
    agenda.change_item(item, {"is_restricted": True}, by=county.officer)
    assert not visible(scene.action, county.health_lead)


def visible(record, user):
    return type(record).objects.visible_to(as_fresh(user)).filter(pk=record.pk).exists()


def test_home_shows_no_condition_of_an_item_that_its_owner_may_not_know_of(county, scene):
    hidden = scene.meeting.items.get(is_restricted=True)
    resolution = resolutions.add_resolution(hidden, "The panel sits.", by=county.officer)
    resolutions.add_condition(
        resolution, by=county.officer, text="The family is told", owner=county.health_lead.person
    )
    scene.circulate(county).approve(county)
    assert attention_of(as_fresh(county.health_lead), TODAY).conditions == []
    agenda_item = Condition.objects.get(resolution=resolution).resolution.item
    agenda_item.invitations.create(person=county.health_lead.person)
    assert len(attention_of(as_fresh(county.health_lead), TODAY).conditions) == 1


@pytest.mark.parametrize("page", ["history/", "history/compare/"])
def test_home_tells_nobody_who_read_a_restricted_record(county, scene, sign_in, page):
    meeting = Meeting.objects.get(pk=scene.meeting.pk)
    meeting.marking = "official-sensitive"
    save(meeting, by=county.officer, reason="Marked")
    sign_in(county.chair).get(f"/records/{meeting.reference}/{page}")
    assert Event.objects.filter(subject=meeting.reference, changes={"reading": True}).exists()
    reader = as_fresh(county.police_lead)
    reader.previous_seen_at = timezone.now() - dt.timedelta(days=1)
    Event.objects.filter(pk__lt=0)
    assert not [
        news for news in attention_of(reader, TODAY).news if "noted" in news.did and "hist" in news.did
    ]
    assert not [news for news in attention_of(reader, TODAY).news if "compare" in news.did]


def test_an_invitation_to_an_item_that_is_open_again_opens_no_exempt_paragraph(county, scene):
    item = scene.exempt.item
    item.invitations.create(person=county.attendee.person)
    assert not Paragraph.objects.visible_to(as_fresh(county.attendee)).filter(pk=scene.exempt.pk).exists()


def test_reading_the_minutes_to_approve_them_is_a_reading(county, scene, sign_in):
    meeting = scene.circulate(county).meeting
    meeting.marking = "official-sensitive"
    save(meeting, by=county.officer, reason="Marked")
    before = Event.objects.filter(subject=meeting.reference, verb="read").count()
    sign_in(county.chair).get(f"/meetings/{meeting.reference}/approve/")
    assert Event.objects.filter(subject=meeting.reference, verb="read").count() == before + 1


def test_attendance_of_one_meeting_is_not_changed_through_another(county, scene, sign_in):
    row = scene.meeting.attendance.first()
    other = make.scheduled(county, held_on=None)
    response = sign_in(county.officer).post(
        f"/meetings/{other.reference}/attendance/{row.pk}/", {"to": "remove"}
    )
    assert response.status_code == 404
    assert Attendance.objects.filter(pk=row.pk).exists()


@pytest.mark.parametrize(
    "text", ["a" * 100_000, "1" * 100_000, "a." * 50_000 + "@", "0 " * 50_000, "a@" * 50_000]
)
def test_a_long_word_does_not_stop_the_public_page(text):
    began = time.process_time()
    public_text(text)
    assert time.process_time() - began < 2


def test_contact_details_are_left_out_wherever_they_stand():
    assert public_text("(ann.o'neil+x@a.example)") == "([contact detail left out])"
    assert public_text("a@b.example;c@d.example") == "[contact detail left out];[contact detail left out]"
