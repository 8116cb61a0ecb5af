"""What the commander decides, and the rounds that went before."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.shortcuts import get_object_or_404, redirect

from audit.clock import today
from problems import services
from problems.forms.deciding import DecisionForm
from problems.lifecycle import Action, Status
from problems.reports.assessment import evidence_of, figures_of
from problems.reports.library import entries_of
from problems.reports.rounds import evidence_of_round, resources_of, round_of, totals
from problems.services.opening import printed
from problems.views.frame import REACHED, gathered, problem_or_404, show
from records.forms import accepted, posted

ONLY = "Only a commander of this area, who neither opened the record nor works it, decides on it."
NOT_WITH_YOU = "This record is “{stage}”, so there is nothing to decide now."
DONE = {
    Action.RETURN: "The record is returned to the officer in the case to note your comments.",
    Action.REASSESS: "The round is kept, and the next begins at scanning.",
    Action.HOLD: "The record waits for its review. The officer in the case is reminded a week before and on the day.",
    Action.COMPLETE: "The file is complete, and read-only.",
}


def problem_decide(request, reference):
    problem = problem_or_404(request, reference, "counts", "resources", "agency_times", REACHED)
    if not request.user.has_perm("problems.complete_problem", problem):
        raise PermissionDenied(ONLY)
    if problem.status != Status.REVIEW and request.method != "POST":
        messages.error(request, NOT_WITH_YOU.format(stage=problem.get_status_display()))
        return redirect(problem)
    resources, times = resources_of(problem)
    form = DecisionForm(posted(request), resources=resources, times=times)
    if accepted(form, lambda _: services.decide(problem, by=request.user, **vars(form.decision))):
        messages.success(request, DONE[Action(form.decision.outcome)])
        return redirect(problem)
    found = evidence_of(problem)
    answer = show(
        request, "problems/problem_decide.html", problem, "decide", form=form, found=found, figures=figures_of(found),
        signer=printed("signer", request.user.person), day=today(),
    )  # fmt: skip
    if form.is_bound:
        answer.status_code = 422
    return answer


def problem_rounds(request, reference):
    """What each commander decided, what it took, and the rounds that ended."""
    problem = gathered(
        request.user,
        problem_or_404(request, reference),
        "reviews",
        "rounds",
        "resources",
        "agency_times__agency",
    )
    resources, times = resources_of(problem)
    hours, cost = totals(resources, times)
    lines = [(row.get_level_display(), row) for row in resources]
    lines += [(f"{row.agency}, {row.part}" if row.part else str(row.agency), row) for row in times]
    return show(
        request, "problems/problem_rounds.html", problem, "rounds", lines=lines, hours=hours, cost=cost,
        entries=entries_of(request.user, problem),
    )  # fmt: skip


def problem_round(request, reference, number):
    """An ended round as it stood, read-only; what it said of people to those who may read that now."""
    problem = gathered(request.user, problem_or_404(request, reference))
    ended = get_object_or_404(problem.rounds, number=number)
    found = evidence_of_round(ended)
    sides = ended.sides if request.user.has_perm("problems.view_sides", problem) else None
    return show(
        request, "problems/problem_round.html", problem, "rounds", ended=ended, groups=round_of(ended, sides),
        found=found, figures=figures_of(found),
    )  # fmt: skip
