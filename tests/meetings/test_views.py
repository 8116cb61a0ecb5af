import datetime as dt

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from actions.models import Action
from documents.services import add_document
from meetings.models import Meeting
from meetings.services import agenda, minutes, moves
from meetings.services.meetings import schedule_meeting
from partnership.models import Body, Membership
from records.access import give
from records.lifecycle import MoveRefused
from tests.factories import meetings as make


def address(name, meeting, *args):
    return reverse(f"meetings:{name}", args=[meeting.reference, *args])


@pytest.mark.parametrize(
    ("who", "draft", "circulated", "approved"),
    [
        ("officer", 200, 200, 200),
        ("chair", 200, 200, 200),
        ("support", 200, 200, 200),
        ("police_lead", 200, 200, 200),
        ("attendee", 403, 200, 200),
        ("partner", 404, 404, 200),
        ("administrator", 404, 404, 200),
        ("outsider", 404, 404, 404),
        ("guest", 404, 404, 404),
    ],
)
def test_who_reads_the_minutes_when(county, sign_in, who, draft, circulated, approved):
    meeting = make.drafted(county)
    client = sign_in(getattr(county, who))
    page = address("minutes", meeting)
    assert client.get(page).status_code == draft
    moves.circulate_minutes(meeting, by=county.officer)
    assert client.get(page).status_code == circulated
    moves.approve_minutes(meeting, by=county.chair, digest_seen=moves.digest_now(meeting))
    assert client.get(page).status_code == approved


def test_a_stranger_is_sent_to_sign_in(county, client):
    page = address("minutes", make.drafted(county))
    assert client.get(page).url.startswith(reverse("account_login"))


def test_an_attendee_is_told_why_they_cannot_read_a_draft(county, sign_in):
    answer = sign_in(county.attendee).get(address("minutes", make.drafted(county)))
    assert "still being written" in answer.content.decode()


def page_queries(client, url, captured):
    client.get(url)  # fills the caches of content types and sessions
    with captured as queries:
        assert client.get(url).status_code == 200
    return len(queries)


@pytest.mark.parametrize("who", ["police_lead", "officer"])
@pytest.mark.parametrize("paragraphs", [1, 30])
def test_the_minutes_page_costs_the_same_however_long(
    county, sign_in, paragraphs, who, django_assert_max_num_queries
):
    meeting = make.drafted(county)
    for number in range(paragraphs):
        line = minutes.add_paragraph(meeting.items.first(), f"Paragraph {number}", by=county.officer)
        minutes.add_action(
            line, by=county.officer, wording="Do it", owners=[(county.chair.person, None, "Chair")]
        )
    client = sign_in(getattr(county, who))
    # user, places, meeting, items with lines, actions, resolutions, attendance; documents and later meetings, if any
    assert page_queries(client, address("minutes", meeting), django_assert_max_num_queries(7)) == 7


@pytest.mark.parametrize("who", ["police_lead", "officer", "chair"])
def test_signed_minutes_cost_no_more(county, sign_in, who, django_assert_max_num_queries):
    client, meeting = sign_in(getattr(county, who)), make.approved(county)
    assert page_queries(client, address("minutes", meeting), django_assert_max_num_queries(7)) == 7


def test_an_action_that_the_reader_may_not_open_is_named_and_not_linked(county, sign_in):
    meeting = make.approved(county)
    action = Action.objects.filter(arises_from=meeting).first()
    page = reverse("actions:detail", args=[action.reference])
    assert page in sign_in(county.health_lead).get(address("minutes", meeting)).content.decode()
    Action.objects.filter(pk=action.pk).update(audience="officers")
    shown = sign_in(county.health_lead).get(address("minutes", meeting)).content.decode()
    assert page not in shown
    assert action.reference in shown
    assert page in sign_in(county.officer).get(address("minutes", meeting)).content.decode()


def test_a_guest_is_offered_no_history_of_a_meeting(county, sign_in):
    meeting = make.published(county)
    give(meeting, county.guest, by=county.officer, reason="Reviews it")
    history = reverse("records:history", args=[meeting.reference])
    assert history not in sign_in(county.guest).get(address("agenda", meeting)).content.decode()
    assert history in sign_in(county.police_lead).get(address("agenda", meeting)).content.decode()


