"""What every page of a meeting shares: how it is fetched, its head, its tabs and its rail."""

from datetime import UTC, datetime

from django.core.exceptions import PermissionDenied
from django.db import connection
from django.db.models import BooleanField, JSONField
from django.db.models.expressions import RawSQL
from django.shortcuts import get_object_or_404, render

from audit.clock import today
from design.addresses import url
from design.filters import date
from design.pages import NextStep
from documents.reports import attached
from meetings.blockers import facts_in
from meetings.lifecycle import BEING_WRITTEN, Action, Status
from meetings.models import Meeting
from meetings.reports.minutes import Reader, reader_of
from meetings.reports.rows import all_decisions, decisions_open_to
from records.access import note_reading
from records.lifecycle import moves_open_to
from records.views.fetch import number

CALLS_NOT = (
    "Only officers of the partnership, and those who draft for this body, call its meetings and briefings."
)
NO_MINUTES = "The minutes are still being written. Members of the body read them once they are circulated."


def meeting_or_404(request, reference, *related):
    """The meeting with its body, and with what else is `related` that the page shows."""
    known = Meeting.objects.visible_to(request.user)
    return get_object_or_404(_framed(known).select_related("body", *related), reference=reference)


def _framed(meetings):
    """With what the head and rail show, and whether there is more to ask for.

    In SQL because every page asks: through the ORM, building this took longer than answering it.
    """
    json = "JSONB_BUILD_OBJECT" if connection.vendor == "postgresql" else "JSON_OBJECT"
    return meetings.annotate(
        signoff=_sql(SIGNOFF.format(json=json), JSONField()),
        has_documents=_sql(HAS_DOCUMENTS, BooleanField()),
        has_corrections=_sql(HAS_CORRECTIONS, BooleanField()),
        has_asked=_sql(HAS_ASKED, BooleanField()),
        has_later=_sql(HAS_LATER, BooleanField(), Status.SCHEDULED),
        last_return=_sql(LAST_RETURN.format(json=json), JSONField(), Action.RETURN),
    )


def _sql(words, field, *values):
    return RawSQL(words, values, field)  # noqa: S611 -- of constants; what varies is bound


SIGNOFF = """
SELECT {json}('id', signed.id, 'name', signed.name, 'role', signed.role, 'agency', signed.agency_name,
              'digest', signed.digest, 'withdrawn', withdrawal.id)
  FROM signoffs_signoff signed LEFT JOIN signoffs_withdrawal withdrawal ON withdrawal.signoff_id = signed.id
 WHERE signed.record_id = meetings_meeting.record_ptr_id AND signed.act = 'approve'
 ORDER BY signed.id DESC LIMIT 1"""
HAS_DOCUMENTS = """
SELECT EXISTS (SELECT 1 FROM documents_document WHERE attached_to_id = meetings_meeting.record_ptr_id)"""
HAS_CORRECTIONS = """
SELECT EXISTS (
  SELECT 1 FROM meetings_agendaitem item JOIN meetings_paragraph line ON line.item_id = item.id
    JOIN meetings_correction correction ON correction.paragraph_id = line.id
   WHERE item.meeting_id = meetings_meeting.record_ptr_id)"""
HAS_ASKED = """
SELECT EXISTS (SELECT 1 FROM meetings_askedcorrection WHERE meeting_id = meetings_meeting.record_ptr_id)"""
HAS_LATER = """
SELECT EXISTS (
  SELECT 1 FROM meetings_meeting later JOIN records_record called ON called.id = later.record_ptr_id
   WHERE called.body_id = records_record.body_id AND later.status = %s
     AND (later.held_on > meetings_meeting.held_on OR meetings_meeting.held_on IS NULL))"""
LAST_RETURN = """
SELECT {json}('by', event.actor_label, 'at', event.at, 'reason', event.reason) FROM audit_event event
 WHERE event.subject = records_record.reference AND event.verb = %s ORDER BY event.id DESC LIMIT 1"""


def minutes_or_403(request, reference, *related):
    """The meeting, if its minutes may be read; who knows of the meeting is told why not."""
    meeting = meeting_or_404(request, reference, *related)
    if not request.user.has_perm("meetings.view_minutes", meeting):
        raise PermissionDenied(NO_MINUTES)
    note_reading(request.user, meeting)
    return meeting


def show(request, template, meeting, tab, **context):
    user, minutes = request.user, context.get("minutes")
    reads = user.has_perm("meetings.view_minutes", meeting)
    if minutes and minutes.reader == Reader.RUNS:
        meeting.facts = facts_in(minutes)
    context |= {
        "meeting": meeting,
        "tabs": list(_tabs(user, meeting, tab, minutes if reads else None, reads)),
        "steps": _steps(user, meeting),
        "reads_minutes": reads,
        "writes": user.has_perm("meetings.write_minutes", meeting),
        "changes": meeting.status in (Status.SCHEDULED, *BEING_WRITTEN)
        and user.has_perm("meetings.change_meeting", meeting),
        "asks": user.has_perm("meetings.ask_correction", meeting),
        "decides": user.has_perm("meetings.agree_correction", meeting),
        "corrects": user.has_perm("meetings.correct_minutes", meeting),
        "discharges": user.has_perm("meetings.discharge_condition", meeting),
        "grants": user.has_perm("records.grant_record", meeting),
    }
    if meeting.last_return and meeting.status == Status.DRAFT and tab == "minutes" and context["writes"]:
        at = datetime.fromisoformat(meeting.last_return["at"])
        at = at if at.tzinfo else at.replace(tzinfo=UTC)  # SQLite keeps no zone
        context["returned"] = meeting.last_return | {"at": at}  # the chair's words to the officer
    return render(request, template, context)


