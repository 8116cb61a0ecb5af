"""Attendance rows made into groups of attendees."""

import re
from collections import Counter
from dataclasses import replace

from meetings.importing import words
from meetings.importing.entries import SENTENCE, names_of, read_entries
from meetings.importing.parsed import Attendee, Group, Text
from meetings.importing.people import read_entry
from meetings.importing.shapes import is_org, is_person, low
from meetings.importing.source import squash

BULLET = re.compile(r"^[•·▪●‣◦○*-]\s")


def build_groups(rows, vocabulary):
    """The groups in printed order; agencies read with certainty are learnt on the way."""
    groups, agency, header = [], "", ()
    for row in rows:
        if row.kind == "group":
            groups.append(Group(row.at, squash(row.text), row.category))
            agency, header = "", ()
            continue
        if not groups:
            groups.append(Group(row.at, "", "core"))
        if row.kind in ("label", "header", "agency"):
            agency = squash(row.text).strip(" :") if row.kind == "agency" else agency
            header = row.cells if row.kind == "header" else header
            parts = [Text(row.at, squash(row.text))]
        else:
            parts = _parts(row, header, agency, vocabulary)
            category = _away(row, header)
            if category:
                listed = groups[-1].category
                groups += [Group(row.at, "", category, tuple(parts)), Group(row.at, "", listed)]
                continue
            if _starts_unheaded(row, rows, groups[-1]):
                groups.append(Group(row.at, "", "unheaded"))
            if row.kind == "entry" and _is_lone_agency(parts):
                groups[-1], parts = _with_agency(groups[-1], parts[0]), []
        groups[-1] = replace(groups[-1], content=(*groups[-1].content, *parts))
    _learn(groups, vocabulary)
    merged = [group for group in _merge_offices(groups) if group.content or group.heading]
    return [group if group.content else replace(group, category="heading") for group in merged]


def _starts_unheaded(row, rows, group):
    """A bulleted list straight after a plain one is another list whose heading was lost."""
    if (
        row.kind != "entry"
        or not BULLET.match(row.text)
        or not group.attendees
        or group.category == "unheaded"
    ):
        return False
    return not BULLET.match(group.attendees[-1].printed) and not any(
        other.office for other in rows if other.at == row.at
    )


def _is_lone_agency(parts):
    """“National Probation Service” on a line of its own names no person."""
    one = parts[0] if len(parts) == 1 and isinstance(parts[0], Attendee) else None
    if not one or one.initials or re.search(r"[,(\t–]", one.printed) or is_person(one.printed):
        return False
    opens = low(one.printed.split()[0]) in words.ORG_WORDS - words.SHARED_SURNAMES
    return is_org(one.printed) and (opens or not one.agency)


def _with_agency(group, lone):
    """An agency printed on a line of its own belongs to the person above who has none."""
    last = group.content[-1] if group.content else None
    if isinstance(last, Attendee) and not last.agency:
        whole = replace(last, agency=lone.printed, printed=f"{last.printed} {lone.printed}")
        return replace(group, content=(*group.content[:-1], whole))
    return replace(group, content=(*group.content, Text(lone.at, lone.printed)))


def _learn(groups, vocabulary):
    attendees = [one for group in groups for one in group.attendees if is_org(one.agency)]
    for one in attendees:
        if one.certain and not is_person(one.agency):
            vocabulary.learn(one.agency)
    firsts = Counter(low(one.agency.split()[0]) for one in attendees)
    vocabulary.starts.update(first for first, count in firsts.items() if count > 1)


def _parts(row, header, agency, vocabulary):
    """What a row holds, in printed order: attendees, and text that names nobody."""
    if row.kind == "cells":
        return [_from_columns(row, header, vocabulary)] if header else _from_cells(row, vocabulary)
    sentence = SENTENCE.search(row.text) if not row.office and len(row.text.split()) > 4 else None
    if sentence:
        found = read_entries(row.at, names_of(sentence), vocabulary, agency)
        derived = [replace(one, derived=True) for one in found if isinstance(one, Attendee)]
        return [Text(row.at, squash(row.text)), *derived]
    lines = [line for line in row.text.split("\n") if line.strip()]
    found = [one for line in lines for one in read_entries(row.at, line, vocabulary, agency)]
    if row.office:
        found = [
            replace(one, role=one.role or row.office) if isinstance(one, Attendee) else one for one in found
        ]
    return found


