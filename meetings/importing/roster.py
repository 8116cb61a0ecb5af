"""Attendance beyond the plain case: lists without a heading, roll calls inside items, apologies in a sentence."""

import re
from dataclasses import replace

from meetings.importing import words
from meetings.importing.attendance import META, Attendance
from meetings.importing.dates import find_dates
from meetings.importing.entries import SENTENCE, SPOKEN, names_of, read_entries
from meetings.importing.parsed import Attendee, Group, Paragraph, Text
from meetings.importing.shapes import BRACKETS, is_org, is_person, low
from meetings.importing.source import squash

ROLL_CALL = re.compile(
    r"\b(?:attend\w*|present|apolog\w+|welcome|introductions?|membership|absence|roll call)\b", re.I
)
ABSENCE = re.compile(r"\bapolog|\babsen", re.I)
INITIALS_FIRST = re.compile(r"^[A-Z]{2,4}\s+(?=[A-Z])")
DETAILS = re.compile(r"\s[–—-]\s|,|\t|\s{2,}|\(")
EARLY_ITEMS = 3
OPENING_LINES, LONGEST_TITLE = 60, 14


def read_front(entries, attendance):
    """The lines above the first item that are not attendance; attendance goes where it belongs."""
    front = []
    for index, entry in enumerate(entries):
        if attendance.category is None and _opens_unheaded_list(entries[index : index + 3]):
            attendance.open_supplied(entry.at)
        if not attendance.take(entry):
            front.append(Text(entry.at, squash(entry.text)))
    return front


def length_of_front(entries, known_agencies):
    """How many entries open minutes without items: their title, date and place, and who was there."""
    attendance, length = Attendance(known_agencies), 1
    for index, entry in enumerate(entries[:OPENING_LINES]):
        if attendance.category and _stands_apart(entry):
            break
        if attendance.take(entry) or (attendance.category is None and _says_when_or_where(entry)):
            length = max(length, index + 1)
        elif attendance.category or len(entry.text.split()) > LONGEST_TITLE:
            break
    return length


def _stands_apart(entry):
    """After a blank line, and neither a name nor the heading of another list."""
    text = entry.text
    if not entry.line.gap or entry.cells or words.group_of(re.split(r"[:\t]", text[:80])[0]):
        return False
    return not is_person(DETAILS.split(text)[0].strip())


def _says_when_or_where(entry):
    text = entry.text
    return bool(META.match(text) or find_dates(text)) and len(text.split()) <= LONGEST_TITLE


def read_roll_calls(entries, headings, attendance):
    """Attendance lists printed under an early item such as “1. Present and apologies”; the lines they take."""
    taken = set()
    for place, heading in enumerate(headings[:EARLY_ITEMS]):
        attendance.stop()
        if not ROLL_CALL.search(heading.title):
            continue
        end = headings[place + 1].first if place + 1 < len(headings) else len(entries)
        for index in range(heading.body, end):
            entry = entries[index]
            if attendance.category is None and _opens_unheaded_list(entries[index : min(index + 3, end)]):
                attendance.open_supplied(entry.at)
            headed = words.group_of(entry.text.split(":")[0][:80]) or entry.kind == "names"
            if (attendance.category or headed) and not _is_sentence(entry) and attendance.take(entry):
                taken.add(entry.at)
            elif not headed:
                attendance.stop()
    attendance.stop()
    return taken


def with_derived_apologies(groups, items, vocabulary):
    """Apologies given only in a sentence of an item are read from it; the sentence stays where it is."""
    if any(group.category == "apologies" and group.attendees for group in groups):
        return groups
    found = [
        replace(one, derived=True)
        for item in items[: EARLY_ITEMS + 1]
        if ROLL_CALL.search(item.title)
        for paragraph in item.of(Paragraph)
        if ABSENCE.search(item.title) or SENTENCE.search(paragraph.text)
        for one in _apologies_in(paragraph, vocabulary)
    ]
    return [*groups, Group(found[0].at, "", "apologies", tuple(found))] if found else groups


def _apologies_in(paragraph, vocabulary):
    sentence = SENTENCE.search(paragraph.text)
    text = names_of(sentence) if sentence else paragraph.text
    for line in text.split("\n"):
        for one in read_entries(paragraph.at, line.strip(" ."), vocabulary):
            if isinstance(one, Attendee) and (is_person(one.name) or one.prefix):
                yield one


def _is_sentence(entry):
    if entry.cells:
        return False
    return bool(SENTENCE.search(entry.text) or (len(entry.text.split()) > 8 and SPOKEN.search(entry.text)))


def _opens_unheaded_list(run):
    """Whether three plain entries stand here: initials and name, title and name, or name and agency."""
    return len(run) == 3 and all(_is_plain_entry(entry) for entry in run)


def _is_plain_entry(entry):
    text = entry.line.text.strip()
    if (
        entry.cells
        or entry.line.level
        or len(text) > 110
        or text.endswith((".", ":"))
        or words.group_of(text)
    ):
        return False
    plain = INITIALS_FIRST.sub("", text)
    name, *details = DETAILS.split(plain)
    if not is_person(name.strip()):
        return False
    titled = low(name.split()[0]) in words.PREFIXES | words.RANK_STARTS
    return bool(titled or plain != text or BRACKETS.search(plain) or any(is_org(part) for part in details))
