"""Awards for everyone to read, on a page and as data. No signing in."""

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpResponse, JsonResponse
from django.shortcuts import render
from django.utils.http import content_disposition_header
from django.views.decorators.http import require_safe

from design.addresses import url
from design.pages import Column
from funding.forms.openness import KeepBackForm, SubsidyForm
from funding.openness import as_csv, grant_of, holder_of, package, without_personal
from funding.reports.awards import HEADINGS, MOST, open_awards, paid_by_bid, transparency_line, whole
from funding.reports.subsidies import window_of
from funding.services import openness as services
from funding.views.frame import bid_for
from records.export import KINDS, export
from records.forms import posted
from records.pages import asked
from records.paging import page_of

OPEN_TO_ALL = (
    "Awards are open to everyone once their agreement is signed. Leave the reason empty to publish this one."
)
COLUMNS = (Column("Project"), Column("Given to"), Column("Awarded"), Column("Amount", numeric=True))


@login_not_required
@require_safe
def award_list(request):
    if (kind := request.GET.get("export")) in KINDS:
        lines = [transparency_line(bid, holder_of(bid)) for bid in whole(open_awards())[:MOST]]
        return export(kind, "awards", HEADINGS, lines)
    page = page_of(whole(open_awards().order_by()), "awarded_on", request.GET, descending=True)
    context = {
        "page": page,
        "columns": COLUMNS,
        "as_data": bool(settings.GIVING_PREFIX),
        "plain": without_personal,
    }
    return render(request, "funding/award_list.html", context)


@login_not_required
@require_safe
def award_data(request, kind):
    """The 360Giving file. There is none until the installation has its publisher's prefix."""
    if not settings.GIVING_PREFIX:
        raise Http404
    bids = list(whole(open_awards())[:MOST])
    paid, here = paid_by_bid(bids), settings.PORTAL_URL + url("funding:awards")
    grants = [grant_of(bid, paid=paid[bid.pk], url=here) for bid in bids if holder_of(bid)]
    if kind == "json":
        return JsonResponse(package(grants), json_dumps_params={"ensure_ascii": False, "indent": 2})
    response = HttpResponse(as_csv(grants).encode(), content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = content_disposition_header(True, "awards-360giving.csv")
    return response


def award_keep_back(request, reference):
    """Leave an award out of what is published, with the reason; or publish it again."""
    bid = bid_for(request, reference, "funding.manage_bid")
    form = KeepBackForm(posted(request), initial=KeepBackForm.initial_of(bid))
    return asked(
        request, form, lambda data: services.keep_back(bid, by=request.user, **data), record=bid, row=bid,
        back=url("funding:delivery", bid.reference), title="Keep this award out of what is published",
        submit="Save", done="Saved.", text=OPEN_TO_ALL,
    )  # fmt: skip


def subsidy(request, reference):
    """What was concluded under the Subsidy Control Act 2022, with its steps."""
    bid = bid_for(request, reference, "funding.manage_bid")
    names = list(SubsidyForm.base_fields)
    form = SubsidyForm(posted(request), initial={name: getattr(bid, name) for name in names})
    window = window_of(bid)
    return asked(
        request, form, lambda data: services.record_subsidy(
            bid, data, by=request.user, version=data.pop("version")
        ),
        record=bid, row=bid,
        title="Is this a subsidy?", submit="Save", done="Saved.", text=window.sentence,
    )  # fmt: skip
