from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.shortcuts import redirect

from design.filters import date as date_in_words
from problems import services
from problems.forms import OfficerForm
from problems.lifecycle import OUTCOMES, Action
from problems.views.frame import WHOLE, know_sides, problem_for, problem_or_404
from records.forms import ReasonForm, accepted, ask, posted
from records.lifecycle import permission, refusal

DONE = {
    Action.ANALYSE: "The record is in analysis.",
    Action.PREPARE: "The response can be planned.",
    Action.START: "The response has started. The measure and the responses are locked.",
    Action.ASSESS: "The record is in assessment.",
    Action.SEND: "The record is with the commander.",
    Action.NOTE: "The comments are noted, and the record is closed.",
    Action.RESUME: "The review is taken up, at assessment.",
    Action.WITHDRAW: "The record is withdrawn.",
    Action.REOPEN: "The file is reopened, at assessment.",
}
TEXT = {
    Action.ANALYSE: "What was scanned can still be changed afterwards.",
    Action.PREPARE: "You agree the measure of success next, and plan who does what by when. Scanning and analysis can "
    "still be changed until the response starts.",
    Action.START: "From then on the agreed measure, the summary and the choice of responses stay as they were signed. "
    "Actions can still be added to the plan.",
    Action.ASSESS: "You say next how far the plan was carried out, and what came of it.",
    Action.SEND: "The commander is told. The record is read-only until they decide.",
    Action.NOTE: "You have read what the commander says of the file. It is closed with that.",
    Action.RESUME: "The record goes back to assessment, to be written on and sent to the commander again.",
    Action.WITHDRAW: "The record ends here and stays to be read. It cannot be taken up again: if the problem comes "
    "back, open a new one.",
    Action.REOPEN: "The record goes back to assessment. A library entry of it claims nothing until the file is "
    "completed again.",
}
WITH_REASON = {Action.WITHDRAW: services.withdraw_problem, Action.REOPEN: services.reopen_problem}


def problem_move(request, reference, action):
    """One of the moves that need no page of their own. The commander's outcomes have one."""
    problem = problem_or_404(request, reference, *WHOLE)
    if not request.user.has_perm(permission(problem, action), problem):
        raise PermissionDenied(refusal(problem, action))
    know_sides(request.user, problem)
    if action in OUTCOMES:
        return redirect("problems:decide", reference)
    form = ReasonForm(posted(request))
    early = services.early_for_review(problem) if action == Action.RESUME else None
    if action not in WITH_REASON and not early:
        del form.fields["reason"]
    if accepted(form, lambda data: _perform(problem, action, request.user, data)):
        messages.success(request, DONE[action])
        return redirect(problem)
    context = {
        "title": action.label,
        "submit": action.label,
        "warning" if action == Action.WITHDRAW else "text": TEXT[action],
    }
    if early:
        context["text"] = f"Its review is due on {date_in_words(early)}. Say why it is taken up before."
    if not form.is_bound and problem.status in problem.MOVES[action][0]:
        context["blockers"] = problem.blockers(action)
    return ask(request, form, reference=problem.reference, cancel=problem.get_absolute_url(), **context)


def _perform(problem, action, user, data):
    if action in WITH_REASON:
        return WITH_REASON[action](problem, by=user, **data)
    if action == Action.NOTE:
        return services.note_comments(problem, by=user)
    return services.step(problem, action, by=user, **data)


def officer_name(request, reference):
    problem = problem_for(request, reference, "problems.assign_problem")
    form = OfficerForm(posted(request))

    def name(data):
        services.name_officer(problem, data["person"], by=request.user, reason=data["reason"])

    if accepted(form, name):
        messages.success(request, f"{form.cleaned_data['person']} is the officer in the case.")
        return redirect(problem)
    return ask(
        request, form, title="Name the officer in the case", reference=problem.reference, submit="Name them",
        text=f"Now: {problem.officer_name or 'nobody'}.", cancel=problem.get_absolute_url(),
    )  # fmt: skip
