"""Strategic assessments: the list, how one is begun, and its overview."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.shortcuts import redirect, render

from assessments.blockers import READ as BLOCKERS
from assessments.forms import starting as forms
from assessments.forms.fields import of_partnership
from assessments.lifecycle.assessments import Action, Status
from assessments.models import Assessment
from assessments.reports.overview import overview_of
from assessments.services import agreeing, starting, writing
from assessments.views.assessment_frame import FOLLOW, known, page, steps_of, written_by
from audit.clock import today
from design.addresses import url
from design.pages import Column
from evidence import months
from records.asking import refusal
from records.export import KINDS
from records.forms import ReasonForm, posted
from records.lifecycle import permission
from records.pages import asked, file_of
from records.paging import page_of
from records.services import version_of

COLUMNS = (Column("Assessment"), Column("For"), Column("Level"), Column("State"), Column("Agreed"))
HEADINGS = ["Reference", "Title", "Year", "Level", "Theme", "State", "Agreed on", "Published on"]
PARTS = (
    "sections__figures",
    "sections__lead",
    "statements",
    "recommended__priority",
    "previous__sections",
    *BLOCKERS,
)
DONE = {
    Action.REDRAFT: "The assessment is a draft again. Comments that were made stay.",
    Action.WITHDRAW: "The assessment is withdrawn.",
    Action.SUPERSEDE: "The assessment is superseded.",
}


def assessment_list(request):
    rows = Assessment.objects.visible_to(request.user).select_related("partnership")
    if request.GET.get("state") in Status.values:
        rows = rows.filter(status=request.GET["state"])
    if request.GET.get("export") in KINDS:
        return file_of(request, rows.order_by("-pk"), "assessments", HEADINGS, _line)
    context = {
        "page": page_of(rows, "year", request.GET, descending=True), "columns": COLUMNS,
        "adds": bool(request.user.places.assesses_in), "year_words": months.financial_year_words, "states": Status,
    }  # fmt: skip
    return render(request, "assessments/assessment_list.html", context)


def _line(one):
    return [
        one.reference, one.title, months.financial_year_words(one.year), one.get_level_display(), one.theme,
        one.get_status_display(), one.agreed_on, one.published_on,
    ]  # fmt: skip


def begin(request):
    if not request.user.places.assesses_in:
        raise PermissionDenied(refusal("assessments.add_assessment"))
    form = of_partnership(forms.BeginForm(posted(request), user=request.user, day=today()), request.user)
    if not form.fields["made_to"].queryset.exists():
        messages.error(
            request, "Write a format first, and record that it is agreed. One is offered ready-made."
        )
        return redirect("assessments:formats")
    return asked(
        request, form, lambda data: starting.begin_assessment(by=request.user, **data), record=None,
        back=lambda found: found.get_absolute_url(), cancel=url("assessments:assessments"),
        title="Begin an assessment", submit="Begin it", done="The assessment is a draft that its writers alone see.",
    )  # fmt: skip


def assessment_show(request, reference):
    """What is there and what is missing; to whoever reads its text alone, the text."""
    assessment = known(request, reference, *PARTS)
    if not request.user.has_perm(FOLLOW, assessment):
        return redirect("assessments:assessment_read", reference)
    steps = list(steps_of(request.user, assessment))
    return page(
        request, "overview", assessment, "assessment", steps=steps, overview=overview_of(assessment, request.user),
        tells_missing=any(step.label == Action.AGREE.label for step in steps), today=today(),
    )  # fmt: skip


def assessment_change(request, reference):
    assessment = written_by(request, reference)
    initial = {name: getattr(assessment, name) for name in forms.ChangeForm.base_fields if name != "version"}
    form = forms.ChangeForm(posted(request), initial=initial | {"version": version_of(assessment)})

    def do(data):
        version = data.pop("version")
        return writing.change_assessment(assessment, data, by=request.user, version=version)

    return asked(
        request, form, do, record=assessment, title="Summary, method and what it is of", submit="Save", done="Saved."
    )  # fmt: skip


def assessment_move(request, reference, action):
    """Take back to draft, withdraw or supersede, each with its reason; the other moves have pages of their own."""
    action = Action(action)
    assessment = known(request, reference)
    if not request.user.has_perm(permission(assessment, action), assessment):
        raise PermissionDenied(refusal("assessments.change_assessment"))
    return asked(
        request, ReasonForm(posted(request)),
        lambda data: agreeing.step_assessment(assessment, action, by=request.user, **data), record=assessment,
        title=action.label, submit=action.label, done=DONE[action],
    )  # fmt: skip
