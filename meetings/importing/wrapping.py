"""Lines of a text file that end where the page ends, joined before they are read."""

from dataclasses import replace

from meetings.importing.chain import PARAGRAPH
from meetings.importing.markers import LIST_MARK, is_action, is_bare_marker, is_closing, starts_decision

FULL_LINE = 55


def unwrap(entries):
    """The entries with each wrapped line joined to the one it continues."""
    joined = []
    for entry in entries:
        if joined and _continues(joined[-1], entry):
            joined[-1] = _join(joined[-1], entry)
        else:
            joined.append(entry)
    return joined


def _continues(before, entry):
    if entry.cells or before.cells or entry.line.gap or entry.line.cell or entry.line.level or before.line.level:
        return False
    text = entry.text
    if len(before.text.rsplit("\n", 1)[-1]) < FULL_LINE and not text[:1].islower():
        return False
    opens = LIST_MARK.match(text) or PARAGRAPH.match(text) or is_closing(text) or is_action(text)
    return not (opens or is_bare_marker(text) or is_bare_marker(before.text) or starts_decision(text))


def _join(before, entry):
    return replace(before, line=replace(before.line, text=f"{before.line.text} {entry.text}"))
