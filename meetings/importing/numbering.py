"""The numbers Word shows before paragraphs but does not store in them (numbering.xml)."""

import re
from collections import defaultdict
from dataclasses import dataclass, field

from meetings.importing.source import BULLET

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
ROMAN = (
    (1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"),
    (50, "l"), (40, "xl"), (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"),
)  # fmt: skip
MAX_NUMBER = 32_000


def attribute(element, name="val"):
    return "" if element is None else element.get(W + name, "")


def integer(text, default=0):
    return int(text) if re.fullmatch(r"-?\d{1,9}", text or "") else default


def roman(number):
    letters = ""
    for value, sign in ROMAN:
        count, number = divmod(number, value)
        letters += sign * count
    return letters


def letter(number):
    """a … z, then aa, bb, as Word does it."""
    return chr(ord("a") + (number - 1) % 26) * ((number - 1) // 26 + 1) if number > 0 else ""


def in_format(number, style):
    number = min(number, MAX_NUMBER)
    if style in ("none", ""):
        return ""
    if style == "decimalZero":
        return f"{number:02d}"
    if style in ("lowerRoman", "upperRoman"):
        return roman(number).upper() if style == "upperRoman" else roman(number)
    if style in ("lowerLetter", "upperLetter"):
        return letter(number).upper() if style == "upperLetter" else letter(number)
    if style == "ordinal":
        return ordinal(number)
    return str(number)


def ordinal(number):
    ending = "th" if 10 <= number % 100 <= 20 else {1: "st", 2: "nd", 3: "rd"}.get(number % 10, "th")
    return f"{number}{ending}"


@dataclass
class Level:
    style: str = "decimal"
    text: str = ""
    start: int = 1
    restart: int | None = None
    legal: bool = False


@dataclass
class Numbering:
    """Counts paragraphs as they are read, one counter per abstract list, as Word does."""

    abstracts: dict = field(default_factory=dict)
    lists: dict = field(default_factory=dict)
    overrides: dict = field(default_factory=dict)
    counters: dict = field(default_factory=lambda: defaultdict(dict))
    begun: set = field(default_factory=set)

    @classmethod
    def read(cls, root, style_lists=None):
        """From numbering.xml; ``style_lists`` maps a numbering style to its list for lists that borrow one."""
        numbering = cls()
        if root is None:
            return numbering
        borrowed = {}
        for element in root.iter(f"{W}abstractNum"):
            key = attribute(element, "abstractNumId")
            numbering.abstracts[key] = _levels(element)
            link = attribute(element.find(f"{W}numStyleLink"))
            if link:
                borrowed[key] = link
        for element in root.iter(f"{W}num"):
            numbering._read_list(element)
        for key, style in borrowed.items():
            lender = numbering.lists.get((style_lists or {}).get(style, ""))
            numbering.abstracts[key] = numbering.abstracts.get(lender, numbering.abstracts[key])
        return numbering

    def _read_list(self, element):
        key = attribute(element, "numId")
        self.lists[key] = attribute(element.find(f"{W}abstractNumId"))
        for override in element.iter(f"{W}lvlOverride"):
            depth = integer(attribute(override, "ilvl"))
            start = override.find(f"{W}startOverride")
            level = override.find(f"{W}lvl")
            self.overrides[key, depth] = (
                integer(attribute(start)) if start is not None else None,
                _level(level) if level is not None else None,
            )

    def next_number(self, key, depth):
        """The text Word would show for the next paragraph of this list and level."""
        abstract = self.lists.get(key)
        levels = self.abstracts.get(abstract)
        if levels is None or depth not in levels:
            return ""
        start, own = self.overrides.get((key, depth), (None, None))
        level = own or levels[depth]
        if level.style == "bullet":
            return BULLET
        self._count(abstract, key, depth, level.start, start)
        return self._show(abstract, levels, level)

    def _count(self, abstract, key, depth, start, override):
        counter = self.counters[abstract]
        if override is not None and (key, depth) not in self.begun:
            counter[depth] = override
        else:
            counter[depth] = counter[depth] + 1 if depth in counter else start
        self.begun.add((key, depth))
        for deeper in [other for other in counter if other > depth]:
            restart = self.abstracts[abstract][deeper].restart
            if restart is None or (restart and depth < restart):
                del counter[deeper]

    def _show(self, abstract, levels, level):
        counter = self.counters[abstract]

        def value(found):
            depth = int(found.group(1)) - 1
            if depth not in levels:
                return ""
            number = counter.get(depth, levels[depth].start)
            style = levels[depth].style
            return in_format(number, "decimal" if level.legal and style != "none" else style)

        return re.sub(r"%([1-9])", value, level.text).strip()


def _levels(abstract):
    return {integer(attribute(level, "ilvl")): _level(level) for level in abstract.iter(f"{W}lvl")}


def _level(element):
    start = element.find(f"{W}start")
    restart = element.find(f"{W}lvlRestart")
    return Level(
        style=attribute(element.find(f"{W}numFmt")) or "decimal",
        text=attribute(element.find(f"{W}lvlText")),
        start=integer(attribute(start), 1) if start is not None else 1,
        restart=integer(attribute(restart)) if restart is not None else None,
        legal=element.find(f"{W}isLgl") is not None,
    )