@pytest.mark.parametrize("meetings", [1, 3])
def test_the_list_costs_the_same_however_long(county, sign_in, meetings, django_assert_max_num_queries):
    for month in range(meetings):
        make.scheduled(county, held_on=dt.date(2026, 1 + month, 14))
    client = sign_in(county.police_lead)
    # user, places, meetings, bodies
    assert page_queries(client, reverse("meetings:list"), django_assert_max_num_queries(4)) <= 4


def test_the_list_shows_only_what_may_be_known(county, sign_in):
    meeting = make.scheduled(county)
    assert meeting.reference in sign_in(county.attendee).get(reverse("meetings:list")).content.decode()
    assert meeting.reference not in sign_in(county.outsider).get(reverse("meetings:list")).content.decode()


def test_an_officer_calls_a_meeting(county, sign_in):
    client = sign_in(county.officer)
    answer = client.post(
        reverse("meetings:schedule"),
        {"body": county.strategic.pk, "held_on": "14 October 2026", "starts_at": "9:30am", "venue": "Room 2"},
    )
    meeting = Meeting.objects.get()
    assert answer.url == address("agenda", meeting)
    assert (meeting.held_on, meeting.starts_at) == (dt.date(2026, 10, 14), dt.time(9, 30))
    assert [item.standing for item in meeting.items.all()][-1] == "aob"
    assert meeting.attendance.count() == 5


def test_the_next_meeting_is_called_from_the_last_at_its_time_and_place(county, sign_in):
    meeting = make.circulated(county, starts_at=dt.time(9, 30), venue="Room 2", joining="Room online")
    client, leads_on = sign_in(county.officer), f"{reverse('meetings:schedule')}?body={meeting.body_id}"
    assert leads_on in client.get(address("minutes", meeting)).text
    page = client.get(leads_on).text
    for said in (
        f'value="{meeting.body_id}" selected',
        'value="9:30am"',
        'value="Room 2"',
        'value="Room online"',
    ):
        assert said in page
    assert leads_on not in sign_in(county.chair).get(address("minutes", meeting)).text


def test_a_body_that_one_does_not_run_says_nothing_of_its_last_meeting(county, sign_in):
    make.drafted(county, venue="Room 2")
    page = sign_in(county.support).get(f"{reverse('meetings:schedule')}?body={county.strategic.pk}")
    other = sign_in(county.partner).get(f"{reverse('meetings:schedule')}?body={county.strategic.pk}")
    assert "Room 2" in page.text
    assert "Room 2" not in other.text


def test_the_chair_is_offered_to_read_before_they_are_offered_to_cancel(county, sign_in):
    meeting = make.scheduled(county, held_on=dt.date(2099, 10, 14))
    page = sign_in(county.chair).get(address("agenda", meeting)).text
    assert page.index("Read the agenda and papers") < page.index("Cancel the meeting")
    assert "govuk-button--warning" not in page
    assert "Read the agenda and papers" not in sign_in(county.officer).get(address("agenda", meeting)).text


def test_the_minutes_name_the_meetings_that_are_called_as_their_pdf_does(county, sign_in):
    """S001-175."""
    meeting = make.drafted(county)
    client = sign_in(county.officer)
    assert "To be confirmed" in client.get(address("minutes", meeting)).text
    make.scheduled(county, held_on=dt.date(2026, 12, 16), starts_at=dt.time(10))
    page = client.get(address("minutes", meeting)).text
    assert "16 December 2026" in page
    assert "To be confirmed" not in page


def test_a_date_that_does_not_exist_is_refused_and_what_was_typed_stays(county, sign_in):
    answer = sign_in(county.officer).post(
        reverse("meetings:schedule"),
        {"body": county.strategic.pk, "held_on": "31 February 2026", "venue": "Room 2"},
    )
    page = answer.content.decode()
    assert answer.status_code == 422
    assert "must be a real date" in page
    assert 'value="Room 2"' in page


