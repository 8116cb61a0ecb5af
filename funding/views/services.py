from django.shortcuts import render
from django.urls import reverse

from funding.models import Service
from funding.views.frame import one_or_404, show
from records.paging import page_of


def service_list(request):
    page = page_of(Service.objects.visible_to(request.user), "pk", request.GET, descending=True)
    return render(request, "funding/service_list.html", {"page": page})


def service_show(request, reference):
    record = one_or_404(request, Service, reference)
    return show(request, "funding/service_show.html", record, _tabs(record, "service"), ())


def _tabs(record, tab):
    pages = (("Service", "service"),)
    return [
        (label, reverse(f"funding:{name}", args=[record.reference]), name == tab) for label, name in pages
    ]
