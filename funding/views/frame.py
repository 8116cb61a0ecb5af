"""How a bid is fetched for a page, with those who decide what anybody may do with it."""

from django.core.exceptions import PermissionDenied
from django.db.models import Prefetch

from funding.models import Assignment, Bid
from records.asking import refusal
from records.pages import ABOVE, one_or_404
from records.together import gather

SCORERS = Prefetch("assignments", Assignment.objects.with_forms())
OF_BID = (
    *ABOVE, "call__scheme", "call__needs_agreement", "fund_year__fund", "fund_year__fund__needs_agreement"
)  # fmt: skip


def bid_or_404(request, reference, *parts, lists=()):
    """With its partners, who decide what anybody may do with it; ``lists`` are read beside them in the same query."""
    bid = one_or_404(request, Bid, reference, *parts, above=OF_BID)
    gather(bid, "partners__agency", *lists)
    return bid


def bid_for(request, reference, permission, *parts, lists=()):
    bid = bid_or_404(request, reference, *parts, lists=lists)
    if not request.user.has_perm(permission, bid):
        raise PermissionDenied(refusal(permission))
    return bid
