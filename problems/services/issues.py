"""The fast lane: logging an emerging issue, tasking, taking, first measures, reviews, and its end."""

import datetime as dt

from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.db import transaction

from actions.services import issue_action, propose_action
from audit.clock import now, today
from audit.services import log
from notices.services import notify
from partnership.models import User
from problems.issue_lifecycle import IssueAction, IssueStatus
from problems.models import EmergingIssue, IssueReview, Location, Postcode
from problems.services.opening import agency_of, open_problem
from problems.services.writing import refuse_the_same_action
from records import search
from records.access import give
from records.lifecycle import MoveRefused, locked, move, save
from records.models import Link, Record
from records.services import change_record, create_record, join, refuse_a_second
from records.writing import keep

REFUSALS = {
    "problems.add_emergingissue": "Only the intelligence unit, community safety officers and partnership officers log "
    "emerging issues.",
    "problems.change_emergingissue": "Only those who work for this partnership, and whoever logged it before it is "
    "taken, change an emerging issue.",
    "problems.measure_emergingissue": "Only those who work for this partnership start measures, once the "
    "issue is taken.",
    "problems.review_emergingissue": "Only those who work for this partnership review an issue, while it is in hand.",
}
FIELDS = (
    "title", "outline", "place", "postcode", "latitude", "longitude", "section", "beat", "kinds", "days",
    "time_from", "time_until", "source",
)  # fmt: skip


@transaction.atomic
def log_issue(partnership, title, *, by, task_to=None, task="", body=None, once=False, **fields):
    """Log what emerges and, if a partnership is named, task it in the same step (S002-13).

    ``once``: a form asks, and may be sent again.
    """
    issue = EmergingIssue(
        title=title, partnership=partnership, body=body, agency=agency_of(by.person), logged_on=today(),
        audience=Record.Audience.CASE, **fields,
    )  # fmt: skip
    if not by.has_perm("problems.add_emergingissue", issue):
        raise PermissionDenied(REFUSALS["problems.add_emergingissue"])
    if once:
        same = {"title": title, "outline": issue.outline, "place": issue.place}
        refuse_a_second(EmergingIssue.objects.visible_to(by).open().filter(**same), by=by)
    create_record(issue, by=by, reason="Logged")
    _keep_in_sight(issue, by, by=by)
    return task_issue(issue, task_to, by=by, task=task) if task_to else issue


@transaction.atomic
def change_issue(issue, changes, *, by, version=None):
    issue = locked(issue)
    _require(issue, by, "problems.change_emergingissue")
    return change_record(issue, changes, by=by, reason="Details changed", version=version)


@transaction.atomic
def task_issue(issue, partnership, *, by, task=""):
    """Put it before a partnership's community safety officers. Whoever logged or tasked it keeps seeing it."""
    former = issue.partnership
    issue = move(issue, IssueAction.TASK, by=by, reason=task)
    issue.partnership, issue.tasked_on = partnership, today()
    issue.task = task or issue.task
    if issue.body_id and issue.body.partnership_id != partnership.pk:
        issue.body = None
    save(issue, by=by, reason=f"{partnership} is tasked")
    log(issue, "task", by=by, reason=task, changes={"partnership": [str(former), str(partnership)]})
    search.index(issue)
    for user in dict.fromkeys((issue.created_by, by)):
        _keep_in_sight(issue, user, by=by)
    return issue


def _keep_in_sight(issue, user, *, by):
    if not Record.objects.visible_to(user).filter(pk=issue.pk).exists():
        give(issue, user, by=by, reason="Logged or tasked this issue")


@transaction.atomic
def take_issue(issue, *, by):
    """In hand from today, and to be looked at again in two weeks (`settings.ISSUE_REVIEW_DAYS`)."""
    issue = move(issue, IssueAction.TAKE, by=by)
    issue.officer, issue.taken_on, issue.review_on = by.person, today(), _next_review()
    return save(issue, by=by, reason=f"Taken by {by.person}")


