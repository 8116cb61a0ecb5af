"""The awards that are open to everyone: those whose agreement is signed, but for what is kept back with a reason."""

from collections import defaultdict

from django.db.models import Q, Sum

from funding.lifecycle.bids import Status
from funding.models import Bid, Entry
from funding.money import NOTHING, year_name, year_of
from records.export import pounds

OPEN = (Status.DELIVERY, Status.EVALUATED, Status.CLOSED)
MOST = 5000  # of one file
HEADINGS = [
    "Date",
    "Period",
    "Department",
    "Beneficiary",
    "Registration number",
    "Summary of the purpose",
    "Amount",
]


def open_awards(partnership=None):
    """Newest first. The one place that says which awards the public may read."""
    rows = Bid.objects.filter(status__in=OPEN, kept_back_because="", awarded__gt=0)
    if partnership is not None:
        rows = rows.filter(partnership=partnership)
    return rows.order_by("-awarded_on", "-pk")


def whole(rows):
    """With what a file says of each."""
    parts = ("areas", "fund_year__fund__holdings__holder")
    return rows.select_related("agency", "call", "fund_year__fund__funder").prefetch_related(*parts)


def paid_by_bid(bids):
    """Pounds paid less what came back, by the bid's key."""
    sums = Entry.objects.filter(bid__in=[bid.pk for bid in bids]).order_by().values_list("bid")
    totals = sums.annotate(
        paid=Sum("amount", filter=Q(kind=Entry.Kind.PAID)),
        back=Sum("amount", filter=Q(kind=Entry.Kind.REPAID)),
    )
    found = defaultdict(lambda: NOTHING)
    for key, paid, back in totals:
        found[key] = (paid or NOTHING) - (back or NOTHING)
    return found


def transparency_line(bid, department):
    """As the Local Government Transparency Code 2015 wants grants to voluntary bodies listed."""
    number = bid.agency.org_id.rpartition("-")[2]
    return [
        bid.awarded_on, year_name(year_of(bid.awarded_on)), str(department or ""), bid.agency.name, number,
        bid.title, pounds(bid.awarded),
    ]  # fmt: skip
