"""The two questions every service on the parts of a meeting asks, of the locked row."""

from django.core.exceptions import PermissionDenied

from audit.services import log
from meetings.lifecycle import FROZEN
from records.lifecycle import MoveRefused, locked

REFUSED = "Only officers of the partnership, and those who draft for this body, may change this."
FROZEN_REFUSED = "These minutes are approved, so their text stays. Propose a correction instead."


def hold(meeting, *, by, permission="meetings.change_meeting", frozen_too=False):
    """The meeting's row, locked, if this person may change it and it may still be changed."""
    meeting = locked(meeting)
    if meeting.status in FROZEN and not frozen_too:
        raise MoveRefused(FROZEN_REFUSED)
    if not by.has_perm(permission, meeting):
        raise PermissionDenied(REFUSED)
    return meeting


def note(meeting, verb, *, by, changes=None, reason=""):
    log(meeting, verb, by=by, changes=changes, reason=reason)


def openly(part, reason):
    """Why something was done to a part, for the meeting's log, which more people read than a closed part.

    Of an item or paragraph that is not open nothing is said there: its own versions keep the reason.
    """
    item, publication = getattr(part, "item", part), getattr(part, "publication", "open")
    return "" if item.is_restricted or publication != "open" else reason
