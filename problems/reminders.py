"""What is said again: that a review comes up (S002-161), and that an emerging issue waits (S002-09)."""

import datetime as dt

from actions.reminders import DAYS_BEFORE, reminder
from design.filters import date as date_in_words
from notices.services import notify
from partnership.models import User
from problems.hearing import takers_of
from problems.issue_lifecycle import UNTAKEN, IssueStatus
from problems.models import EmergingIssue, Problem

LINE = "The commander asked to see this record again. Take up the review in the portal."


def remind_reviews(on):
    """Each reminder is claimed by record, trigger and day, so this may run as often as it likes."""
    due = Problem.objects.due_for_review(on, within=DAYS_BEFORE)
    for problem in (
        due.filter(review_on__gte=on - dt.timedelta(days=DAYS_BEFORE)).order_by("pk").iterator(500)
    ):
        trigger, day = reminder(problem.review_on, on)
        if trigger in ("due-soon", "due"):
            notify(
                User.objects.filter(is_active=True, person=problem.officer_id), problem, f"review-{trigger}",
                subject=f"{problem.reference} is to be reviewed on {date_in_words(problem.review_on)}", line=LINE,
                about_on=day,
            )  # fmt: skip


def remind_of_issues(on):
    """A notice is claimed by its issue, trigger and day, so the job may run as often as it likes."""
    for issue in EmergingIssue.objects.due_for_review(on).exclude(status__in=UNTAKEN).order_by("pk"):
        trigger, day = reminder(issue.review_on, on)
        if trigger in ("due", "late"):
            _remind_of_review(issue, day)
    for issue in EmergingIssue.objects.filter(status=IssueStatus.TASKED, tasked_on__lt=on).order_by("pk"):
        trigger, day = reminder(issue.tasked_on, on)
        if trigger:
            _remind_of_task(issue, day)


def _remind_of_review(issue, day):
    holder = User.objects.filter(is_active=True, person=issue.officer_id)
    notify(
        holder, issue, "issue-review", about_on=day,
        subject=f"{issue.reference} is to be reviewed: {date_in_words(issue.review_on)}",
        line="Say how the issue stands, close it, or open a problem record from it.",
    )  # fmt: skip


def _remind_of_task(issue, day):
    """On the day after, and weekly while nobody takes it: it was to be taken on the day itself."""
    notify(
        takers_of(issue), issue, "issue-untaken", about_on=day,
        subject=f"{issue.reference} is not taken yet",
        line="Your partnership is tasked with an emerging issue that nobody has taken.",
    )  # fmt: skip
