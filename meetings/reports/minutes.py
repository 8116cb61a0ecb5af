"""The minutes as somebody may read them: the same for the page, the PDF, the Word file and the public page.

Read in four queries whatever their length, into plain rows: no model instances, nothing that can be saved.
"""

from dataclasses import dataclass, field, replace
from datetime import date
from enum import IntEnum

from design.filters import lower_initial
from meetings.models import AgendaItem, Meeting, Paragraph, Resolution
from meetings.reports.attendance import AttendanceList, attendance_of
from meetings.reports.rows import ITEM_FIELDS, actions, all_lines, lines_open_to, resolutions
from records.publication import public_text
from records.querysets import knows


class Reader(IntEnum):
    """How far somebody may read: each level includes those before it."""

    PUBLIC = 0  # only what may be published, without contact details or codes
    MEMBER = 1  # open paragraphs
    CORE = 2  # paragraphs not for publication too
    RUNS = 3  # restricted items too


@dataclass(slots=True)
class ActionLine:
    reference: str
    wording: str
    wording_is_proposed: bool
    due_on: date | None
    status: str
    is_incomplete: bool
    has_owner: bool = False
    is_known: bool = True  # to the reader as a record of its own, with a page that they may open
    lead: str = ""
    others: list[str] = field(default_factory=list)

    @property
    def others_named(self):
        return ", ".join(self.others)

    def as_minuted(self):
        """What approval freezes; the action's own day and owners may move afterwards."""
        due = self.due_on and self.due_on.isoformat()
        return {"wording": self.wording, "lead": self.lead, "others": self.others, "due_on": due}

    def take(self, minuted):
        self.wording, self.lead, self.others = minuted["wording"], minuted["lead"], minuted["others"]
        self.wording_is_proposed = False
        self.due_on = minuted["due_on"] and date.fromisoformat(minuted["due_on"])


@dataclass(slots=True)
class Cited:
    """An earlier decision, to somebody who may read it there (S001-149)."""

    meeting: str
    held_on: date | None
    item: int
    position: int

    @property
    def words(self):
        return f"item {self.item} resolution {self.position}"


@dataclass(slots=True)
class Line:
    """A numbered paragraph or a sub-heading. A hidden one keeps its number and nothing else."""

    pk: int
    kind: str
    number: str
    text: str
    publication: str
    exempt_under: str
    publication_reason: str
    verb: str
    promise: str
    answers_printed: str
    answers_meeting: str | None
    answers_held_on: date | None
    carried_to: int | None
    cites_id: int | None
    cites: "Cited | None" = None
    is_hidden: bool = False
    actions: list[ActionLine] = field(default_factory=list)

    @property
    def is_subheading(self):
        return self.kind == Paragraph.Kind.SUBHEADING

    @property
    def is_interest(self):
        return self.kind == Paragraph.Kind.INTEREST

    @property
    def declared_by(self):
        """Who declared it, unless the officer has reworded it."""
        who, said, _ = self.text.partition(", declared an interest")
        return who if said else self.text

    @property
    def has_notes(self):
        """Whether anything is said beside it: that it is not for publication, what it decides, answers, promises."""
        return self.is_interest or self.publication != Paragraph.Publication.OPEN or bool(
            self.publication_reason or self.verb or self.answers_printed or self.answers_meeting
            or self.carried_to or self.promise or self.cites
        )  # fmt: skip


@dataclass(slots=True)
class ConditionLine:
    pk: int
    text: str
    owner: str
    due_on: date | None
    discharged_on: date | None
    discharge_note: str
    owner_id: int | None = None


@dataclass(slots=True)
class ResolutionLine:
    pk: int
    position: int
    text: str
    verb: str
    verb_supplied: bool
    by_consensus: bool
    positions: str
    approves: date | None
    adopts: str | None
    adopted: str
    conditions: list[ConditionLine] = field(default_factory=list)

    @property
    def recommendations(self):
        return self.adopted.splitlines()

    @property
    def verb_label(self):
        return Resolution.Verb(self.verb).label

    @property
    def support(self):
        """How those with a vote stood: "(by consensus; against 1 (NHS Shire))", or nothing."""
        said = ["by consensus" if self.by_consensus else "", lower_initial(self.positions)]
        return f"({'; '.join(filter(None, said))})" if any(said) else ""

    @property
    def open_conditions(self):
        return [condition for condition in self.conditions if condition.discharged_on is None]


