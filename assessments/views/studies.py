from django.core.exceptions import PermissionDenied
from django.shortcuts import render

from assessments.forms import priorities as forms
from assessments.forms.fields import of_partnership
from assessments.forms.lists import StudyFilter
from assessments.lifecycle.evidence import StudyAction
from assessments.models import Assessment, Study
from assessments.reports.studies import COLUMNS, HEADINGS, SORTS, line, studies_for, uses_of
from assessments.services import studies as services
from design.addresses import url
from design.pages import NextStep
from documents.models import Document
from records.asking import refusal
from records.export import KINDS
from records.forms import posted
from records.pages import asked, file_of, moves, one_for, one_or_404, show
from records.paging import page_of
from records.services import version_of

FIELDS = ("title", "what", "author", "method", "findings", "source", "dated_on", "address")
PRIMARY = (StudyAction.START, StudyAction.REPORT, StudyAction.FINISH)


def study_list(request):
    filters = StudyFilter(request.GET, user=request.user)
    rows = studies_for(request.user, filters.chosen())
    if request.GET.get("export") in KINDS:
        return file_of(
            request, rows.prefetch_related("priorities").order_by("-pk"), "studies", HEADINGS, line
        )
    sort = request.GET.get("sort") if request.GET.get("sort") in SORTS else "-dated"
    field, descending = SORTS[sort]
    context = {
        "page": page_of(rows, field, request.GET, descending=descending), "columns": COLUMNS, "sort": sort,
        "filters": filters, "chosen": filters.tags(request.GET), "adds": bool(request.user.places.assesses_in),
    }  # fmt: skip
    return render(request, "assessments/study_list.html", context)


def study_add(request):
    mine = request.user.places.assesses_in
    if not mine:
        raise PermissionDenied(refusal("assessments.add_study"))
    form = forms.StudyForm(
        posted(request), user=request.user, partnerships=mine, initial={"what": "analysis"}
    )
    return asked(
        request, of_partnership(form, request.user),
        lambda data: services.add_study(by=request.user, once=True, **data),
        record=None, back=lambda made: made.get_absolute_url(), cancel=url("assessments:studies"),
        title="Add a study", submit="Add it", done="It is added.",
        text="Research, an analysis, a consultation of the public, or a report from elsewhere.",
    )  # fmt: skip


def study_show(request, reference):
    study, user = one_or_404(request, Study, reference, "priorities"), request.user
    steps = list(moves(user, study, "assessments:study_move", primary=PRIMARY))
    if forms.writable_by(user).exists():
        use = url("assessments:study_use", reference)
        steps.append(NextStep("Use it as evidence", use, primary=study.status == study.Status.DONE))
    if user.has_perm("documents.add_document", study):
        steps.append(NextStep("Attach a document", f"{url('documents:new')}?for={reference}"))
    context = {
        "documents": Document.objects.visible_to(user).filter(attached_to=study.pk).order_by("pk"),
        "uses": uses_of(study, user), "writes": user.has_perm("assessments.change_study", study),
        "facts": [study.get_what_display(), study.author, study.partnership],
    }  # fmt: skip
    return show(
        request,
        "assessments/study_show.html",
        study,
        [("Study", study.get_absolute_url(), True)],
        steps,
        **context,
    )


def study_change(request, reference):
    study = one_for(request, Study, reference, "assessments.change_study", "priorities")
    initial = {name: getattr(study, name) for name in FIELDS}
    initial |= {"priorities": study.priorities.all(), "version": version_of(study)}
    places = {"user": request.user, "partnerships": [study.partnership_id]}
    form = forms.ChangeStudyForm(posted(request), initial=initial, **places)

    def do(data):
        priorities, version = data.pop("priorities"), data.pop("version")
        return services.change_study(study, data, by=request.user, priorities=priorities, version=version)

    return asked(request, form, do, record=study, title="Change what it says", submit="Save", done="Saved.")


def study_move(request, reference, action):
    action = StudyAction(action)
    study = one_for(request, Study, reference, f"assessments.{action}_study")
    form = forms.StudyMoveForm(posted(request))
    return asked(
        request, form, lambda data: services.move_study(study, action, by=request.user, **data), record=study,
        title=action.label, submit=action.label, done="It is recorded.",
    )  # fmt: skip


def study_use(request, reference):
    """A statement in an assessment that rests on the study, in one step."""
    study = one_or_404(request, Study, reference)
    if not request.user.places.assesses_in:
        raise PermissionDenied(refusal("assessments.change_assessment"))
    initial = {"text": study.findings[:2000], "assessment": request.GET.get("assessment", "")}
    form = forms.UseForm(posted(request), user=request.user, initial=initial)
    done = "The assessment has it as a statement of evidence."

    def do(data):
        assessment: Assessment = data.pop("assessment")
        return services.use_study(study, assessment, by=request.user, **data)

    return asked(
        request, form, do, record=study, back=study.get_absolute_url(), title="Use it as evidence",
        submit="Add the statement", done=done,
    )  # fmt: skip
