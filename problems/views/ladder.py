"""The ladder of a partnership, and the cases of a problem record on it."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST

from design.addresses import url
from partnership.models import Partnership
from problems import services
from problems.forms.ladder import CaseStepForm, ChangeCaseForm, NewCaseForm, StateForm, StepForm
from problems.forms.orders import OrderForm
from problems.models import Case, LadderStep
from problems.reports.ladder import (
    CASES,
    STATES,
    counts_in,
    counts_of,
    known_problems,
    papers_of,
    rungs_of,
)
from problems.services.ladder import NOT_YOURS, next_letter
from problems.views.frame import REACHED, problem_for, problem_or_404, show_beside
from records.forms import accepted, ask, posted
from records.lifecycle import MoveRefused
from records.pages import asked
from records.services import version_of
from records.together import gather


def ladder_show(request, slug):
    """The steps, and how many cases of the records that this person may know of stand at each."""
    partnership = get_object_or_404(Partnership.objects.visible_to(request.user), slug=slug)
    known = known_problems(partnership, request.user)
    context = {
        "partnership": partnership,
        "rungs": rungs_of(partnership, request.user, counts_in(known)),
        "states": STATES,
        "changes": request.user.has_perm("problems.change_ladder", partnership),
    }
    return render(request, "problems/ladder_show.html", context)


def step_add(request, slug):
    partnership = _administered(request, slug)
    form = StepForm(posted(request), steps=_steps(request.user, partnership))
    if accepted(form, lambda data: services.add_step(partnership, by=request.user, **data)):
        messages.success(request, "The step is on the ladder.")
        return redirect("problems:ladder_show", slug)
    return ask(
        request, form, title="Add a step to the ladder", submit="Add it",
        cancel=url("problems:ladder_show", slug),
        text="Cases keep the steps they took, whatever becomes of the ladder.",
    )  # fmt: skip


@require_POST
def step_end(request, slug, step):
    partnership = _administered(request, slug)
    row = get_object_or_404(LadderStep.objects.visible_to(request.user), partnership=partnership, pk=step)
    try:
        services.end_step(row, by=request.user)
        messages.success(request, f"“{row}” is not offered any more. Cases that took it keep it.")
    except MoveRefused as refused:
        messages.error(request, str(refused))
    return redirect("problems:ladder_show", slug)


def _administered(request, slug):
    partnership = get_object_or_404(Partnership.objects.visible_to(request.user), slug=slug)
    if not request.user.has_perm("problems.change_ladder", partnership):
        raise PermissionDenied(NOT_YOURS)
    return partnership


def _steps(user, partnership):
    return LadderStep.objects.visible_to(user).current().filter(partnership=partnership)


def ladder(request, reference):
    """The cases, to those who may read the sides; to others how many stand where."""
    problem = problem_or_404(request, reference)
    reads = request.user.has_perm("problems.view_sides", problem)
    gather(problem, REACHED, *CASES)
    context = {
        "rungs": rungs_of(problem.partnership, request.user, counts_of(problem)),
        "states": STATES,
        "cases": list(problem.cases.all()) if reads else [],
        "reads_cases": reads,
        "papers": papers_of(problem, request.user),
        "writes_cases": reads and request.user.has_perm("problems.change_sides", problem),
    }
    return show_beside(request, "problems/ladder.html", problem, "ladder", **context)


NONE_FILED = "File the generic order first: add it under Documents, as a document that belongs to no record."


def order_copy(request, reference):
    problem = problem_for(request, reference, "problems.change_problem")
    form = OrderForm(posted(request), problem=problem, user=request.user)
    filed = form.fields["document"].queryset.exists()
    copied = []
    if accepted(form, lambda data: copied.append(_copy(problem, data, request.user))):
        messages.success(request, "The copy is kept with the record. Change it by adding a version.")
        return redirect(copied[0])
    return ask(
        request, form, title="Copy an operational order", reference=reference, submit="Copy it",
        cancel=_page(problem), text="A generic order is filed once, and copied for each operation.",
        blockers=() if filed else [NONE_FILED],
    )  # fmt: skip


def _copy(problem, data, user):
    return services.copy_order(data.pop("document"), problem, by=user, **data)


def case_open(request, reference):
    problem = problem_for(request, reference, "problems.change_sides")
    form = NewCaseForm(posted(request), initial={"seen": next_letter(problem)})
    if accepted(form, lambda data: services.open_case(problem, by=request.user, **data)):
        return redirect("problems:ladder", reference)
    return ask(
        request, form, title="Open a case on the ladder", reference=reference, submit="Open it",
        cancel=_page(problem), text="It is known by a letter. Write no name in it.",
    )  # fmt: skip


def case_risks(request, reference, case):
    problem, case = _case(request, reference, case)
    form = ChangeCaseForm(posted(request), initial={"risks": case.risks, "version": version_of(case)})
    return asked(
        request, form, lambda data: services.set_risks(case, by=request.user, **data), record=problem,
        back=_page(problem), title=f"{case}: risk factors", submit="Save", done="The risk factors are kept.",
    )  # fmt: skip


def case_step(request, reference, case):
    problem, case = _case(request, reference, case)
    form = CaseStepForm(posted(request), steps=_steps(request.user, problem.partnership))
    if accepted(form, lambda data: services.take_step(case, by=request.user, **data)):
        messages.success(request, f"{case} is taken up the ladder.")
        return redirect("problems:ladder", reference)
    return ask(
        request, form, title=f"{case}: take a step", reference=reference, submit="Save", cancel=_page(problem)
    )


def case_state(request, reference, case, row):
    problem, case = _case(request, reference, case)
    taken = get_object_or_404(case.steps.select_related("case__problem", "step"), pk=row)
    form = StateForm(posted(request), initial={"state": taken.state})
    return asked(
        request, form, lambda data: services.set_case_state(taken, by=request.user, **data), record=problem, row=taken,
        back=_page(problem), title=f"{case}: {taken.step}", submit="Save", done="How the case stands is kept.",
    )  # fmt: skip


def _case(request, reference, letter):
    problem = problem_for(request, reference, "problems.change_sides")
    case = get_object_or_404(
        Case.objects.visible_to(request.user).select_related("problem__partnership"),
        problem=problem,
        letter=letter,
    )
    return problem, case


def _page(problem):
    return url("problems:ladder", problem.reference)