def test_the_second_writer_sees_both_versions_and_nothing_is_lost(county, sign_in):
    meeting = make.drafted(county)
    paragraph = meeting.items.first().paragraphs.first()
    page = address("paragraph_change", meeting, paragraph.pk)
    form = {"text": "Second writer.", "publication": "open", "version": paragraph.version}
    minutes.change_paragraph(
        paragraph, {"text": "First writer."}, by=county.support, version=paragraph.version
    )
    answer = sign_in(county.officer).post(page, form)
    text = answer.content.decode()
    assert answer.status_code == 409
    assert "First" in text
    assert "Second writer." in text
    form["version"] = paragraph.version + 1
    assert sign_in(county.officer).post(page, form).status_code == 302
    paragraph.refresh_from_db()
    assert paragraph.text == "Second writer."


def test_what_the_chair_wants_changed_is_shown_to_the_officer(county, sign_in):
    meeting = make.circulated(county)
    page = address("move", meeting, "return")
    asked = sign_in(county.chair).get(page).content.decode()
    assert "What should be changed?" in asked
    assert "(optional)" not in asked
    refused = sign_in(county.chair).post(page, {"reason": " "})
    assert refused.status_code == 422
    assert "Say what should be changed." in refused.content.decode()
    sign_in(county.chair).post(page, {"reason": "Name the station in 2.1."})
    shown = sign_in(county.officer).get(address("minutes", meeting)).content.decode()
    assert "Chair Northshire returned these minutes" in shown
    assert "“Name the station in 2.1.”" in shown


def test_returned_minutes_with_papers_cost_one_query_more(county, sign_in, django_assert_max_num_queries):
    meeting = make.circulated(county)
    moves.return_minutes(meeting, by=county.chair, reason="A figure is wrong")
    file = SimpleUploadedFile("plan.txt", b"A plan.")
    add_document(meeting, title="Plan", file=file, by=county.officer)
    client = sign_in(county.officer)
    assert page_queries(client, address("minutes", meeting), django_assert_max_num_queries(8)) == 8


def test_the_chair_reads_and_signs_on_one_page(county, sign_in):
    meeting = make.circulated(county)
    client = sign_in(county.chair)
    page = address("move", meeting, "approve")
    shown = client.get(page)
    assert "Knife crime has risen" in shown.content.decode()
    digest = moves.digest_now(meeting)
    assert digest in shown.content.decode()
    assert client.post(page, {"digest_seen": digest}).status_code == 422
    assert client.post(page, {"digest_seen": digest, "confirm": "on"}).status_code == 302
    meeting.refresh_from_db()
    assert meeting.status == "approved"
    again = client.post(page, {"digest_seen": digest, "confirm": "on"})
    assert "It is now “Minutes approved”, so this cannot be done." in again.content.decode()
    assert meeting.signoffs.count() == 1


@pytest.mark.parametrize(
    ("who", "status"),
    [("officer", 403), ("support", 403), ("police_lead", 403), ("attendee", 403), ("partner", 404)],
)
def test_nobody_else_may_approve(county, sign_in, who, status):
    meeting = make.circulated(county)
    page = address("move", meeting, "approve")
    assert sign_in(getattr(county, who)).post(page, {"confirm": "on"}).status_code == status


def test_a_restricted_item_shows_nowhere_to_those_not_invited(county, sign_in):
    meeting = make.scheduled(county)
    item = agenda.add_item(meeting, by=county.officer, title="A secret matter", is_restricted=True)
    for name in ("police_lead", "attendee"):
        client = sign_in(getattr(county, name))
        for page in ("agenda", "attendance"):
            assert "secret" not in client.get(address(page, meeting)).content.decode()
        assert client.get(address("item_change", meeting, item.pk)).status_code == 403
    assert "secret" in sign_in(county.chair).get(address("agenda", meeting)).content.decode()


def test_the_parts_of_one_meeting_are_not_reached_through_another(county, sign_in):
    first, second = make.drafted(county), make.drafted(county, held_on=dt.date(2026, 11, 11))
    paragraph = first.items.first().paragraphs.first()
    client = sign_in(county.officer)
    assert client.get(address("paragraph_change", second, paragraph.pk)).status_code == 404


