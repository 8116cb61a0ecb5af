"""Until when a review and its working papers are kept, from the rules that the partnership set."""

from dateutil.relativedelta import relativedelta

from reviews.lifecycle import Status
from reviews.models import RetentionRule

What = RetentionRule.What


def kind_of(review):
    return What.REFERRAL if review.status in (Status.NO_REVIEW, Status.PASSED) else What.REVIEW


def kept_until(review, rules, what=None):
    """``rules`` are years by what is kept. None while it is open, or where no rule was set."""
    years = rules.get(what or kind_of(review))
    if review.closed_on is None or years is None:
        return None
    return review.closed_on + relativedelta(years=years)
