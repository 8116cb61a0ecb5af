"""From the lines of a file to parsed minutes. The same file always gives the same result."""

import re
from dataclasses import replace

from meetings.importing import words
from meetings.importing.actions import Cast
from meetings.importing.attendance import SENTENCE, Attendance, names_of, split_entries
from meetings.importing.coverage import missing_lines
from meetings.importing.dates import find_dates
from meetings.importing.ending import read_ending, where_closing_starts
from meetings.importing.flags import Openness
from meetings.importing.headings import Heading, find_headings
from meetings.importing.items import ItemReader
from meetings.importing.layout import Entry, lay_out
from meetings.importing.meeting import read_hints
from meetings.importing.numbers import Numbers, number_warnings
from meetings.importing.parsed import Group, Paragraph, ParsedMinutes, Text
from meetings.importing.people import is_person, read_entry
from meetings.importing.roster import opens_unheaded_list
from meetings.importing.source import Line, shorten, squash

ROLL_CALL = re.compile(
    r"\b(?:attend\w*|present|apolog\w+|welcome|introductions?|membership|absence|roll call)\b", re.I
)


def parse(source, *, known_agencies=(), meeting_date=None):
    """Parse minutes. ``known_agencies`` are names the caller knows; ``meeting_date`` gives years to bare days."""
    entries, furniture = lay_out(source)
    headings = find_headings(entries)
    attendance = Attendance(known_agencies)
    warnings = list(source.warnings)
    first = headings[0].first if headings else _text_starts(entries)
    front = _read_front(entries[:first], attendance)
    if not headings:
        headings = _one_item(entries, first)
        warnings.append("No agenda items were found. All the text was put under one; split it by hand.")
    taken = _read_roll_calls(entries, headings, attendance)
    groups = attendance.finish()
    draft_date = meeting_date or read_hints(front, (), (), "")[0].date
    cast = Cast.of(groups)
    end = where_closing_starts(entries, headings)
    items = _read_items(entries[:end], headings, taken, cast, source.kind, draft_date)
    closing, late, unplaced = read_ending(entries[end:], cast, draft_date)
    groups = _with_derived(groups, items, attendance.vocab)
    hints, meant = read_hints(
        front, items, closing, " ".join(line.text for line in source.lines), meeting_date
    )
    warnings += [*meant, *attendance.warnings, *number_warnings(items), *_content_warnings(items, groups)]
    parsed = ParsedMinutes(
        source.name, hints, tuple(front), tuple(groups), tuple(items), tuple(closing), tuple(late),
        tuple(unplaced), (*source.dropped, *furniture), (),
    )  # fmt: skip
    return _accounted_for(source, parsed, warnings)


def _accounted_for(source, parsed, warnings):
    """Whatever the parse did not place is shown as unplaced, never lost."""
    lost = tuple(Text(at, text) for at, text in missing_lines(source, parsed))
    unplaced = tuple(sorted((*parsed.unplaced, *lost), key=lambda text: text.at))
    if unplaced:
        warnings.append(
            f"{len(unplaced)} lines could not be placed, the first “{shorten(unplaced[0].text)}”. Put them where they belong."
        )
    return replace(parsed, unplaced=unplaced, warnings=tuple(dict.fromkeys(warnings)))


def _text_starts(entries):
    """Without headings, the first full sentence after the opening lines and attendance."""
    for index, entry in enumerate(entries):
        if not entry.cells and len(entry.text.split()) > 14 and index:
            return index
    return min(1, len(entries))


def _one_item(entries, first):
    at = entries[first].at if first < len(entries) else len(entries)
    return [Heading(first, first, at, "1", "", "Minutes", number_supplied=True, title_supplied=True)]


def _read_front(entries, attendance):
    front = []
    for index, entry in enumerate(entries):
        if attendance.heading is None and opens_unheaded_list(entries, index):
            attendance.open_supplied(entry.at)
        if not attendance.take(entry):
            front.append(Text(entry.at, squash(entry.text)))
    return front


