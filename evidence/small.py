"""Small numbers kept from the public: a count of 1 to 4 in a table could point to a person.

Such a count is shown as "fewer than 5". Because a total would give it away, further cells are not shown either, the
smallest that do, until no cell that is hidden can be worked out from those that are shown and from the rule itself.
Shares of what is hidden are hidden too.

The table and its totals are taken as one larger table in which each line sums to nought (totals with a minus). What a
reader knows fixes the shown cells and bounds the hidden ones. The true numbers are one answer; a cell can be one more
or less in another answer exactly where a closed walk of changes leads through it, up in one cell and down in the
next of the same line, each within its bounds. That is the residual graph of network flow; the walk that hides least is
looked for (Dijkstra), and what it leads through is hidden.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import Enum
from heapq import heappop, heappush
from typing import NamedTuple

LEAST = 5
TOTAL = 10**9  # what hiding a total costs more than hiding any count
Cell = tuple[int, int]


class Shown(Enum):
    PLAIN = "shown"
    SMALL = "fewer than 5"
    HIDDEN = "not shown"
    ABSENT = "not published at all"


WHY = (
    f"Counts of 1 to {LEAST - 1} are given as “{Shown.SMALL.value}”. Others are “{Shown.HIDDEN.value}” where these"
    " could be worked out from them."
)


@dataclass(frozen=True)
class Protected:
    """A table as the public may see it. The last row and column are the totals."""

    values: Sequence[Sequence[int]]
    shown: Sequence[Sequence[Shown]]

    def words(self, row: int, column: int) -> str:
        how = self.shown[row][column]
        return f"{self.values[row][column]:,}" if how is Shown.PLAIN else how.value

    def value(self, row: int, column: int) -> int | None:
        return self.values[row][column] if self.shown[row][column] is Shown.PLAIN else None

    @property
    def note(self) -> str:
        hidden = any(how in (Shown.SMALL, Shown.HIDDEN) for line in self.shown for how in line)
        return WHY if hidden else ""

    @property
    def rows(self) -> list[list[str]]:
        """The words of the cells and of the totals that are published."""
        found = [
            [
                self.words(row, column)
                for column in range(len(line))
                if self.shown[row][column] is not Shown.ABSENT
            ]
            for row, line in enumerate(self.values)
        ]
        return [line for line in found if line]


def protect(
    counts: Sequence[Sequence[int]], *, row_totals: bool = True, column_totals: bool = True
) -> Protected:
    """A table of counts with whichever totals are published."""
    if len({len(line) for line in counts}) > 1:
        raise ValueError("The rows of the table differ in length.")
    if any(count < 0 for line in counts for count in line):
        raise ValueError("A count is not below nought.")
    table = _Table(_with_totals(counts))
    table.leave_out_totals(row_totals, column_totals)
    table.hide_small()
    return Protected(table.values, table.shown)


def _with_totals(counts: Sequence[Sequence[int]]) -> list[list[int]]:
    lines = [[*line, sum(line)] for line in counts]
    width = len(lines[0]) if lines else 1
    return [*lines, [sum(line[column] for line in lines) for column in range(width)]]


class _Walk(NamedTuple):
    """Cells to hide that are cheapest first."""

    cost: int
    at: Cell
    through: tuple[Cell, ...]


class _Table:
    def __init__(self, values: list[list[int]]):
        self.values = values
        self.height, self.width = len(values), len(values[0])
        self.shown = [[Shown.PLAIN] * self.width for _line in values]

    def leave_out_totals(self, row_totals: bool, column_totals: bool) -> None:
        for row, column in self.cells():
            is_row_total, is_column_total = column == self.width - 1, row == self.height - 1
            if (is_row_total and not row_totals) or (is_column_total and not column_totals):
                self.shown[row][column] = Shown.ABSENT

    def hide_small(self) -> None:
        small = [
            (row, column)
            for row, column in self.cells()
            if 0 < self.values[row][column] < LEAST and self.shown[row][column] is Shown.PLAIN
        ]
        for row, column in small:
            self.shown[row][column] = Shown.SMALL
        for cell in small:  # hiding more sets free what was hidden before, so each cell is looked at once
            walk = min(filter(None, (self._walk(cell, is_up) for is_up in (True, False))), default=None)
            if walk is None:
                return self.withhold()
            for row, column in walk.through:
                if self.shown[row][column] is Shown.PLAIN:
                    self.shown[row][column] = Shown.HIDDEN

    def withhold(self) -> None:
        """Not even "fewer than 5" may be said of any: rare, of tiny tables."""
        for row, column in self.cells():
            if self.values[row][column] and self.shown[row][column] is not Shown.ABSENT:
                self.shown[row][column] = Shown.HIDDEN

    def cells(self) -> Iterator[Cell]:
        return ((row, column) for row in range(self.height) for column in range(self.width))

    def _walk(self, cell: Cell, is_up: bool) -> "_Walk | None":
        """The cheapest way to another answer in which this cell is higher, or lower. It costs nothing if one exists."""
        row, column = cell
        rises = is_up is self._is_positive(cell)
        if self._cost(cell, rises) is None:
            return None
        start, goal = ((1, column), (0, row)) if rises else ((0, row), (1, column))
        done, ahead = set(), [_Walk(0, start, ())]
        while ahead:
            walk = heappop(ahead)
            if walk.at == goal:
                return walk
            if walk.at in done:
                continue
            done.add(walk.at)
            for beyond, over, cost in self._steps(walk.at):
                if over != cell and beyond not in done:
                    heappush(ahead, _Walk(walk.cost + cost, beyond, (*walk.through, over)))
        return None

    def _steps(self, line: Cell) -> Iterator[tuple[Cell, Cell, int]]:
        """From a row (0, n) over a cell that may rise to its column (1, n); from a column over one that may fall."""
        is_column, at = line
        for n in range(self.height if is_column else self.width):
            over = (n, at) if is_column else (at, n)
            cost = self._cost(over, rises=not is_column)
            if cost is not None:
                yield (1 - is_column, n), over, cost

    def _cost(self, cell: Cell, rises: bool) -> int | None:
        """Of a cell that rises or falls by one, for all that the reader knows; a total, with its minus, the other way.

        Nothing where it is hidden already, else what is lost by hiding it. None where it cannot. A nought stays.
        """
        row, column = cell
        value, how = self.values[row][column], self.shown[row][column]
        if how is Shown.PLAIN and not value:
            return None
        low, high = BOUNDS[how]
        if rises is self._is_positive(cell):
            may = high is None or value < high
        else:
            may = value > low
        if not may:
            return None
        is_total = row == self.height - 1 or column == self.width - 1
        return 0 if how is not Shown.PLAIN else value + is_total * TOTAL

    def _is_positive(self, cell: Cell) -> bool:
        return (cell[0] == self.height - 1) is (cell[1] == self.width - 1)


BOUNDS: dict[Shown, tuple[int, int | None]] = {
    Shown.PLAIN: (LEAST, None),  # once hidden
    Shown.SMALL: (1, LEAST - 1),
    Shown.HIDDEN: (LEAST, None),
    Shown.ABSENT: (0, None),
}
