"""The pages on which a bid is scored and decided: how it is fetched there, and its frame."""

from funding.views.frame import SCORERS, bid_for, bid_or_404
from funding.views.steps import may_declare, steps_of, tabs_of
from records.pages import show


def scored_bid(request, reference, permission_, *parts, lists=()):
    return bid_for(request, reference, permission_, SCORERS, *parts, lists=lists)


def known_bid(request, reference, *parts):
    return bid_or_404(request, reference, SCORERS, *parts)


def show_scoring(request, template, bid, here, **context):
    steps = context.pop("steps", None)
    steps = steps_of(request.user, bid) if steps is None else steps
    context.setdefault("declares", may_declare(request.user, bid))
    return show(request, f"funding/{template}", bid, tabs_of(request.user, bid, here), steps, **context)
