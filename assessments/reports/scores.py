"""The issues of an assessment in the order of their scores, and where they stand by harm and likelihood."""

from collections.abc import Sequence
from dataclasses import dataclass

from assessments import scoring
from design.charts import FONT, LINE, MARKERS, Drawing, Mark
from design.text import width, wrap

TITLE = "Issues by harm and likelihood"
SIDE, LEFT, RIGHT, TOP = 360, 96, 24, 12
COLOURS = ("#1d70b8", "#00703c", "#c2571b", "#4c2c92", "#b10e1e", "#505a5f")


@dataclass(frozen=True)
class ScoreLine:
    issue: object
    scored: scoring.Scored
    rank: int | None
    points: Sequence[int | None]  # by criterion, in the order of its matrix


@dataclass(frozen=True)
class ScoreTable:
    """All of one matrix: issues that were scored with different ones do not compare."""

    matrix: object
    criteria: Sequence[object]
    lines: Sequence[ScoreLine]

    @property
    def formula(self):
        return scoring.formula(self.criteria)

    @property
    def note(self):
        return scoring.NOT_OFFICIAL

    @property
    def parts(self):
        return [part for part in scoring.PARTS if any(one.part == part for one in self.criteria)]

    @property
    def headings(self):
        return ["Place", "Issue", *(scoring.LABELS[part] for part in self.parts), "Score", "Confidence"]

    @property
    def last_numeric(self):
        """The column of the score; the first number stands after place and issue."""
        return 2 + len(self.parts)

    @property
    def rows(self):
        return [
            [
                str(line.rank or "–"), line.issue.title,
                *(_aligned(line.scored.parts.get(part)) for part in self.parts),
                f"{line.scored.total:,}" if line.scored.is_whole else "Not all points are given",
                line.issue.get_confidence_display(),
            ]
            for line in self.lines
        ]  # fmt: skip

    @property
    def weights(self):
        return [
            [one.get_part_display(), one.title, scoring.plain(one.weight), one.help] for one in self.criteria
        ]

    @property
    def picture(self):
        placed = [line for line in self.lines if line.scored.is_whole]
        return MatrixPicture(self.matrix, placed) if placed else None


def _aligned(share):
    """To two places each, so that numbers beneath each other compare."""
    return "–" if share is None else f"{scoring.hundredth(share):,}"


def tables_of(assessment):
    """``assessment`` with its issues, their points, their matrix and its criteria."""
    issues = list(assessment.issues.all())
    matrices = {issue.matrix_id: issue.matrix for issue in issues}
    return [
        _table(matrix, list(matrix.criteria.all()), [issue for issue in issues if issue.matrix_id == key])
        for key, matrix in matrices.items()
    ]


def _table(matrix, criteria, issues):
    given = [{row.criterion_id: row.points for row in issue.points.all()} for issue in issues]
    scored = [scoring.score(points, criteria) for points in given]
    ranks = scoring.ranks([one.total for one in scored])
    lines = [
        ScoreLine(issue, one, rank, [points.get(criterion.pk) for criterion in criteria])
        for issue, one, rank, points in zip(issues, scored, ranks, given, strict=True)
    ]
    return ScoreTable(matrix, criteria, sorted(lines, key=lambda line: (line.rank is None, line.rank or 0)))


@dataclass(frozen=True)
class MatrixPicture:
    """Likelihood to the right, harm upwards, each issue by its place in the order."""

    matrix: object
    lines: Sequence[ScoreLine]
    source = ""
    is_empty = False

    @property
    def id(self):
        return f"matrix-{self.matrix.pk}"

    @property
    def title(self):
        return TITLE

    @property
    def summary(self):
        first = self.lines[0]
        return (
            f"{first.issue.title} stands highest, with harm {first.scored.words('harm')} and likelihood"
            f" {first.scored.words('likelihood')} of {self.matrix.highest}. Numbers are places in the order below"
            f"{self._besides}."
        )

    @property
    def _besides(self):
        """The picture has two of the parts, and the order counts three."""
        if "position" not in self.lines[0].scored.parts:
            return ""
        return (
            ", which counts organisational position as well, so they need not run down from the upper right"
        )

    def drawing(self):
        """Issues that stand in one place share a point, with all their numbers beside it."""
        found: dict = {}
        for line in self.lines:
            parts = line.scored.parts
            found.setdefault(self._at(parts["likelihood"], parts["harm"]), []).append(line.rank)
        marks = [*self._scale(), *self._names()]
        for number, ((x, y), ranks) in enumerate(found.items()):
            words = ", ".join(str(rank) for rank in ranks)
            marks.append(Mark(MARKERS[number % len(MARKERS)], (x, y), colour=COLOURS[number % len(COLOURS)]))
            is_left = self._is_taken(found, x, y, width(words, FONT))
            place, anchor = (x - 9, "end") if is_left else (x + 9, "start")
            marks.append(Mark("text", (place, y + 5), words, anchor=anchor, bold=True))
        return Drawing(TOP + SIDE + 56, marks, LEFT + SIDE + RIGHT)

    @staticmethod
    def _is_taken(found, x, y, long):
        """To the right of the point: by another, or by the edge of the picture."""
        end = x + 9 + long
        others = (at for at in found if at != (x, y))
        return end > LEFT + SIDE + RIGHT or any(
            x < across < end + 6 and abs(down - y) < LINE for across, down in others
        )

    def _scale(self):
        for step in range(self.matrix.lowest, self.matrix.highest + 1):
            x, y = self._at(step, step)
            yield Mark("grid", (LEFT, y, LEFT + SIDE, y))
            yield Mark("grid", (x, TOP, x, TOP + SIDE))
            yield Mark("text", (LEFT - 10, y + 5), str(step), "#484949", "end")
            yield Mark("text", (x, TOP + SIDE + 20), str(step), "#484949", "middle")

    def _names(self):
        yield Mark("text", (LEFT + SIDE / 2, TOP + SIDE + 44), "Likelihood", anchor="middle")
        for number, words in enumerate(wrap("Harm", 60, FONT)):
            yield Mark("text", (8, TOP + SIDE / 2 + number * LINE), words)

    def _at(self, likelihood, harm):
        span = self.matrix.highest - self.matrix.lowest
        share_x = float(likelihood - self.matrix.lowest) / span
        share_y = float(harm - self.matrix.lowest) / span
        return LEFT + SIDE * share_x, TOP + SIDE * (1 - share_y)
