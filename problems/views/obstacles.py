"""Obstacles on the page of the response (S002-75)."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect

from design.addresses import url
from problems import services
from problems.forms.obstacles import ChangeMeasureTakenForm, ObstacleForm
from problems.views.frame import problem_for
from records.forms import accepted, ask, posted
from records.pages import asked
from records.services import version_of

WRITE = "problems.change_problem"


def obstacle_add(request, reference):
    problem = problem_for(request, reference, WRITE)
    form = ObstacleForm(posted(request))
    if accepted(form, lambda data: services.log_obstacle(problem, by=request.user, **data)):
        messages.success(request, "The obstacle is logged.")
        return redirect(_page(problem))
    text = "Write the measure now if one was taken already, or later."
    return _ask(request, problem, form, title="Log an obstacle", submit="Log it", text=text)


def obstacle_answer(request, reference, pk):
    problem = problem_for(request, reference, WRITE)
    row = get_object_or_404(problem.obstacles.select_related("problem"), pk=pk)
    initial = {"measure": row.measure, "version": version_of(row)}
    return asked(
        request, ChangeMeasureTakenForm(posted(request), initial=initial),
        lambda data: services.answer_obstacle(row, by=request.user, **data), record=problem, back=_page(problem),
        title="Which measure was taken?", submit="Save", text=row.text, done="The measure is kept.",
    )  # fmt: skip


def _page(problem):
    return f"{url('problems:response', problem.reference)}#obstacles"


def _ask(request, problem, form, **page):
    return ask(request, form, reference=problem.reference, cancel=_page(problem), **page)
