from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import Max

from audit.clock import today
from design.addresses import url
from design.filters import joined
from documents.models import Document
from meetings.lifecycle import FROZEN
from meetings.models import Attendance, Condition, Position, Resolution
from meetings.services.asking import hold, note, openly
from meetings.services.minutes import WRITE, check_text
from meetings.services.votes import VOTES, stood_aside, work_out
from notices.services.telling import notify
from partnership.models import User
from records import search
from records.lifecycle import MoveRefused, locked
from records.writing import as_seen, drop, keep

DISCHARGE = "meetings.discharge_condition"


@transaction.atomic
def add_resolution(item, text, *, by, verb=Resolution.Verb.AGREED, conditions=(), **fields):
    """Record what the item decided. ``conditions`` are the texts it was agreed subject to."""
    meeting = hold(item.meeting, by=by, permission=WRITE)
    check_text(text)
    _check_minutes_approved(meeting, fields.get("approves_minutes_of"))
    if conditions and verb == Resolution.Verb.AGREED:
        verb = Resolution.Verb.SUBJECT_TO
    fields = _with_recommendations(fields)
    position = (item.resolutions.aggregate(last=Max("position"))["last"] or 0) + 1
    resolution = keep(Resolution(item=item, position=position, text=text, verb=verb, **fields), by=by)
    for condition in conditions:
        keep(Condition(resolution=resolution, text=condition), by=by)
    note(meeting, "resolve", by=by, changes={"resolution": str(resolution), "verb": str(verb)})
    search.index(meeting)
    return resolution


def _check_minutes_approved(meeting, earlier):
    """A resolution approves minutes of an earlier meeting of the same body (S001-30)."""
    if earlier is None:
        return
    if earlier.body_id != meeting.body_id or earlier.pk == meeting.pk:
        raise MoveRefused("A meeting approves the minutes of an earlier meeting of the same body.")
    if meeting.held_on and earlier.held_on and earlier.held_on >= meeting.held_on:
        raise MoveRefused("Those minutes are of a later meeting. Choose an earlier one.")


def _with_recommendations(fields):
    """Those of the report that it adopts, where none are named: copied, for the report may change later (S001-61)."""
    report = fields.get("adopts")
    if report is None or fields.get("recommendations"):
        return fields
    said = Document.objects.filter(pk=report.pk).values_list("recommendations", flat=True).first()
    return fields | {"recommendations": said or ""}


@transaction.atomic
def change_resolution(resolution, changes, *, by, version=None):
    meeting = hold(resolution.item.meeting, by=by, permission=WRITE)
    resolution = as_seen(resolution, version)
    check_text(changes.get("text", resolution.text))
    _check_minutes_approved(meeting, changes.get("approves_minutes_of", resolution.approves_minutes_of))
    changes = _with_recommendations(changes)
    for name, value in changes.items():
        setattr(resolution, name, value)
    keep(resolution, by=by)
    note(meeting, "change resolution", by=by, changes={"resolution": str(resolution)})
    search.index(meeting)
    return resolution


@transaction.atomic
def remove_resolution(resolution, *, by):
    """Take a resolution out while the minutes are written; those behind it move up."""
    meeting = hold(resolution.item.meeting, by=by, permission=WRITE)
    resolution = as_seen(resolution, None)  # where it stands now: one before it may have gone
    if resolution.cited_by.exists():
        raise MoveRefused("Later minutes cite this resolution, so it stays.")
    item, position = resolution.item, resolution.position
    note(meeting, "remove resolution", by=by, changes={"resolution": str(resolution)})
    drop(resolution, by=by)
    for row in item.resolutions.filter(position__gt=position).order_by("position"):
        row.position -= 1
        keep(row, by=by, reason="One before it was taken out")
    search.index(meeting)


@transaction.atomic
def add_condition(resolution, *, by, text, owner=None, body=None, due_on=None):
    meeting = hold(resolution.item.meeting, by=by, permission=WRITE)
    resolution = as_seen(resolution, None)
    condition = keep(
        Condition(resolution=resolution, text=text, owner=owner, body=body, due_on=due_on), by=by
    )
    if resolution.verb == Resolution.Verb.AGREED:
        resolution.verb = Resolution.Verb.SUBJECT_TO
        keep(resolution, by=by)
    note(meeting, "add condition", by=by, changes={"resolution": str(resolution)})
    return condition


