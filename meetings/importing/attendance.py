"""Who was there: the lines of an attendance list sorted into rows, however they are laid out."""

import re
from dataclasses import dataclass, replace
from itertools import pairwise

from meetings.importing import words
from meetings.importing.agencies import Vocabulary
from meetings.importing.entries import SENTENCE, looks_like_entry, split_entries
from meetings.importing.groups import build_groups, group_warnings
from meetings.importing.shapes import is_org, is_person
from meetings.importing.source import squash

INLINE = re.compile(
    r"^(?P<head>[A-Za-z][A-Za-z /’'()&-]{2,70}?)\s*(?P<mark>:|–|—|\t|\s-\s|\s{2,})\s*(?P<rest>\S.*)$", re.S
)
META = re.compile(
    r"^(?:date|time|venue|location|place|held (?:at|on|in|via)|meeting (?:date|time)|start(?:ed)?|finish(?:ed)?|"
    r"format|subject|title|duration|contact|e-?mail|tel|telephone|note|public document|status|quorum|circulation|"
    r"distribution|purpose|page|present:? \d+)\b",
    re.I,
)
_HEAD = (
    r"(?:agency|organi[sz]ation|role|title|representing|job title|initials|name|partner|position|department|"
    r"member|attendee|names)"
)
COLUMN_HEADS = re.compile(rf"^{_HEAD}(?:[\s|/,&-]+(?:and )?{_HEAD})+$", re.I)
APOLOGY = re.compile(r"(?:an? |the )?apolog(?:y|ies)\b", re.I)
RUN_ON = re.compile(r"(?<=[\w)][.;])\s+(?=(?P<head>[A-Z][A-Za-z ]{3,50}):\s)")
UNFINISHED = re.compile(r"(?:\b(?:and|of|for|the)|&)$")
HOUSE_ORDER = ("core", "attendees", "support")


@dataclass(frozen=True)
class Row:
    """A line of attendance. ``kind`` is group, label, header, agency, entry or cells.

    ``category`` is that of a group; ``office`` belongs to an entry such as “Chair: A”; ``cells`` are those of a
    table row, or lower-cased column headings.
    """

    kind: str
    at: int
    text: str
    category: str = ""
    office: str = ""
    cells: tuple[str, ...] = ()


