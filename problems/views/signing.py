"""The supervisor reads the plan and signs it on one page; what they sign is the plan that this page showed."""

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.shortcuts import redirect, render

from problems import services
from problems.forms.planning import SuperviseForm
from problems.reports.planning import ON_PAGE, openable, plan_shown
from problems.reports.printed import facts_of_plan
from problems.services.signing import ASKED_BY, PLAN_STATEMENT, digest_of_plan, signing_blockers, why_not
from problems.views.frame import WHOLE, know_sides, problem_or_404
from records.access import note_reading
from records.forms import accepted, ask, posted


def _plan_or_404(request, reference):
    problem = problem_or_404(request, reference, *WHOLE, *ON_PAGE, "location_types")
    know_sides(request.user, problem)
    return problem


def plan_supervise(request, reference):
    problem = _plan_or_404(request, reference)
    if not request.user.has_perm("problems.supervise_problem", problem):
        raise PermissionDenied(why_not(request.user, problem))
    note_reading(request.user, problem)
    digest = digest_of_plan(problem)
    form = SuperviseForm(posted(request), initial={"digest_seen": digest})
    if accepted(form, lambda data: _sign(problem, data, request.user)):
        messages.success(request, "You have signed the plan. The officer in the case can start the response.")
        return redirect(problem)
    if form.is_bound:  # whoever must read again signs what they now read
        form.data = form.data.copy()
        form.data["digest_seen"] = digest
    plan = plan_shown(problem, openable(problem, request.user))
    context = {
        "problem": problem,
        "plan": plan,
        "facts": list(facts_of_plan(problem, plan)),
        "form": form,
        "digest": digest,
        "blockers": list(signing_blockers(problem)),
        "statement": PLAN_STATEMENT,
    }
    status = 422 if form.is_bound else 200
    return render(request, "problems/plan_supervise.html", context, status=status)


def _sign(problem, data, user):
    services.supervise(problem, by=user, digest_seen=data["digest_seen"])


def supervisor_ask(request, reference):
    problem = _plan_or_404(request, reference)
    if request.user.person_id != problem.officer_id:
        raise PermissionDenied(ASKED_BY)
    form = forms.Form(posted(request))
    if accepted(form, lambda _: services.ask_supervisor(problem, by=request.user)):
        messages.success(request, "The supervisors of this area have been told that the plan waits for them.")
        return redirect(problem)
    context = {"title": "Ask a supervisor to sign the plan", "submit": "Ask them"}
    if not form.is_bound:
        context["blockers"] = list(signing_blockers(problem))
    text = "Whoever supervises problem records here, and neither opened this one nor works it, is told."
    return ask(
        request, form, reference=problem.reference, text=text, cancel=problem.get_absolute_url(), **context
    )
