from django.shortcuts import render
from django.urls import reverse

from funding.models import Bid
from funding.views.frame import one_or_404, show
from records.paging import page_of


def bid_list(request):
    page = page_of(Bid.objects.visible_to(request.user), "pk", request.GET, descending=True)
    return render(request, "funding/bid_list.html", {"page": page})


def bid_show(request, reference):
    record = one_or_404(request, Bid, reference)
    return show(request, "funding/bid_show.html", record, _tabs(record, "bid"), ())


def _tabs(record, tab):
    pages = (("Bid", "bid"),)
    return [
        (label, reverse(f"funding:{name}", args=[record.reference]), name == tab) for label, name in pages
    ]
