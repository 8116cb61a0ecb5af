"""A summary of a good-practice entry that is cleared for publication, and by whom (S000-45)."""

from django.core.exceptions import PermissionDenied
from django.db import transaction

from audit.clock import now
from audit.services import log
from problems.naming import FOUND
from problems.play_lifecycle import PlayStatus
from problems.services.library import finds
from records.lifecycle import MoveRefused, locked, save
from records.writing import refuse_other_version

NOT_YOURS = "Only the partnership's officers clear a summary for publication."


@transaction.atomic
def clear_summary(play, public_summary, *, by, looked_at=False, version=None):
    """The words may be given to the press and shown anywhere from now on; a new text takes the place of the former."""
    play = _hold(play, by)
    refuse_other_version(play, version)
    if reasons := list(_refusals(play, public_summary, looked_at)):
        raise MoveRefused(*reasons)
    return _set(play, "clear summary", public_summary.strip(), now(), by, by=by)


@transaction.atomic
def unclear_summary(play, *, by, reason):
    play = _hold(play, by)
    if not play.public_summary:
        raise MoveRefused("No summary is cleared. Nothing was changed.")
    return _set(play, "take back summary", "", None, None, by=by, reason=reason)


def _hold(play, by):
    play = locked(play)
    if not by.has_perm("problems.clear_play", play):
        raise PermissionDenied(NOT_YOURS)
    return play


def _refusals(play, text, looked_at):
    if play.status != PlayStatus.LISTED:
        yield "The entry is taken out of the library. Put it back first."
    if not text.strip():
        yield "Write the summary."
    elif text.strip() == play.public_summary:
        yield "This summary is cleared already. Nothing was changed."
    if not looked_at and finds(play.comes_from, {"public_summary": text}):
        yield FOUND


def _set(play, verb, text, at, who, *, by, reason=""):
    play.public_summary, play.cleared_at, play.cleared_by = text, at, who
    save(play, by=by, reason=reason)
    log(play, verb, by=by, reason=reason)
    return play
