"""What the assessment recommends, and what cuts across it."""

from django.shortcuts import get_object_or_404

from assessments.forms import recommending as forms
from assessments.reports.crossing import crossing_of, issues_of
from assessments.reports.ordering import order_of
from assessments.services import recommending as services
from assessments.views.assessment_frame import SCORED, behind, page, written_by
from design.addresses import url
from records.forms import ReasonForm, posted
from records.pages import asked


def priorities_show(request, reference):
    assessment = behind(request, reference, "recommended__priority", *SCORED)
    return page(
        request, "priorities", assessment, "assessment_priorities",
        crossing=crossing_of(assessment, request.user), order=order_of(assessment),
    )  # fmt: skip


def recommend(request, reference):
    """One of the partnership's priorities."""
    assessment = written_by(request, reference)
    form = forms.RecommendForm(posted(request), user=request.user, assessment=assessment)
    return asked(
        request, form, lambda data: services.recommend(assessment, by=request.user, **data), record=assessment,
        back=_back(assessment), title="Recommend a priority", submit="Recommend it", done="It is recommended.",
    )  # fmt: skip


def propose(request, reference):
    """A new one, in one step with its recommendation."""
    assessment = written_by(request, reference)
    form = forms.ProposeForm(posted(request))

    def do(data):
        why, tiers = data.pop("why"), data.pop("tiers")
        said = data | {name: name in tiers for name, _label in forms.ProposeForm.TIERS}
        return services.propose(assessment, said, by=request.user, why=why)

    return asked(
        request, form, do, record=assessment, back=_back(assessment), title="Propose a new priority",
        submit="Propose it", done="It is proposed and recommended. Its body adopts it.",
    )  # fmt: skip


def recommended_change(request, reference, pk):
    assessment = written_by(request, reference)
    row = get_object_or_404(assessment.recommended.select_related("priority"), pk=pk)
    initial = {name: getattr(row, name) for name in ("position", "why", "moved_because")}
    form = forms.RecommendedForm(posted(request), initial=initial)
    return asked(
        request, form, lambda data: services.change_recommended(row, by=request.user, **data), record=assessment,
        row=row, back=_back(assessment), title=str(row), submit="Save", done="Saved.",
    )  # fmt: skip


def recommended_remove(request, reference, pk):
    assessment = written_by(request, reference)
    row = get_object_or_404(assessment.recommended.select_related("priority"), pk=pk)
    return asked(
        request, ReasonForm(posted(request)),
        lambda data: services.stop_recommending(row, by=request.user, **data), record=assessment,
        back=_back(assessment), title=f"Do not recommend “{row}”", submit="Take it out", done="It is taken out.",
    )  # fmt: skip


def cut_across(request, reference):
    assessment = written_by(request, reference, "recommended__priority")
    priorities = [row.priority for row in assessment.recommended.all()]
    form = forms.CutAcrossForm(
        posted(request), issues=issues_of(assessment, request.user), priorities=priorities
    )

    def do(data):
        services.cut_across(assessment, form.chosen(), by=request.user, version=data.get("version"))

    def seen(_row):
        return services.version_of_crossing(issues_of(assessment, request.user), priorities)

    return asked(
        request, form, do, record=assessment, row=assessment, version=seen, back=_back(assessment),
        title="What cuts across the priorities", submit="Save", done="Saved.",
    )  # fmt: skip


def _back(assessment):
    return url("assessments:assessment_priorities", assessment.reference)
