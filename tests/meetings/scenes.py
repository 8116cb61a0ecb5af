"""A whole meeting of the strategic group, made by the services: what the printed pages and reminders are tried on."""

import datetime as dt
from dataclasses import dataclass

from actions.models import Action
from meetings.models import Meeting, Paragraph
from meetings.services import agenda, attendance, meetings, minutes, moves, resolutions

HELD_ON = dt.date(2026, 10, 14)
DUE_ON = dt.date(2026, 11, 30)


@dataclass
class Scene:
    meeting: Meeting
    earlier: Meeting
    action: Action
    exempt: Paragraph
    condition: object

    def circulate(self, county):
        self.meeting = moves.circulate_minutes(self.meeting, by=county.officer)
        return self

    def approve(self, county):
        self.meeting = moves.approve_minutes(
            self.meeting, by=county.chair, digest_seen=moves.digest_now(self.meeting)
        )
        return self

    def publish(self, county):
        self.meeting = moves.publish_minutes(self.meeting, by=county.officer)
        return self


def drafted(county):
    """Minutes in draft: three open items, one restricted, an action, a condition, an exempt paragraph."""
    officer = county.officer
    earlier = meetings.schedule_meeting(county.strategic, by=officer, held_on=dt.date(2026, 9, 16))
    before = _write(earlier.items.first(), officer, "Single points of contact are to meet.")
    meeting = meetings.schedule_meeting(
        county.strategic, by=officer, held_on=HELD_ON, starts_at=dt.time(10), ends_at=dt.time(12, 10),
        venue="Council offices, room 2",
    )  # fmt: skip
    meeting = moves.start_minutes(meeting, by=officer)
    row = meeting.attendance.get(person=county.health_lead.person)
    attendance.set_group(row, "apologies", by=officer)
    first = meeting.items.first()
    _write(first, officer, "The minutes of 16 September were agreed as a correct record.")
    matter = _write(first, officer, "The contacts have met; an item is on today’s agenda.")
    minutes.link_matter_arising(matter, before, by=officer)
    resolutions.add_resolution(
        first, "The minutes of 16 September are approved.", by=officer, approves_minutes_of=earlier
    )
    action = _local_priorities(meeting, county)
    exempt, condition = _plan(meeting, county)
    _restricted(meeting, county)
    return Scene(Meeting.objects.get(pk=meeting.pk), earlier, action, exempt, condition)


def _write(item, by, text, **fields):
    return minutes.add_paragraph(item, text, by=by, **fields)


def _local_priorities(meeting, county):
    item = agenda.add_item(meeting, by=county.officer, title="Local priorities")
    _write(item, county.officer, "Rural crime", kind=Paragraph.Kind.SUBHEADING)
    _write(item, county.officer, "Thefts of quad bikes have fallen. Write to farm-watch@example.org to join.")
    below = _write(item, county.officer, "Partners will widen the accreditation scheme.")
    return minutes.add_action(
        below,
        by=county.officer,
        wording="Draft the extension of the scheme to two further towns.",
        owners=[
            (county.police_lead.person, county.police, "Police lead"),
            (county.attendee.person, county.charity, "Attendee Northshire"),
        ],
        due_on=DUE_ON,
    )


def _plan(meeting, county):
    item = agenda.add_item(meeting, by=county.officer, title="Community safety plan 2026 to 2029")
    _write(item, county.officer, "The plan must rest on the assessment.")
    exempt = _write(
        item, county.officer, "The bidder’s price was discussed.", publication="exempt", exempt_under="3",
        publication_reason="It would tell rivals the price.",
    )  # fmt: skip
    resolutions.add_resolution(item, "The strategic assessment is agreed.", by=county.officer)
    second = resolutions.add_resolution(
        item, "The plan is agreed, subject to changes from its equality impact assessment.",
        by=county.officer, verb="subject-to",
    )  # fmt: skip
    condition = resolutions.add_condition(
        second, by=county.officer, text="Changes from the equality impact assessment",
        owner=county.officer.person, due_on=dt.date(2026, 11, 20),
    )  # fmt: skip
    return exempt, condition


def _restricted(meeting, county):
    item = agenda.add_item(meeting, by=county.officer, title="A review that few know of", is_restricted=True)
    _write(item, county.officer, "The panel has its chair.")
