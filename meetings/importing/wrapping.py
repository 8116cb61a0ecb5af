"""Lines of a text file that end where the page ends, joined before they are read."""

from dataclasses import replace

from meetings.importing.chain import PARAGRAPH
from meetings.importing.layout import TAKEN
from meetings.importing.markers import LIST_MARK, is_action, is_bare_marker, is_closing, starts_decision

WIDEST_PAGE = 130
RAGGED = 3


def page_width(source, entries):
    """The longest line of a text file whose lines are wrapped, page headings apart; 0 for any other."""
    if source.kind != "txt":
        return 0
    lines = [entry.line for entry in entries]
    width = max((line.indent + len(line.text) for line in lines), default=0)
    continued = sum(1 for line in lines if not line.gap and line.text[:1].islower())
    return width if width <= WIDEST_PAGE and continued > 1 else 0


def unwrap(entries, width):
    """The entries with each wrapped line joined to the one it continues; ``width`` is the longest line's length."""
    joined, last = [], None
    for entry in entries:
        if joined and _continues(joined[-1], last, entry, width):
            joined[-1] = _join(joined[-1], entry)
        else:
            joined.append(entry)
        last = entry
    return joined


def _continues(before, last, entry, width):
    if entry.line.gap or not (_is_plain(entry) and _is_plain(before)):
        return False
    text = entry.text
    if not (text[:1].islower() or _was_full(last, text, width)):
        return False
    opens = LIST_MARK.match(text) or PARAGRAPH.match(text) or is_closing(text) or is_action(text)
    return not (opens or is_bare_marker(text) or is_bare_marker(last.text) or starts_decision(text))


def _is_plain(entry):
    return not (entry.cells or entry.line.cell or entry.line.level or entry.kind == TAKEN)


def _was_full(last, text, width):
    """Whether the next word would not have fitted on the line, so that the break is the page's doing."""
    room = width - last.line.indent - len(last.text)
    return room <= len(text.split()[0]) + RAGGED


def _join(before, entry):
    return replace(before, line=replace(before.line, text=f"{before.line.text} {entry.text}"))
