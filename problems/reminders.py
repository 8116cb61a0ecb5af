"""When a review comes up: said to the officer in the case seven days before and on the day (S002-161)."""

import datetime as dt

from actions.reminders import DAYS_BEFORE, reminder
from design.filters import date as date_in_words
from notices.services import notify
from partnership.models import User
from problems.models import Problem

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
