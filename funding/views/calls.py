"""Calls for bids: the list, one call with what came in, and the page on which it is written."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db.models import Prefetch
from django.shortcuts import redirect, render

from audit.clock import now
from design.addresses import url
from design.pages import NextStep
from funding.forms.calls import CallForm
from funding.lifecycle.bids import UNDECIDED
from funding.lifecycle.calls import CallAction
from funding.models import Bid, CallFund, FundingCall
from funding.reports.calls import facts_of, offers_of, scoring_of
from funding.services import calls
from records.asking import refusal
from records.forms import ReasonForm, accepted, ask, conflict, posted
from records.lifecycle import permission
from records.lifecycle import refusal as refusal_to_move
from records.pages import ABOVE, moves, one_for, one_or_404, show
from records.paging import page_of
from records.services import ChangedMeanwhile, version_of

PARTS = (
    Prefetch("offers", CallFund.objects.select_related("fund_year__fund__needs_agreement")),
    "offers__fund_year__fund__objectives",
)
MOST = 50  # bids shown on the call's own page; the list has them all
NEWEST = 4 * MOST  # among which they are looked for
DONE = {
    CallAction.PUBLISH: "The call is published. Anybody can read it.",
    CallAction.SHUT: "The call is closed to bids.",
    CallAction.REOPEN: "The call takes bids again.",
    CallAction.FINISH: "The call is finished.",
    CallAction.CANCEL: "The call is cancelled.",
}
TEXT = {
    CallAction.PUBLISH: "It can be read by everyone, without signing in, and takes bids from its opening time.",
    CallAction.CANCEL: "Nobody can bid any more. Drafts stay with their applicants.",
}
OF_CALL = (*ABOVE, "scheme", "needs_agreement")


def call_list(request):
    """Calls that are published, and the drafts of those who run the funding."""
    known = FundingCall.objects.visible_to(request.user).select_related("partnership")
    page = page_of(known, "pk", request.GET, descending=True)
    context = {"page": page, "runs": bool(request.user.places.funds_in), "at": now()}
    return render(request, "funding/call_list.html", context)


def call_show(request, reference):
    call = one_or_404(
        request,
        FundingCall,
        reference,
        *PARTS,
        above=("partnership", "body", "agency", "scheme", "needs_agreement"),
    )
    user = request.user
    runs = user.has_perm("funding.change_fundingcall", call)
    # Who runs it knows of nearly all of its bids: the newest are sought among those, and not among the county's.
    of_call = {"pk__in": call.bids.order_by("-pk").values("pk")[:NEWEST]} if runs else {"call": call.pk}
    bids = Bid.objects.visible_to(user).filter(**of_call).select_related("agency").order_by("-pk")
    bids, weighs = list(bids[: MOST + 1]), user.has_perm("funding.weigh_fundingcall", call)
    own = user.places.agencies
    return show(
        request, "funding/call_show.html", call, [("Call", call.get_absolute_url(), True)],
        [
            *_bid_on(call, user),
            *moves(
                user, call, "funding:call_move", primary=(CallAction.PUBLISH, CallAction.FINISH),
                warning=(CallAction.CANCEL,),
            ),
        ],
        page_facts=list(facts_of(call)), offers=offers_of(call, with_balances=runs), bids=bids[:MOST],
        more=len(bids) > MOST, runs=runs,
        scoring=scoring_of(call), weighs=weighs,
        declared_of={bid.pk for bid in bids if weighs and bid.status in UNDECIDED and bid.agency_id not in own},
    )  # fmt: skip


def _bid_on(call, user):
    if call.takes_bids(now()) and user.places.agencies:
        yield NextStep("Start a bid", url("funding:bid_start", call.reference), primary=True)


def call_add(request):
    if not request.user.places.funds_in:
        raise PermissionDenied(refusal("funding.add_fundingcall"))
    form = CallForm(posted(request), user=request.user)
    made = []
    if accepted(form, lambda _: made.append(_add(form, request.user))):
        messages.success(request, "The call is a draft. Publish it when it is right.")
        return redirect(made[0])
    return _page(request, form, "Call for bids", url("funding:calls"))


def _add(form, by):
    return calls.add_call(by=by, once=True, offers=form.offers(), **form.changes())


def call_change(request, reference):
    call = one_for(request, FundingCall, reference, "funding.change_fundingcall", "offers", above=OF_CALL)
    form = CallForm(posted(request), user=request.user, call=call)
    form.initial["version"] = version_of(call)
    try:
        if accepted(form, lambda data: _change(call, form, data, request.user)):
            messages.success(request, "The call is saved.")
            return redirect(call)
    except ChangedMeanwhile as meanwhile:
        current = meanwhile.current
        return conflict(request, form, current, version_of(current), title="The call")
    return _page(request, form, f"Change {call}", call.get_absolute_url())


def _change(call, form, data, by):
    calls.change_call(call, form.changes(), offers=form.offers(), by=by, version=data["version"])


def _page(request, form, title, cancel):
    context = {"form": form, "title": title, "cancel": cancel}
    return render(request, "funding/call_change.html", context, status=422 if form.is_bound else 200)


def call_move(request, reference, action):
    call = one_or_404(request, FundingCall, reference)
    if not request.user.has_perm(permission(call, action), call):
        raise PermissionDenied(refusal_to_move(call, action))
    form = ReasonForm(posted(request))
    if action != CallAction.CANCEL:
        del form.fields["reason"]
    if accepted(form, lambda data: calls.step_call(call, action, by=request.user, **data)):
        messages.success(request, DONE[action])
        return redirect(call)
    context = {"title": action.label, "submit": action.label, "text": TEXT.get(action, "")}
    if not form.is_bound and call.status in call.MOVES[action][0]:
        context["blockers"] = call.blockers(action)
    return ask(request, form, reference=reference, cancel=call.get_absolute_url(), **context)
