"""The page of a sign-off: what was signed, by whom, and whether it still stands; and taking one's name back."""

import pytest
from django.db import connection
from django.urls import reverse
from lxml import html

from audit.triggers import purging
from meetings.models import Meeting, Paragraph
from meetings.services.corrections import decide_correction, propose_correction
from records.models import Record
from signoffs.models import SignOff, Withdrawal
from signoffs.services import withdraw_signoff
from tests.meetings import scenes

pytestmark = pytest.mark.django_db


@pytest.fixture
def meeting(county):
    return scenes.drafted(county).circulate(county).approve(county).meeting


@pytest.fixture
def signoff(meeting):
    return meeting.signoffs.get()


def address(signoff, name="detail"):
    return reverse(f"signoffs:{name}", args=[signoff.pk])


def words(response):
    return " ".join(html.fromstring(response.content).text_content().split())


def test_it_says_who_signed_what_when_and_as_what(county, signoff, sign_in):
    said = words(sign_in(county.attendee).get(address(signoff)))
    for expected in (
        "Sign-off of Strategic group, 14 October 2026", "I approve these minutes as a correct record",
        "Signed by Chair Northshire", "As Chair, Strategic group", "For Northshire Council", "Edition 1",
        f"As signed {signoff.digest}", f"Of the record now {signoff.digest} the same",
        "Valid The record says now exactly what was signed.",
    ):  # fmt: skip
        assert expected in said


def test_a_word_changed_behind_the_portals_back_makes_it_stale(county, signoff, sign_in):
    Paragraph.objects.filter(item__meeting=signoff.record_id, number="3.2").update(text="Something else.")
    said = words(sign_in(county.officer).get(address(signoff)))
    assert "Stale The record has changed since it was signed." in said
    assert "different" in said


def test_a_stored_content_that_was_altered_is_told_apart(county, signoff, sign_in):
    with purging(), connection.cursor() as cursor:
        cursor.execute(
            "UPDATE signoffs_signoff SET content = %s WHERE id = %s", ['{"title": "Another"}', signoff.pk]
        )
    assert "Altered The stored content" in words(sign_in(county.officer).get(address(signoff)))


def test_a_later_edition_takes_its_place(county, signoff, sign_in):
    line = Paragraph.objects.get(item__meeting=signoff.record_id, number="3.2")
    correction = propose_correction(line, "They may widen it.", by=county.officer, reason="Not yet agreed.")
    decide_correction(correction, by=county.chair, agree=True)
    assert "Superseded Edition 2 was signed on" in words(sign_in(county.officer).get(address(signoff)))
    assert "Valid" in words(sign_in(county.officer).get(address(SignOff.objects.latest("edition"))))


def test_only_who_signed_may_take_their_name_back_with_a_reason(county, signoff, sign_in):
    assert sign_in(county.officer).get(address(signoff, "withdraw")).status_code == 403
    client = sign_in(county.chair)
    assert "Withdraw my signature" in words(client.get(address(signoff)))
    refused = client.post(address(signoff, "withdraw"), {"reason": ""})
    assert (refused.status_code, "Say why you withdraw" in words(refused)) == (422, True)
    said = words(
        client.post(address(signoff, "withdraw"), {"reason": "Paragraph 3.2 is wrong."}, follow=True)
    )
    assert "Withdrawn Chair Northshire took it back on" in said
    assert "Because Paragraph 3.2 is wrong." in said
    again = client.post(address(signoff, "withdraw"), {"reason": "Again."})
    assert "withdrawn already" in words(again)
    assert Withdrawal.objects.count() == 1


def test_withdrawn_minutes_are_not_published(county, meeting, signoff, sign_in):
    withdraw_signoff(signoff, by=county.chair, reason="Paragraph 3.2 is wrong.")
    assert "signature was withdrawn" in " ".join(Meeting.objects.get(pk=meeting.pk).blockers("publish"))


def test_strangers_do_not_learn_of_it(county, signoff, sign_in):
    Record.objects.filter(pk=signoff.record_id).update(audience=Record.Audience.NAMED)
    for name in ("detail", "withdraw"):
        assert sign_in(county.outsider).get(address(signoff, name)).status_code == 404
        assert sign_in(county.police_lead).get(address(signoff, name)).status_code == 404
