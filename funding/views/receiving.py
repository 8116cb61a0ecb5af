"""Bids as those who run the funding receive them, and the applicant's way back."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.shortcuts import redirect

from audit.clock import now
from funding.forms.bids import LateForm, ReturnForm
from funding.lifecycle.bids import Action
from funding.models import FundingCall
from funding.services import receiving, submitting
from funding.views.frame import bid_or_404
from funding.views.steps import MOVED
from records.forms import ReasonForm, accepted, ask, posted
from records.lifecycle import permission, refusal
from records.pages import one_for

DONE = {
    Action.INVITE: "The applicant is invited to bid in full, and is told.",
    Action.RETURN: "The bid is back with the applicant, who is told.",
    Action.TURN_DOWN: "The bid is turned down, and the applicant is told.",
    Action.WITHDRAW: "The bid is withdrawn.",
}
TEXT = {
    Action.INVITE: "The applicant may then fill in the whole bid, until the call closes.",
    Action.RETURN: "The applicant can change it and submit it again.",
    Action.TURN_DOWN: "For a bid that is not eligible. It is neither scored nor decided.",
    Action.WITHDRAW: "The bid is kept, and is not scored or decided any more.",
}
WARNING = {Action.TURN_DOWN, Action.WITHDRAW}


def bid_move(request, reference, action):
    bid = bid_or_404(request, reference)
    if action not in MOVED:
        return redirect(bid)
    if not request.user.has_perm(permission(bid, action), bid):
        raise PermissionDenied(refusal(bid, action))
    form = _form(request, bid, action)
    if accepted(form, lambda data: _do(bid, action, form, data, request.user)):
        messages.success(request, DONE[action])
        return redirect(bid)
    context = {"title": action.label, "submit": action.label, "text": TEXT[action]}
    if not form.is_bound and bid.status in bid.MOVES[action][0]:
        context["blockers"] = bid.blockers(action)
    if action in WARNING:
        context["warning"] = "This cannot be undone."
    return ask(request, form, reference=reference, cancel=bid.get_absolute_url(), **context)


def _form(request, bid, action):
    if action == Action.RETURN:
        return ReturnForm(posted(request), is_past=bid.call.is_past(now()))
    form = ReasonForm(posted(request))
    if action == Action.INVITE:
        del form.fields["reason"]
    return form


def _do(bid, action, form, data, by):
    if action == Action.INVITE:
        return receiving.invite_bid(bid, by=by)
    if action == Action.RETURN:
        return receiving.return_bid(bid, by=by, reason=data["reason"], until=form.until())
    if action == Action.TURN_DOWN:
        return receiving.turn_down_bid(bid, by=by, reason=data["reason"])
    return submitting.withdraw_bid(bid, by=by, reason=data["reason"])


def late_allow(request, reference):
    """One bid may come late: by a decision on record."""
    call = one_for(request, FundingCall, reference, "funding.change_fundingcall")
    form = LateForm(posted(request))

    def allow(data):
        receiving.allow_late(
            call,
            data["reference"],
            data["agency"],
            until=form.until(),
            by=request.user,
            reason=data["reason"],
        )

    if accepted(form, allow):
        messages.success(request, "The bid may be submitted until then, and the applicant is told.")
        return redirect(call)
    return ask(
        request, form, title="Allow a late bid", submit="Allow it", reference=reference,
        cancel=call.get_absolute_url(), text="Who allowed it, why, and until when are kept with the bid and the call.",
    )  # fmt: skip
