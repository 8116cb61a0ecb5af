"""The minutes as a document that leaves the portal: what the PDF, the Word file and the public page print.

Frozen, and complete: a template over one asks the database nothing.
"""

from dataclasses import dataclass
from datetime import date, datetime

from design.filters import date as date_in_words
from design.filters import time as time_in_words
from meetings.lifecycle import FROZEN
from meetings.models import Correction, Meeting
from meetings.reports.attendance import Group
from meetings.reports.minutes import Minutes, Reader
from records.one import prepared_as_known
from records.publication import public_text
from signoffs.reports import Signature, signature_of

TO_BE_CONFIRMED = "To be confirmed"
DATES_PRINTED = 6
AS_SIGNED = "The text is as it was signed."
CHANGED = "The minutes have changed since they were signed. This signature is not of this text."


@dataclass(frozen=True, slots=True)
class AttendanceTable:
    heading: str
    rows: tuple  # (name, agency with the office held there)
    voting: bool | None = None  # said only where a group has members with a vote and without


@dataclass(frozen=True, slots=True)
class CorrectionLine:
    number: str
    edition: int
    agreed_at: datetime
    reason: str


@dataclass(frozen=True, slots=True)
class PrintedMinutes:
    pk: int
    reference: str
    title: str
    body: str
    partnership: str
    held_on: date | None
    when: str
    venue: str
    marking: str
    edition: int
    is_draft: bool
    minutes: Minutes
    attendance: tuple[AttendanceTable, ...]
    future_dates: tuple[str, ...]
    signature: Signature | None
    corrections: tuple[CorrectionLine, ...]

    @property
    def is_partial(self):
        """Something of the minutes is not in this copy, so the digest cannot be computed from it."""
        return self.minutes.reader < Reader.RUNS

    @property
    def full_title(self):
        return f"{self.title}, {self.body}"

    @property
    def file_name(self):
        return f"{self.reference}-minutes{'-draft' if self.is_draft else ''}"

    @property
    def foot(self):
        if self.signature is None:
            return ""
        if not self.signature.stands:
            return self.signature.state_in_words
        return f"Approved {date_in_words(self.signature.signed_at)}, edition {self.edition}"


def print_minutes(meeting, user, minutes, *, signoff=None, state="valid"):
    """What this reader may have of the minutes, with the chair's name under it where they were approved."""
    public = minutes.reader == Reader.PUBLIC
    return PrintedMinutes(
        pk=meeting.pk,
        reference=meeting.reference,
        title=f"Minutes of {date_in_words(meeting.held_on)}"
        if meeting.held_on
        else "Minutes, date to be entered",
        body=str(meeting.body),
        partnership=str(meeting.partnership),
        held_on=meeting.held_on,
        when=when(meeting),
        venue=public_text(meeting.venue) if public else meeting.venue,
        marking=meeting.get_marking_display() if public else meeting.full_marking,
        edition=meeting.edition,
        is_draft=meeting.status not in FROZEN,
        minutes=minutes,
        attendance=tuple(table for group in minutes.attendance.groups for table in tables_of(group)),
        future_dates=future_dates(meeting, user),
        signature=signoff and signature_of(signoff, state, if_valid=AS_SIGNED, if_stale=CHANGED),
        corrections=tuple(corrections_of(meeting, minutes)) if meeting.edition > 1 else (),
    )


def when(meeting):
    """14 October 2026, 10am to 12:10pm."""
    day = date_in_words(meeting.held_on) or "Date to be entered"
    times = " to ".join(time_in_words(at) for at in (meeting.starts_at, meeting.ends_at) if at is not None)
    return f"{day}, {times}" if times else day


def tables_of(group: Group):
    """One table a group; two where some have a vote and some have none (S003-04)."""
    voting = [row for row in group.rows if row.is_voting]
    others = [row for row in group.rows if not row.is_voting]
    if group.key == "apologies" or not (voting and others):
        yield AttendanceTable(group.heading, tuple(map(printed_row, group.rows)))
    else:
        yield AttendanceTable(group.heading, tuple(map(printed_row, voting)), True)
        yield AttendanceTable(group.heading, tuple(map(printed_row, others)), False)


def printed_row(row):
    """Name, and agency with what the person was there (S001-04): "Northshire Council, Chair"."""
    parts = [row.agency]
    if row.is_chair:
        parts.append("Chair")
    if row.substitute_for:
        parts.append(f"for {row.substitute_for}")
    if row.is_remote:
        parts.append("online")
    return row.name, ", ".join(part for part in parts if part)


def future_dates(meeting, user):
    """The meetings to come, as entered or as scheduled and visible to the reader (S001-175)."""
    if meeting.future_dates.strip():
        return (meeting.future_dates.strip(),)
    coming = _coming(user, body=meeting.body_id, after=meeting.held_on)
    return tuple(when(each) for each in coming) or (TO_BE_CONFIRMED,)


@prepared_as_known(Meeting)
def _coming(known, body, after):
    coming = known.filter(body=body, status=Meeting.Status.SCHEDULED, held_on__isnull=False)
    coming = coming if after is None else coming.filter(held_on__gt=after)
    return coming.order_by("held_on", "starts_at")[:DATES_PRINTED]


def corrections_of(meeting, minutes):
    """Agreed corrections to paragraphs of this copy; why, only where the paragraph itself is read."""
    lines = {line.pk: line for line in minutes.lines}
    agreed = Correction.objects.filter(paragraph__in=lines, is_agreed=True).order_by("edition")
    for correction in agreed:
        line = lines[correction.paragraph_id]
        reason = "" if line.is_hidden else correction.reason
        yield CorrectionLine(
            number=line.number or "Sub-heading",
            edition=correction.edition,
            agreed_at=correction.decided_at,
            reason=public_text(reason) if minutes.reader == Reader.PUBLIC else reason,
        )
