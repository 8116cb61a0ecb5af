"""The fast lane: the board of emerging issues, the page of each, and logging one."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.shortcuts import get_object_or_404, redirect, render

from audit.clock import today
from design.addresses import url
from design.pages import NextStep
from problems import services
from problems.forms.issues import ChangeIssueForm, LogIssueForm, logs_for
from problems.issue_lifecycle import IN_HAND, IssueAction, IssueStatus
from problems.models import EmergingIssue
from problems.reports.issues import COLUMNS, board_of, measures_of, over_for, problem_of
from problems.reports.similar import of_issue, similar_to
from problems.services.issues import FIELDS, REFUSALS
from problems.views.papers import bodies_told
from records.access import note_reading
from records.forms import accepted, ask, conflict, posted
from records.lifecycle import moves_open_to
from records.pages import tabs_of_record
from records.paging import page_of
from records.services import ChangedMeanwhile, version_of

ABOVE = ("partnership", "body", "agency", "section", "beat", "officer", "created_by__person")


def issue_board(request):
    context = {
        "columns": board_of(request.user, today()),
        "logs": bool(logs_for(request.user)),
        "tells": bodies_told(request.user).exists(),
    }
    return render(request, "problems/issue_board.html", context)


def issue_list(request):
    """Those that are over: closed, or problem records by now."""
    page = page_of(over_for(request.user), "closed_on", request.GET, descending=True)
    return render(request, "problems/issue_list.html", {"page": page, "columns": COLUMNS})


def issue_log(request):
    if not logs_for(request.user):
        raise PermissionDenied(REFUSALS["problems.add_emergingissue"])
    form = LogIssueForm(posted(request), user=request.user)
    logged = []
    if accepted(form, lambda data: logged.append(services.log_issue(by=request.user, once=True, **data))):
        tasked = logged[0].status == IssueStatus.TASKED
        messages.success(request, f"{logged[0].reference} is logged{' and tasked' if tasked else ''}.")
        return redirect(logged[0])
    return ask(
        request, form, title="Log an emerging issue", submit="Log it", cancel=url("problems:issues"),
        text="A title is enough to log it. Somebody can take it today, without waiting for a meeting.",
    )  # fmt: skip


def issue_show(request, reference):
    issue = issue_or_404(request, reference)
    context = {
        "measures": measures_of(issue, request.user),
        "reviews": list(issue.reviews.select_related("made_by__person")),
        "writes": request.user.has_perm("problems.change_emergingissue", issue),
        "review_due": issue.is_review_due(today()),
        "became": problem_of(issue, request.user),
    }
    return _show(request, "problems/issue_detail.html", issue, "issue", **context)


def issue_similar(request, reference):
    issue = issue_or_404(request, reference)
    similar = similar_to(of_issue(issue), request.user)
    return _show(request, "problems/issue_similar.html", issue, "issue_similar", similar=similar)


def _show(request, template, issue, tab, **context):
    note_reading(request.user, issue)
    context |= {
        "issue": issue,
        "steps": list(_steps(request.user, issue)),
        "tabs": _tabs(request.user, issue, tab),
        "grants": request.user.has_perm("records.grant_record", issue),
    }
    return render(request, template, context)


def issue_change(request, reference):
    issue = issue_for(request, reference, "problems.change_emergingissue")
    initial = {name: getattr(issue, name) for name in FIELDS}
    initial["point"] = None if issue.latitude is None else (issue.latitude, issue.longitude)
    form = ChangeIssueForm(posted(request), initial=initial | {"version": version_of(issue)})
    try:
        if accepted(form, lambda data: _change(issue, data, request.user)):
            messages.success(request, "The issue is changed. What it said before is in its history.")
            return redirect(issue)
    except ChangedMeanwhile as meanwhile:
        return conflict(request, form, meanwhile.current, version_of(meanwhile.current), title=str(issue))
    return ask(
        request, form, title="Change the issue", reference=reference, submit="Save",
        cancel=issue.get_absolute_url(),
    )  # fmt: skip


def _change(issue, data, user):
    version = data.pop("version")
    services.change_issue(issue, data, by=user, version=version)


def issue_or_404(request, reference):
    return get_object_or_404(
        EmergingIssue.objects.visible_to(request.user).select_related(*ABOVE), reference=reference
    )


def issue_for(request, reference, permission):
    issue = issue_or_404(request, reference)
    if not request.user.has_perm(permission, issue):
        raise PermissionDenied(REFUSALS[permission])
    return issue


def _tabs(user, issue, tab):
    rows = [
        (label, _address(issue, name), name == tab, None)
        for label, name in (("Issue", "issue"), ("Similar", "issue_similar"))
    ]
    return [*rows, *tabs_of_record(user, issue)]


PRIMARY = (IssueAction.TAKE, IssueAction.TASK, IssueAction.MEASURE)  # the first of them that is open is
NOTES = {
    IssueAction.TAKE: "You have it in hand from today. Whoever logged it is told.",
    IssueAction.RAISE: "What is written here is carried over, and you are the officer in the case.",
}


def _steps(user, issue):
    """What is done most comes first; a second measure and a review move the issue nowhere."""
    if issue.is_review_due(today()) and user.has_perm("problems.review_emergingissue", issue):
        yield NextStep("Review it", _address(issue, "issue_review"), primary=True)
    if issue.status == IssueStatus.MEASURED and user.has_perm("problems.measure_emergingissue", issue):
        yield NextStep("Start another measure", _address(issue, "issue_measure"))
    moves = sorted(moves_open_to(user, issue), key=lambda move: (*PRIMARY, move[0]).index(move[0]))
    for place, (action, blockers) in enumerate(moves):
        name = "issue_measure" if action == IssueAction.MEASURE else "issue_move"
        more = () if action == IssueAction.MEASURE else (action,)
        yield NextStep(
            label_of(issue, action), _address(issue, name, *more), blockers, NOTES.get(action, ""),
            primary=place == 0 and action in PRIMARY, post=action == IssueAction.TAKE,
        )  # fmt: skip
    if not issue.is_review_due(today()) and user.has_perm("problems.review_emergingissue", issue):
        yield NextStep("Review it before its day", _address(issue, "issue_review"))
    if (
        issue.status in IN_HAND
        and user.places.agencies
        and user.has_perm("problems.change_emergingissue", issue)
    ):
        yield NextStep("Ask for money for this", url("home:money_ask", issue.reference))


def label_of(issue, action):
    """Whoever tasks an issue that is tasked already puts it before another partnership, or asks for something else."""
    return (
        "Change the task"
        if (action, issue.status) == (IssueAction.TASK, IssueStatus.TASKED)
        else action.label
    )


def _address(issue, name, *more):
    return url(f"problems:{name}", issue.reference, *more)
