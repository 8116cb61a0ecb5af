"""A year as a strip: twelve months along it, a row for each thing with its day, and where today is."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from django.utils.text import slugify

from design import text
from design.charts import COLOURS, FONT, LINE, WIDTH, Drawing, Mark
from design.filters import MONTHS

LABELS, RIGHT, PAD, GAP, ASIDE = 190, 68, 10, 12, 11  # to the right of the last day a date has room
EDGE = 6  # a browser's letters may be wider than those measured here
LOOKS = {  # how a thing stands: its shape and colour, and what the key calls it
    "done": ("circle", COLOURS[1], "Done"),
    "open": ("diamond", COLOURS[0], "To come"),
    "late": ("square", COLOURS[4], "Late"),
}


@dataclass(frozen=True)
class Point:
    label: str
    on: dt.date
    state: str  # one of LOOKS


@dataclass(frozen=True)
class YearStrip:
    """``first`` is the first day of the year. The page prints the same as a table."""

    title: str
    summary: str
    first: dt.date
    points: Sequence[Point]
    today: dt.date | None = None
    source: str = ""

    @property
    def id(self) -> str:
        return slugify(self.title)

    def drawing(self) -> Drawing:
        marks, top = self._key()
        rows, y = [], top + LINE + PAD
        for point in self.points:
            lines = text.wrap(point.label, LABELS - 14, FONT, lines=3)
            height = max(2, len(lines)) * LINE + GAP
            rows += _label(lines, y + height / 2) + self._point(point, y + height / 2)
            y += height
        bottom = y
        marks += self._months(top, bottom) + rows
        if self.today and 0 <= self._share(self.today) <= 1:
            x = self._x(self.today)
            marks.append(Mark("rule", (x, top + LINE, x, bottom)))
            anchor = "middle" if x < WIDTH - RIGHT - 24 else "end"
            marks.append(Mark("text", (x, bottom + LINE - 2), "Today", anchor=anchor, bold=True))
        return Drawing(bottom + LINE + 6, marks)

    def _key(self) -> tuple[list[Mark], float]:
        marks, x = [], float(LABELS)
        for shape, colour, words in LOOKS.values():
            marks.append(Mark(shape, (x + 6, 9), colour=colour))
            marks.append(Mark("text", (x + 18, 14), words))
            x += text.width(words, FONT) + 44
        return marks, 30.0

    def _months(self, top: float, bottom: float) -> list[Mark]:
        """A line where each month begins, and its initial between two lines."""
        marks: list[Mark] = []
        starts = [_month_on(self.first, number) for number in range(13)]
        for day, after in pairwise(starts):
            left, right = self._x(day), self._x(after)
            marks.append(Mark("grid", (round(left, 1), top + LINE, round(left, 1), bottom)))
            marks.append(Mark("text", ((left + right) / 2, top + 12), f"{day:%b}"[0], "#484949", "middle"))
        end = round(self._x(starts[-1]), 1)
        return [*marks, Mark("grid", (end, top + LINE, end, bottom))]

    def _point(self, point: Point, y: float) -> list[Mark]:
        shape, colour, _ = LOOKS[point.state]
        x = self._x(point.on)
        words = f"{point.on.day} {MONTHS[point.on.month - 1][:3]}"
        place, anchor = (x + ASIDE, "start") if self._has_room(x, words) else (x - ASIDE, "end")
        long = text.width(words, FONT)
        left = place if anchor == "start" else place - long
        return [
            Mark("grid", (LABELS, y, WIDTH - RIGHT, y)),
            Mark("bar", (left - 2, y - 9, long + 4, 18), colour="#ffffff"),  # no line runs through the words
            Mark(shape, (x, y), colour=colour),
            Mark("text", (place, y + 5), words, anchor=anchor),
        ]

    def _has_room(self, x: float, words: str) -> bool:
        """To the right of the point: within the picture, and not across the line of today."""
        end = x + ASIDE + text.width(words, FONT)
        line = self._x(self.today) if self.today else None
        return end <= WIDTH - EDGE and not (line is not None and x + 4 < line < end + 4)

    def _x(self, day: dt.date) -> float:
        return LABELS + (WIDTH - RIGHT - LABELS) * self._share(day)

    def _share(self, day: dt.date) -> float:
        """How far along the year a day is."""
        return (day - self.first).days / (_month_on(self.first, 12) - self.first).days


def _label(lines: Sequence[str], middle: float) -> list[Mark]:
    first = middle + 5 - (len(lines) - 1) * LINE / 2
    return [
        Mark("text", (LABELS - 12, first + n * LINE), words, anchor="end") for n, words in enumerate(lines)
    ]


def _month_on(day: dt.date, number: int) -> dt.date:
    years, month = divmod(day.month - 1 + number, 12)
    return dt.date(day.year + years, month + 1, 1)
