"""The small language in which long texts are written, read into blocks that a page, a PDF and a Word file print alike.

A blank line ends a paragraph. A line that begins ``## `` is a subhead, one that begins ``- `` a bullet. All else is
text as typed. A room may add marks of its own: `assessments.text` has figures and citations.
"""

from dataclasses import dataclass

SUBHEAD, BULLET = "## ", "- "


@dataclass(frozen=True)
class Words:
    text: str
    kind = "words"


@dataclass(frozen=True)
class Paragraph:
    spans: tuple
    kind = "paragraph"


@dataclass(frozen=True)
class Subhead:
    text: str
    kind = "subhead"


@dataclass(frozen=True)
class Bullets:
    items: tuple[tuple, ...]  # each of spans
    kind = "bullets"


def plain(text):
    return (Words(text),)


def blocks(text, *, spans=plain, whole_line=lambda _line: None):
    """In the order in which they stand. ``whole_line`` gives the block that a line is by itself, or None."""
    found, lines, items = [], [], []

    def end():
        if lines:
            found.append(Paragraph(spans(" ".join(lines))))
        if items:
            found.append(Bullets(tuple(spans(item) for item in items)))
        lines.clear()
        items.clear()

    for line in (line.strip() for line in text.splitlines()):
        block, is_bullet = whole_line(line) or _subhead(line), _starts(line, BULLET)
        if not line or block or (is_bullet and lines) or (items and not is_bullet):
            end()
        if block:
            found.append(block)
        elif is_bullet:
            items.append(line[len(BULLET) :].strip())
        elif line:
            lines.append(line)
    end()
    return found


def _subhead(line):
    return Subhead(line[len(SUBHEAD) :].strip()) if _starts(line, SUBHEAD) else None


def _starts(line, mark):
    return line.startswith(mark) and bool(line[len(mark) :].strip())
