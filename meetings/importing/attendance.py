"""Who was there: the groups at the top of minutes, however they are laid out."""

import re
from collections import Counter
from dataclasses import replace

from meetings.importing import words
from meetings.importing.parsed import Attendee, Group, Text
from meetings.importing.people import is_org, is_person, low, read_entry, strip_titles, vocabulary
from meetings.importing.source import squash

INLINE = re.compile(
    r"^(?P<head>[A-Za-z][A-Za-z /’'()&-]{2,70}?)\s*(?P<mark>:|–|—|\t|\s-\s|\s{2,})\s*(?P<rest>\S.*)$", re.S
)
SENTENCE = re.compile(
    r"\bapolog(?:y|ies)\b[^.]{0,60}?\b(?:from|by|on behalf of|for)\b(?:\s+the following)?[ :]*\s(?!absence|non-attendance|lateness)(?P<names>\S.*)$",
    re.I | re.S,
)
STOP = re.compile(r"(?<![A-Z])(?<!Cllr)(?<!Mr)(?<!Mrs)(?<!Ms)(?<!Dr)(?<!Rev)(?<!St)\.(?=\s|$)")
PUBLIC = re.compile(
    r"^(?:\d{1,3}|one|two|three|four|five|six|several|no|a number of|approximately \d+)\s+(?:other )?(?:members?|public|press|residents?|parishioners?|people|electors)\b",
    re.I,
)
META = re.compile(
    r"^(?:date|time|venue|location|place|held (?:at|on|in|via)|meeting (?:date|time)|start(?:ed)?|finish(?:ed)?|format|subject|title|duration|"
    r"contact|e-?mail|tel|telephone|note|public document|status|quorum|circulation|distribution|purpose|page|present:? \d+)\b",
    re.I,
)
COLUMN_HEADS = re.compile(
    r"^(?:name|names|member|attendee|initials)[\s|/,&-]+(?:and )?(?:agency|organisation|organization|role|title|representing|job title|initials|name|partner|position|department)"
    r"(?:[\s|/,&-]+(?:agency|organisation|role|title|representing|initials|position|job title))*$",
    re.I,
)
NO_ENTRY = re.compile(
    r"^(?:no\.?\s+)?(?:agenda )?(?:items?|minutes|agenda|actions?|business|subject)(?: no\.?)?$", re.I
)
ORDER = ("core", "attendees", "support")
SENTENCE_WORDS = 14


