"""The agenda as members get it: its times, its file, and that they are told."""

import datetime as dt

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from meetings.services import agenda
from notices.models import Notice
from records.lifecycle import MoveRefused
from tests.accessible import accessibility_problems
from tests.factories import meetings as make
from tests.printed import words

pytestmark = pytest.mark.django_db


def at(name, meeting):
    return reverse(f"meetings:{name}", args=[meeting.reference])


def called(county):
    meeting = make.scheduled(
        county,
        held_on=dt.date(2099, 10, 14),
        starts_at=dt.time(10),
        venue="Council offices",
        joining="Room 7",
    )
    meeting.ends_at = dt.time(10, 30)
    meeting.save()
    first = meeting.items.first()
    agenda.change_item(first, {"minutes_allowed": 20}, by=county.officer)
    agenda.add_item(meeting, by=county.officer, title="Youth work", purpose="decision", minutes_allowed=15)
    agenda.add_item(meeting, by=county.officer, title="A family", is_restricted=True)
    return meeting


def test_the_agenda_is_a_pdf_of_what_its_reader_may_know(county, sign_in):
    meeting = called(county)
    pdf = sign_in(county.police_lead).get(at("agenda_pdf", meeting))
    assert accessibility_problems(pdf.content) == []
    said = words(pdf.content)
    for part in (
        "14 October 2099, 10am to 10:30am",
        "Council offices",
        "Room 7",
        "10:20am",
        "Youth work",
        "For decision",
    ):
        assert part in said
    assert "A family" not in said
    assert "A family" in words(sign_in(county.officer).get(at("agenda_pdf", meeting)).content)
    assert sign_in(county.outsider).get(at("agenda_pdf", meeting)).status_code == 404


def test_items_that_take_longer_than_the_meeting_are_said_to(county, sign_in):
    page = sign_in(county.officer).get(at("agenda", called(county))).text
    assert "The items take 35 minutes, and the meeting has 30." in page


def test_open_actions_say_who_is_to_report(county, sign_in):
    make.circulated(county)
    meeting = called(county)
    assert "Police lead · " in sign_in(county.police_lead).get(at("agenda", meeting)).text
    printed = words(sign_in(county.police_lead).get(at("agenda_pdf", meeting)).content)
    assert "Draft the extension of the scheme." in printed
    assert "Police lead" in printed


def test_members_are_told_of_the_agenda_and_again_when_it_is_sent_again(county, sign_in):
    """S003-10: and an item that is added after it went out is late."""
    meeting = called(county)
    client = sign_in(county.officer)
    page = client.get(at("agenda_send", meeting)).text
    assert "the agenda (no paper is attached yet) can be read" in page
    assert "“Youth work” is to be decided, and no paper is attached." in page
    for _ in range(2):
        assert client.post(at("agenda_send", meeting)).status_code == 302
    heard = Notice.objects.filter(record=meeting, trigger__startswith="agenda-sent")
    assert heard.filter(recipient=county.police_lead).count() == 2
    assert not heard.filter(recipient=county.officer).exists()
    assert "Youth work" not in " ".join(f"{notice.subject} {notice.line}" for notice in heard)
    assert agenda.add_item(meeting, by=county.officer, title="Late news").is_late
    assert "Send the agenda again" in client.get(at("agenda", meeting)).text


def test_an_agenda_is_not_sent_without_a_date_nor_once_minutes_are_begun(county, sign_in):
    with pytest.raises(MoveRefused, match="Enter the date"):
        agenda.send_agenda(make.scheduled(county, held_on=None), by=county.officer)
    with pytest.raises(MoveRefused, match="begun already"):
        agenda.send_agenda(make.drafted(county), by=county.officer)
    assert sign_in(county.police_lead).get(at("agenda_send", called(county))).status_code == 403


def test_a_paper_stands_at_its_item_and_goes_along_where_the_item_moves(county, sign_in):
    meeting = called(county)
    item = meeting.items.get(title="Youth work")
    client = sign_in(county.officer)
    address = f"{reverse('documents:new')}?for={meeting.reference}&item={item.number}"
    leads_on = f"item={item.number}&amp;title=Youth+work"  # most papers are called what their item is
    assert leads_on in client.get(at("agenda", meeting)).text
    assert "Attach a paper for item 3" in client.get(address).text
    file = SimpleUploadedFile("youth.txt", b"Two evenings a week.")
    assert client.post(address, {"title": "Youth work in two towns", "file": file}).status_code == 302
    agenda.add_item(meeting, by=county.officer, title="Welcome", before=meeting.items.first())
    page = client.get(at("agenda", meeting)).text
    assert (
        page.index("Welcome")
        < page.index("Youth work</strong>")
        < page.index("Youth work in two towns</a> paper")
    )
    assert list(meeting.links_in.values_list("part", flat=True)) == ["item 4"]
    agenda.move_item(item, by=county.officer, up=True)
    assert list(meeting.links_in.values_list("part", flat=True)) == ["item 3"]
    assert "to be decided" not in client.get(at("agenda_send", meeting)).text
    assert "Paper: Youth work in two towns" in words(
        sign_in(county.police_lead).get(at("agenda_pdf", meeting)).content
    )
    agenda.remove_item(item, by=county.officer)
    assert list(meeting.links_in.values_list("part", flat=True)) == [""]