@transaction.atomic
def change_condition(condition, changes, *, by, version=None):
    """Its words, owner and day while the minutes are written; who meets it and by when, once they are signed."""
    meeting = locked(condition.resolution.item.meeting)
    if meeting.status not in FROZEN:
        hold(meeting, by=by, permission=WRITE)
    elif not by.has_perm(DISCHARGE, meeting):
        raise PermissionDenied("Only an officer or the chair names somebody else to meet a condition.")
    condition = as_seen(condition, version)
    if meeting.status in FROZEN and (
        condition.discharged_on or changes.get("text", condition.text) != condition.text
    ):
        raise MoveRefused(
            "The minutes are signed: a condition keeps its words, and one that was met its owner."
        )
    for name, value in changes.items():
        setattr(condition, name, value)
    keep(condition, by=by)
    note(meeting, "change condition", by=by, changes={"resolution": str(condition.resolution)})
    return condition


def require_discharge(condition, *, by):
    owner = condition.owner_id is not None and condition.owner_id == by.person_id
    if not (owner or by.has_perm(DISCHARGE, condition.resolution.item.meeting)):
        raise PermissionDenied("Only the owner of the condition, an officer or the chair may discharge it.")


@transaction.atomic
def discharge_condition(condition, *, by, note_of_discharge):
    """Say how a condition was met; the resolution stands unconditionally when all are (S001-140)."""
    meeting = locked(condition.resolution.item.meeting)
    condition = Condition.objects.select_for_update().get(pk=condition.pk)
    require_discharge(condition, by=by)
    if condition.discharged_on:
        raise MoveRefused("This condition was discharged already.")
    if not note_of_discharge.strip():
        raise MoveRefused("Say how the condition was met.")
    condition.discharged_on, condition.discharged_by = today(), by
    condition.discharge_note = note_of_discharge
    keep(condition, by=by, reason=note_of_discharge)
    changes = {"resolution": str(condition.resolution), "condition": condition.pk}
    said = openly(condition.resolution.item, note_of_discharge)
    note(meeting, "discharge condition", by=by, changes=changes, reason=said)
    return condition


@transaction.atomic
def hand_over_condition(condition, person, *, by, reason):
    """Somebody else is to meet it, whatever became of the minutes since: its owner is no part of what was signed.

    The service that calls has asked its own questions: a leaver's.
    """
    meeting = locked(condition.resolution.item.meeting)
    condition = Condition.objects.select_for_update().select_related("resolution__item").get(pk=condition.pk)
    if condition.discharged_on:  # while the leaver's page was open
        return condition
    condition.owner = person
    keep(condition, by=by, reason=reason)
    note(meeting, "hand over condition", by=by, changes={"condition": condition.pk})
    notify(
        User.objects.filter(person=person, is_active=True), meeting, f"take-over-{condition.pk}",
        subject=f"{meeting.reference}: a condition is yours to meet",
        line="It was somebody’s who has left. Say in the portal how it was met, or how it stands.",
        path=url("meetings:decisions", meeting.reference) + f"#c{condition.pk}",
    )  # fmt: skip
    return condition


@transaction.atomic
def set_positions(resolution, stances, *, by, by_consensus=False, version=None):
    """Record how those with a vote stood: ``stances`` are {attendance row: stance or ""} (S003-06).

    A dissenting agency is kept beside a consensus; whoever has no vote has no position that counts.
    """
    meeting = hold(resolution.item.meeting, by=by, permission=WRITE)
    resolution = as_seen(resolution, version)
    there = meeting.attendance.in_bulk(
        [row.pk for row in stances]
    )  # as they stand: one may have left the list
    stances = {there.get(row.pk, row): stance for row, stance in stances.items()}
    without = [row.printed_name for row, stance in stances.items() if stance and not _votes(row, meeting)]
    if without:
        raise MoveRefused(f"{', '.join(without)} had no vote at this meeting. Take their position out.")
    stood = {row for row, stance in stances.items() if stance in VOTES}
    if aside := [row.printed_name for row in stood_aside(resolution.item) if row in stood]:
        raise MoveRefused(
            f"{joined(aside)} declared an interest in this item and took no part in the decision. "
            "Choose “Not recorded” there, or reword what was declared."
        )
    for row, stance in stances.items():
        _set_position(resolution, row, stance, by)
    resolution.by_consensus = by_consensus
    work_out(resolution, by=by)
    note(meeting, "set positions", by=by, changes={"resolution": str(resolution)})
    return resolution


def _votes(row, meeting):
    return row.meeting_id == meeting.pk and row.is_voting and row.group != Attendance.Group.APOLOGIES


def _set_position(resolution, row, stance, by):
    """One that was set aside is kept, until whoever records it enters it anew."""
    position = resolution.positions.filter(attendance=row).first()
    if position and not stance:
        if not position.set_aside_at:
            drop(position, by=by)
    elif stance:
        position = position or Position(resolution=resolution, attendance=row)
        position.stance = stance
        position.set_aside_at, position.set_aside_by, position.set_aside_because = None, None, ""
        keep(position, by=by)
