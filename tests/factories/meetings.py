"""Meetings made as officers make them: through the services."""

import datetime as dt

from meetings.models import Attendance
from meetings.services import meetings, minutes, moves, resolutions

DAY = dt.date(2026, 10, 14)


def scheduled(county, **details):
    details.setdefault("held_on", DAY)
    return meetings.schedule_meeting(county.strategic, by=county.officer, **details)


def drafted(county, **details):
    """Minutes in draft: two paragraphs in the first item, a resolution with a condition, an action."""
    meeting = moves.start_minutes(scheduled(county, **details), by=county.officer)
    item = meeting.items.first()
    minutes.add_paragraph(item, "The minutes were agreed as a correct record.", by=county.officer)
    second = minutes.add_paragraph(item, "Knife crime has risen from a low base.", by=county.officer)
    resolution = resolutions.add_resolution(
        item, "The plan is agreed, subject to its equality assessment.", by=county.officer,
        conditions=["its equality assessment"],
    )  # fmt: skip
    condition = resolution.conditions.get()
    resolutions.change_condition(condition, {"owner": county.officer.person}, by=county.officer)
    minutes.add_action(
        second, by=county.officer, wording="Draft the extension of the scheme.",
        owners=[
            (county.police_lead.person, county.police, "Police lead"),
            (county.health_lead.person, None, "Health lead"),
        ],
        due_on=DAY + dt.timedelta(days=47),
    )  # fmt: skip
    meeting.refresh_from_db()
    return meeting


def circulated(county, **details):
    return moves.circulate_minutes(drafted(county, **details), by=county.officer)


def approved(county, **details):
    meeting = circulated(county, **details)
    return moves.approve_minutes(meeting, by=county.chair, digest_seen=moves.digest_now(meeting))


def published(county, **details):
    return moves.publish_minutes(approved(county, **details), by=county.officer)


def apologies(meeting, user):
    return meeting.attendance.get(person=user.person, group=Attendance.Group.APOLOGIES)
