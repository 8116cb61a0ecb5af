"""The register of interests: who declared what about which bid, by call."""

from django.core.exceptions import PermissionDenied
from django.shortcuts import render

from audit.clock import today
from funding.models import Bid, FundingCall, Interest
from funding.services.asking import REFUSALS
from records.export import KINDS, export

HEADINGS = ["Call", "Bid", "Title", "Who", "Kind of interest", "What it is", "Declared on", "Declared by"]


def interest_list(request):
    """Of the bids that this person may know of: who declared their own sees nothing of it here either."""
    places = request.user.places.funds_in
    if not places:
        raise PermissionDenied(REFUSALS["funding.manage_bid"])
    bids = Bid.objects.visible_to(request.user).filter(partnership__in=places)
    rows = Interest.objects.filter(bid__in=bids.values("pk"))
    rows = rows.select_related("bid__call", "person", "declared_by__person")
    calls = FundingCall.objects.visible_to(request.user).filter(partnership__in=places).order_by("-pk")
    chosen = calls.filter(reference=request.GET.get("call", "")).first()
    if chosen:
        rows = rows.filter(bid__call=chosen)
    rows = list(rows.order_by("-declared_at", "-pk"))
    if (kind := request.GET.get("export")) in KINDS:
        return export(kind, f"interests-{today().isoformat()}", HEADINGS, [_line(row) for row in rows])
    context = {"rows": rows, "calls": list(calls), "chosen": chosen, "headings": HEADINGS}
    return render(request, "funding/interests.html", context)


def _line(row):
    return [
        row.bid.call.title, row.bid.reference, row.bid.title, str(row.person), row.get_kind_display(), row.detail,
        row.declared_at.date(), str(row.declared_by),
    ]  # fmt: skip
