"""All forms of one bid side by side: totals, the spread of each row, and what the moderator made of it."""

from dataclasses import dataclass
from datetime import date, datetime
from fractions import Fraction

from funding.models import Label, ScoringForm
from funding.reports.standing import NOT_SCORED, Standing

LISTS = ("moderations__made_by__person", "recommendations__made_by__person")  # of a bid, for its sheet
WIDE = 2  # points apart, before weights: then the scorers talk about the row


@dataclass(frozen=True)
class Cell:
    label: str
    points: int
    comment: str


@dataclass(frozen=True)
class Moderated:
    label: str
    points: int
    reason: str
    by: str
    at: datetime


@dataclass(frozen=True)
class RowScores:
    number: int
    question: str
    cells: tuple[Cell | None, ...]  # in the order of the scorers
    spread: int
    is_wide: bool
    moderated: tuple[Moderated, ...]  # oldest first; the last counts


@dataclass(frozen=True)
class ScorerTotal:
    scorer: str
    agency: str
    total: int
    recommended: str
    condition: str
    condition_on: date | None
    signed_at: datetime
    signoff: int
    form: int
    version: int
    corrected_because: str


@dataclass(frozen=True)
class Aside:
    """A form that was set aside, or was corrected by a later one. It stays to be read."""

    scorer: str
    total: int
    said: str


@dataclass(frozen=True)
class ScoreSheet:
    most: int
    scorers: tuple[ScorerTotal, ...]
    rows: tuple[RowScores, ...]
    standing: Standing
    former: tuple[Aside, ...]

    @property
    def wide_rows(self):
        return [row for row in self.rows if row.is_wide]


def sheet_of(bid, user):
    """Of the forms that this person may read; ``bid`` has its `LISTS`."""
    known = ScoringForm.objects.visible_to(user).filter(assignment__bid=bid, signed_at__isnull=False)
    known = known.select_related("assignment__scorer", "assignment__agency").order_by("signed_at", "pk")
    every = list(known.with_counts().prefetch_related("scores"))
    counting = [form for form in every if form.counts]
    criteria = list(bid.call.scheme.criteria.all()) if bid.call.scheme_id else []
    moderated = _moderations(bid)
    return ScoreSheet(
        most=sum(row.most for row in criteria),
        scorers=tuple(_scorer(form) for form in counting),
        rows=tuple(_row(row, counting, moderated.get(row.pk, ())) for row in criteria),
        standing=_standing(criteria, counting, moderated),
        former=tuple(_former(form) for form in every if not form.counts),
    )


def _standing(criteria, forms, moderated):
    """As `standings_of` has it, from the forms that were read."""
    if not forms:
        return NOT_SCORED
    rows = {}
    for row in criteria:
        points = [
            score.points for form in forms for score in form.scores.all() if score.criterion_id == row.pk
        ]
        rows[row.number] = Fraction(sum(points), len(points))
        if row.pk in moderated:
            rows[row.number] = Fraction(moderated[row.pk][-1].points)
    totals = [form.total for form in forms]
    settled = tuple(row.number for row in criteria if row.pk in moderated)
    return Standing(len(forms), rows, settled, min(totals), max(totals))


def _scorer(form):
    about = form.assignment
    return ScorerTotal(
        str(about.scorer), str(about.agency), form.total, form.get_recommended_display(), form.condition,
        form.condition_on, form.signed_at, form.signoff_id, form.pk, form.version, form.corrected_because,
    )  # fmt: skip


def _row(criterion, forms, moderated):
    scores = [next((s for s in form.scores.all() if s.criterion_id == criterion.pk), None) for form in forms]
    points = [score.points for score in scores if score]
    spread = max(points) - min(points) if points else 0
    cells = tuple(score and Cell(Label(score.label).label, score.points, score.comment) for score in scores)
    return RowScores(
        criterion.number,
        criterion.question,
        cells,
        spread,
        spread >= WIDE * criterion.weight,
        tuple(moderated),
    )


def _moderations(bid):
    found = {}
    for row in bid.moderations.all():
        said = Moderated(row.get_label_display(), row.points, row.reason, str(row.made_by), row.made_at)
        found.setdefault(row.criterion_id, []).append(said)
    return found


def _former(form):
    why = form.set_aside_because and f"Set aside: {form.set_aside_because}"
    return Aside(
        str(form.assignment), form.total, why or "Corrected by a later form, or the name was taken back"
    )
