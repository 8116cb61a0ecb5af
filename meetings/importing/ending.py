"""After the last item: closing lines, signatures, and a list of actions at the end."""

import re
from dataclasses import replace

from meetings.importing.action_tables import action_of, columns_of, is_done
from meetings.importing.actions import take_apart
from meetings.importing.markers import ACTION, is_closing
from meetings.importing.numbers import PARAGRAPH
from meetings.importing.parsed import Action, Text
from meetings.importing.patterns import whole
from meetings.importing.source import squash

ACTIONS_HEADING = whole(
    r"(?:summary of |list of |table of |agreed )?actions?"
    r"(?: points?| list| summary| log| table| arising| from (?:the |this )?meeting| agreed| sheet)*\s*:?"
)


def where_closing_starts(entries, headings):
    """The first closing line, list of actions or signature after the last heading."""
    if not headings:
        return len(entries)
    start = headings[-1].body
    for index in range(start, len(entries)):
        entry = entries[index]
        if entry.kind == "actions":
            return (
                index - 1
                if index > start and ACTIONS_HEADING.match(entries[index - 1].text.strip())
                else index
            )
        above = entries[index - 1].text.strip() if index > start else ""
        if entry.cells and ACTIONS_HEADING.match(above) and columns_of(entry.cells):
            return index - 1
        if entry.cells or PARAGRAPH.match(entry.text):
            continue
        if is_closing(entry.text) and (index > start or headings[-1].rest or not _own_subject(headings[-1])):
            return index
        if entry.line.emphasised and ACTIONS_HEADING.match(entry.text.strip()) and index > start:
            return index
    return len(entries)


def _own_subject(heading):
    """An item that is itself about the next meeting keeps its lines."""
    return is_closing(heading.title) or "meeting" in heading.title.lower()


def read_ending(entries, cast, meeting_date):
    """Closing lines, late actions, and long text that has no place."""
    closing, actions, unplaced = [], [], []
    columns, listing = {}, False
    for entry in entries:
        text = squash(entry.text)
        if entry.kind == "actions" or (entry.cells and listing):
            header = columns_of(entry.cells)
            columns = header or columns
            settled = header or not columns or is_done(entry, columns)
            made = Text(entry.at, text) if settled else action_of(entry, columns, cast, meeting_date)
            (closing if settled else actions).append(made)
        elif ACTIONS_HEADING.match(text):
            listing = True
            closing.append(Text(entry.at, text))
        elif listing or ACTION.match(text[:300]):
            made = _line(entry.at, text, cast, meeting_date)
            (actions if made.owners else closing).append(made if made.owners else Text(entry.at, text))
        else:
            place = unplaced if len(text.split()) > 40 else closing
            place.append(Text(entry.at, text))
    return closing, actions, unplaced


def _line(at, text, cast, meeting_date):
    found = ACTION.match(text)
    label, body = (found.group("label").strip(), found.group("text").strip()) if found else ("", text)
    owners, wording, due, printed = take_apart(body, cast, meeting_date)
    return Action(at, body, label, wording, owners, due, printed)


def mark_repeats(late, items):
    """Rows of a closing list that repeat an action of the minutes: same owner, and the same words or place."""
    earlier = [action for item in items for action in item.actions]
    return [replace(row, repeats=any(_repeats(row, action) for action in earlier)) for row in late]


def _repeats(row, action):
    owners = {owner.lower() for owner in row.owners}
    if not owners & {owner.lower() for owner in action.owners}:
        return False
    if not action.wording:
        return row.after == action.after
    said, again = _long_words(action.wording), _long_words(row.wording)
    return len(said & again) >= max(1, min(len(said), len(again)) * 0.6)


def _long_words(text):
    return {word for word in re.findall(r"\w+", text.lower()) if len(word) > 3}