@dataclass(slots=True)
class Item:
    pk: int
    number: int
    title: str
    purpose: str
    lead: str
    is_restricted: bool
    is_late: bool
    standing: str = ""
    lines: list[Line] = field(default_factory=list)
    resolutions: list[ResolutionLine] = field(default_factory=list)

    @property
    def takes_minutes(self):
        """The item of the last minutes, and of what arises from them."""
        return self.standing == AgendaItem.Standing.MINUTES

    @property
    def is_numbered_list(self):
        """One resolution prints without a number; several are numbered from 1 (S001-62)."""
        return len(self.resolutions) > 1

    @property
    def actions(self):
        return [action for line in self.lines for action in line.actions]


@dataclass(slots=True)
class Minutes:
    items: list[Item]
    attendance: AttendanceList
    reader: Reader

    @property
    def lines(self):
        return [line for item in self.items for line in item.lines]

    @property
    def actions(self):
        return [action for item in self.items for action in item.actions]

    @property
    def resolutions(self):
        return [(item, resolution) for item in self.items for resolution in item.resolutions]

    @property
    def open_conditions(self):
        return sum(len(resolution.open_conditions) for _, resolution in self.resolutions)

    @property
    def interests(self):
        return [line for line in self.lines if line.is_interest and not line.is_hidden]

    @property
    def promises(self):
        """Paragraphs in which work is promised and no action stands (S001-56)."""
        return [line for line in self.lines if line.promise == "flagged" and not line.actions]


def reader_of(user, meeting):
    """How far this person may read these minutes, from their places alone: no query."""
    if not user.is_authenticated or user.is_guest:
        return Reader.PUBLIC
    places = user.places
    if meeting.partnership_id in places.officer_of or meeting.body_id in places.chaired | places.drafts_for:
        return Reader.RUNS
    if meeting.body_id in places.core_of:
        return Reader.CORE
    if meeting.body_id in places.bodies or meeting.partnership_id in places.partnerships:
        return Reader.MEMBER
    return Reader.PUBLIC


def read_minutes(meeting, user, reader=None):
    reader = reader_of(user, meeting) if reader is None else reader
    items = _items(meeting, user, reader)
    lines = {line.pk: line for item in items.values() for line in item.lines}
    if reader > Reader.PUBLIC or lines:
        _put_actions(meeting, lines, user)
    _put_resolutions(meeting, items)
    cited = {line.cites_id for line in lines.values() if line.cites_id and not line.is_hidden}
    if cited and user is not None:
        _put_citations(cited, lines, user)
    minutes = Minutes(list(items.values()), attendance_of(meeting), reader)
    return publishable(minutes) if reader == Reader.PUBLIC else minutes


def _items(meeting, user, reader):
    """Items with their lines; restricted items only for those who may know of them."""
    if reader == Reader.RUNS:
        rows = all_lines(meeting=meeting.pk)
    else:
        rows = lines_open_to(meeting=meeting.pk, person=getattr(user, "person_id", None))
    items, width = {}, len(ITEM_FIELDS)
    for row in rows:
        item = items.get(row[0]) or items.setdefault(row[0], Item(*row[:width]))
        if row[width] is not None:
            item.lines.append(_line(row[width:], reader, item.is_restricted))
    known = {item.number for item in items.values()}
    for line in (line for item in items.values() for line in item.lines):
        line.carried_to = line.carried_to if line.carried_to in known else None
    return items


def _line(row, reader, is_invited):
    line = Line(*row)
    if line.publication != Paragraph.Publication.OPEN and reader < Reader.CORE and not is_invited:
        _hide(line)
    return line


def _hide(line):
    """Its number stays, so that those after it keep theirs."""
    line.text, line.publication_reason, line.promise, line.verb = "", "", "", ""
    line.actions, line.is_hidden = [], True


