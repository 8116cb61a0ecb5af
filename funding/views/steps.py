"""What happens next with a bid, for whoever looks at it."""

from django.urls import reverse

from design.addresses import url_or_none
from design.pages import NextStep
from funding.lifecycle.bids import UNDECIDED, Action
from funding.services.bids import AGAIN
from records.lifecycle import permission

WRITTEN = (Action.EXPRESS, Action.SUBMIT)  # offered on the form, which says what is missing
MOVED = (Action.INVITE, Action.RETURN, Action.TURN_DOWN, Action.WITHDRAW)  # each asks first, on one page
PAGES: dict[str, str] = {}  # the other moves that have pages of their own: action to the page's name
PRIMARY = {Action.INVITE, Action.SCORE, Action.RECOMMEND, Action.AWARD, Action.ACCEPT, Action.CLOSE}
WARNING = {Action.WITHDRAW, Action.TURN_DOWN}


def steps_of(user, bid):
    if user.has_perm("funding.change_bid", bid):
        yield NextStep("Go on with the bid", _address("bid_write", bid), primary=True)
    for action, (sources, _) in bid.MOVES.items():
        if bid.status not in sources or action in WRITTEN or not user.has_perm(permission(bid, action), bid):
            continue
        if address := _page_of(bid, action):
            yield NextStep(
                action.label, address, list(bid.blockers(action)), primary=action in PRIMARY,
                warning=action in WARNING,
            )  # fmt: skip
    if bid.status in AGAIN and user.has_perm("funding.withdraw_bid", bid):
        yield NextStep("Bid again in a later round", _address("bid_carry", bid))


def may_join(user, bid):
    """Whether the person may record that an agency joins the bid while it waits for its decision."""
    return bid.status in UNDECIDED and user.has_perm("funding.manage_bid", bid)


def _page_of(bid, action):
    if action in MOVED:
        return reverse("funding:bid_move", args=[bid.reference, action])
    return url_or_none(f"funding:{PAGES.get(action, action)}", bid.reference)


def _address(name, bid):
    return reverse(f"funding:{name}", args=[bid.reference])
