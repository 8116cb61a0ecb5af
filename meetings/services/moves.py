"""The life of the minutes: started, circulated, returned, approved and signed, published."""

from django.db import transaction

from actions.lifecycle import Status as ActionStatus
from actions.services import issue_action
from audit.clock import now
from audit.services import plain
from audit.text import digest_of
from meetings.lifecycle import Action
from meetings.models import ParagraphAction, Resolution
from meetings.reports.minutes import Reader, as_content, read_minutes
from meetings.services.minutes import is_closed
from records import search
from records.audience import close_under, wider_than
from records.jobs import enqueue
from records.lifecycle import MoveRefused, locked, move
from records.models import Link, Record
from records.services import join
from records.writing import keep
from signoffs.services import capacity_of, sign

APPROVE = "approve"
AGREEING = {  # the verbs by which a report is agreed
    Resolution.Verb.AGREED,
    Resolution.Verb.SUBJECT_TO,
    Resolution.Verb.APPROVED,
    Resolution.Verb.ENDORSED,
    Resolution.Verb.SUPPORTED,
}
STATEMENT = "I approve these minutes as a correct record of the meeting."


def content_of(meeting, by=None, minutes=None):
    """What the chair signs: the whole of the minutes with what identifies the meeting.

    ``minutes`` are the whole of them, where the caller has read them already.
    """
    minutes = minutes or read_minutes(meeting, by, Reader.RUNS)
    return {
        "reference": meeting.reference,
        "title": meeting.title,
        "body": str(meeting.body),
        "held_on": meeting.held_on,
        "starts_at": meeting.starts_at,
        "ends_at": meeting.ends_at,
        "venue": meeting.venue,
        "edition": meeting.edition,
        **as_content(minutes),
        "actions": [
            [action.reference, action.wording, action.lead, action.others, action.due_on]
            for action in minutes.actions
        ],
    }


def digest_now(meeting):
    return digest_of(plain(content_of(meeting)))


@transaction.atomic
def start_minutes(meeting, *, by, reason=""):
    meeting = move(meeting, Action.START, by=by, reason=reason)
    search.index(meeting)
    return meeting


@transaction.atomic
def circulate_minutes(meeting, *, by, reason=""):
    """Send the draft to the body's members, and issue its actions to their owners."""
    meeting = move(meeting, Action.CIRCULATE, by=by, reason=reason, circulated_at=now())
    _issue_actions(meeting, meeting.audience, by=by, reason=reason)
    enqueue("meetings.ask_chair", meeting_id=meeting.pk)
    search.index(meeting)
    return meeting


def _issue_actions(meeting, audience, *, by, reason):
    lines = ParagraphAction.objects.filter(
        paragraph__item__meeting=meeting, action__status=ActionStatus.PROPOSED
    )
    for line in lines.select_related("action", "paragraph__item").order_by("pk"):
        known_to = _audience_of(line.paragraph, audience)
        issue_action(line.action, by=by, audience=known_to, reason=reason)


def _audience_of(paragraph, audience):
    """An action that arises from what few may read is known to its owners and to those who run the meeting."""
    return Record.Audience.OFFICERS if is_closed(paragraph) else audience


@transaction.atomic
def return_minutes(meeting, *, by, reason):
    """The chair gives the draft back, and says what is to be changed.

    Approved minutes go back the same way once the signature under them was withdrawn.
    """
    if not reason.strip():
        raise MoveRefused("Say what should be changed.")
    meeting = move(meeting, Action.RETURN, by=by, reason=reason)
    for row in ParagraphAction.objects.filter(paragraph__item__meeting=meeting).exclude(as_minuted=None):
        row.as_minuted = None
        keep(row, by=by, reason="No longer approved")
    search.index(meeting)
    return meeting


@transaction.atomic
def approve_minutes(meeting, *, by, digest_seen, reason=""):
    """The chair puts their name to the text they have read, and no other (S001-30).

    ``digest_seen`` is of the text the page showed: if a word has changed since, nothing is signed.
    """
    meeting = locked(meeting)
    if digest_now(meeting) != digest_seen and meeting.status == meeting.Status.CIRCULATED:
        raise MoveRefused("The minutes were changed after you opened them. Read them again before you sign.")
    audience = meeting.audience
    also = {"edition": _next_edition(meeting)}
    if audience == Record.Audience.BODY:  # approved minutes are read by the whole partnership
        also["audience"] = Record.Audience.PARTNERSHIP
    meeting = move(meeting, Action.APPROVE, by=by, reason=reason, **also)
    _issue_actions(meeting, audience, by=by, reason=reason)  # those added since the minutes went round
    _freeze_actions(meeting, by=by)
    _link_reports(meeting, by=by)
    sign_minutes(meeting, by=by)
    search.index(meeting)
    return meeting


def _next_edition(meeting):
    """The first signature is of edition 1; minutes signed again after a withdrawal are a later one."""
    last = meeting.signoffs.filter(act=APPROVE).first()
    return last.edition + 1 if last else meeting.edition


def _freeze_actions(meeting, *, by):
    """Keep what was agreed: later updates move the action, never the minutes."""
    minuted = {action.reference: action for action in read_minutes(meeting, by, Reader.RUNS).actions}
    for row in ParagraphAction.objects.filter(paragraph__item__meeting=meeting).select_related("action"):
        row.as_minuted = minuted[row.action.reference].as_minuted()
        keep(row, by=by, reason="Approved")


def _link_reports(meeting, *, by):
    """A report says on its thread which resolution agreed it; what few may know of is not said (S001-61)."""
    adopting = Resolution.objects.filter(item__meeting=meeting, item__is_restricted=False, verb__in=AGREEING)
    for resolution in adopting.exclude(adopts=None).select_related("adopts", "item"):
        join(resolution.adopts, meeting, Link.Kind.DECIDED_BY, by=by, part=str(resolution).lower())


def sign_minutes(meeting, *, by):
    role, agency = capacity_of(meeting, by)
    return sign(
        meeting, act=APPROVE, statement=STATEMENT, content=content_of(meeting, by), role=role,
        agency=agency, by=by, edition=meeting.edition,
    )  # fmt: skip


@transaction.atomic
def publish_minutes(meeting, *, by, reason=""):
    """Put the open part on the public page. What is withheld there is decided paragraph by paragraph."""
    public = {"published_at": now(), "audience": Record.Audience.PUBLIC}
    meeting = move(meeting, Action.PUBLISH, by=by, reason=reason, **public)
    search.index(meeting)
    return meeting


@transaction.atomic
def unpublish_minutes(meeting, *, by, reason):
    """Take the public page down, and papers that were open to everyone with it."""
    if not reason.strip():
        raise MoveRefused("Say why the public page is taken down.")
    closed = {"published_at": None, "audience": Record.Audience.PARTNERSHIP}
    meeting = move(meeting, Action.UNPUBLISH, by=by, reason=reason, **closed)
    close_under(meeting, wider_than(meeting, meeting.audience, by=by), by=by, reason=reason)
    search.index(meeting)
    return meeting


@transaction.atomic
def cancel_meeting(meeting, *, by, reason):
    if not reason.strip():
        raise MoveRefused("Say why the meeting is cancelled.")
    return move(meeting, Action.CANCEL, by=by, reason=reason)


PERFORM = {
    Action.START: start_minutes,
    Action.CIRCULATE: circulate_minutes,
    Action.RETURN: return_minutes,
    Action.PUBLISH: publish_minutes,
    Action.UNPUBLISH: unpublish_minutes,
    Action.CANCEL: cancel_meeting,
}
