"""Calls for bids as anybody may read them, without signing in."""

from django.contrib.auth.decorators import login_not_required
from django.shortcuts import get_object_or_404, render

from audit.clock import now
from funding.models import FundingCall
from funding.reports.calls import facts_of, offers_of, scoring_of
from funding.views.calls import PARTS
from records.paging import page_of


def _published(request):
    return FundingCall.objects.visible_to(request.user).published().filter(audience="public")


@login_not_required
def open_list(request):
    """Calls that take bids now, the first to close first; the others by their age."""
    at = now()
    taking = _published(request).taking_bids(at).select_related("partnership").order_by("closes_at", "pk")
    others = _published(request).exclude(pk__in=taking.values("pk")).select_related("partnership")
    context = {
        "taking": list(taking[:100]),
        "page": page_of(others, "pk", request.GET, descending=True),
        "at": at,
    }
    return render(request, "funding/open_list.html", context)


@login_not_required
def open_show(request, reference):
    """What the money is for, who may bid, until when, with what, and how bids are scored."""
    known = _published(request).select_related("partnership", "body", "scheme", "needs_agreement")
    call = get_object_or_404(known.prefetch_related(*PARTS, "scheme__criteria"), reference=reference)
    context = {
        "call": call, "page_facts": list(facts_of(call)), "offers": offers_of(call), "scoring": scoring_of(call),
        "takes": call.takes_bids(now()), "at": now(),
    }  # fmt: skip
    return render(request, "funding/open_show.html", context)
