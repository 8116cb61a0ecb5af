"""The list of bids, and the page of one."""

from django.shortcuts import render

from audit.models import Event
from design.addresses import url
from design.pages import query
from documents.models import Document
from funding.balances import balance_of
from funding.forms.lists import DEFAULTS, BidFilter
from funding.hearing import TOLD
from funding.reports.description import LISTS, answers_of
from funding.reports.lists import COLUMNS, HEADINGS, SORTS, bids_for, downloaded, line, listed
from funding.views.frame import SCORERS, bid_or_404
from funding.views.steps import may_declare, may_join, stands, steps_of, tabs_of
from records.export import KINDS
from records.pages import file_of, show
from records.paging import page_of, sorting

# not told on the bid's own page; the History tab has them
QUIET = ("change", "sign submit", "sign countersign", "read", "download")
LATEST = 12


def bid_list(request):
    filters = BidFilter(request.GET, user=request.user)
    chosen = filters.chosen()
    rows = bids_for(request.user, chosen)
    field, descending = sorting(request.GET, SORTS, DEFAULTS["sort"])
    if request.GET.get("export") in KINDS:
        return file_of(request, downloaded(rows).order_by(field, "pk"), "bids", HEADINGS, line)
    context = {
        "page": page_of(listed(rows), field, request.GET, descending=descending),
        "filters": filters,
        "chosen": [
            (
                filters.words_for(name, chosen[name]),
                query(request.GET, **{name: None}, after=None, before=None),
            )
            for name in filters.fields
            if chosen[name]
        ],
        "columns": COLUMNS,
        "sort": request.GET.get("sort", DEFAULTS["sort"]),
        "runs": bool(request.user.places.funds_in),
    }
    return render(request, "funding/bid_list.html", context)


def bid_show(request, reference):
    bid = bid_or_404(request, reference, SCORERS, lists=LISTS)
    user = request.user
    documents = Document.objects.visible_to(user).filter(attached_to=bid.pk).order_by("pk")
    return show(
        request, "funding/bid_show.html", bid, tabs_of(user, bid, "bid"), steps_of(user, bid),
        answers=answers_of(bid, free_of(bid)), documents=list(documents), events=events_of(bid),
        joins=may_join(user, bid), declares=may_declare(user, bid), manages=user.has_perm("funding.manage_bid", bid),
        supports=user.has_perm("funding.support_bid", bid),
        views_group=user.has_perm("funding.view_group", bid.agency), stands=stands(bid, user),
    )  # fmt: skip


def free_of(bid):
    """What the bid's fund has free today; None while no fund is chosen."""
    return balance_of(bid.fund_year).free if bid.fund_year_id else None


def events_of(bid):
    """What was done with the bid, newest first."""
    shown = [verb for verb in TOLD if verb not in QUIET]
    found = Event.objects.filter(subject=bid.reference, verb__in=shown).order_by("-pk")[:LATEST]
    return [
        {"title": TOLD[row.verb], "by": row.actor_label, "at": row.at, "text": row.reason} for row in found
    ]


def address(name, bid):
    return url(f"funding:{name}", bid.reference)
