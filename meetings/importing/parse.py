"""From the lines of a file to parsed minutes. The same file always gives the same result."""

from dataclasses import replace

from meetings.importing.actions import Cast
from meetings.importing.attendance import Attendance
from meetings.importing.coverage import missing_lines
from meetings.importing.doubts import doubts
from meetings.importing.ending import mark_repeats, read_ending, where_closing_starts
from meetings.importing.flags import Openness
from meetings.importing.headings import find_headings, one_heading
from meetings.importing.items import ItemReader
from meetings.importing.layout import TAKEN, Entry, lay_out
from meetings.importing.meeting import read_hints
from meetings.importing.numbers import Numbers
from meetings.importing.parsed import ParsedMinutes, Text
from meetings.importing.roster import length_of_front, read_front, read_roll_calls, with_derived_apologies
from meetings.importing.source import Line, shorten
from meetings.importing.wrapping import page_width, unwrap


def parse(source, *, known_agencies=(), meeting_date=None):
    """Parse minutes. ``known_agencies`` are names the caller knows; ``meeting_date`` gives years to bare days."""
    entries, furniture = lay_out(source)
    headings = find_headings(entries) or [one_heading(entries, length_of_front(entries, known_agencies))]
    attendance = Attendance(known_agencies)
    front = read_front(entries[: headings[0].first], attendance)
    end = where_closing_starts(entries, headings)
    taken = read_roll_calls(entries[:end], headings, attendance)
    groups = attendance.finish()
    date = meeting_date or read_hints(front, (), (), "")[0].date
    cast = Cast.of(groups)
    width = page_width(source, entries)
    bodies = _bodies(entries[:end], headings, taken, width)
    items = _read_items(bodies, lambda heading, numbers: ItemReader(
        heading, cast, numbers, wrapped=bool(width), meeting_date=date
    ))  # fmt: skip
    closing, late, unplaced = read_ending(entries[end:], cast, date)
    groups = with_derived_apologies(groups, items, attendance.vocabulary)
    whole = " ".join(line.text for line in source.lines)
    hints, particulars = read_hints(front, items, closing, whole, meeting_date)
    parsed = ParsedMinutes(
        name=source.name,
        hints=hints,
        front=tuple(front),
        groups=tuple(groups),
        items=tuple(items),
        closing=tuple(closing),
        late_actions=tuple(mark_repeats(late, items)),
        unplaced=tuple(unplaced),
        dropped=(*source.dropped, *furniture),
        warnings=(*source.warnings, *particulars, *attendance.warnings, *doubts(items, groups)),
    )
    return _accounted_for(source, parsed)


def _bodies(entries, headings, taken, width):
    """Each heading with the entries under it, what is left of its own line first."""
    for place, heading in enumerate(headings):
        end = headings[place + 1].first if place + 1 < len(headings) else len(entries)
        body = [
            replace(entry, kind=TAKEN, cells=()) if entry.at in taken else entry
            for entry in entries[heading.body : end]
        ]
        if heading.rest:
            before = len(entries[heading.body - 1].text) - len(heading.rest)
            body.insert(0, Entry(heading.rest_at, Line(heading.rest, indent=max(before, 0))))
        yield heading, unwrap(body, width) if width else body


def _read_items(bodies, reader_of):
    bodies = list(bodies)
    numbers = Numbers(running=all(heading.number_supplied for heading, _ in bodies))
    openness = Openness()
    items = []
    for heading, body in bodies:
        exempt = openness.at_heading(heading.title) or openness.reason
        reader = reader_of(heading, numbers)
        for index, entry in enumerate(body):
            reader.read(entry, body[index + 1] if index + 1 < len(body) else None)
        openness.banner(reader.banner)
        items.append(reader.finish(exempt))
        openness.after_item(heading.number, heading.title)
    return items


def _accounted_for(source, parsed):
    """Whatever the parse did not place is shown as unplaced, never lost."""
    lost = (Text(at, text) for at, text in missing_lines(source, parsed))
    unplaced = tuple(sorted((*parsed.unplaced, *lost), key=lambda text: text.at))
    warnings = list(dict.fromkeys(parsed.warnings))
    if unplaced:
        first = shorten(unplaced[0].text)
        warnings.append(
            f"{len(unplaced)} lines could not be placed, the first “{first}”. Put them where they belong."
        )
    return replace(parsed, unplaced=unplaced, warnings=tuple(warnings))
