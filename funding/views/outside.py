from django.shortcuts import render
from django.urls import reverse

from funding.models import OutsideBid
from funding.views.frame import one_or_404, show
from records.paging import page_of


def outside_list(request):
    page = page_of(OutsideBid.objects.visible_to(request.user), "pk", request.GET, descending=True)
    return render(request, "funding/outside_list.html", {"page": page})


def outside_show(request, reference):
    record = one_or_404(request, OutsideBid, reference)
    return show(request, "funding/outside_show.html", record, _tabs(record, "outside"), ())


def _tabs(record, tab):
    pages = (("Outside bid", "outside"),)
    return [
        (label, reverse(f"funding:{name}", args=[record.reference]), name == tab) for label, name in pages
    ]
