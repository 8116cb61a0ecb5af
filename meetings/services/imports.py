"""Taking in minutes that were written elsewhere: everything of the text, and nothing made up without a mark."""

from django.core.exceptions import PermissionDenied
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.db import transaction

from actions.services import propose_action
from documents.storing import store_as
from meetings.importing import parsed as said
from meetings.lifecycle import Status
from meetings.models import (
    AgendaItem,
    Attendance,
    Condition,
    Meeting,
    Paragraph,
    ParagraphAction,
    Resolution,
)
from meetings.models.minutes import LONGEST_PARAGRAPH
from meetings.reports.imports import agencies_by_name, digest_of_file, future_dates_in, notes_of
from meetings.services.asking import note
from meetings.services.meetings import last_before, title_of
from meetings.services.minutes import renumber
from partnership.models import Body
from records import search
from records.lifecycle import MoveRefused
from records.models import Record
from records.services import create_record
from records.writing import keep

WORDED_LABELS = {
    "agenda note",
    "exempt",
    "action",
}  # the others, such as “Resolved”, the portal prints itself
VERBS = set(Resolution.Verb.values)
GROUPS = set(Attendance.Group.values)


def imported_before(body, digest):
    """The same file twice changes nothing: the meeting that it made, if there is one."""
    return Meeting.objects.filter(body=body, import_digest=digest).exclude(status=Status.CANCELLED).first()


@transaction.atomic
def import_minutes(body, parsed, *, by, digest, held_on=None, people=None):
    """Make a meeting with draft minutes from parsed ones: all of it, or nothing.

    ``people`` says who the printed names are, as the person who imports confirmed; others stay as printed.
    """
    _ask(body, by)
    Body.objects.select_for_update(no_key=True).get(pk=body.pk)  # of two who send one file, the second waits
    if meeting := imported_before(body, digest):
        return meeting
    _refuse_long(parsed)
    day = held_on or parsed.hints.date
    meeting = Meeting(
        title=title_of(body, day),
        partnership=body.partnership,
        body=body,
        audience=Record.Audience.BODY,
        held_on=day,
        venue=parsed.hints.venue[:160],
        status=Status.DRAFT,
        future_dates=future_dates_in(parsed),
        previous=last_before(body, day),
        imported_from=parsed.name[:200],
        import_digest=digest,
        import_notes=notes_of(parsed),
    )
    create_record(meeting, by=by, reason=f"Imported from {parsed.name}")
    people = people or {}
    _take_attendance(meeting, parsed, people, by)
    for number, item in enumerate(parsed.items, start=1):
        _take_item(meeting, number, item, people, by)
    _take_late_actions(meeting, parsed, people, by)
    note(meeting, "import", by=by, changes={"file": parsed.name, "sha256": digest})
    search.index(meeting)
    return meeting


def _ask(body, by):
    if not by.has_perm("meetings.add_meeting", Meeting(partnership=body.partnership, body=body)):
        raise PermissionDenied(
            f"Only officers of {body.partnership} and those who draft for {body} import minutes."
        )


def _refuse_long(parsed):
    long = [
        f"A paragraph of item {item.number} has {len(line.text):,} characters; at most {LONGEST_PARAGRAPH:,} fit. "
        "Divide it in the file, then import it again."
        for item in parsed.items
        for line in item.paragraphs
        if len(line.text) > LONGEST_PARAGRAPH
    ]
    if long:
        raise MoveRefused(*long)


def _take_attendance(meeting, parsed, people, by):
    agencies = agencies_by_name()
    position, seen = 0, set()
    for group in parsed.groups:
        if group.category == "absent":
            continue  # neither present nor excused; the notes name them
        for entry in group.attendees:
            person = people.get(entry.name)
            if person and person.pk in seen:
                person = None
            position += 1
            row = _row(meeting, group, entry, person, agencies)
            row.position = position
            if person:
                seen.add(person.pk)
            keep(row, by=by, reason="Imported")


def _row(meeting, group, entry, person, agencies):
    key = group.category if group.category in GROUPS else Attendance.Group.ATTENDEES
    present = key != Attendance.Group.APOLOGIES
    chairs = present and entry.role.lower() in (
        "chair",
        "chairman",
        "chairwoman",
        "chairperson",
        "in the chair",
    )
    return Attendance(
        meeting=meeting,
        person=person,
        agency=agencies.get(entry.agency.lower()),
        group=key,
        printed_name=entry.name[:160],
        printed_agency=", ".join(part for part in (entry.agency, entry.unit) if part)[:200],
        is_chair=chairs and not meeting.attendance.filter(is_chair=True).exists(),
        is_voting=key == Attendance.Group.CORE,
        substitute_for=entry.substitute_for[:160],
    )


