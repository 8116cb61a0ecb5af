"""Yearly timetables: the list, one with its strip and steps, and the pages on which they are kept."""

from django.core.exceptions import PermissionDenied
from django.shortcuts import get_object_or_404, render

from assessments.forms import timetables as forms
from assessments.forms.fields import of_partnership
from assessments.lifecycle.timetables import TimetableAction
from assessments.models import Assessment, Timetable
from assessments.reports.timetables import COLUMNS, counted_of, page_of
from assessments.services import timetables as services
from audit.clock import today
from design.addresses import url
from design.pages import NextStep
from records import paging
from records.asking import refusal
from records.forms import ReasonForm, posted
from records.models import Record
from records.pages import asked, moves, one_for, one_or_404, show

CHANGE = services.CHANGE
DONE = {"close": "The timetable is closed.", "reopen": "The timetable is current again."}
FIELDS = ("title", "kind", "due_on", "owner", "note")


def timetable_list(request):
    rows = Timetable.objects.visible_to(request.user).select_related("partnership").prefetch_related("steps")
    page = paging.page_of(rows, "year", request.GET, descending=True)
    context = {
        "page": page, "columns": COLUMNS, "rows": [(one, counted_of(one.steps.all(), today())) for one in page.rows],
        "adds": bool(request.user.places.officer_of),
    }  # fmt: skip
    return render(request, "assessments/timetable_list.html", context)


def timetable_begin(request):
    mine = request.user.places.officer_of
    if not mine:
        raise PermissionDenied(refusal("assessments.add_timetable"))
    form = of_partnership(forms.BeginForm(posted(request)), request.user, among=mine)
    return asked(
        request, form, lambda data: services.begin_timetable(by=request.user, **data), record=None,
        back=lambda found: found.get_absolute_url(), cancel=url("assessments:timetables"),
        title="Begin a timetable", submit="Begin it", done="The timetable is begun. Say who answers for each step.",
    )  # fmt: skip


def timetable_show(request, reference):
    found = one_or_404(request, Timetable, reference, "steps__owner", above=("partnership",))
    context = {
        "found": page_of(found, request.user, today()), "writes": request.user.has_perm(CHANGE, found),
        "facts": [found.partnership],
    }  # fmt: skip
    tabs = [("Timetable", found.get_absolute_url(), True)]
    return show(
        request, "assessments/timetable_show.html", found, tabs, _steps(request.user, found), **context
    )


def _steps(user, found):
    if user.has_perm(CHANGE, found):
        yield NextStep("Add a step", url("assessments:timetable_step_add", found.reference))
    if user.has_perm("assessments.add_timetable", found):
        yield NextStep("Begin next year’s from this", url("assessments:timetable_next", found.reference))
    is_over = found.days[1] < today() or all(step.done_on for step in found.steps.all())
    if is_over or found.status == Timetable.Status.CLOSED:
        yield from moves(user, found, "assessments:timetable_move")


def timetable_next(request, reference):
    found = one_for(request, Timetable, reference, "assessments.add_timetable")
    form = ReasonForm(posted(request))
    del form.fields["reason"]
    return asked(
        request, form, lambda _: services.begin_next(found, by=request.user), record=found,
        back=lambda made: made.get_absolute_url(), title="Begin next year’s timetable", submit="Begin it",
        text="It has the same steps, each a year later, with who answers for it where they are still in post. Days that"
        " fall on a weekend or a bank holiday are marked.",
        done="Next year’s timetable is begun. Look at its days, and who answers.", cancel=found.get_absolute_url(),
    )  # fmt: skip


def timetable_step(request, reference, pk=None):
    """Add a step, or change one."""
    found = one_for(request, Timetable, reference, CHANGE)
    step = get_object_or_404(found.steps.select_related("owner"), pk=pk) if pk else None
    initial = {name: getattr(step, name) for name in (*FIELDS, "version")} if step else {}
    form = forms.StepForm(posted(request), initial=initial)

    def do(data):
        version = data.pop("version", None)
        return services.set_step(found, data, by=request.user, step=step, version=version)

    return asked(
        request, form, do, record=found, title="Change the step" if step else "Add a step", submit="Save",
        done="The step is saved.", version=lambda current: current.version,
    )  # fmt: skip


def timetable_step_remove(request, reference, pk):
    found = one_for(request, Timetable, reference, CHANGE)
    step = get_object_or_404(found.steps, pk=pk)
    return asked(
        request, ReasonForm(posted(request)), lambda data: services.remove_step(step, by=request.user, **data),
        record=found, title=f"Take out “{step}”", submit="Take it out", done="The step is taken out.",
    )  # fmt: skip


def timetable_step_done(request, reference, pk):
    """Prefilled with the assessment that the page offers, where it was opened from there."""
    step = _answered_for(request, reference, pk)
    shown = Record.objects.visible_to(request.user).filter(pk=step.shown_by_id).first()
    agreed = Assessment.objects.visible_to(request.user).filter(reference=request.GET.get("by", "")).first()
    initial = {
        "done_on": step.done_on or (agreed and agreed.agreed_on) or today(), "outcome": step.outcome,
        "shown_by": shown or agreed,
    }  # fmt: skip
    form = forms.DoneForm(posted(request), initial=initial, user=request.user)
    return asked(
        request, form, lambda data: services.finish_step(step, by=request.user, **data), record=step.timetable,
        title=f"Done: {step}", submit="Save", done="It is recorded as done.",
    )  # fmt: skip


def timetable_step_undone(request, reference, pk):
    step = _answered_for(request, reference, pk)
    return asked(
        request, ReasonForm(posted(request)), lambda data: services.unfinish_step(step, by=request.user, **data),
        record=step.timetable, title=f"Not done after all: {step}", submit="Save", done="It is open again.",
    )  # fmt: skip


def _answered_for(request, reference, pk):
    found = one_or_404(request, Timetable, reference)
    step = get_object_or_404(found.steps, pk=pk)
    step.timetable = found
    if not request.user.has_perm("assessments.finish_step", step):
        raise PermissionDenied(refusal("assessments.finish_step"))
    return step


def timetable_move(request, reference, action):
    action = TimetableAction(action)
    found = one_for(request, Timetable, reference, f"assessments.{action}_timetable")
    form = ReasonForm(posted(request))
    blockers = () if form.is_bound or found.status not in found.MOVES[action][0] else found.blockers(action)
    return asked(
        request, form, lambda data: services.move_timetable(found, action, by=request.user, **data), record=found,
        title=action.label, submit=action.label, done=DONE[action], blockers=blockers,
    )  # fmt: skip
