"""What a reader hands to the parser: the lines of a file in order, with the hints its format gave."""

import re
from dataclasses import dataclass

BULLET = "•"
_INVISIBLE = re.compile("[\u00ad\u200b\u200c\u200d\u2060\ufeff\u200e\u200f]")
_SPACES = re.compile("[\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000]")
_CONTROLS = re.compile("[\x00-\x08\x0e-\x1f\x7f]")


@dataclass(frozen=True, slots=True)
class Cell:
    """Where in a table a line stands; tables count from 1, rows and columns from 0."""

    table: int
    row: int
    column: int
    columns: int


@dataclass(frozen=True, slots=True)
class Line:
    """One line as a reader sees it.

    ``number`` is a list number the program supplied ("2.1", "(a)", "•") and is not part of ``text``.
    ``level`` is the heading level, 0 for none; ``bold`` counts the leading bold or underlined characters;
    ``gap`` says that the line stands apart from the one above.
    """

    text: str
    number: str = ""
    level: int = 0
    bold: int = 0
    indent: int = 0
    gap: bool = True
    cell: Cell | None = None

    @property
    def printed(self):
        return f"{self.number} {self.text}".strip()

    @property
    def emphasised(self):
        return bool(self.level) or self.bold >= len(self.text) > 0


@dataclass(frozen=True, slots=True)
class Dropped:
    """Something left out on purpose, and why. ``at`` is the line it stood on, or -1 outside the text."""

    text: str
    reason: str
    at: int = -1


@dataclass(frozen=True, slots=True)
class Source:
    """A file read: its lines, what the reader left out, and what an officer should know."""

    name: str
    kind: str
    lines: tuple[Line, ...]
    dropped: tuple[Dropped, ...] = ()
    warnings: tuple[str, ...] = ()


def plain_spaces(text):
    """The text with every kind of space made plain and invisible marks removed; tabs stay (S001-178)."""
    return _CONTROLS.sub("", _SPACES.sub(" ", _INVISIBLE.sub("", text)))


def squash(text):
    """The text with each run of white space made one space."""
    return " ".join(text.split())


def shorten(text, limit=80):
    text = squash(text[: limit * 3])
    return text if len(text) <= limit else text[: limit - 1].rstrip() + "…"