class Attendance:
    """Reads entries one by one into groups; what is no attendance is handed back by ``take`` as False."""

    def __init__(self, known_agencies=()):
        self.vocab = vocabulary(known_agencies)
        self.groups = []
        self.warnings = []
        self.heading = None
        self.rows = []
        self.unnamed_tables = 0
        self.last_table = 0

    def take(self, entry):
        if entry.cells:
            return self._take_row(entry)
        text = entry.line.printed
        category = words.group_of(text) if len(text) < 80 else ""
        if category:
            self._open(entry.at, text, category)
            return True
        if self._take_inline(entry.at, text):
            return True
        if self.heading is None or META.match(text):
            return False
        if COLUMN_HEADS.match(squash(text)):
            self.rows.append(("label", entry.at, text, ""))
            return True
        return self._take_plain(entry.at, text, entry.line)

    def _take_plain(self, at, text, line):
        if line.level and not is_person(text):
            self.heading = None
            return False
        if self._agency_heading(text):
            self.rows.append(("agency", at, text, text.strip(" :")))
            return True
        if not looks_like_entry(text) and not (self.heading == "apologies" and SENTENCE.search(text)):
            return False
        self.rows.append(("entry", at, text, ""))
        return True

    def _agency_heading(self, text):
        return (
            text.rstrip().endswith(":")
            and len(text) < 80
            and is_org(text)
            and not is_person(text.strip(" :"))
        )

    def open_supplied(self, at):
        """A list without a heading, read as those present."""
        self._open(at, "", "core")
        self.warnings.append(
            "The first attendance list has no heading; it was read as core members. Check it."
        )

    def _open(self, at, text, category):
        self.heading = category
        self.rows.append(("group", at, text, category))

    def _take_inline(self, at, text):
        """“Present: A, B”, “Chair: X”, “Apologies were received from X”."""
        found = INLINE.match(text)
        if not found:
            return False
        head, rest = squash(found.group("head")), found.group("rest")
        office = words.OFFICES.get(head.lower())
        category = words.group_of(head)
        if not category and not office:
            return False
        if META.match(head) or (found.group("mark") != ":" and not looks_like_entry(rest)):
            return False
        cut = text[: found.start("rest")]
        if office and (not category or not self._list_like(rest)):
            self._office(at, cut, rest, office)
            return True
        self._open(at, cut, category)
        self.rows.append(("entry", at, rest, ""))
        return True

    def _list_like(self, rest):
        return len(split_entries(rest)) > 1

    def _office(self, at, cut, rest, office):
        """A line that names an office holder joins the group of its kind and does not open one."""
        previous = self.heading
        category = "core" if "Chair" in office else "support"
        self.rows.append(("group", at, cut, category))
        self.rows.append(("entry", at, rest, office))
        if previous:
            self.rows.append(("group", at, "", previous))

    def _take_row(self, entry):
        cells = [cell for cell in entry.cells if cell.strip()]
        if not cells or entry.kind == "actions":
            return False
        header = [cell.strip().rstrip(":").lower() for cell in entry.cells]
        if self._is_header(header):
            self._open_unnamed_table(entry)
            self.rows.append(("header", entry.at, entry.text, header))
            return True
        category = words.group_of(cells[0]) if len(cells[0]) < 80 else ""
        if category:
            self._open(entry.at, cells[0], category)
            for cell in cells[1:]:
                self.rows.append(("cell", entry.at, cell, ""))
            return True
        office = words.OFFICES.get(cells[0].strip().rstrip(":").lower())
        if office and len(cells) > 1:
            self._office(entry.at, cells[0], "\n".join(cells[1:]), office)
            return True
        if self.heading is None or META.match(cells[0]):
            return False
        self.rows.append(("row", entry.at, entry.text, entry.cells))
        return True

    def _is_header(self, header):
        known = words.NAME_COLUMNS | words.AGENCY_COLUMNS | words.ROLE_COLUMNS | words.INITIAL_COLUMNS | {""}
        return (
            all(cell in known or words.group_of(cell) for cell in header)
            and any(cell in words.NAME_COLUMNS | words.AGENCY_COLUMNS for cell in header)
            and len([cell for cell in header if cell]) > 1
        )

    def _open_unnamed_table(self, entry):
        """Tables headed only “Name, Agency” stand in the house order core, attendees, support (S001-01)."""
        named = (
            self.rows
            and self.rows[-1][0] == "group"
            and self.rows[-1][2]
            and not re.match(r"(?i)attendance$", self.rows[-1][2].strip(" :"))
        )
        if entry.table == self.last_table or named:
            self.last_table = entry.table
            return
        if (
            self.heading is None
            or self.last_table
            or re.match(r"(?i)attendance$", self.rows[-1][2].strip(" :") if self.rows else "")
        ):
            category = ORDER[min(self.unnamed_tables, 2)]
            self.unnamed_tables += 1
            self.rows.append(("group", entry.at, "", category))
            self.heading = category
            self.warnings.append(
                f"An attendance table has no heading; it was read as “{category}”. Check the heading."
            )
        self.last_table = entry.table

    def finish(self):
        """The groups, read twice so that agencies printed plainly help to split those that are not."""
        self._build()
        for group in self._build():
            for attendee in group.attendees:
                if attendee.agency and attendee.certain and is_org(attendee.agency):
                    self.vocab.learn(attendee.agency)
        kept = [group for group in _merge_offices(self._build()) if group.content or group.heading]
        self.groups = [group if group.content else replace(group, category="heading") for group in kept]
        self._warn()
        return self.groups

    def _build(self):
        groups, agency, header = [], "", ()
        for kind, at, text, extra in self.rows:
            if kind == "group":
                groups.append(Group(at, squash(text), extra))
                agency, header = "", ()
            elif kind in ("label", "header", "agency"):
                agency = extra if kind == "agency" else agency
                header = extra if kind == "header" else header
                _append(groups, Text(at, squash(text)))
            else:
                _append(groups, *self._entries(kind, at, text, extra, header, agency))
        for group in groups:
            for attendee in group.attendees:
                if attendee.certain and is_org(attendee.agency) and not is_person(attendee.agency):
                    self.vocab.learn(attendee.agency)
        return groups

    def _entries(self, kind, at, text, extra, header, agency):
        """What a row holds, in printed order: attendees, and text that names nobody."""
        if kind == "row" and header:
            return [self._from_columns(at, text, extra, header)]
        if kind == "row":
            return self._from_cells(at, extra)
        sentence = SENTENCE.search(text) if kind == "entry" and not extra else None
        if sentence and len(text.split()) > 4:
            found = [replace(one, derived=True) for one in self._split(at, names_of(sentence), agency)]
            return [Text(at, squash(text)), *(one for one in found if not _nobody(one))]
        found = [one for line in text.split("\n") if line.strip() for one in self._split(at, line, agency)]
        if extra:
            found = [replace(one, role=one.role or extra) for one in found]
        return [Text(one.at, one.printed) if _nobody(one) else one for one in found]

    def _split(self, at, text, agency):
        grouped = re.match(r"^(?P<agency>[A-Z][^:,;()]{3,60}):\s+(?P<rest>\S.*)$", text, re.S)
        if grouped and is_org(grouped.group("agency")) and not is_person(grouped.group("agency")):
            inner = self._split(at, grouped.group("rest"), grouped.group("agency").strip())
            first = replace(inner[0], printed=f"{grouped.group('agency')}: {inner[0].printed}")
            return [first, *inner[1:]]
        prefix = ""
        result = []
        for chunk in split_entries(text):
            titles, _ = strip_titles(chunk.split())
            if titles and low(titles[0]) in ("cllrs", "councillors", "clrs", "messrs"):
                prefix = "Cllr"
            plural = prefix if not titles else ""
            one = read_entry(at, chunk, self.vocab, prefix=plural, agency=agency)
            result.append(one)
        return result

    def _from_columns(self, at, text, cells, header):
        found = {}
        for cell, head in zip(cells, header, strict=False):
            kind = (
                "initials" if head in words.INITIAL_COLUMNS
                else "agency" if head in words.AGENCY_COLUMNS
                else "role" if head in words.ROLE_COLUMNS
                else "name"
            )  # fmt: skip
            found[kind] = found.get(kind) or squash(cell)
        if "name" not in found or not found["name"]:
            return read_entry(at, text, self.vocab)
        one = read_entry(at, "\t".join(filter(None, (found["name"], found.get("agency", "")))), self.vocab)
        return replace(
            one,
            printed=squash(text),
            role=", ".join(filter(None, (one.role, found.get("role", "")))),
            initials=one.initials or found.get("initials", ""),
        )

    def _from_cells(self, at, cells):
        filled = [cell for cell in cells if cell.strip()]
        if any("\n" in cell for cell in filled) or all(
            is_person(cell.split("\t")[0].split(",")[0]) for cell in filled
        ):
            lines = [line for cell in filled for line in cell.split("\n") if line.strip()]
            return [one for line in lines for one in self._split(at, line, "")]
        return [read_entry(at, "\t".join(squash(cell) for cell in filled), self.vocab)]

    def _warn(self):
        for group in self.groups:
            for one in group.attendees:
                if not one.certain:
                    self.warnings.append(
                        f"“{one.printed}” was read as {one.name} of {one.agency or 'no agency'}. Check where the name ends."
                    )
        seen = Counter(one.name for group in self.groups for one in group.attendees if one.name)
        for name in [name for name, count in seen.items() if count > 1]:
            self.warnings.append(f"{name} is in the attendance more than once. Keep the right entry.")