def _take_item(meeting, number, item, people, by):
    """An item with its lines in the printed order; numbers as printed are kept where they fit."""
    row = AgendaItem(meeting=meeting, number=number, title=item.title[:250] or f"Item {number}")
    if number == 1 and "minutes" in item.title.lower():
        row.standing = AgendaItem.Standing.MINUTES
    keep(row, by=by, reason="Imported")
    last, position = None, 0
    for part in item.content:
        if isinstance(part, said.Paragraph | said.Subheading):
            position += 1
            last = _take_line(row, part, position, meeting, by)
        elif isinstance(part, said.Resolution):
            _take_resolution(row, part, by)
        elif isinstance(part, said.Action):
            last = last or _line_for_action(row, part, by)
            _take_action(meeting, last, part, people, by)
        elif not isinstance(part, said.Label) or part.kind in WORDED_LABELS:
            position += 1
            last = _take_line(row, part, position, meeting, by)
    if not all(line.printed_number for line in item.paragraphs) or str(number) != item.number:
        renumber(row, by=by)


def _take_line(item, part, position, meeting, by):
    heading = isinstance(part, said.Subheading | said.Label)  # printed without a number, so kept without one
    number = "" if heading else getattr(part, "number", "")[:12]
    line = Paragraph(
        item=item,
        position=position,
        kind=Paragraph.Kind.SUBHEADING if heading else Paragraph.Kind.NUMBERED,
        number=number,
        text=part.text,
        verb=getattr(part, "decision", "")[:14],
        promise="flagged" if getattr(part, "promise", "") else "",
    )
    if exempt := getattr(part, "exempt", ""):
        line.publication, line.publication_reason = (
            Paragraph.Publication.WITHHELD,
            f"Marked in the file: {exempt}"[:250],
        )
    if citations := getattr(part, "citations", ()):
        line.answers_printed = citations[0].number[:12]
        line.answers = _earlier(meeting.previous, citations[0].number)
    return keep(line, by=by, reason="Imported")


def _earlier(previous, number):
    if previous is None:
        return None
    return Paragraph.objects.filter(item__meeting=previous, number=number).first()


def _take_resolution(item, part, by):
    conditions = part.conditions
    verb = "subject-to" if conditions and part.verb == "agreed" else part.verb.replace(" ", "-")
    resolution = Resolution(
        item=item,
        position=item.resolutions.count() + 1,
        text=part.text,
        verb=verb if verb in VERBS else Resolution.Verb.AGREED,
        verb_supplied=part.verb_supplied,
    )
    keep(resolution, by=by, reason="Imported")
    for condition in conditions:
        keep(Condition(resolution=resolution, text=condition.text), by=by, reason="Imported")


def _line_for_action(item, part, by):
    """An action that stands before any paragraph gets one with its own words, so that nothing is lost."""
    line = Paragraph(item=item, position=item.paragraphs.count() + 1, text=part.text or part.label)
    return keep(line, by=by, reason="Imported")


def _take_action(meeting, line, part, people, by):
    """A bare "Action – names" takes the paragraph above as proposed wording (S001-85, X-03)."""
    wording = part.wording or part.proposed or line.text
    owners = [(people.get(name), None, name) for name in dict.fromkeys(part.owners)]
    action = propose_action(
        meeting, wording=wording, owners=_once(owners), by=by, due_on=part.due,
        wording_is_proposed=not part.wording,
    )  # fmt: skip
    keep(ParagraphAction(paragraph=line, action=action), by=by, reason="Imported")


def _once(owners):
    """Two printed names of one person are one owner."""
    seen, kept = set(), []
    for person, agency, name in owners:
        if person is None or person.pk not in seen:
            kept.append((person, agency, name))
            seen.add(person and person.pk)
    return kept


def _take_late_actions(meeting, parsed, people, by):
    """Actions listed at the end stand under the paragraph they name, else under the last."""
    lines = {line.number: line for line in Paragraph.objects.filter(item__meeting=meeting)}
    for part in parsed.late_actions:
        if part.derived or part.repeats:
            continue
        line = lines.get(part.after) or (list(lines.values()) or [None])[-1]
        if line:
            _take_action(meeting, line, part, people, by)


def keep_file(content):
    """Hold a file between its reading and its import, by its digest, out of any page's reach."""
    return store_as(f"imports/{digest_of_file(content)}", ContentFile(content), len(content))


def kept_file(name):
    try:
        with default_storage.open(name) as file:
            return file.read()
    except FileNotFoundError:
        return None


def drop_file(name):
    default_storage.delete(name)
