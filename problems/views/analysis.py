from django.contrib import messages
from django.shortcuts import redirect, render

from design.addresses import url
from problems import services
from problems.forms import AnalysisForm
from problems.reports.analysis import agreements_of, answers_of, details_of
from problems.reports.triangle import triangle_of
from problems.services.analysis import SIDES, note_reading_of_sides
from problems.views.frame import gathered, know_sides, problem_for, problem_or_404, show
from problems.views.memos import memos_of
from records.forms import accepted, conflict, posted
from records.services import ChangedMeanwhile, version_of


def sides_of(user, problem):
    """The sides that the person may read, and whether they may read those that are not there yet."""
    reads = know_sides(user, problem)
    return (list(problem.sides.all()) if reads else []), reads


def analysis_show(request, reference):
    problem = problem_or_404(request, reference)
    sides, reads = sides_of(request.user, problem)
    gathered(request.user, problem)
    if sides:
        note_reading_of_sides(problem, by=request.user)
    context = {
        "triangle_figure": triangle_of(problem, sides, reads_sides=reads),
        "answers": answers_of(problem),
        "details": details_of(sides),
        "reads_sides": reads,
        "agreements": [] if reads else agreements_of(problem),
        "memos": memos_of(request.user, problem, "analysis"),
    }
    return show(request, "problems/analysis_show.html", problem, "analysis", **context)


def analysis_change(request, reference):
    problem = problem_for(request, reference, "problems.change_problem")
    sides, reads = sides_of(request.user, problem)
    writes = reads and request.user.has_perm(SIDES, problem)
    if sides and writes and request.method != "POST":
        note_reading_of_sides(problem, by=request.user)
    form = AnalysisForm(posted(request), problem=problem, sides=sides if writes else None)
    form.initial["version"] = version_of(problem)
    back = url("problems:analysis", reference)
    try:
        if accepted(form, lambda data: _write(problem, form, request.user)):
            messages.success(request, "Analysis is saved.")
            return redirect(back)
    except ChangedMeanwhile as meanwhile:
        return _conflict(request, form, meanwhile.current, back)
    context = {
        "problem": problem,
        "form": form,
        "forms": list(form.sides.values()),
        "triangle_figure": triangle_of(problem, sides, reads_sides=reads),
        "cancel": back,
    }
    return render(request, "problems/analysis_change.html", context, status=422 if form.is_bound else 200)


def _write(problem, form, user):
    services.write_analysis(
        problem, form.changes(), sides=form.said_of_people(), by=user, version=form.cleaned_data["version"]
    )


def _conflict(request, form, current, back):
    sides, _ = sides_of(request.user, current) if form.may_write_sides else ([], False)
    fields = list(form.beside(current, sides))
    return conflict(request, form, current, version_of(current), title="Analysis", cancel=back, fields=fields)
