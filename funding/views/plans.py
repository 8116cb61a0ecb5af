from django.shortcuts import render
from django.urls import reverse

from funding.models import Plan
from funding.views.frame import one_or_404, show
from records.paging import page_of


def plan_list(request):
    page = page_of(Plan.objects.visible_to(request.user), "pk", request.GET, descending=True)
    return render(request, "funding/plan_list.html", {"page": page})


def plan_show(request, reference):
    record = one_or_404(request, Plan, reference)
    return show(request, "funding/plan_show.html", record, _tabs(record, "plan"), ())


def _tabs(record, tab):
    pages = (("Plan", "plan"),)
    return [
        (label, reverse(f"funding:{name}", args=[record.reference]), name == tab) for label, name in pages
    ]
