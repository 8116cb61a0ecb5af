from django.shortcuts import render
from django.urls import reverse

from funding.models import FundingCall
from funding.views.frame import one_or_404, show
from records.paging import page_of


def call_list(request):
    page = page_of(FundingCall.objects.visible_to(request.user), "pk", request.GET, descending=True)
    return render(request, "funding/call_list.html", {"page": page})


def call_show(request, reference):
    record = one_or_404(request, FundingCall, reference)
    return show(request, "funding/call_show.html", record, _tabs(record, "call"), ())


def _tabs(record, tab):
    pages = (("Call", "call"),)
    return [
        (label, reverse(f"funding:{name}", args=[record.reference]), name == tab) for label, name in pages
    ]
