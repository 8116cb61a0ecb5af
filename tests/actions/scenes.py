"""Actions as they come about: agreed in a meeting of the strategic group, and issued to their owners."""

import datetime as dt

from actions.models import Action
from actions.services import issue_action, propose_action
from meetings.services.meetings import schedule_meeting

DUE_ON = dt.date(2026, 11, 30)


def agreed(county, wording="Draft the extension of the scheme.", owners=None, **details):
    """Proposed, and arising from a meeting; the police lead leads unless others are named."""
    source = details.pop("source", None) or schedule_meeting(
        county.strategic, by=county.officer, held_on=dt.date(2026, 10, 14)
    )
    owners = owners or [(county.police_lead.person, None, ""), (county.attendee.person, None, "")]
    details.setdefault("due_on", DUE_ON)
    return propose_action(source, wording=wording, owners=owners, by=county.officer, **details)


def issued(county, *args, audience="body", **details):
    return issue_action(agreed(county, *args, **details), by=county.officer, audience=audience)


def dated(action, due_on):
    """The same action, due on another day (rows only: no version, no event)."""
    Action.objects.filter(pk=action.pk).update(due_on=due_on)
    action.refresh_from_db()
    return action