def _read_roll_calls(entries, headings, attendance):
    """Attendance lists printed under an early item such as “1. Present and apologies”."""
    taken = set()
    for heading, following in list(zip(headings, [*headings[1:], None], strict=True))[:3]:
        attendance.heading = None
        if not ROLL_CALL.search(heading.title):
            continue
        end = following.first if following else len(entries)
        for entry in entries[heading.body : end]:
            explicit = words.group_of(entry.text.split(":")[0][:80]) or entry.kind == "names"
            if (attendance.heading or explicit) and not _is_sentence(entry) and attendance.take(entry):
                taken.add(entry.at)
            elif not explicit:
                attendance.heading = None
    attendance.heading = None
    return taken


def _is_sentence(entry):
    return (
        not entry.cells
        and len(entry.text.split()) > 8
        and bool(re.search(r"\b(?:was|were|received|noted|welcomed)\b", entry.text))
    )


def _read_items(entries, headings, taken, cast, kind, meeting_date):
    running = bool(headings) and all(heading.number_supplied for heading in headings)
    numbers = Numbers(running)
    openness = Openness()
    items = []
    for heading, following in zip(headings, [*headings[1:], None], strict=True):
        exempt = openness.at_heading(heading.title)
        standing = openness.reason
        reader = ItemReader(heading, cast, kind, meeting_date, numbers)
        if heading.rest:
            reader.read(Entry(heading.rest_at, Line(heading.rest)), None)
        body = [
            entry
            for entry in entries[heading.body : following.first if following else None]
            if entry.at not in taken
        ]
        for entry, after in zip(body, [*body[1:], None], strict=True):
            reader.read(entry, after)
        if reader.banner:
            openness.banner(reader.banner)
        items.append(_with_own_number(reader.finish(exempt or standing)))
        openness.after_item(heading.number, heading.title)
    return items


def _with_own_number(item):
    """A heading without a number takes that of its paragraphs, when they agree."""
    printed = {
        part.number.split(".")[0]
        for part in item.paragraphs
        if "." in part.number and not part.number_supplied
    }
    if item.number_supplied and len(printed) == 1:
        return replace(item, number=printed.pop())
    return item


def _with_derived(groups, items, vocab):
    """Apologies given only in a sentence of an item are read from it; the sentence stays where it is."""
    if any(group.category == "apologies" and group.attendees for group in groups):
        return groups
    found = [
        replace(one, derived=True)
        for item in items[:4]
        if re.search(r"\bapolog|\babsen", item.title, re.I)
        for paragraph in item.of(Paragraph)
        for one in _apologies_in(paragraph, vocab)
    ]
    if not found:
        return groups
    at = found[0].at
    return [*groups, Group(at, "", "apologies", tuple(found))]


def _apologies_in(paragraph, vocab):
    sentence = SENTENCE.search(paragraph.text)
    lines = (names_of(sentence) if sentence else paragraph.text).split("\n")
    for line in lines:
        for chunk in split_entries(line.strip(" .")):
            one = read_entry(paragraph.at, chunk, vocab)
            if is_person(one.name) or one.prefix:
                yield one


def _content_warnings(items, groups):
    bare = [action for item in items for action in item.actions if not action.wording]
    undated = [action for item in items for action in item.actions if action.due is None]
    if bare:
        yield f"{len(bare)} actions have no wording; the paragraph above each was proposed (S001-85)."
    for action in (action for item in items for action in item.actions):
        for printed in find_dates(action.text):
            if printed.impossible:
                yield f"“{printed.text}” in an action is not a day in the calendar. Enter the right date."
    if undated:
        yield f"{len(undated)} actions have no due date. Enter them before the minutes are approved."
    for item in items:
        for paragraph in item.paragraphs:
            if paragraph.promise:
                yield f"Paragraph {paragraph.number} promises work (“{paragraph.promise}”) without an action."
        supplied = [resolution for resolution in item.resolutions if resolution.verb_supplied]
        if supplied:
            yield f"Item {item.number}: {len(supplied)} resolutions print no verb and were read as agreed."
        if item.exempt:
            yield f"Item {item.number} is marked not for publication: “{shorten(item.exempt)}”. Check it."
    if not any(group.attendees for group in groups):
        yield "No attendance was found. Enter who was present."
