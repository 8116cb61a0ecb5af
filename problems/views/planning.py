"""The pages of response planning: the measure, the responses, and the lines of the action plan."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render

from design.addresses import url
from problems import services
from problems.forms.planning import (
    ChangeChoiceForm,
    LineForm,
    MeasureForm,
    NewResponseForm,
    ResponseForm,
    StateForm,
    SummaryForm,
)
from problems.models import Response
from problems.reports.planning import ON_PAGE, openable, plan_shown
from problems.reports.signatures import lists_signed, signatures_of
from problems.techniques import grid, named
from problems.views.frame import gathered, problem_for, problem_or_404, show
from records.forms import accepted, ask, conflict, posted
from records.pages import asked
from records.services import ChangedMeanwhile, version_of

OBSTACLES = ("obstacles__noted_by__person", "obstacles__measured_by__person")
PLAN, WRITE = "problems.plan_problem", "problems.change_problem"


def response_show(request, reference):
    problem = problem_or_404(request, reference)
    gathered(request.user, problem, *ON_PAGE, *OBSTACLES, *lists_signed(problem))
    context = {
        "plan": plan_shown(problem, openable(problem, request.user)),
        "signatures": signatures_of(problem),
        "plans": request.user.has_perm(PLAN, problem),
        "grid": grid(row for row in problem.responses.all() if row.round == problem.round),
    }
    return show(request, "problems/response_show.html", problem, "response", **context)


def measure_change(request, reference):
    problem = problem_for(request, reference, PLAN)
    said = ("measure_of_success", "measure_change", "measure_until", "measure_agreed_on")
    initial = {name: getattr(problem, name) for name in said}
    initial |= {"agencies": list(problem.measure_agencies.all()), "version": version_of(problem)}
    form = MeasureForm(posted(request), problem=problem, initial=initial)
    context = {"title": "Agree the measure of success", "submit": "Save the measure"}
    text = "It is agreed before the response starts, and locked from then on."
    done = "The agreed measure is kept."
    what = "The measure of success"
    return _keep(request, form, problem, services.agree_measure, done=done, what=what, text=text, **context)


def summary_change(request, reference):
    problem = problem_for(request, reference, PLAN)
    initial = {"response_summary": problem.response_summary, "version": version_of(problem)}
    form = SummaryForm(posted(request), initial=initial)

    def keep(problem, *, response_summary, **how):
        services.summarise_response(problem, response_summary, **how)

    return _keep(
        request, form, problem, keep, done="The summary is kept.", what="The summary of response",
        title="Summary of response", submit="Save the summary",
    )  # fmt: skip


def _keep(request, form, problem, service, *, done, what, **context):
    """``what`` it is that two may change at once."""
    try:
        if accepted(form, lambda data: service(problem, by=request.user, **data)):
            messages.success(request, done)
            return _back(problem)
    except ChangedMeanwhile as meanwhile:
        current = meanwhile.current
        cancel = _page(problem)
        return conflict(request, form, current, version_of(current), title=what, cancel=cancel)
    return ask(request, form, reference=problem.reference, cancel=_page(problem), **context)


def response_add(request, reference):
    problem = problem_for(request, reference, PLAN)
    again = _of_earlier_round(problem, request.GET.get("again", ""))
    initial = {"choice": Response.Choice.OPTION}
    form = NewResponseForm(posted(request), problem=problem, instance=again, initial=initial)
    added = []

    def add(_data):
        said = {**form.chosen(), **form.said(), "again": again}
        added.append(services.add_response(problem, by=request.user, partners=form.partners(), **said))

    if accepted(form, add):
        if added[0].choice == Response.Choice.CHOSEN:
            messages.success(request, "The response is chosen. Say who does what by when.")
            return redirect("problems:line_add", reference, added[0].pk)
        messages.success(request, "The response is kept.")
        return _back(problem)
    return _ask_response(request, problem, form, "Add a response", "Add the response")


def _of_earlier_round(problem, key):
    """What was thought of before, to be filled in from."""
    earlier = problem.responses.filter(round__lt=problem.round)
    return earlier.filter(pk=int(key)).first() if key.isdecimal() and len(key) < 19 else None


def response_change(request, reference, response):
    problem, response = _one(request, reference, response, PLAN)
    form = ResponseForm(posted(request), problem=problem, instance=response, version=version_of(response))

    def change(data):
        services.change_response(
            response, by=request.user, partners=form.partners(), version=data["version"], **form.said()
        )

    try:
        if accepted(form, change):
            messages.success(request, "The response is changed.")
            return _back(problem)
    except ChangedMeanwhile as meanwhile:
        return _response_conflict(request, form, meanwhile.current, problem)
    return _ask_response(request, problem, form, "Change the response", "Save the response")


def _response_conflict(request, form, current, problem):
    """Both texts, and what each has chosen, in words."""
    said, fields = form.said(), form.fields
    rows = [
        (fields["what"].label, current.what, said["what"]),
        ("Kind", current.get_kind_display(), dict(fields["kind"].choices).get(said["kind"], "")),
        ("How soon", current.get_horizon_display(), dict(fields["horizon"].choices).get(said["horizon"], "")),
        (fields["mechanism"].label, current.mechanism, said["mechanism"]),
        ("Aimed at", current.aimed_at, said["aimed_at"]),
        ("Techniques", _listed(current.techniques_named), _listed(named(said["techniques"]))),
        ("Partner agencies", _partners(current.partners.all()), _listed(row[0] for row in form.partners())),
    ]
    return conflict(
        request,
        form,
        current,
        version_of(current),
        title="The response",
        cancel=_page(problem),
        fields=rows,
    )


def _listed(things):
    return ", ".join(map(str, things))


def _partners(rows):
    return _listed(row.agency for row in rows)


def _ask_response(request, problem, form, title, submit):
    context = {
        "problem": problem, "form": form, "title": title, "submit": submit, "cancel": _page(problem),
        "columns": grid(), "ticked": {str(value) for value in form["techniques"].value() or ()},
    }  # fmt: skip
    return render(
        request,
        "problems/response_change.html",
        context,
        status=422 if form.is_bound and form.errors else 200,
    )


def response_choose(request, reference, response):
    problem, response = _one(request, reference, response, PLAN)
    initial = {
        "choice": response.choice, "because": response.rejected_because, "version": version_of(response)
    }  # fmt: skip
    form = ChangeChoiceForm(posted(request), initial=initial)
    return asked(
        request, form, lambda data: services.choose_response(response, by=request.user, **data), record=problem,
        back=_page(problem), title="Choose this response, or say why not", text=response.what, submit="Save",
        done="Your choice is kept.",
    )  # fmt: skip


def response_state(request, reference, response):
    problem, response = _one(request, reference, response, WRITE)
    form = StateForm(posted(request), initial={"state": response.state})
    return asked(
        request, form, lambda data: services.set_state(response, by=request.user, **data), record=problem, row=response,
        back=_page(problem), title="How does this response stand?", text=response.what, submit="Save",
        done="How the response stands is kept.",
    )  # fmt: skip


def line_add(request, reference, response):
    problem, response = _one(request, reference, response, WRITE)
    form = LineForm(posted(request), problem=problem)

    def add(data):
        services.add_line(
            response, by=request.user, wording=data["wording"], owners=form.owners(), due_on=data["due_on"]
        )

    if accepted(form, add):
        messages.success(request, "The action is in the plan. Its owners have been told.")
        return _back(problem)
    return ask(request, form, title="Add an action to the plan", text=response.what, submit="Add the action",
               **_around(problem))  # fmt: skip


def _one(request, reference, response, permission):
    """A response of the round under way."""
    problem = problem_for(request, reference, permission)
    rows = Response.objects.filter(problem=problem, round=problem.round)
    return problem, get_object_or_404(rows.select_related("problem"), pk=response)


def _page(problem):
    return url("problems:response", problem.reference)


def _around(problem):
    return {"reference": problem.reference, "cancel": _page(problem)}


def _back(problem):
    return redirect(_page(problem))
