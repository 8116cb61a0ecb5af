"""What the learning ledger shows: where each action stands, and who was chased. The colour is derived, never typed."""

import datetime as dt

from dateutil.relativedelta import relativedelta

from audit.clock import today
from reviews.lines import CHECK_AFTER_MONTHS, SOON, LineStatus
from reviews.models import Recommendation, Review

SAID = {
    LineStatus.SILENT: ("Red: no response", "overdue"),
    LineStatus.WITHDRAWN: ("No longer to be done", "withdrawn"),
}
LEFT = {"not": "Practice unchanged", "partly": "Changed in part", "changed": "Practice changed"}


def colour(line, milestones=(), assurances=()):
    """Where an action stands, in words, and the status that colours it."""
    if line.status == LineStatus.DONE:
        last = list(assurances)[-1:]
        if not last:
            return "Completed", "done"
        return LEFT[last[0].result], "done" if last[0].result == "changed" else "at_risk"
    if line.status in SAID:
        return SAID[line.status]
    if line.is_late(today()):
        return "Red: overdue", "overdue"
    if line.target_on <= today() + dt.timedelta(days=SOON) and not milestones:
        return "Amber: due soon", "at_risk"
    return "Green: on course", "approved"


def of(line):
    """As ``colour``, of a line that holds its milestones and assurances."""
    return colour(line, line.milestones.all(), line.assurances.all())


def check_due_on(line):
    """The day from which it is asked whether practice changed; None while it is not complete or once it was asked."""
    if line.status != LineStatus.DONE or line.assurances.all():
        return None
    return line.completed_on + relativedelta(months=CHECK_AFTER_MONTHS)


def national(recommendation):
    """Where a national recommendation stands; empty for others."""
    if recommendation.scope != Recommendation.Scope.NATIONAL:
        return "", ""
    if recommendation.answered_on:
        return "Answered", "done"
    if recommendation.sent_on:
        return "Sent on", "waiting"
    return "To be sent on", "overdue"


def themes_of(user):
    """Words that the reviews open to this person have used already."""
    reviews = Review.objects.visible_to(user)
    used = Recommendation.objects.filter(review__in=reviews.values("pk")).exclude(theme="")
    return sorted(set(used.values_list("theme", flat=True)))[:12]
