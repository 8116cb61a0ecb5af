"""The pages on which a bid is scored and decided: their tabs, and what happens next there."""

from django.urls import reverse

from design.pages import NextStep
from funding.lifecycle.bids import FUNDED, Action, Status
from funding.views.frame import bid_for, bid_or_404, show
from records.lifecycle import permission

DECIDED = (*FUNDED, Status.REFUSED, Status.DEFERRED)
PAGES = {  # moves of a bid that have a page of their own here
    Action.SCORE: "scoring_close",
    Action.RESCORE: "scoring_again",
    Action.RECOMMEND: "recommend",
    Action.AWARD: "award",
    Action.REFUSE: "refuse",
    Action.DEFER: "defer",
}
PRIMARY = (Action.SCORE, Action.RECOMMEND, Action.AWARD)


def scoring_tabs(user, bid, here=""):
    """(words, address, whether it is this page) of the tabs that this person has on a bid."""
    found = [("Bid", "bid")]
    if user.has_perm("funding.score_form", bid):
        found.append(("Scoring form", "score_form"))
    if user.has_perm("funding.manage_bid", bid):
        found.append(("Scorers", "scorers"))
    if user.has_perm("funding.view_scores", bid):
        found.append(("Scores", "scores"))
    if bid.status in DECIDED:
        found.append(("Decision", "outcome"))
    return [(words, reverse(f"funding:{name}", args=[bid.reference]), name == here) for words, name in found]


def scoring_steps(user, bid):
    """What this person may do about the bid's scores and its decision now."""
    if user.has_perm("funding.score_form", bid):
        yield NextStep("Fill in the scoring form", _address(bid, "score_form"), primary=True)
    for action, page in PAGES.items():
        sources, _ = bid.MOVES[action]
        if bid.status in sources and user.has_perm(permission(bid, action), bid):
            yield NextStep(
                action.label, _address(bid, page), list(bid.blockers(action)), primary=action in PRIMARY
            )


def scored_bid(request, reference, permission_, *parts):
    return bid_for(request, reference, permission_, "assignments", *parts)


def known_bid(request, reference, *parts):
    return bid_or_404(request, reference, "assignments", *parts)


def show_scoring(request, template, bid, here, **context):
    steps = context.pop("steps", None)
    steps = scoring_steps(request.user, bid) if steps is None else steps
    return show(request, f"funding/{template}", bid, scoring_tabs(request.user, bid, here), steps, **context)


def _address(bid, page):
    return reverse(f"funding:{page}", args=[bid.reference])
