"""Corrections that members ask for while the minutes are a draft."""

import pytest
from django.core.exceptions import PermissionDenied
from django.urls import reverse

from audit.models import Event
from meetings.models import AskedCorrection, Paragraph
from meetings.services import asked, minutes, moves
from meetings.services.packs import pack_contents
from notices.models import Notice
from records.lifecycle import MoveRefused
from tests.factories import meetings as make
from tests.meetings import scenes

pytestmark = pytest.mark.django_db


@pytest.fixture
def meeting(county):
    return make.circulated(county)


@pytest.fixture
def line(meeting):
    return Paragraph.objects.get(item__meeting=meeting, number="1.2")


def at(name, meeting, *more):
    return reverse(f"meetings:{name}", args=[meeting.reference, *more])


def ask(county, line, text="Knife crime has fallen.", by=None):
    return asked.ask_correction(line.item.meeting, line, text, by=by or county.police_lead, reason="")


def test_a_member_asks_the_officer_accepts_and_the_member_is_told(county, meeting, line, sign_in):
    member = sign_in(county.police_lead)
    assert "Ask for a correction" in member.get(at("minutes", meeting)).text
    page = at("ask", meeting, line.pk)
    assert line.text in member.get(page).text
    refused = member.post(page, {"text": line.text})
    assert refused.status_code == 422
    assert "Write what it should say." in refused.text
    member.post(page, {"text": "Knife crime has fallen.", "reason": "The table says so"})
    row = AskedCorrection.objects.get()
    assert Notice.objects.get(recipient=county.officer, trigger=f"asked-{row.pk}").path == at(
        "answer", meeting, row.pk
    )
    writer = sign_in(county.officer)
    shown = writer.get(at("minutes", meeting)).text
    assert "Correction asked for" in shown
    assert "The table says so" in shown
    form = writer.get(at("answer", meeting, row.pk)).text
    assert "Knife crime has fallen." in form
    answer = {
        "accept": "yes",
        "text": "Knife crime has fallen since May.",
        "answer": "",
        "version": line.version,
    }
    assert writer.post(at("answer", meeting, row.pk), answer).status_code == 302
    line.refresh_from_db()
    assert line.text == "Knife crime has fallen since May."
    told = Notice.objects.get(recipient=county.police_lead, trigger=f"answered-{row.pk}")
    assert "accepted" in told.subject
    member = sign_in(county.police_lead)
    assert "accepted" in member.get(at("minutes", meeting)).text
    assert "<strong>Accepted</strong>" in member.get(at("answer", meeting, row.pk)).text


def test_a_correction_is_declined_with_a_reason_that_the_member_reads(county, meeting, line, sign_in):
    row = ask(county, line)
    writer, page = sign_in(county.officer), at("answer", meeting, row.pk)
    refused = writer.post(page, {"accept": "no", "text": row.text, "answer": "", "version": line.version})
    assert refused.status_code == 422
    assert "Say why the correction is declined." in refused.text
    writer.post(
        page, {"accept": "no", "text": row.text, "answer": "The tape says risen.", "version": line.version}
    )
    line.refresh_from_db()
    assert line.text != row.text
    assert "The tape says risen." in sign_in(county.police_lead).get(at("minutes", meeting)).text
    with pytest.raises(MoveRefused, match="answered already"):
        asked.answer_correction(row, by=county.officer, accept=False, answer="Again")


def test_nobody_else_among_the_members_reads_what_one_asked(county, meeting, line, sign_in):
    row = ask(county, line, "The lead’s brother was named.")
    for user, sees in ((county.police_lead, True), (county.chair, True), (county.health_lead, False)):
        client = sign_in(user)
        assert ("brother was named" in client.get(at("minutes", meeting)).text) is sees
        assert client.get(at("answer", meeting, row.pk)).status_code == (200 if sees else 404)
    said = sign_in(county.chair).post(at("answer", meeting, row.pk), {"accept": "yes", "text": "x"})
    assert said.status_code == 403
    assert sign_in(county.outsider).get(at("ask", meeting, line.pk)).status_code == 404


def test_a_paragraph_that_a_member_may_not_read_is_not_theirs_to_correct(county, sign_in):
    scene = scenes.drafted(county).circulate(county)
    page = at("ask", scene.meeting, scene.exempt.pk)
    assert sign_in(county.attendee).get(page).status_code == 404
    assert sign_in(county.police_lead).get(page).status_code == 200
    row = asked.ask_correction(scene.meeting, scene.exempt, "The price was withheld.", by=county.police_lead)
    assert not AskedCorrection.objects.visible_to(county.attendee).exists()
    assert AskedCorrection.objects.visible_to(county.officer).get() == row
    said = Event.objects.filter(subject=scene.meeting.reference).values_list("changes", "reason")
    assert "withheld" not in str(list(said))


