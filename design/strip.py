"""A year as a strip: twelve months along it, a row for each thing with its day, and where today is."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from django.utils.text import slugify

from design import text
from design.charts import COLOURS, FONT, LABEL_ROOM, LINE, WIDTH, Drawing, Mark, row_label
from design.filters import short_date

ROW, RIGHT, PAD = 46, 12, 10
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
        bottom = top + LINE + PAD + ROW * len(self.points)
        marks += self._months(top, bottom)
        y = top + LINE + PAD
        for point in self.points:
            marks += row_label(point.label, y + ROW / 2)
            marks += self._point(point, y + ROW / 2)
            y += ROW
        if self.today and 0 <= self._share(self.today) <= 1:
            x = self._x(self.today)
            marks.append(Mark("rule", (x, top + LINE, x, bottom)))
            anchor = "middle" if x < WIDTH - RIGHT - 24 else "end"
            marks.append(Mark("text", (x, bottom + LINE - 2), "Today", anchor=anchor, bold=True))
        return Drawing(bottom + LINE + 6, marks)

    def _key(self) -> tuple[list[Mark], float]:
        marks, x = [], float(LABEL_ROOM)
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
        words = short_date(point.on)
        fits = x + 12 + text.width(words, FONT) <= WIDTH
        place, anchor = (x + 11, "start") if fits else (x - 11, "end")
        line = Mark("grid", (LABEL_ROOM, y, WIDTH - RIGHT, y))
        return [line, Mark(shape, (x, y), colour=colour), Mark("text", (place, y + 5), words, anchor=anchor)]

    def _x(self, day: dt.date) -> float:
        return LABEL_ROOM + (WIDTH - RIGHT - LABEL_ROOM) * self._share(day)

    def _share(self, day: dt.date) -> float:
        """How far along the year a day is."""
        return (day - self.first).days / (_month_on(self.first, 12) - self.first).days


def _month_on(day: dt.date, number: int) -> dt.date:
    years, month = divmod(day.month - 1 + number, 12)
    return dt.date(day.year + years, month + 1, 1)