def _next_review():
    return today() + dt.timedelta(days=settings.ISSUE_REVIEW_DAYS)


@transaction.atomic
def start_measure(issue, *, wording, owner, due_on, by):
    """A prevention measure, agreed between meetings: an action with its owner and day (S002-57)."""
    issue = _require(issue, by, "problems.measure_emergingissue")
    refuse_the_same_action(issue, wording, due_on, by=by)
    if issue.status == IssueStatus.TAKEN:
        issue = move(issue, IssueAction.MEASURE, by=by, reason=wording)
        issue.measured_on = today()
        save(issue, by=by, reason="The first measure has started")
    measure = propose_action(
        issue, wording=wording, owners=[(owner, None, "")], due_on=due_on, by=by, audience=issue.audience
    )
    return issue_action(measure, by=by, audience=issue.audience, reason="Agreed between meetings")


@transaction.atomic
def review_issue(issue, text, *, by):
    """Say how it stands; it is to be looked at again after as long."""
    issue = _require(issue, by, "problems.review_emergingissue")
    if not text.strip():
        raise MoveRefused("Write how the issue stands.")
    review = IssueReview(issue=issue, text=text, next_on=_next_review(), made_at=now(), made_by=by)
    review.save(force_insert=True)
    issue.review_on = review.next_on
    save(issue, by=by, reason="Reviewed")
    log(issue, "review", by=by)
    return review


@transaction.atomic
def close_issue(issue, came_of_it, *, by):
    if not came_of_it.strip():
        raise MoveRefused("Write what came of it.")
    return _end(move(issue, IssueAction.CLOSE, by=by, reason=came_of_it), came_of_it, by=by)


@transaction.atomic
def reopen_issue(issue, *, by, reason):
    if not reason.strip():
        raise MoveRefused("Say why it is opened again.")
    issue = move(issue, IssueAction.REOPEN, by=by, reason=reason)
    issue.closed_on, issue.review_on = None, _next_review()
    issue.officer, issue.taken_on = issue.officer or by.person, issue.taken_on or today()
    return save(issue, by=by, reason=reason)


@transaction.atomic
def raise_problem(issue, *, by):
    """Carry it over into a problem record at scanning, whose origin is then reactive (S002-19)."""
    issue = move(issue, IssueAction.RAISE, by=by)
    problem = open_problem(
        issue.partnership, issue.title[:200], by=by, body=issue.body, origin="reactive",
        reason=f"From {issue.reference}", **{name: getattr(issue, name) for name in EmergingIssue.SHARED},
    )  # fmt: skip
    if issue.place:
        point = {"latitude": issue.latitude, "longitude": issue.longitude}
        keep(Location(problem=problem, text=issue.place, **point), by=by)
    if issue.postcode:
        keep(Postcode(problem=problem, code=issue.postcode), by=by)
    search.index(problem)
    join(problem, issue, Link.Kind.ARISES_FROM, by=by)
    _end(issue, f"It became problem record {problem.reference}.", by=by)
    return problem


@transaction.atomic
def hand_over_issue(issue, person, *, by, reason):
    """Put it in other hands, where the service that calls has asked its own questions: a leaver's."""
    issue = change_record(issue, {"officer": person}, by=by, reason=reason)
    line = "It was in the hands of somebody who has left."
    users = User.objects.filter(person=person, is_active=True)
    notify(users, issue, "take-over", subject=f"{issue.reference} is in your hands", line=line)
    return issue


def _end(issue, came_of_it, *, by):
    issue.came_of_it, issue.closed_on, issue.review_on = came_of_it, today(), None
    save(issue, by=by, reason=came_of_it)
    search.index(issue)
    return issue


def _require(issue, by, permission):
    issue = locked(issue)
    if not by.has_perm(permission, issue):
        raise PermissionDenied(REFUSALS[permission])
    return issue