class Attendance:
    """``take`` says of each entry whether it is attendance; ``finish`` gives the groups."""

    def __init__(self, known_agencies=()):
        self.vocabulary = Vocabulary.of(known_agencies)
        self.category = None
        self.rows = []
        self.warnings = []
        self.tables = []
        self.unnamed = 0

    def take(self, entry):
        if entry.cells:
            return self._take_row(entry)
        text = entry.line.printed
        if len(lists := _lists_of(text)) > 1:
            for one in lists:
                self._take_inline(entry.at, one)
            return True
        category = words.group_of(text) if len(text) < 80 else ""
        if category:
            self._open(entry.at, text, category)
            return True
        if self._take_inline(entry.at, text):
            return True
        if APOLOGY.match(text) and SENTENCE.search(text):
            self._open(entry.at, "", "apologies")
            self.rows.append(Row("entry", entry.at, text))
            return True
        if self.category is None or META.match(text):
            return False
        return self._take_line(entry, text)

    def stop(self):
        self.category = None

    def open_supplied(self, at):
        """A list without a heading, read as those present."""
        self._open(at, "", "core")
        self.warnings.append(
            "The first attendance list has no heading; it was read as core members. Check it."
        )

    def _open(self, at, text, category):
        self.category = category
        self.rows.append(Row("group", at, text, category))

    def _take_line(self, entry, text):
        if COLUMN_HEADS.match(squash(text)):
            self.rows.append(Row("label", entry.at, text))
        elif entry.line.level and not is_person(text):
            self.stop()
            return False
        elif (
            text.rstrip().endswith(":")
            and len(text) < 80
            and is_org(text)
            and not is_person(text.strip(" :"))
        ):
            self.rows.append(Row("agency", entry.at, text))
        elif self._continues(text):
            self.rows[-1] = replace(self.rows[-1], text=f"{self.rows[-1].text} {text}")
        elif looks_like_entry(text) or (self.category == "apologies" and SENTENCE.search(text)):
            self.rows.append(Row("entry", entry.at, text))
        else:
            return False
        return True

    def _continues(self, text):
        """The rest of an agency whose name the line above breaks off: “Fire and”, “Rescue Service”."""
        last = self.rows[-1] if self.rows else None
        unfinished = last and last.kind == "entry" and UNFINISHED.search(last.text.strip())
        return bool(unfinished) and not is_person(re.split(r"[,(–-]", text)[0])

    def _take_inline(self, at, text):
        """“Present: A, B”, “Chair: X”, “Apologies were received from X”."""
        found = INLINE.match(text)
        if not found:
            return False
        head, rest = squash(found.group("head")), found.group("rest")
        office, category = words.office_of(head), words.group_of(head)
        if META.match(text) or not (category or office):
            return False
        if found.group("mark") != ":" and not looks_like_entry(rest):
            return False
        lead = text[: found.start("rest")]
        if office and (not category or len(split_entries(rest)) == 1):
            self._take_office(at, lead, rest, office)
        else:
            self._open(at, lead, category)
            self.rows.append(Row("entry", at, rest))
        return True

    def _take_office(self, at, lead, rest, office):
        """A line that names an office holder joins the group of its kind and does not open one."""
        category = "core" if "Chair" in office else "support"
        self.rows.append(Row("group", at, lead, category))
        self.rows.append(Row("entry", at, rest, office=office))
        if self.category:
            self.rows.append(Row("group", at, "", self.category))

    def _take_row(self, entry):
        cells = [cell for cell in entry.cells if cell.strip()]
        if not cells or entry.kind == "actions":
            return False
        first = cells[0].strip()
        header = tuple(cell.strip().rstrip(":").lower() for cell in entry.cells)
        category = words.group_of(first) if len(first) < 80 else ""
        office = words.office_of(first) if len(cells) > 1 else ""
        if _is_header(header):
            self._open_table(entry)
            self.rows.append(Row("header", entry.at, entry.text, cells=header))
        elif category:
            self._open(entry.at, first, category)
            self.rows.extend(Row("entry", entry.at, cell) for cell in cells[1:])
        elif office:
            self._take_office(entry.at, first, "\n".join(cells[1:]), office)
        elif self.category is None or META.match(first):
            return False
        else:
            self.rows.append(Row("cells", entry.at, entry.text, cells=entry.cells))
        return True

    def _open_table(self, entry):
        """Tables headed only “Name, Agency” stand in the house order core, attendees, support (S001-01)."""
        known = entry.table in self.tables
        self.tables.append(entry.table)
        last = self.rows[-1] if self.rows else None
        named = last and last.kind == "group" and last.text and not _says_only_attendance(last.text)
        if known or named or (self.category and not self.unnamed and not _says_only_attendance(last.text)):
            return
        category = HOUSE_ORDER[min(self.unnamed, 2)]
        self.unnamed += 1
        self._open(entry.at, "", category)
        self.warnings.append(
            f"An attendance table has no heading; it was read as “{category}”. Check the heading."
        )

    def finish(self):
        """The groups, read twice so that agencies printed plainly help to split those that are not."""
        build_groups(self.rows, self.vocabulary)
        groups = build_groups(self.rows, self.vocabulary)
        self.warnings.extend(group_warnings(groups))
        return groups


def _lists_of(text):
    """“Present: A, B. In attendance: C. Apologies: D” on one line, cut where another list begins."""
    if not words.group_of(text.partition(":")[0]):
        return [text]
    cuts = [found.start() for found in RUN_ON.finditer(text) if words.group_of(found.group("head"))]
    return [text[a:b].strip() for a, b in pairwise([0, *cuts, len(text)])]


def _says_only_attendance(text):
    return bool(re.match(r"(?i)\s*attendance\s*:?\s*$", text))


def _is_header(header):
    filled = [cell for cell in header if cell]
    known = all(cell in words.COLUMNS or words.group_of(cell) for cell in filled)
    return (
        known
        and len(filled) > 1
        and any(cell in words.NAME_COLUMNS | words.AGENCY_COLUMNS for cell in filled)
    )
