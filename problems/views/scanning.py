from django.contrib import messages
from django.shortcuts import redirect, render

from design.addresses import url
from design.filters import joined
from problems import services
from problems.forms import ScanningForm
from problems.reports.clock import clock_of
from problems.reports.points import map_of
from problems.reports.scanning import ON_PAGE, is_elsewhere, scanning_of
from problems.views.frame import gathered, known_parent, problem_for, problem_or_404, show
from problems.views.memos import memos_of
from records.forms import accepted, conflict, posted
from records.services import ChangedMeanwhile, version_of

SAVED = "Scanning is saved. What it said before is in the history."
ELSEWHERE = "The section is not in this partnership's own area. If that is a mistake, change it."


def scanning_show(request, reference):
    problem = gathered(request.user, problem_or_404(request, reference), *ON_PAGE)
    context = {
        "scanning": scanning_of(problem, known_parent(request.user, problem)),
        "clock": clock_of(problem),
        "map": map_of(problem.locations.all()),
        "memos": memos_of(request.user, problem, "scanning"),
    }
    return show(request, "problems/scanning_show.html", problem, "scanning", **context)


def scanning_change(request, reference):
    problem = problem_for(request, reference, "problems.change_problem", *ON_PAGE)
    form = ScanningForm(posted(request), problem=problem, user=request.user)
    form.initial["version"] = version_of(problem)
    back = url("problems:scanning", reference)
    try:
        if accepted(form, lambda data: _write(problem, form, request.user)):
            messages.success(request, " ".join([SAVED, *_seen_by(form.reach)]))
            if is_elsewhere(form.cleaned_data["section"], problem.partnership):
                messages.warning(request, ELSEWHERE)
            return redirect(back)
    except ChangedMeanwhile as meanwhile:
        current = meanwhile.current
        return conflict(request, form, current, version_of(current), title="Scanning", cancel=back)
    context = {"problem": problem, "form": form, "forms": [form.locations, form.sources], "cancel": back}
    status = 422 if form.is_bound else 200
    return render(request, "problems/scanning_change.html", context, status=status)


def _write(problem, form, user):
    services.write_scanning(
        problem, form.changes(), parts=form.parts(), many=form.many(), by=user,
        version=form.cleaned_data["version"], may_see=form.cleaned_data.get("may_see", False),
    )  # fmt: skip


def _seen_by(reach):
    if reach.new:
        yield f"Officers of {joined(reach.new)} can see it from now on."
    if reach.gone:
        yield f"Officers of {joined(reach.gone)} see it no more."
