"""Beginning a bid, making it again in a later round, and its partners."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.shortcuts import get_object_or_404, redirect, render

from funding.forms.bids import CarryForm, JoinForm, PartnerForm, StartForm
from funding.missing import agreements_asked
from funding.models import FundingCall
from funding.services import bids, partners
from funding.views.bids import address
from funding.views.frame import bid_for, bid_or_404
from records.asking import refusal
from records.forms import ReasonForm, accepted, ask, posted
from records.pages import one_or_404

LEADS = "funding.submit_bid"


def bid_start(request, reference):
    call = one_or_404(request, FundingCall, reference, "offers")
    if not request.user.places.agencies:
        raise PermissionDenied(refusal("funding.add_bid"))
    form = StartForm(posted(request), user=request.user)
    begun = []

    def start(data):
        begun.append(bids.start_bid(call, data["agency"], data["title"], by=request.user, once=True))

    if accepted(form, start):
        messages.success(request, "Your bid is begun. You can stop at any time and come back to it.")
        return redirect("funding:bid_write", begun[0].reference)
    return ask(
        request, form, title="Start a bid", submit="Start", reference=call.reference, text=str(call),
        cancel=call.get_absolute_url(),
    )  # fmt: skip


def bid_carry(request, reference):
    bid = bid_for(request, reference, "funding.withdraw_bid", "objectives", "areas", *bids.PARTS)
    form = CarryForm(posted(request), user=request.user, bid=bid)
    made = []
    if accepted(form, lambda data: made.append(bids.carry_bid(bid, data["call"], by=request.user))):
        messages.success(request, "Your answers are carried over. Check each page, then submit the bid.")
        return redirect("funding:bid_write", made[0].reference)
    waits = [] if form.fields["call"].queryset else ["Wait for the next call: none takes bids today."]
    return ask(
        request, form, title="Bid again in a later round", submit="Carry it over", reference=reference,
        cancel=bid.get_absolute_url(), blockers=waits,
        text="A new bid is begun with the same answers. This one stays as it is.",
    )  # fmt: skip


def bid_partners(request, reference):
    """Who bids together, and a form to add one."""
    bid = bid_or_404(request, reference)
    bids.refuse_stranger(bid, request.user)
    if not bid.is_writable and request.method != "POST":
        messages.error(
            request, "The bid is locked. Ask those who run the call to record a partner that joins now."
        )
        return redirect(bid)
    leads = request.user.has_perm(LEADS, bid)
    form = PartnerForm(posted(request), bid=bid)
    if accepted(
        form, lambda data: partners.add_partner(bid, data["agency"], part=data["part"], by=request.user)
    ):
        messages.success(
            request, f"{form.cleaned_data['agency']} is a partner. Its people may read and write the bid."
        )
        return redirect("funding:bid_partners", reference)
    context = {"bid": bid, "form": form, "leads": leads, "asked": list(agreements_asked(bid))}
    return render(request, "funding/bid_partners.html", context, status=422 if form.is_bound else 200)


def partner_remove(request, reference, pk):
    bid = bid_for(request, reference, LEADS)
    row = get_object_or_404(bid.partners.select_related("agency", "bid"), pk=pk)
    form = ReasonForm(posted(request))
    del form.fields["reason"]
    if accepted(form, lambda _: partners.remove_partner(row, by=request.user)):
        messages.success(request, f"{row.agency} is no partner any more.")
        return redirect("funding:bid_partners", reference)
    return ask(
        request, form, title=f"Take off {row.agency}", submit="Take it off", reference=reference,
        cancel=address("bid_partners", bid), text="Its people can read and write the bid no longer.",
    )  # fmt: skip


def partner_join(request, reference):
    """Those who run the funding record that an agency joins a bid that was submitted."""
    bid = bid_for(request, reference, "funding.manage_bid")
    form = JoinForm(posted(request), bid=bid)
    gone = []

    def join(data):
        gone.extend(partners.join_partner(bid, data.pop("agency"), by=request.user, **data))

    if accepted(form, join):
        messages.success(request, "The agency is a partner in the bid.")
        if gone:
            words = "Set aside, because the scorer is of the agency that joined: the forms of {}."
            messages.warning(request, words.format(", ".join(gone)))
        return redirect(bid)
    return ask(
        request, form, title="An agency joins the bid", submit="Record it", reference=reference,
        cancel=bid.get_absolute_url(),
        text="Scoring forms of its own people are set aside, and they can open the bid as applicants.",
    )  # fmt: skip
