from django.shortcuts import render
from django.urls import reverse

from funding.models import ProposalSet
from funding.views.frame import one_or_404, show
from records.paging import page_of


def proposals_list(request):
    page = page_of(ProposalSet.objects.visible_to(request.user), "pk", request.GET, descending=True)
    return render(request, "funding/proposals_list.html", {"page": page})


def proposals_show(request, reference):
    record = one_or_404(request, ProposalSet, reference)
    return show(request, "funding/proposals_show.html", record, _tabs(record, "proposals"), ())


def _tabs(record, tab):
    pages = (("Proposals", "proposals"),)
    return [
        (label, reverse(f"funding:{name}", args=[record.reference]), name == tab) for label, name in pages
    ]
