"""The assessment of a problem record, and its incidents by month."""

from django.contrib import messages
from django.shortcuts import redirect
from django.utils.html import format_html

from partnership.services.writing import ChangedMeanwhile
from problems import services
from problems.forms.assessment import AssessmentForm
from problems.forms.counts import CountsForm, written
from problems.reports.assessment import drawn_of, evidence_of, figures_of, periods_of
from problems.views.frame import gathered, problem_for, problem_or_404, show
from records.forms import accepted, ask, conflict, posted
from records.services import version_of

WRITE = "problems.change_problem"


def problem_assessment(request, reference):
    """Read by whoever may see the record; written by its keepers while it is open."""
    problem = gathered(request.user, problem_or_404(request, reference), "counts")
    if not request.user.has_perm(WRITE, problem):
        if request.method == "POST":
            problem_for(request, reference, WRITE)
        return _page(request, problem)
    form = AssessmentForm(posted(request), instance=problem, initial={"version": version_of(problem)})
    try:
        if accepted(form, lambda data: _write(problem, form, data, request.user)):
            messages.success(request, _saved(form, request.POST.get("part", "")))
            return redirect("problems:assessment", reference)
    except ChangedMeanwhile as meanwhile:
        return _conflict(request, form, meanwhile.current)
    return _page(request, problem, form)


def _saved(form, part):
    """On a telephone one part at a time is written, so the next is a press away."""
    headings = [heading for heading, _, _ in form.groups()]
    if part not in map(str, range(1, len(headings))):
        return "The assessment is saved."
    said = '“{}” is saved. <a class="govuk-link" href="#part-{}">Go on with “{}”</a>.'
    return format_html(said, headings[int(part) - 1], int(part) + 1, headings[int(part)])


def _write(problem, form, data, user):
    services.write_assessment(problem, form.changes(), by=user, version=data["version"])


def _conflict(request, form, current):
    rows = [
        (
            str(field.label),
            _words(form, name, getattr(current, name)),
            _words(form, name, form.cleaned_data.get(name)),
        )
        for name, field in form.fields.items()
        if name not in ("version", "reduced")
    ]
    cancel = _address(current)
    return conflict(
        request, form, current, version_of(current), title="The assessment", cancel=cancel, fields=rows
    )


def _words(form, name, value):
    choices = getattr(form.fields[name], "choices", None)
    return dict(choices).get(value, value) if choices else value


def _page(request, problem, form=None):
    found = evidence_of(problem)
    answer = show(
        request, "problems/problem_assessment.html", problem, "assessment", form=form, found=found,
        figures=figures_of(found), chart=drawn_of(problem), periods=periods_of(problem),
    )  # fmt: skip
    if form is not None and form.errors:
        answer.status_code = 422
    return answer


def problem_counts(request, reference):
    problem = problem_for(request, reference, WRITE, "counts")
    form = CountsForm(
        posted(request), initial={"counts": written(problem.counts.all()), "version": version_of(problem)}
    )
    back = _address(problem)
    try:
        if accepted(form, lambda data: _set(problem, data, request.user)):
            messages.success(request, "The incidents by month are saved.")
            return redirect(back)
    except ChangedMeanwhile as meanwhile:
        current = meanwhile.current
        rows = [("Incidents by month", written(current.counts.all()), form.data["counts"])]
        return conflict(
            request, form, current, version_of(current), title="Incidents by month", cancel=back, fields=rows
        )
    return ask(
        request, form, title="Incidents by month", reference=problem.reference, submit="Save the incidents",
        cancel=back,
    )  # fmt: skip


def _set(problem, data, user):
    services.set_counts(problem, data["counts"], by=user, version=data["version"])


def _address(problem):
    return redirect("problems:assessment", problem.reference).url