def test_attendance_is_set_in_one_press(county, sign_in):
    meeting = make.scheduled(county)
    row = meeting.attendance.get(person=county.health_lead.person)
    client = sign_in(county.officer)
    client.post(address("attendee_set", meeting, row.pk), {"to": "apologies"})
    page = client.get(address("attendance", meeting)).content.decode()
    assert "Expected: 4 (2 core, 1 attendee, 1 support)" in page
    assert "Core agencies represented: 2 of 3" in page
    assert "NHS Northshire" in page
    row.refresh_from_db()
    assert row.group == "apologies"


def test_a_member_who_reads_circulated_minutes_is_told_how_to_ask_for_a_correction(county, sign_in):
    meeting = make.circulated(county)
    asks = "Is something here wrong? Ask for a correction beside the paragraph"
    for user, is_told in ((county.attendee, True), (county.chair, True), (county.officer, False)):
        page = sign_in(user).get(address("minutes", meeting)).content.decode()
        assert (asks in page) is is_told  # an officer changes them


def test_whoever_took_a_seat_after_the_meeting_was_called_is_added_in_one_press(county, sign_in):
    meeting = make.scheduled(county)
    late = meeting.attendance.get(person=county.health_lead.person)
    late.delete()
    client = sign_in(county.officer)
    page = client.get(address("attendance", meeting)).content.decode()
    assert f"is not in the list: {county.health_lead.person}." in page

    client.post(address("attendance", meeting))
    row = meeting.attendance.get(person=county.health_lead.person)
    assert (row.group, row.is_voting, row.seat_id) == (late.group, late.is_voting, late.seat_id)
    page = client.post(address("attendance", meeting), follow=True).content.decode()
    assert "Every member of that day is in the list already." in page
    assert meeting.attendance.filter(person=county.health_lead.person).count() == 1
    assert sign_in(county.attendee).post(address("attendance", meeting)).status_code == 403


def test_a_meeting_of_a_body_without_members_says_what_to_do(county, sign_in):
    meeting = make.scheduled(county)
    Membership.objects.filter(seat__body=county.strategic).update(ended_on=dt.date(2020, 1, 1))
    meeting.attendance.all().delete()
    page = sign_in(county.officer).get(address("attendance", meeting)).content.decode()
    assert "has no members on" in page
    assert "An administrator of the partnership gives it seats" in page
    assert "Nobody yet" not in page


def test_a_number_that_no_database_holds_is_no_choice(county, sign_in):
    meeting = make.drafted(county)
    answer = sign_in(county.officer).post(address("change", meeting), {"previous": "9" * 20})
    assert answer.status_code == 422
    assert "from the list" in answer.content.decode()


def test_no_meeting_is_called_of_a_body_that_is_closed(county, sign_in):
    Body.objects.filter(pk=county.delivery.pk).update(status="closed", status_since="2026-01-31")
    page = sign_in(county.officer).get(reverse("meetings:schedule")).content.decode()
    assert f">{county.strategic}</option>" in page
    assert f">{county.delivery}</option>" not in page
    with pytest.raises(MoveRefused, match="is closed, and meets no more"):
        schedule_meeting(Body.objects.get(pk=county.delivery.pk), by=county.officer)


def test_who_has_left_the_body_is_not_offered_for_an_action_or_a_condition(county, sign_in):
    """Those who were there that day are: minutes are written afterwards."""
    meeting = make.drafted(county)
    paragraph = meeting.items.first().paragraphs.first()
    page = address("action_add", meeting, paragraph.pk)
    option = f">{county.health_lead}</option>"
    client = sign_in(county.officer)
    assert option in client.get(page).content.decode()
    meeting.attendance.filter(person=county.health_lead.person).delete()
    before = meeting.held_on - dt.timedelta(days=1)
    Membership.objects.filter(person=county.health_lead.person).update(ended_on=before)
    assert option not in client.get(page).content.decode()