def names_of(sentence):
    """The names of an apologies sentence, up to its full stop; those of initials and titles do not end it."""
    return STOP.split(sentence.group("names"), maxsplit=1)[0].strip()


def _append(groups, *parts):
    if not groups and parts:
        groups.append(Group(parts[0].at, "", "core"))
    if parts:
        groups[-1] = replace(groups[-1], content=groups[-1].content + parts)


def _merge_offices(groups):
    """“Chair: A” above a list that names A again is one entry, with the office (S001-04)."""
    held = {}
    for group in groups:
        if not _names_office(group):
            for one in group.attendees:
                held.setdefault((one.given[:1].lower(), one.family.lower()), one)
    merged = {}
    result = []
    for group in groups:
        content = list(group.content) if _names_office(group) else ()
        for index, one in enumerate(content):
            same = (
                held.get((one.given[:1].lower(), one.family.lower())) if isinstance(one, Attendee) else None
            )
            if same and one.family:
                merged[id(same)] = one.role
                content[index] = Text(one.at, one.printed)
        result.append(replace(group, content=tuple(content)) if content else group)
    return [
        replace(group, content=tuple(
            replace(one, role=one.role or merged[id(one)]) if id(one) in merged else one for one in group.content
        ))
        for group in result
    ]  # fmt: skip


