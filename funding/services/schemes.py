"""Scoring forms as data. What a form said when bids were scored by it never changes: a change is a new version."""

from dataclasses import dataclass

from django.db import transaction

from audit.services import log
from funding.models import Criterion, Label, Scheme
from funding.services.asking import require
from records.lifecycle import MoveRefused
from records.writing import keep

MORE = {"none": 0, "little": 1, "some": 2, "plenty": 3}
LESS = {"none": 3, "little": 2, "some": 1, "plenty": 0}
MOST_POINTS, MOST_WEIGHT, MOST_ROWS, LONGEST = 100, 20, 30, 200
PERMISSION = "funding.change_scheme"


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


@transaction.atomic
def first_scheme(partnership, *, by):
    """The paper form's nine rows (S002-171 to -181), once, for a partnership that has none of that name."""
    require(by, PERMISSION, Scheme(partnership=partnership))
    found = Scheme.objects.filter(partnership=partnership, name=FIRST_NAME).order_by("-version").first()
    return found or add_scheme(partnership, FIRST_NAME, FIRST_ROWS, by=by, note=FIRST_NOTE)


@transaction.atomic
def add_scheme(partnership, name, rows, *, by, note=""):
    require(by, PERMISSION, Scheme(partnership=partnership))
    reasons = list(refusals(rows))
    if not name.strip():
        reasons.insert(0, "Name the form.")
    if Scheme.objects.filter(partnership=partnership, name__iexact=name.strip()).exists():
        reasons.insert(
            0, f"There is a form “{name}” already. Make a new version of it, or choose another name."
        )
    if reasons:
        raise MoveRefused(*reasons)
    return _keep(Scheme(partnership=partnership, name=name.strip(), note=note), rows, by=by)


@transaction.atomic
def new_version(scheme, rows, *, by, note="", seen=None):
    """The form in its next version. Calls keep the version they were published with, and so do the forms filled by it.

    ``seen`` is the version that the page showed: of two who press together the second is told.
    """
    versions = Scheme.objects.select_for_update().filter(partnership=scheme.partnership, name=scheme.name)
    newest = max(versions, key=lambda one: one.version)
    require(by, PERMISSION, newest)
    reasons = list(refusals(rows))
    if seen is not None and seen != newest.version:
        reasons.insert(
            0, f"Version {newest.version} was made meanwhile. Read it, and then make yours from it."
        )
    if reasons:
        raise MoveRefused(*reasons)
    made = Scheme(partnership=scheme.partnership, name=scheme.name, version=newest.version + 1, note=note)
    for former in versions:
        if former.is_offered:
            former.is_offered = False
            keep(former, by=by, reason=f"Version {made.version} took its place")
    return _keep(made, rows, by=by)


@transaction.atomic
def offer_scheme(scheme, *, offered, by):
    """Let new calls choose it, or not any more. Calls that have it keep it."""
    scheme = Scheme.objects.select_for_update().get(pk=scheme.pk)
    require(by, PERMISSION, scheme)
    if scheme.is_offered != offered:
        scheme.is_offered = offered
        keep(scheme, by=by)
        log(scheme, "offer" if offered else "offer no more", by=by)
    return scheme


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


def _keep(scheme, rows, *, by):
    keep(scheme, by=by)
    for number, row in enumerate(rows, start=1):
        points = {label: row.points[label] for label in Label.values if label in row.points}
        line = Criterion(
            scheme=scheme, number=number, question=row.question.strip(), points=points, weight=row.weight,
            beside=row.beside, breaks_ties=row.breaks_ties,
        )  # fmt: skip
        keep(line, by=by)
    log(scheme, "create", by=by, changes={"rows": len(rows), "most": scheme.most})
    return scheme
