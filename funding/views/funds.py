from django.shortcuts import render
from django.urls import reverse

from funding.models import Fund
from funding.views.frame import one_or_404, show
from records.paging import page_of


def fund_list(request):
    page = page_of(Fund.objects.visible_to(request.user), "pk", request.GET, descending=True)
    return render(request, "funding/fund_list.html", {"page": page})


def fund_show(request, reference):
    record = one_or_404(request, Fund, reference)
    return show(request, "funding/fund_show.html", record, _tabs(record, "fund"), ())


def _tabs(record, tab):
    pages = (("Fund", "fund"),)
    return [
        (label, reverse(f"funding:{name}", args=[record.reference]), name == tab) for label, name in pages
    ]