def test_the_chair_signs_once_each_was_answered(county, meeting, line, sign_in):
    row = ask(county, line)
    other = asked.ask_correction(meeting, None, "I was there.", by=county.attendee)
    with pytest.raises(MoveRefused, match=r"paragraph 1\.2 and something else"):
        moves.approve_minutes(meeting, by=county.chair, digest_seen=moves.digest_now(meeting))
    asked.answer_correction(row, by=county.officer, accept=True, text=row.text, version=line.version)
    asked.answer_correction(other, by=county.officer, accept=True, answer="Added")
    approved = moves.approve_minutes(meeting, by=county.chair, digest_seen=moves.digest_now(meeting))
    with pytest.raises(MoveRefused, match="approved since"):
        ask(county, line, by=county.health_lead)
    client, page = sign_in(county.health_lead), at("ask", meeting, line.pk)
    late = client.post(page, {"text": "What I was still typing."})
    assert (late.status_code, client.get(page).status_code) == (422, 403)
    assert "What I was still typing." in late.text
    later = make.scheduled(county, held_on=scenes.DUE_ON)
    assert later.previous == approved
    assert pack_contents(later, county.health_lead).printed.corrected == (
        f"Paragraph 1.2, as {county.police_lead} asked",
        f"Something else, as {county.attendee} asked",
    )


def test_what_was_corrected_stands_at_the_first_item_of_the_next_agenda(county, sign_in):
    scene = scenes.drafted(county).circulate(county)
    asked_for = asked.ask_correction(
        scene.meeting, scene.exempt, "The price was withheld.", by=county.police_lead
    )
    asked.answer_correction(
        asked_for, by=county.officer, accept=True, text=asked_for.text, version=scene.exempt.version
    )
    later = make.scheduled(county, held_on=scenes.DUE_ON)
    words = f"Corrected: paragraph {scene.exempt.number}, as {county.police_lead} asked"
    assert words in sign_in(county.police_lead).get(at("agenda", later)).text
    assert words not in sign_in(county.attendee).get(at("agenda", later)).text


def test_an_answer_to_a_paragraph_that_changed_meanwhile_shows_both(county, meeting, line, sign_in):
    row, before = ask(county, line), line.version
    minutes.change_paragraph(line, {"text": "Knife crime has levelled."}, by=county.support, version=before)
    said = {"accept": "yes", "text": row.text, "answer": "", "version": before}
    answer = sign_in(county.officer).post(at("answer", meeting, row.pk), said)
    assert answer.status_code == 409
    assert "levelled" in answer.text
    assert row.text in answer.text
    row.refresh_from_db()
    assert row.answered_at is None


def test_asked_again_it_replaces_what_was_asked_and_the_paragraph_stays_until_it_is_answered(county, meeting):
    line = Paragraph.objects.get(item__meeting=meeting, number="1.1")
    ask(county, line)
    row = ask(county, line, "Knife crime is as it was.")
    assert AskedCorrection.objects.get() == row
    with pytest.raises(MoveRefused, match="Answer that first"):
        minutes.remove_paragraph(line, by=county.officer)
    asked.answer_correction(row, by=county.officer, accept=False, answer="It is taken out.")
    minutes.remove_paragraph(line, by=county.officer)
    row.refresh_from_db()
    assert row.place == "paragraph 1.1"


def test_nothing_is_asked_of_a_paragraph_that_went_meanwhile_and_what_was_typed_stays(
    county, meeting, sign_in
):
    line = Paragraph.objects.get(item__meeting=meeting, number="1.1")
    minutes.remove_paragraph(Paragraph.objects.get(pk=line.pk), by=county.officer)
    with pytest.raises(MoveRefused, match="was taken out of the draft since"):
        ask(county, line)
    client, page = sign_in(county.police_lead), at("ask", meeting, line.pk)
    refused = client.post(page, {"text": "Knife crime has fallen by a third."})
    assert refused.status_code == 422
    assert "was taken out of the draft since" in refused.text
    assert "Knife crime has fallen by a third." in refused.text
    assert client.get(page).status_code == 404
    assert not AskedCorrection.objects.exists()


def test_the_next_agenda_tells_nobody_of_a_correction_in_a_paragraph_that_was_taken_out(county):
    """It may have stood in an item that is restricted, and its number may be another's now."""
    scene = scenes.drafted(county).circulate(county)
    line = scene.exempt
    row = asked.ask_correction(scene.meeting, line, "The price was withheld.", by=county.police_lead)
    asked.answer_correction(row, by=county.officer, accept=True, text=row.text, version=line.version)
    line.refresh_from_db()
    minutes.remove_paragraph(line, by=county.officer, reason="Said twice")
    later = make.scheduled(county, held_on=scenes.DUE_ON)
    assert pack_contents(later, county.attendee).printed.corrected == ()


def test_draft_minutes_are_not_a_guests_to_correct(county, line):
    with pytest.raises(PermissionDenied):
        ask(county, line, by=county.guest)
    with pytest.raises(PermissionDenied):
        ask(county, line, by=county.partner)


def test_corrections_that_members_ask_for_wait_at_home_for_whoever_writes_the_minutes(county, line, sign_in):
    ask(county, line)
    words = "Answer 1 correction that members ask for"
    assert words in sign_in(county.officer).get("/").text
    assert words in sign_in(county.support).get("/").text
    assert words not in sign_in(county.chair).get("/").text
    assert words not in sign_in(county.police_lead).get("/").text
