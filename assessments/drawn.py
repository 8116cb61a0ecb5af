"""A figure as it is drawn: its picture, its table, and the sentence that says what is in it."""

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, replace

from django.utils.text import slugify

from design.charts import Drawing, Mark
from design.filters import lower_initial
from design.plots import Plot
from evidence import months
from evidence.small import WHY, Shown, protect

Cell = str | int | float | None
EMPTY = "There are no figures for these months. Load the data, or choose other months."
LEFT_OUT = "The picture is left out, because it would show small numbers."
NOT_SHOWN = Shown.HIDDEN.value


@dataclass(frozen=True)
class Drawn:
    """``rows`` begin with words; None is “not collected”. ``counts``: columns of counts, which could be too few.

    ``spec`` is of a plot, or the marks of a chart; the picture is made of it alone. ``open_spec``: the picture that
    everyone may see, where the other shows small numbers by themselves.
    """

    summary: str
    source: str
    headings: Sequence[str]
    rows: Sequence[Sequence[Cell]]
    spec: Mapping | None = None
    counts: Sequence[int] = ()
    notes: Sequence[str] = ()
    text_columns: Sequence[int] = ()  # besides the first
    open_spec: Mapping | None = None

    @classmethod
    def of(cls, plot: Plot, *, counts: Sequence[int] = (), open_spec: Mapping | None = None) -> "Drawn":
        """A plot with its numbers as numbers, to be counted and filed."""
        rows = [[name, *map(_number, values)] for name, values in plot.rows]
        return cls(
            plot.summary, plot.source, plot.columns, rows, plot.spec, counts, plot.notes, plot.text_columns, open_spec
        )  # fmt: skip

    def as_json(self) -> dict:
        return asdict(self)

    @classmethod
    def from_json(cls, kept: Mapping) -> "Drawn":
        return cls(**kept)

    @property
    def is_empty(self) -> bool:
        """No number in it. A map of what happened says something where no cell of it stands out, too."""
        return self.open_spec is None and not any(
            isinstance(cell, int | float) for row in self.rows for cell in row[1:]
        )

    def protected(self) -> "Drawn":
        """As the public may see it: no count of one to four, and nothing beside it that would tell one."""
        if self.open_spec is not None:
            rest = replace(self, spec=self.open_spec, open_spec=None)
            shown = rest.protected()
            notes = (*self.notes, WHY)
            return (
                rest if shown is rest else replace(shown, summary=self.summary, spec=rest.spec, notes=notes)
            )
        table = [[_count(row[at]) for at in self.counts] for row in self.rows]
        if not self.counts or not table:
            return self
        safe = protect(table, row_totals=False, column_totals=False)
        if all(
            safe.value(row, at) is not None for row in range(len(table)) for at in range(len(self.counts))
        ):
            return self
        rows = [self._protected_row(row, safe, number) for number, row in enumerate(self.rows)]
        return replace(self, summary="", rows=rows, spec=None, notes=(LEFT_OUT, WHY))

    def _protected_row(self, row, safe, number):
        """Rates, limits and changes of what is hidden would tell it: they go with it."""
        found = [row[0]]
        for at, cell in enumerate(row[1:], start=1):
            if at in self.counts:
                found.append(
                    safe.words(number, list(self.counts).index(at)) if isinstance(cell, int) else cell
                )
            else:
                found.append(NOT_SHOWN if cell not in (None, "") else cell)
        return found


def _number(words: str) -> Cell:
    """A number as a table has it, as a number; all else as it is."""
    plain = words.replace(",", "")
    if plain.isascii() and plain.isdigit():
        return int(plain)
    whole, _point, rest = plain.partition(".")
    return float(plain) if (whole.removeprefix("-") + rest).isdigit() and plain.isascii() else words


def _count(cell: Cell) -> int:
    return cell if isinstance(cell, int) else 0


def said(cell: Cell) -> str:
    if cell is None:
        return "Not collected"
    if isinstance(cell, float):
        return f"{cell:,.2f}".rstrip("0").rstrip(".")
    return f"{cell:,}" if isinstance(cell, int) else cell


@dataclass(frozen=True)
class Printed:
    """A drawn figure with its number and title, as `templates/design/figures.html` prints charts and plots."""

    number: (
        int | str
    )  # with the reference of the assessment it is drawn from, where that is another; none outside one
    name: str
    kind: str
    comment: str
    drawn: Drawn

    @property
    def id(self) -> str:
        return slugify(f"figure {self.number} {self.name}")[:60].rstrip("-")

    @property
    def title(self) -> str:
        return f"Figure {self.number}: {self.name}" if self.number else self.name

    @property
    def summary(self) -> str:
        return " ".join(filter(None, (self.drawn.summary, self.comment)))

    @property
    def source(self) -> str:
        return self.drawn.source.rstrip(".")

    @property
    def notes(self) -> Sequence[str]:
        return self.drawn.notes

    @property
    def is_empty(self) -> bool:
        return not self.drawn.rows or self.drawn.summary == EMPTY

    @property
    def why_empty(self) -> str:
        return self.drawn.summary or "There are no figures to show for this."

    @property
    def columns(self) -> Sequence[str]:
        return self.drawn.headings

    @property
    def text_columns(self) -> Sequence[int]:
        return self.drawn.text_columns

    @property
    def rows(self) -> list[tuple[str, list[str]]]:
        return [(said(row[0]), [said(cell) for cell in row[1:]]) for row in self.drawn.rows]

    def drawing(self) -> Drawing | None:
        """None where the picture is left out. A plot's is drawn in a child process, and kept."""
        spec = self.drawn.spec
        if spec is None:
            return None
        if "marks" in spec:
            return Drawing(spec["height"], [Mark(*mark) for mark in spec["marks"]], spec["width"])
        return Plot(self.id, "", spec, self.columns, self.rows).drawing()


def dated(source: str, month: int) -> str:
    """A source with the last month of which it has figures."""
    return f"{source}; {lower_initial(months.data_to(month))}"


def marks_of(chart) -> dict:
    """A chart of `design/charts.py`, as it is kept."""
    drawing = chart.drawing()
    marks = [[m.shape, list(m.at), m.words, m.colour, m.anchor, m.bold] for m in drawing.marks]
    return {"marks": marks, "height": drawing.height, "width": drawing.width}
