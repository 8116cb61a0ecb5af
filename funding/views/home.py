"""Where the room begins: the list of bids, and for a community group its own page."""

from django.http import Http404
from django.shortcuts import redirect, render

from audit.clock import now, today
from funding.reports.mine import mine_of


def funding_home(request):
    return redirect("funding:mine" if request.user.places.applies_alone else "funding:bids")


def mine_show(request):
    """What an applicant does next, its bids, and the calls that take bids now."""
    if not request.user.places.agencies:
        raise Http404
    mine = mine_of(request.user, day=today(), at=now())
    return render(request, "funding/mine.html", {"mine": mine, "day": today()})
