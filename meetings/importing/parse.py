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
from meetings.importing.layout import Entry, lay_out
from meetings.importing.meeting import read_hints
from meetings.importing.numbers import Numbers
from meetings.importing.parsed import ParsedMinutes, Text
from meetings.importing.roster import read_front, read_roll_calls, with_derived_apologies
from meetings.importing.source import Line, shorten
from meetings.importing.wrapping import unwrap


def parse(source, *, known_agencies=(), meeting_date=None):
    """Parse minutes. ``known_agencies`` are names the caller knows; ``meeting_date`` gives years to bare days."""
    entries, furniture = lay_out(source)
    headings = find_headings(entries) or [one_heading(entries)]
    attendance = Attendance(known_agencies)
    front = read_front(entries[: headings[0].first], attendance)
    taken = read_roll_calls(entries, headings, attendance)
    groups = attendance.finish()
    date = meeting_date or read_hints(front, (), (), "")[0].date
    cast = Cast.of(groups)
    end = where_closing_starts(entries, headings)
    wrapped = source.kind == "txt"

    def reader_of(heading, numbers):
        return ItemReader(heading, cast, numbers, wrapped=wrapped, meeting_date=date)

    items = _read_items(entries[:end], headings, taken, reader_of)
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


def _read_items(entries, headings, taken, reader_of):
    numbers = Numbers(running=all(heading.number_supplied for heading in headings))
    openness = Openness()
    items = []
    for place, heading in enumerate(headings):
        exempt = openness.at_heading(heading.title) or openness.reason
        end = headings[place + 1].first if place + 1 < len(headings) else len(entries)
        body = [entry for entry in entries[heading.body : end] if entry.at not in taken]
        if heading.rest:
            body.insert(0, Entry(heading.rest_at, Line(heading.rest)))
        reader = reader_of(heading, numbers)
        body = unwrap(body) if reader.content.wrapped else body
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
        warnings.append(f"{len(unplaced)} lines could not be placed, the first “{first}”. Put them where they belong.")
    return replace(parsed, unplaced=unplaced, warnings=tuple(warnings))
