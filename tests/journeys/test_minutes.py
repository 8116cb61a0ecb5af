"""The main job, from a file of minutes to the public page, over every room it passes through."""

import datetime as dt
import json

import pytest
from django.core.management import CommandError, call_command
from django.db import connection
from django.urls import reverse

from actions.models import Action
from audit import triggers
from meetings.models import Meeting
from meetings.services import moves
from records.services import version_of
from tests.factories import meetings as make

MINUTES = """
Attendance

Core Membership

Name Agency
Cllr Chair Northshire Northshire Council, Chair
Police Lead Northshire Police

Apologies
  • Health Lead, NHS Northshire

Item

No 1

1. Minutes of Meeting Held on 16 September and Matters Arising

1.1 2.6 Contacts - the contacts have met.

No 2

2 Local Priorities

2.1\u00a0The delivery group reported on the parks.

2.2 A statement will be prepared for the press.

Action - Police Lead and Health Lead

2.3 Members were content.

Resolved

  1. The report was noted

  2. The plan was agreed subject to the equality assessment

Future Meeting Dates: To be confirmed

Share this page
"""


@pytest.fixture
def minutes_file(tmp_path):
    file = tmp_path / "minutes.txt"
    file.write_text(MINUTES)
    return file


def test_from_a_file_to_the_public_page(county, client, minutes_file):
    client.force_login(county.officer)
    with minutes_file.open("rb") as upload:
        answer = client.post(
            reverse("meetings:import"), {"body": county.strategic.pk, "file": upload, "held_on": ""}
        )
    assert answer.url == reverse("meetings:import")
    preview = client.get(answer.url).content.decode()
    assert "Nothing is saved yet" in preview
    assert "Share this page" in preview
    assert not Meeting.objects.exists()
    client.post(answer.url, {})
    meeting = Meeting.objects.get()
    assert [item.paragraphs.count() for item in meeting.items.all()] == [1, 3]
    assert meeting.attendance.filter(group="core", is_chair=True).count() == 1
    _complete(county, client, meeting)
    client.post(reverse("meetings:move", args=[meeting.reference, "circulate"]))
    client.force_login(county.chair)
    assert meeting.reference in client.get(reverse("home:home")).content.decode()
    page = reverse("meetings:move", args=[meeting.reference, "approve"])
    meeting.refresh_from_db()
    assert list(meeting.blockers("approve")) == []
    client.post(page, {"digest_seen": moves.digest_now(meeting), "confirm": "on"})
    meeting.refresh_from_db()
    assert meeting.status == "approved"
    client.post(reverse("meetings:move", args=[meeting.reference, "publish"]))
    client.logout()
    public = client.get(reverse("meetings:public", args=[meeting.reference])).content.decode()
    assert "The delivery group reported on the parks." in public
    assert Action.objects.get().reference not in public


def _complete(county, client, meeting):
    """What approval asks for: a date, and for the bare action its wording and day; for the condition an owner."""
    details = reverse("meetings:change", args=[meeting.reference])
    saved = client.post(details, {"held_on": "14 October 2026", "version": version_of(meeting)})
    assert saved.status_code == 302, saved.content.decode()
    action = Action.objects.get()
    assert action.wording_is_proposed
    assert [owner.person for owner in action.owners.all()] == [
        county.police_lead.person, county.health_lead.person,
    ]  # fmt: skip
    client.post(
        reverse("meetings:action_change", args=[meeting.reference, action.reference]),
        {
            "wording": "Prepare a statement.",
            "lead": county.police_lead.person.pk,
            "others": [county.health_lead.person.pk],
            "due_on": "30 November 2026",
            "version": version_of(action),
        },
    )
    condition = meeting.items.get(number=2).resolutions.last().conditions.get()
    client.post(
        reverse("meetings:condition_change", args=[meeting.reference, condition.pk]),
        {"text": condition.text, "owner": county.police_lead.person.pk},
    )


def test_the_same_file_twice_changes_nothing(county, minutes_file, capsys):
    for _ in range(2):
        call_command("import_minutes", str(minutes_file), body="strategic-group", date=dt.date(2026, 10, 14))
    assert Meeting.objects.count() == 1
    assert Action.objects.count() == 1


@pytest.mark.django_db(transaction=True)  # PostgreSQL chains events as they are committed
def test_one_byte_of_a_stored_approval_is_found(county):
    signoff = make.approved(county).signoffs.get()
    call_command("verify")
    altered = json.dumps(signoff.content).replace("correct record", "corrupt record")
    with triggers.purging(), connection.cursor() as cursor:
        cursor.execute("UPDATE signoffs_signoff SET content = %s WHERE id = %s", [altered, signoff.pk])
    with pytest.raises((CommandError, SystemExit)):
        call_command("verify")
