"""Issues in the order of their scores; the matrix by which they are scored."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect

from assessments.forms.weighing import IssueForm, MatrixForm, as_line
from assessments.models import Matrix
from assessments.reports.scores import tables_of
from assessments.scoring import NOT_OFFICIAL
from assessments.services import weighing as services
from assessments.views.assessment_frame import SCORED, behind, page, written_by
from design.addresses import url
from records.forms import ReasonForm, posted
from records.pages import asked


def scores_show(request, reference):
    assessment = behind(request, reference, *SCORED)
    return page(
        request, "scores", assessment, "assessment_scores", tables=tables_of(assessment), note=NOT_OFFICIAL,
        keeps=request.user.has_perm("assessments.keep_matrix", assessment), matrix=_current(assessment),
    )  # fmt: skip


def matrix_write(request, reference):
    """A new version of the partnership's matrix, from the one in use."""
    assessment = written_by(request, reference, permission="assessments.keep_matrix")
    former = _current(assessment)
    form = MatrixForm(posted(request), initial=_initial(former) if former else {})

    def do(data):
        terms = {name: data[name] for name in ("lowest", "highest")}
        return services.set_matrix(
            assessment.partnership, data["name"], form.rows(), by=request.user, **terms
        )

    return asked(
        request, form, do, record=assessment, back=_back(assessment), title="The scoring matrix", submit="Save",
        done="It is saved as a new version. Issues that were scored keep theirs.", text=NOT_OFFICIAL,
    )  # fmt: skip


def _current(assessment):
    return Matrix.objects.filter(partnership=assessment.partnership_id, is_current=True).first()


def _initial(matrix):
    criteria = "\n".join(as_line(criterion) for criterion in matrix.criteria.all())
    return {"name": matrix.name, "lowest": matrix.lowest, "highest": matrix.highest, "criteria": criteria}


def issue_write(request, reference, pk=None):
    assessment = written_by(request, reference)
    issue = get_object_or_404(assessment.issues.select_related("matrix"), pk=pk) if pk else None
    matrix = issue.matrix if issue else _current(assessment)
    if matrix is None:
        messages.error(request, "Write the scoring matrix first: criteria, weights and what the points mean.")
        return redirect("assessments:matrix", reference)
    form = IssueForm(
        posted(request),
        matrix=matrix,
        user=request.user,
        initial=IssueForm.initial_of(issue) if issue else {},
    )

    def do(data):
        return services.score_issue(
            assessment, form.said(), form.points(), by=request.user, issue=issue, reasons=form.reasons(),
            version=data.get("version"),
        )  # fmt: skip

    return asked(
        request, form, do, record=assessment, row=issue, back=_back(assessment), title="Score an issue", submit="Save",
        done="The issue is scored.", text=f"{matrix}. {NOT_OFFICIAL}",
    )  # fmt: skip


def issue_remove(request, reference, pk):
    assessment = written_by(request, reference)
    issue = get_object_or_404(assessment.issues, pk=pk)
    return asked(
        request, ReasonForm(posted(request)), lambda data: services.remove_issue(issue, by=request.user, **data),
        record=assessment, back=_back(assessment), title=f"Take out “{issue}”", submit="Take it out",
        done="It is taken out.",
    )  # fmt: skip


def _back(assessment):
    return url("assessments:assessment_scores", assessment.reference)
