"""Minutes as parsed: what a service turns into a meeting.

Every piece keeps ``at``, the line of the source it began on, and its text as printed but for spacing, so that
``coverage`` can prove that nothing was lost. What the parser worked out for itself is marked: ``…_supplied``,
``certain=False``, ``derived=True``.
"""

import datetime
from dataclasses import dataclass

from meetings.importing.source import Dropped


@dataclass(frozen=True)
class Text:
    at: int
    text: str


@dataclass(frozen=True)
class Attendee:
    """One printed entry. ``derived`` means the names were read from a sentence kept elsewhere."""

    at: int
    printed: str
    name: str
    prefix: str = ""
    rank: str = ""
    given: str = ""
    family: str = ""
    agency: str = ""
    unit: str = ""
    role: str = ""
    initials: str = ""
    substitute_for: str = ""
    represented_by: str = ""
    certain: bool = True
    derived: bool = False


@dataclass(frozen=True)
class Group:
    """An attendance heading as printed and the category it was read as (S001-01).

    Categories are core, attendees, support, apologies, absent, "unheaded" for a list whose heading is lost, and
    "heading" for a heading with no list under it.
    """

    at: int
    heading: str
    category: str
    content: tuple[Attendee | Text, ...] = ()

    @property
    def attendees(self):
        return tuple(part for part in self.content if isinstance(part, Attendee))

    @property
    def labels(self):
        return tuple(part for part in self.content if isinstance(part, Text))


@dataclass(frozen=True)
class Citation:
    """A paragraph of earlier minutes, named by number (S001-31)."""

    number: str
    printed: str


@dataclass(frozen=True)
class Condition:
    """What a decision is subject to, and the body whose answer discharges it (S001-140, S001-141)."""

    text: str
    body: str = ""


@dataclass(frozen=True)
class Subheading:
    at: int
    text: str


@dataclass(frozen=True)
class Label:
    """A printed word that opens or belongs to what follows: “Resolved”, “Minutes:”, an agenda note."""

    at: int
    text: str
    kind: str = "label"


@dataclass(frozen=True)
class Paragraph:
    """``decision`` is a verb recorded inside the text (S001-79); ``promise`` the words that promise work (X-04)."""

    at: int
    number: str
    text: str
    printed_number: str = ""
    number_supplied: bool = False
    citations: tuple[Citation, ...] = ()
    decision: str = ""
    promise: str = ""
    exempt: str = ""


@dataclass(frozen=True)
class Resolution:
    """``label`` is what stands before the text: “RESOLVED –”, “1.”. A verb not printed is supplied (X-19)."""

    at: int
    number: int
    text: str
    label: str = ""
    verb: str = "agreed"
    verb_supplied: bool = False
    conditions: tuple[Condition, ...] = ()
    exempt: str = ""


@dataclass(frozen=True)
class Action:
    """``derived`` means the words stand inside paragraph ``after``; ``proposed`` is wording lent by it (X-03).

    ``repeats`` marks a row of a closing list of actions that says again what the minutes said before.
    """

    at: int
    text: str
    label: str = ""
    wording: str = ""
    owners: tuple[str, ...] = ()
    due: datetime.date | None = None
    due_printed: str = ""
    after: str = ""
    proposed: str = ""
    derived: bool = False
    repeats: bool = False


@dataclass(frozen=True)
class Item:
    """``lead`` is a line such as “No 1” above the heading; ``content`` keeps the printed order."""

    at: int
    number: str
    title: str
    content: tuple = ()
    printed_number: str = ""
    lead: tuple[Text, ...] = ()
    number_supplied: bool = False
    title_supplied: bool = False
    exempt: str = ""

    def of(self, kind):
        return tuple(each for each in self.content if isinstance(each, kind))

    @property
    def paragraphs(self):
        return self.of(Paragraph)

    @property
    def resolutions(self):
        return self.of(Resolution)

    @property
    def actions(self):
        return self.of(Action)

    @property
    def subheadings(self):
        return self.of(Subheading)


@dataclass(frozen=True)
class Hints:
    """What is printed of the meeting itself; empty where it is not (S001-29)."""

    title: str = ""
    body: str = ""
    date: datetime.date | None = None
    date_printed: str = ""
    time: str = ""
    closed: str = ""
    venue: str = ""
    previous_date: datetime.date | None = None
    previous_printed: str = ""
    previous_inferred: bool = False


@dataclass(frozen=True)
class ParsedMinutes:
    name: str
    hints: Hints
    front: tuple[Text, ...]
    groups: tuple[Group, ...]
    items: tuple[Item, ...]
    closing: tuple[Text, ...]
    late_actions: tuple[Action, ...]
    unplaced: tuple[Text, ...]
    dropped: tuple[Dropped, ...]
    warnings: tuple[str, ...]

    def attendance(self, category):
        return tuple(each for group in self.groups if group.category == category for each in group.attendees)

    @property
    def actions(self):
        return (*(action for item in self.items for action in item.actions), *self.late_actions)


def pieces(parsed):
    """Every printed piece as (line, text), in the order of the source; what was dropped is listed apart."""
    found = [
        *((text.at, text.text) for text in (*parsed.front, *parsed.closing, *parsed.unplaced)),
        *(piece for group in parsed.groups for piece in _group_pieces(group)),
        *(piece for item in parsed.items for piece in _item_pieces(item)),
        *(
            (action.at, f"{action.label} {action.text}")
            for action in parsed.late_actions
            if not action.derived
        ),
    ]
    return sorted(found, key=lambda piece: piece[0])


def _group_pieces(group):
    yield group.at, group.heading
    for part in group.content:
        if isinstance(part, Text):
            yield part.at, part.text
        elif not part.derived:
            yield part.at, part.printed


def _item_pieces(item):
    for lead in item.lead:
        yield lead.at, lead.text
    yield item.at, f"{item.printed_number} {'' if item.title_supplied else item.title}"
    for part in item.content:
        if isinstance(part, Paragraph):
            yield part.at, f"{part.printed_number} {part.text}"
        elif isinstance(part, (Resolution, Action)):
            if not getattr(part, "derived", False):
                yield part.at, f"{part.label} {part.text}"
        else:
            yield part.at, part.text
