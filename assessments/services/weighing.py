"""The scoring matrix of a partnership, in versions, and the issues that an assessment scores with one."""

from django.db import transaction

from assessments.models import IssuePoints, Matrix, MatrixCriterion, ScoredIssue
from audit.services import log
from partnership.models import Partnership
from records.asking import hold, require, say_why
from records.lifecycle import MoveRefused
from records.writing import as_seen, drop, keep

CHANGE = "assessments.change_assessment"
MOST_CRITERIA = 30


@transaction.atomic
def set_matrix(partnership, name, criteria, *, by, lowest=1, highest=5):
    """A new version under this name; issues that were scored keep theirs.

    ``criteria`` are unsaved rows. The partnership's row is locked: of two who save at once both are kept, in turn.
    """
    partnership = Partnership.objects.select_for_update().get(pk=partnership.pk)
    matrix = Matrix(partnership=partnership, name=name, lowest=lowest, highest=highest)
    require(by, "assessments.keep_matrix", matrix)
    if reasons := list(_reasons(matrix, criteria)):
        raise MoveRefused(*reasons)
    before = Matrix.objects.filter(partnership=partnership, name=name).order_by("-version").first()
    matrix.version = before.version + 1 if before else 1
    for former in Matrix.objects.filter(partnership=partnership, is_current=True):
        former.is_current = False
        keep(former, by=by, reason=f"{matrix} takes its place")
    keep(matrix, by=by)
    for place, criterion in enumerate(criteria, start=1):
        criterion.matrix, criterion.position = matrix, place
        keep(criterion, by=by)
    return matrix


def _reasons(matrix, criteria):
    if matrix.highest <= matrix.lowest:
        yield "The highest number of points must be above the lowest."
    if not criteria:
        yield "Name at least one criterion."
    if len(criteria) > MOST_CRITERIA:
        yield f"Name {MOST_CRITERIA} criteria or fewer."
    titles = [criterion.title.casefold() for criterion in criteria]
    if len(set(titles)) < len(titles):
        yield "Two criteria have the same name. Give each its own."
    for part in (MatrixCriterion.Part.HARM, MatrixCriterion.Part.LIKELIHOOD):
        if not any(criterion.part == part and criterion.weight > 0 for criterion in criteria):
            yield f"Give at least one criterion of {part.label.lower()} a weight above nought."


@transaction.atomic
def score_issue(assessment, said, points, *, by, issue=None, reasons=None, version=None):
    """``points`` and ``reasons`` are by criterion; a criterion without points is left open."""
    assessment = hold(assessment, by=by, permission=CHANGE)
    if issue:
        issue = as_seen(issue, version)
    else:
        matrix = Matrix.objects.filter(partnership=assessment.partnership_id, is_current=True).first()
        if matrix is None:
            raise MoveRefused("Write the scoring matrix first: criteria, weights and what the points mean.")
        issue = ScoredIssue(assessment=assessment, matrix=matrix)
    taken = assessment.issues.exclude(pk=issue.pk).filter(title__iexact=said["title"])
    if taken.exists():
        raise MoveRefused(f"“{said['title']}” is scored already. Change that one.")
    for name, value in said.items():
        setattr(issue, name, value)
    keep(issue, by=by)
    _set_points(issue, points, reasons or {}, by=by)
    log(assessment, "score", by=by, changes={"issue": issue.title, "points": [points[c] for c in points]})
    return issue


def _set_points(issue, points, reasons, *, by):
    there = {row.criterion_id: row for row in issue.points.all()}
    for criterion, number in points.items():
        if not issue.matrix.lowest <= number <= issue.matrix.highest:
            raise MoveRefused(f"Points run from {issue.matrix.lowest} to {issue.matrix.highest}.")
        row = there.pop(criterion.pk, None) or IssuePoints(issue=issue, criterion=criterion)
        said = (number, reasons.get(criterion, ""))
        if row.pk is None or said != (row.points, row.reason):
            row.points, row.reason = said
            keep(row, by=by)
    for row in there.values():
        drop(row, by=by)


@transaction.atomic
def remove_issue(issue, *, by, reason):
    assessment = hold(issue.assessment, by=by, permission=CHANGE)
    say_why(reason, "Say why it is taken out.")
    for row in issue.points.all():
        drop(row, by=by, reason=reason)
    log(assessment, "remove issue", by=by, reason=reason, changes={"issue": issue.title})
    drop(issue, by=by, reason=reason)