def _put_actions(meeting, lines, user):
    seen, known = {}, knows(user) if user is not None else None
    for paragraph, as_minuted, reference, *rest in actions(meeting=meeting.pk):
        said, (owner, is_lead), of_record = rest[:-7], rest[-7:-5], rest[-5:]
        line = lines.get(paragraph)
        if line is None or line.is_hidden:
            continue
        action = seen.get(reference)
        if action is None:
            action = seen[reference] = ActionLine(reference, *said, has_owner=owner is not None)
            action.is_known = known is not None and known(*of_record)
            line.actions.append(action)
            if as_minuted:
                action.take(as_minuted)
        if as_minuted:
            continue
        if is_lead:
            action.lead = owner
        elif owner:
            action.others.append(owner)


def _put_resolutions(meeting, items):
    seen = {}
    rows = resolutions(meeting=meeting.pk)
    for item, pk, *said, condition, text, family, given, body, due, discharged, note, owner_id in rows:
        if item not in items:
            continue
        line = seen.get(pk)
        if line is None:
            line = seen[pk] = ResolutionLine(pk, *said)
            items[item].resolutions.append(line)
        if condition is not None:
            owner = " ".join(part for part in (given, family) if part) or body or ""
            line.conditions.append(ConditionLine(condition, text, owner, due, discharged, note, owner_id))


def _put_citations(cited, lines, user):
    """One query, and only for minutes that cite; of a meeting or item that one may not know of, nothing is said."""
    found = Resolution.objects.filter(
        pk__in=cited,
        item__in=AgendaItem.objects.visible_to(user).values("pk"),
        item__meeting__in=Meeting.objects.visible_to(user).values("pk"),
    ).values_list("pk", "item__meeting__reference", "item__meeting__held_on", "item__number", "position")
    decisions = {pk: Cited(*said) for pk, *said in found}
    for line in lines.values():
        line.cites = decisions.get(line.cites_id) if not line.is_hidden else None


def publishable(minutes):
    """What the public may read (S001-176): no restricted item, no hidden text, no contact data, no codes.

    Of minutes read at any level, so that whoever forgot to read them as the public still gives nothing away.
    """
    items = [
        replace(
            item,
            title=public_text(item.title),
            lines=[_published_line(line) for line in item.lines],
            resolutions=[_published_resolution(line) for line in item.resolutions],
        )
        for item in minutes.items
        if not item.is_restricted
    ]
    return replace(
        minutes, items=items, attendance=_published_attendance(minutes.attendance), reader=Reader.PUBLIC
    )


def _published_line(line):
    line = replace(
        line, text=public_text(line.text), actions=_published(line), answers_meeting=None, cites=None
    )
    if line.publication != Paragraph.Publication.OPEN:
        _hide(line)
    return line


def _published_resolution(line):
    conditions = [
        replace(condition, text=public_text(condition.text), discharge_note="")
        for condition in line.conditions
    ]
    adopted = public_text(line.adopted)
    return replace(line, text=public_text(line.text), adopted=adopted, positions="", conditions=conditions)


def _published_attendance(attendance):
    groups = [
        replace(
            group,
            rows=[
                replace(row, name=public_text(row.name), agency=public_text(row.agency)) for row in group.rows
            ],
        )
        for group in attendance.groups
    ]
    return replace(attendance, groups=groups)


def _published(line):
    return [replace(action, reference="", wording=public_text(action.wording)) for action in line.actions]


def as_content(minutes):
    """The minutes as data: what a chair puts their name to. Nothing in it changes once they are approved."""
    return {
        "attendance": [
            [group.heading, [[row.name, row.agency, row.is_chair, row.substitute_for] for row in group.rows]]
            for group in minutes.attendance.groups
        ],
        "items": [
            {
                "number": item.number,
                "title": item.title,
                "lines": [
                    [line.number, line.text, line.publication, line.exempt_under, line.publication_reason]
                    for line in item.lines
                ],
                "resolutions": [
                    [
                        *(
                            line.position,
                            line.verb,
                            line.text,
                            [condition.text for condition in line.conditions],
                        ),
                        *([line.recommendations] if line.adopted else []),  # digests of old minutes stay
                    ]
                    for line in item.resolutions
                ],
            }
            for item in minutes.items
        ],
    }
