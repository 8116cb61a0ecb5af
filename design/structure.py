"""A structure chart: bodies as boxes from left to right, and the same tree as a nested list beneath."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.text import slugify

from design import text

BOX, GAP_X, GAP_Y, PAD = 230, 44, 14, 10
FONT, LINE = 15, 19


@dataclass(frozen=True)
class Node:
    """A body: its name, what is said of it (its chair, …), a mark (a vacancy), its page, and what reports to it."""

    label: str
    lines: Sequence[str] = ()
    url: str = ""
    children: Sequence["Node"] = ()
    mark: str = ""


@dataclass(frozen=True)
class Words:
    x: float
    y: float
    text: str
    bold: bool = False
    colour: str = "#0b0c0c"


@dataclass(frozen=True)
class Box:
    x: float
    y: float
    width: float
    height: float
    node: Node
    words: Sequence[Words]


@dataclass(frozen=True)
class StructureChart:
    title: str
    root: Node
    summary: str = ""

    @property
    def id(self) -> str:
        return slugify(self.title)

    def drawing(self) -> "Tree":
        boxes, joins, height, _middle = _place(self.root, 0, 1)
        width = max(box.x for box in boxes) + BOX + 2
        return Tree(width, height - GAP_Y + 2, boxes, joins)


@dataclass(frozen=True)
class Tree:
    width: float
    height: float
    boxes: Sequence[Box]
    joins: Sequence[
        tuple[float, float, float, float]
    ]  # from the right edge of a box to the left edge of another


def _place(node: Node, depth: int, top: float):
    """The boxes and joins of a node and all beneath it, where the next may begin, and the middle of its box."""
    x = 1 + depth * (BOX + GAP_X)
    boxes, joins, middles, bottom = [], [], [], top
    for child in node.children:
        under, lines, bottom, middle = _place(child, depth + 1, bottom)
        boxes, joins, middles = boxes + under, joins + lines, [*middles, middle]
    rows = _rows(node)
    height = 2 * PAD + LINE * len(rows)
    middle = max((middles[0] + middles[-1]) / 2, top + height / 2) if middles else top + height / 2
    box = _box(node, rows, x, middle - height / 2, height)
    joins += [(x + BOX, middle, x + BOX + GAP_X, child_middle) for child_middle in middles]
    return [box, *boxes], joins, max(bottom, middle + height / 2 + GAP_Y), middle


def _rows(node: Node) -> list[tuple[str, bool, str]]:
    room = BOX - 2 * PAD
    rows = [(line, True, "#0b0c0c") for line in text.wrap(node.label, room * 0.94, FONT)]
    for words in node.lines:
        rows += [(line, False, "#484949") for line in text.wrap(words, room, FONT - 1)]
    return rows + [(text.shorten(node.mark, room, FONT), False, "#a8071a")] * bool(node.mark)


def _box(node: Node, rows, x: float, y: float, height: float) -> Box:
    words = [
        Words(x + PAD, y + PAD + LINE * n + FONT - 1, line, bold, colour)
        for n, (line, bold, colour) in enumerate(rows)
    ]
    return Box(x, y, BOX, height, node, words)
