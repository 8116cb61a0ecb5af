"""What is due to be destroyed or looked at, what is held, and the rules it follows from."""

from dataclasses import dataclass

from django.db.models import Exists, OuterRef

from audit.clock import today
from reviews.models import LegalHold, RetentionRule, Review
from reviews.retention import What, kept_until, kind_of


@dataclass(frozen=True)
class Due:
    review: Review
    until: object
    papers_until: object
    held: bool

    @property
    def state(self):
        """In words, and the status that colours it."""
        if self.held:
            return "Legal hold", "held"
        if self.until is None and self.papers_until is None:
            return "No rule was set", "draft"
        if self.until and self.until <= today():
            return "Review due", "overdue"
        if self.papers_until and self.papers_until <= today():
            return "Papers due", "due"
        return "Kept", "done"


def rules_for(user):
    """Each kind with the rule that was set, or none."""
    found = {rule.what: rule for rule in RetentionRule.objects.visible_to(user)}
    return [(what, found.get(what)) for what in What]


def years_of(review):
    """As its partnership set them: whoever knows a review reads until when it is kept."""
    return dict(review.partnership.retention_rules.values_list("what", "years"))


def due_for(user):
    """Closed reviews that are open to the person, what is due first."""
    holds = LegalHold.objects.filter(review=OuterRef("pk"), ended_on=None)
    known = Review.objects.visible_to(user).exclude(closed_on=None).annotate(held=Exists(holds))
    rules = {}
    for rule in RetentionRule.objects.visible_to(user):
        rules.setdefault(rule.partnership_id, {})[rule.what] = rule.years
    rows = [
        Due(
            one,
            kept_until(one, of := rules.get(one.partnership_id, {})),
            kept_until(one, of, What.PAPERS),
            one.held,
        )
        for one in known.order_by("closed_on", "pk")
    ]
    return sorted(rows, key=lambda row: row.state[1] not in ("overdue", "due"))


def of_review(review):
    rules = years_of(review)
    return kept_until(review, rules), kept_until(review, rules, What.PAPERS), kind_of(review).label