def _from_columns(row, header, vocabulary):
    found = {}
    for cell, heading in zip(row.cells, header, strict=False):
        kind = _column_kind(heading)
        found[kind] = found.get(kind) or squash(cell)
    if not found.get("name"):
        return read_entry(row.at, row.text, vocabulary)
    one = read_entry(row.at, "\t".join(filter(None, (found["name"], found.get("agency")))), vocabulary)
    if not is_person(found["name"].split(",")[0]):
        one = replace(one, name=found["name"], given="", family="", role="", agency=found.get("agency", ""))
    return replace(
        one,
        printed=squash(row.text),
        role=", ".join(filter(None, (one.role, found.get("role")))),
        initials=one.initials or found.get("initials", ""),
    )


def _away(row, header):
    """The category of a row whose own column says that the person was not there, or ""."""
    if row.kind != "cells":
        return ""
    said = [cell for cell, head in zip(row.cells, header, strict=False) if head in words.ATTENDED_COLUMNS]
    return next((found for cell in said if (found := words.AWAY.get(low(_bare(cell)), ""))), "")


def _bare(cell):
    """Without what follows in brackets or after a dash: “Apologies (A Deputy came)”."""
    return re.split(r"\s*(?:[(\[,;:]|\s[–—-]\s)", squash(cell))[0]


def _column_kind(heading):
    for kind, headings in (
        ("initials", words.INITIAL_COLUMNS),
        ("agency", words.AGENCY_COLUMNS),
        ("role", words.ROLE_COLUMNS),
        ("attended", words.ATTENDED_COLUMNS - words.NAME_COLUMNS),
    ):
        if heading in headings:
            return kind
    return "name"


def _from_cells(row, vocabulary):
    """A row without column headings: one person across it, or a list of people in each cell."""
    filled = [cell for cell in row.cells if cell.strip()]
    listed = any("\n" in cell for cell in filled)
    if listed or all(is_person(cell.split("\t")[0].split(",")[0]) for cell in filled):
        lines = [line for cell in filled for line in cell.split("\n") if line.strip()]
        return [one for line in lines for one in read_entries(row.at, line, vocabulary)]
    return [read_entry(row.at, "\t".join(squash(cell) for cell in filled), vocabulary)]


def _merge_offices(groups):
    """“Chair: A” above a list that names A again is one entry, with the office (S001-04)."""
    listed = {
        _key(one): one for group in groups if not words.office_of(group.heading) for one in group.attendees
    }
    offices, result = {}, []
    for group in groups:
        content = list(group.content)
        for index, part in enumerate(content if words.office_of(group.heading) else ()):
            if isinstance(part, Attendee) and part.family and _key(part) in listed:
                offices[_key(part)] = part.role
                content[index] = Text(part.at, part.printed)
        result.append(replace(group, content=tuple(content)))
    return [
        replace(group, content=tuple(_with_office(part, offices) for part in group.content))
        for group in result
    ]


def _key(one):
    return one.given[:1].lower(), one.family.lower()


def _with_office(part, offices):
    if isinstance(part, Attendee) and _key(part) in offices and not part.role:
        return replace(part, role=offices[_key(part)])
    return part


def group_warnings(groups):
    attendees = [one for group in groups for one in group.attendees]
    for group in groups:
        if group.category == "unheaded":
            first = group.attendees[0].name
            yield f"{len(group.attendees)} names have no heading, the first {first}. Say whether they came."
    for one in attendees:
        if not one.certain:
            agency = one.agency or "no agency"
            yield f"“{one.printed}” was read as {one.name} of {agency}. Check where the name ends."
    for name, count in Counter(one.name for one in attendees if one.name).items():
        if count > 1:
            yield f"{name} is in the attendance more than once. Keep the right entry."
