"""What officers and the chair press while minutes are made and after they are signed, and who may not."""

import pytest
from django.urls import reverse

from meetings.models import Condition, Correction, Meeting, Paragraph, Resolution
from meetings.services import minutes
from tests.factories import meetings as make
from tests.factories import partnership as places

pytestmark = pytest.mark.django_db


def address(name, meeting, *args):
    return reverse(f"meetings:{name}", args=[meeting.reference, *args])


def press(client, name, meeting, *args, **said):
    response = client.post(address(name, meeting, *args), said)
    assert response.status_code == 302, response.content.decode()
    return client.get(response.url.partition("#")[0]).content.decode()


@pytest.fixture
def meeting(county):
    return make.drafted(county)


@pytest.fixture
def officer(county, sign_in):
    return sign_in(county.officer)


def test_an_item_goes_up_and_one_without_minutes_is_taken_out(county, meeting, officer):
    first, second, third = meeting.items.order_by("number")[:3]
    press(officer, "item_up", meeting, third.pk)
    assert list(meeting.items.order_by("number").values_list("pk", flat=True))[:3] == [
        first.pk, third.pk, second.pk,
    ]  # fmt: skip
    press(officer, "item_remove", meeting, third.pk)
    assert not meeting.items.filter(pk=third.pk).exists()
    shown = press(officer, "item_remove", meeting, first.pk)
    assert meeting.items.filter(pk=first.pk).exists()
    assert "This item has minutes. Take out its paragraphs and resolutions first." in shown


def test_somebody_who_was_there_is_listed_by_name_and_matched_to_a_person_later(county, meeting, officer):
    press(officer, "attendee_add", meeting, group="attendees", printed_name="PC Somebody")
    row = meeting.attendance.get(printed_name="PC Somebody")
    assert row.person is None
    person = places.PersonFactory(given_name="Some", family_name="Body")
    places.PostFactory(person=person, agency=county.police)
    press(officer, "attendee_match", meeting, row.pk, person=person.pk)
    row.refresh_from_db()
    assert row.person == person


def test_a_paragraph_is_taken_out_and_those_after_it_are_numbered_anew(meeting, officer):
    first, second = Paragraph.objects.filter(item__meeting=meeting).order_by("number")[:2]
    number = first.number
    press(officer, "paragraph_remove", meeting, first.pk, reason="Said twice")
    assert not Paragraph.objects.filter(pk=first.pk).exists()
    second.refresh_from_db()
    assert second.number == number


def test_a_resolution_gets_another_condition_and_is_taken_out_with_both(meeting, officer):
    resolution = Resolution.objects.get(item__meeting=meeting)
    press(officer, "condition_add", meeting, resolution.pk, text="the money is found", due_on="2027-01-31")
    assert resolution.conditions.count() == 2
    press(officer, "resolution_remove", meeting, resolution.pk)
    assert not Resolution.objects.filter(pk=resolution.pk).exists()
    assert not Condition.objects.exists()


def test_a_promise_that_is_none_is_dismissed(county, meeting, officer):
    paragraph = minutes.add_paragraph(
        meeting.items.first(), "A statement will be prepared.", by=county.officer, promise="flagged"
    )
    press(officer, "promise_dismiss", meeting, paragraph.pk)
    paragraph.refresh_from_db()
    assert paragraph.promise == "dismissed"


@pytest.mark.parametrize(("agree", "text"), [("yes", "The minutes were agreed."), ("no", None)])
def test_signed_minutes_are_corrected_by_the_chair_or_not(county, sign_in, agree, text):
    meeting = make.approved(county)
    paragraph = Paragraph.objects.filter(item__meeting=meeting).first()
    before, page = paragraph.text, address("correct", meeting, paragraph.pk)
    said = {"new_text": "The minutes were agreed.", "reason": "As was said"}
    assert sign_in(county.officer).post(page, said).status_code == 302
    correction = Correction.objects.get(paragraph=paragraph)
    decide, decision = (
        address("correction_decide", meeting, correction.pk),
        {"agree": agree, "reason": "Heard"},
    )
    assert sign_in(county.officer).post(decide, decision).status_code == 403
    assert sign_in(county.chair).post(decide, decision).status_code == 302
    paragraph.refresh_from_db()
    assert paragraph.text == (text or before)
    assert Meeting.objects.get(pk=meeting.pk).status == "approved"


@pytest.mark.parametrize("who", ["police_lead", "attendee"])
@pytest.mark.parametrize(
    "name", ["item_up", "item_remove", "attendee_add", "paragraph_remove", "condition_add"]
)
def test_a_member_changes_nothing_of_it(county, meeting, sign_in, who, name):
    keys = {
        "item_up": [meeting.items.last().pk], "item_remove": [meeting.items.last().pk], "attendee_add": [],
        "paragraph_remove": [Paragraph.objects.filter(item__meeting=meeting).first().pk],
        "condition_add": [Resolution.objects.get(item__meeting=meeting).pk],
    }  # fmt: skip
    said = {"reason": "Mine", "group": "attendees", "printed_name": "X", "text": "x"}
    assert sign_in(getattr(county, who)).post(address(name, meeting, *keys[name]), said).status_code in (
        403,
        404,
    )