def attachments(request, meeting):
    if not meeting.has_documents:
        return []
    return attached(meeting, request.user)[:20]


def _tabs(user, meeting, tab, minutes, reads):
    shown = [("Agenda", "meetings:agenda", None), ("Attendance", "meetings:attendance", None)]
    if reads and meeting.status != Status.SCHEDULED:
        count = len(minutes.resolutions) if minutes else _count_decisions(user, meeting)
        shown += [("Minutes", "meetings:minutes", None), ("Decisions", "meetings:decisions", count)]
    shown.append(("Thread", "records:thread", None))
    if user.has_perm("records.view_history", meeting):
        shown.append(("History", "records:history", None))
    return [
        (label, url(name, meeting.reference), name == f"meetings:{tab}", count)
        for label, name, count in shown
    ]


def _count_decisions(user, meeting):
    """In the items that this person may know of."""
    if reader_of(user, meeting) == Reader.RUNS:
        return len(list(all_decisions(meeting=meeting.pk)))
    return len(list(decisions_open_to(meeting=meeting.pk, person=user.person_id)))


NOTES = {
    Action.START: "Opens the minutes for writing, with the agenda as it stands.",
    Action.CIRCULATE: "Every member of the body can then read them, not core members alone. "
    "Owners are told of their actions.",
    Action.APPROVE: "You sign as chair. Signing fixes this text: a later change is a correction, approved anew.",
    Action.RETURN: "The officer can change the minutes again, and circulates them anew.",
    Action.PUBLISH: "Puts the open part on the public page.",
    Action.UNPUBLISH: "",
    Action.CANCEL: "",
}
IN_ONE = "One PDF, made for you, with each paper at its item."
BRIEFS = "After a tasking meeting, on the same day: the community safety officers are invited."
AS_BEFORE = "At the time and place of the last one, unless you change them."
FOLLOWED = {
    Status.CIRCULATED,
    Status.APPROVED,
}  # while minutes are written they come first; later ones are long past
PRIMARY = {Action.APPROVE, Action.CIRCULATE, Action.START, Action.PUBLISH}


def _steps(user, meeting):
    """The act that matters most comes first; what must wait says so."""
    moves = sorted(moves_open_to(user, meeting), key=lambda move: move[0] not in PRIMARY)
    steps = [
        NextStep(
            label=action.label,
            url=url("meetings:move", meeting.reference, str(action)),
            blockers=blockers,
            note=_note(action, user, meeting),
            primary=action in PRIMARY and not (action == Action.START and _is_to_come(meeting)),
        )
        for action, blockers in moves
        if not (blockers and action == Action.RETURN)  # approved minutes are not offered for return
    ]
    if meeting.status == Status.SCHEDULED and user.has_perm("meetings.change_meeting", meeting):
        steps.insert(0 if _is_to_send(meeting) else 1, _send(meeting))
    elif meeting.status == Status.SCHEDULED:
        steps.insert(0, _read(meeting))
    if _may_brief_after(user, meeting):
        steps.insert(
            -1, NextStep("Call a briefing after it", url("meetings:briefing", meeting.reference), note=BRIEFS)
        )
    if meeting.status in FOLLOWED and user.has_perm("meetings.add_meeting", meeting):
        following = f"{url('meetings:schedule')}?body={meeting.body_id}"
        steps.append(NextStep("Call the next meeting", following, note=AS_BEFORE))
    return steps


def _read(meeting):
    """What whoever does not run the meeting most likely wants of it, before they are offered to cancel it."""
    return NextStep(
        "Read the agenda and papers", url("meetings:pack", meeting.reference), note=IN_ONE, primary=True
    )


def _note(action, user, meeting):
    """Whoever waits for the chair is told so beside what they may do meanwhile."""
    waits = action == Action.RETURN and meeting.status == Status.CIRCULATED
    if waits and not user.has_perm("meetings.approve_meeting", meeting):
        return f"The minutes wait for the chair to approve them. {NOTES[action]}"
    return NOTES[action]


def _is_to_come(meeting):
    return meeting.status == Status.SCHEDULED and meeting.held_on is not None and meeting.held_on > today()


def _is_to_send(meeting):
    """Until it is done, or the day has come: from then on the minutes come first."""
    return _is_to_come(meeting) and meeting.agenda_sent_at is None


def _send(meeting):
    sent = meeting.agenda_sent_at
    return NextStep(
        label="Send the agenda again" if sent else "Send the agenda and papers",
        url=url("meetings:agenda_send", meeting.reference),
        note=f"Last sent on {date(sent)}." if sent else "Members are told that they can be read here.",
        primary=_is_to_send(meeting),
    )


def _may_brief_after(user, meeting):
    """While the meeting is to come; a briefing has none after it (S002-56)."""
    to_come = meeting.status == Status.SCHEDULED and meeting.briefing_after_id is None and meeting.held_on
    return bool(to_come) and user.has_perm("meetings.add_meeting", meeting)


def writing(reference, item):
    """The minutes, with the field for the next paragraph of this item open and the cursor in it."""
    return url("meetings:minutes", reference) + f"?write={item}"


def writing_on(request, meeting):
    """Whoever left the typing of minutes for an action or a resolution goes back to it; others have nothing here."""
    item = number(request.GET.get("write"))
    return writing(meeting.reference, item) if item else ""
