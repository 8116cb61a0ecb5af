"""What is done with an emerging issue."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.forms import Form
from django.shortcuts import redirect

from problems import services
from problems.forms.issues import CloseForm, MeasureForm, ReviewForm, TaskForm
from problems.issue_lifecycle import IssueAction
from problems.views.issues import issue_for, issue_or_404, label_of
from records.forms import ReasonForm, accepted, ask, posted
from records.lifecycle import permission, refusal

FORMS = {
    IssueAction.TASK: lambda request, issue: TaskForm(posted(request), user=request.user, issue=issue),
    IssueAction.CLOSE: lambda request, _: CloseForm(posted(request)),
    IssueAction.REOPEN: lambda request, _: ReasonForm(posted(request)),
}
DO = {
    IssueAction.TASK: services.task_issue,
    IssueAction.TAKE: services.take_issue,
    IssueAction.RAISE: services.raise_problem,
    IssueAction.CLOSE: services.close_issue,
    IssueAction.REOPEN: services.reopen_issue,
}
DONE = {
    IssueAction.TASK: "The partnership is tasked, and its community safety officers are told.",
    IssueAction.TAKE: "You have taken it. Start a measure, or open a problem record from it.",
    IssueAction.RAISE: "The problem record is open at scanning, and you are the officer in the case.",
    IssueAction.CLOSE: "The issue is closed.",
    IssueAction.REOPEN: "The issue is open again.",
}
TEXT = {
    IssueAction.TAKE: "You have it in hand from today. Whoever logged it is told.",
    IssueAction.RAISE: "Title, outline, place, days, times and kinds are carried over to a problem record at "
    "scanning, which says that it arises from this issue. The issue ends.",
}


def issue_move(request, reference, action):
    issue = issue_or_404(request, reference)
    if not request.user.has_perm(permission(issue, action), issue):
        raise PermissionDenied(refusal(issue, action))
    if action == IssueAction.MEASURE:
        return redirect("problems:issue_measure", reference)
    form = FORMS[action](request, issue) if action in FORMS else Form(posted(request))
    made = []
    if accepted(form, lambda data: made.append(DO[action](issue, by=request.user, **data))):
        messages.success(request, DONE[action])
        return redirect(made[0])
    label = label_of(issue, action)
    context = {"title": label, "submit": label, "text": TEXT.get(action, "")}
    if not form.is_bound and issue.status in issue.MOVES[action][0]:
        context["blockers"] = issue.blockers(action)
    return ask(request, form, reference=reference, cancel=issue.get_absolute_url(), **context)


def issue_measure(request, reference):
    issue = issue_for(request, reference, "problems.measure_emergingissue")
    form = MeasureForm(posted(request), initial={"owner": str(issue.officer or "")})
    if accepted(form, lambda data: services.start_measure(issue, by=request.user, **data)):
        messages.success(request, "The measure is in the action log, and its owner is told.")
        return redirect(issue)
    return ask(
        request, form, title="Start a measure", reference=reference, submit="Start it",
        cancel=issue.get_absolute_url(),
    )  # fmt: skip


def issue_review(request, reference):
    issue = issue_for(request, reference, "problems.review_emergingissue")
    form = ReviewForm(posted(request))
    if accepted(form, lambda data: services.review_issue(issue, by=request.user, **data)):
        messages.success(request, "The review is kept.")
        return redirect(issue)
    return ask(
        request, form, title="Review the issue", reference=reference, submit="Save the review",
        cancel=issue.get_absolute_url(), text="If it is over, close it instead; if it lasts, open a problem record.",
    )  # fmt: skip