def _names_office(group):
    return group.heading.lower().rstrip(" :–-") in words.OFFICES


def _nobody(one):
    name = one.name.lower().strip(" .")
    return (
        not name
        or PUBLIC.match(name)
        or name
        in (
            "none",
            "nil",
            "n/a",
            "vacant",
            "vacancy",
            "no apologies",
            "none received",
            "tbc",
            "apologies",
            "there were none",
        )
    )


def looks_like_entry(text):
    """Whether a line can be an entry of an attendance list rather than a sentence or heading."""
    text = text.strip()
    if not text or (text[-1] == ":" and not is_org(text)):
        return False
    chunks = split_entries(text)
    if len(chunks) > 1:
        return True
    body = re.sub(r"^(?:[•·▪●‣◦○*–—-]|\(?\d{1,2}[.)])\s*", "", text)
    if len(body.split()) < 2 or NO_ENTRY.match(body):
        return False
    if len(body.split()) > SENTENCE_WORDS + 8 or (body.rstrip().endswith(".") and len(body.split()) > 8):
        return False
    return bool(re.match(r"[A-Z(]", body)) and not re.search(
        r"\b(?:was|were|is|are|has|have|had|will|welcomed|opened|noted)\b", body
    )


def split_entries(text):
    """One printed entry after another, separators kept with the entry before them."""
    text = text.strip()
    if not text:
        return []
    for marks in (";", ","):
        chunks = _cut(text, marks)
        if len(chunks) > 1 and (marks == ";" or _all_people(chunks)):
            return [chunk for piece in chunks for chunk in _cut_and(piece)]
    return _cut_and(text) if _cut_and(text) != [text] else [text]


def _cut(text, mark):
    chunks, depth, start = [], 0, 0
    for index, letter in enumerate(text):
        depth += (letter in "([") - (letter in ")]")
        if letter == mark and depth <= 0:
            chunks.append(text[start : index + 1])
            start = index + 1
    return [chunk.strip() for chunk in (*chunks, text[start:]) if chunk.strip()]


def _cut_and(text):
    """“A Smith and B Jones” in two; “Fire and Rescue” whole."""
    cut = re.search(r",?\s+(?:and|&)\s+", text)
    if not cut:
        return [text]
    left, right = text[: cut.start()], text[cut.end() :]
    if _personish(left) and _personish(right):
        return [text[: cut.end()].strip(), right.strip()]
    return [text]


def _all_people(chunks):
    """A list of people, not a person with details: every piece but odd ones names a person."""
    people = sum(1 for chunk in chunks if _personish(chunk.strip(" ,;")) or len(_cut_and(chunk)) > 1)
    return people == len(chunks)


def _personish(chunk):
    if PUBLIC.match(chunk):
        return True
    body = re.sub(r"\s*[(\[][^)\]]*[)\]]", "", chunk).strip(" ,;.")
    body = re.sub(r"^and\s+", "", re.split(r"\s[–—-]\s", body)[0])
    return is_person(body)
