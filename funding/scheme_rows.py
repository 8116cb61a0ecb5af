"""The rows of a scoring form as data, those of the paper form, and all that is wrong with rows that are drawn up."""

from dataclasses import dataclass

from funding.models import Label

MORE = {"none": 0, "little": 1, "some": 2, "plenty": 3}
LESS = {"none": 3, "little": 2, "some": 1, "plenty": 0}
MOST_POINTS, MOST_WEIGHT, MOST_ROWS, LONGEST = 100, 20, 30, 200


@dataclass(frozen=True)
class Row:
    """A row as it is to be: what each label is worth, how heavily it counts, and what stands beside it."""

    question: str
    points: dict
    beside: str = ""
    breaks_ties: int = 0
    weight: int = 1


FIRST_NAME = "Initiative requiring funding"
FIRST_NOTE = "Note: 10% of SCI/CAD together should be cross-boundary"
FIRST_ROWS = (
    Row("Quantity of CDR strategy targets it affects?", MORE, "targets"),
    Row("How directly it affects CDR strategy target(s)?", MORE, "how"),
    Row("Level it fills gap/Meets shortfall?", MORE, "gap"),
    Row("How much it is cross-boundary? See Note below", MORE, "areas", breaks_ties=1),
    Row("How close to the funding objectives? See below", MORE, "objectives", breaks_ties=2),
    Row("How much monitoring / evaluation is built in?", MORE, "monitoring"),
    Row("Likely level of future CDRP funding required?", LESS, "later"),
    Row("Proportion of available CDRP funds required?", {"little": 3, "some": 2, "plenty": 1}, "share"),
    Row("Availability / likelihood of other funding for it?", LESS, "other"),
)


def refusals(rows):
    """All that is wrong with the rows of a form, each a sentence that names its row."""
    if not rows:
        yield "A scoring form needs at least one row."
    if len(rows) > MOST_ROWS:
        yield f"A form has {MOST_ROWS} rows at most. Take some out."
    for number, row in enumerate(rows, start=1):
        yield from _refusals_of(number, row)
    ties = [row.breaks_ties for row in rows if row.breaks_ties]
    if len(ties) != len(set(ties)):
        yield "Two rows have the same place in ordering equal totals. Number them 1, 2, 3."


def _refusals_of(number, row):
    if not row.question.strip():
        yield f"Row {number} needs its question."
    if len(row.question) > LONGEST:
        yield f"The question of row {number} is too long. Write {LONGEST} characters or fewer."
    if not set(row.points) <= set(Label.values):
        yield f"Row {number} has a label that the form does not know."
    if len(row.points) < 2:
        yield f"Row {number} needs points for at least two labels, or nothing can be told apart by it."
    if any(not 0 <= points <= MOST_POINTS for points in row.points.values()):
        yield f"Points of row {number} must be from 0 to {MOST_POINTS}."
    if not 1 <= row.weight <= MOST_WEIGHT:
        yield f"The weight of row {number} must be from 1 to {MOST_WEIGHT}."
