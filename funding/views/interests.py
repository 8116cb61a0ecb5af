"""The register of interests: who declared what about which bid, by call."""

from django.core.exceptions import PermissionDenied
from django.shortcuts import get_object_or_404, render

from audit.clock import local_day, today
from design.addresses import url
from funding.forms.scoring import InterestOfAnotherForm
from funding.models import Bid, FundingCall, Interest
from funding.services import assigning
from funding.views.frame import bid_for
from funding.views.scoring import people_who_may_score
from records.asking import refusal
from records.export import KINDS, export
from records.forms import ReasonForm, posted
from records.pages import asked, one_for, pdf_of

HEADINGS = [
    "Call", "Bid", "Title", "Who", "Kind of interest", "What it is", "Declared on", "Declared by",
    "How it became known", "Taken back on", "Why it was taken back",
]  # fmt: skip
MANAGE = "funding.manage_bid"


def interest_list(request):
    """Of the bids that this person may know of: who declared their own sees nothing of it here either."""
    places = request.user.places.funds_in
    if not places:
        raise PermissionDenied(refusal("funding.manage_bid"))
    rows = _known(request.user)
    calls = FundingCall.objects.visible_to(request.user).filter(partnership__in=places).order_by("-pk")
    chosen = calls.filter(reference=request.GET.get("call", "")).first()
    if chosen:
        rows = rows.filter(bid__call=chosen)
    rows = list(rows)
    if (kind := request.GET.get("export")) in KINDS:
        return export(kind, f"interests-{today().isoformat()}", HEADINGS, [_line(row) for row in rows])
    context = {"rows": rows, "calls": list(calls), "chosen": chosen, "headings": HEADINGS}
    return render(request, "funding/interests.html", context)


def _known(user):
    """Of no bid of the reader's own agency: who declared an interest in it is near to who scores it."""
    known = Bid.objects.visible_to(user)
    own = known.of_applicants(user.places.agencies)
    bids = known.filter(partnership__in=user.places.funds_in).exclude(pk__in=own.values("pk"))
    rows = Interest.objects.filter(bid__in=bids.values("pk")).order_by("-declared_at", "-pk")
    return rows.select_related("bid__call", "person", "declared_by__person", "ended_by__person")


def interests_pdf(request, reference):
    """The register of one call, for the papers of its meeting."""
    call = one_for(request, FundingCall, reference, "funding.change_fundingcall")
    rows = list(_known(request.user).filter(bid__call=call.pk))
    title, name = f"Register of interests: {call.title}", f"{call.reference}-interests"
    context = {"call": call, "rows": rows, "day": today()}
    return pdf_of(request, call, "funding/printed/interests.html", context, title=title, name=name)


def interest_add(request, reference):
    """Of somebody who did not declare it themselves."""
    bid = bid_for(request, reference, MANAGE)
    form = InterestOfAnotherForm(posted(request), people=people_who_may_score(request.user, bid))
    return asked(
        request, form, lambda data: assigning.declare_interest(bid, by=request.user, **data), record=bid,
        back=_scorers(bid), title="Record somebody’s interest in this bid", submit="Record it",
        done="The interest is recorded. They see nothing of this bid from now on.",
        text="From then on they know nothing of this bid, and a form that they signed counts no more.",
    )  # fmt: skip


def interest_end(request, reference, pk):
    bid = bid_for(request, reference, MANAGE)
    row = get_object_or_404(bid.interests.select_related("person"), pk=pk)
    return asked(
        request, ReasonForm(posted(request)), lambda data: assigning.end_interest(row, by=request.user, **data),
        record=bid, back=_scorers(bid), title=f"Take back the interest of {row.person}", submit="Take it back",
        done="The interest is taken back. It stays in the register.",
        text="It stays in the register. A form that was set aside for it still counts no more.",
    )  # fmt: skip


def _scorers(bid):
    return url("funding:scorers", bid.reference)


def _line(row):
    return [
        row.bid.call.title, row.bid.reference, row.bid.title, str(row.person), row.get_kind_display(), row.detail,
        local_day(row.declared_at), str(row.declared_by),
        row.reason, local_day(row.ended_at), row.ended_because,
    ]  # fmt: skip
