"""Tables of actions: a column says what is to be done, another who is to do it."""

import re

from meetings.importing.actions import take_apart
from meetings.importing.layout import OWNER, STATUS, WORDING
from meetings.importing.parsed import Action
from meetings.importing.source import squash

REFERENCE = re.compile(r"^(?:ref|no|item|minute|para)", re.I)
DONE = re.compile(r"(?:is |now )?(?:completed?|closed|done|discharged|actioned)\b", re.I)
WHEN = re.compile(r"^(?:when|by when|deadline|due|due date|date|target date|timescale|date due)$", re.I)


def columns_of(cells):
    """Which column of an action table says what, from its heading row."""
    found = {}
    for index, cell in enumerate(cells):
        name = cell.strip().rstrip(":")
        kind = (
            "owner" if OWNER.match(name)
            else "wording" if WORDING.match(name)
            else "due" if WHEN.match(name)
            else "status" if STATUS.match(name)
            else "after" if REFERENCE.match(name)
            else ""
        )  # fmt: skip
        if kind and kind not in found:
            found[kind] = index
    return found if "owner" in found and "wording" in found else {}


def is_done(entry, columns):
    """A row that the log itself says is done is kept as it stands, and becomes no action."""
    index = columns.get("status", len(entry.cells))
    return index < len(entry.cells) and bool(DONE.match(squash(entry.cells[index])))


def action_of(entry, columns, cast, meeting_date):
    """The action of a row, with the paragraph that the row says it comes from."""

    def cell(kind):
        index = columns.get(kind, -1)
        return squash(entry.cells[index]) if 0 <= index < len(entry.cells) else ""

    owners = take_apart(cell("owner"), cast, meeting_date)[0] or tuple(filter(None, (cell("owner"),)))
    due = take_apart(f"by {cell('due')}", cast, meeting_date)[2] if cell("due") else None
    reference = re.search(r"\d{1,4}(?:\.\d{1,3})*", cell("after"))
    return Action(
        entry.at,
        squash(entry.text),
        wording=cell("wording"),
        owners=owners,
        due=due,
        due_printed=cell("due"),
        after=reference.group() if reference else "",
    )
