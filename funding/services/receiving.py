"""What those who run the funding do with bids before they are scored."""

from django.db import transaction

from audit.clock import now
from audit.services import log
from design.filters import datetime as instant
from funding.hearing import applicants_of
from funding.lifecycle.bids import WRITABLE, Action
from funding.missing import not_for
from funding.models import Bid
from funding.services.bids import begin_draft
from notices.services import notify
from records.asking import hold, say_why
from records.lifecycle import MoveRefused, move, save


@transaction.atomic
def invite_bid(bid, *, by):
    """Take an expression of interest up: the applicant may bid in full."""
    return move(bid, Action.INVITE, by=by)


@transaction.atomic
def return_bid(bid, *, by, reason, until=None):
    """Give the bid back to be mended. ``until``: past the call's own time, the last second in which it is taken."""
    say_why(reason, "Say what the applicant should mend.")
    if bid.call.is_past(now()) and until is None:
        raise MoveRefused("The call is closed, so say until when the mended bid is taken.")
    _refuse_past(until)
    bid = move(bid, Action.RETURN, by=by, reason=reason)
    if until is not None:
        bid.late_closes_at = until
        save(bid, by=by, reason=f"May be submitted again until {instant(until)}")
    return bid


@transaction.atomic
def turn_down_bid(bid, *, by, reason):
    """Not eligible: it is neither scored nor decided."""
    say_why(reason, "Say why the bid is not eligible. The applicant reads it.")
    return move(bid, Action.TURN_DOWN, by=by, reason=reason)


@transaction.atomic
def allow_late(call, reference="", agency=None, *, until, by, reason):
    """Let a bid be submitted past the call's time: a decision on record, with who, why and until when.

    The bid is still a draft, which nobody but its applicant sees: the applicant says its reference. Of an ``agency``
    it may be every draft; where there is none, one is begun for it, since nobody can begin one any more.
    """
    say_why(reason, "Say why a late bid is taken.")
    _refuse_past(until)
    drafts = _of_agency(call, agency, by=by) if agency else [_by_reference(call, reference)]
    for bid in drafts:
        _give_time(hold(bid, by=by, permission="funding.manage_bid"), until, by=by, reason=reason)
        changes = {"bid": bid.reference, "until": instant(until)}
        log(call, "allow a late bid", by=by, reason=reason, changes=changes)
    return drafts


def _by_reference(call, reference):
    bid = Bid.objects.filter(call=call.pk, reference__iexact=reference.strip()).first()
    if bid is None:
        raise MoveRefused(
            f"No bid in this call is called {reference.strip()}. Ask the applicant for its reference."
        )
    return bid


def _of_agency(call, agency, *, by):
    if reasons := list(not_for(call, agency)):
        raise MoveRefused(*reasons)
    drafts = Bid.objects.filter(call=call.pk, agency=agency, status__in=WRITABLE).order_by("pk")
    return list(drafts) or [begin_draft(call, agency, f"Late bid of {agency}", by=by)]


def _give_time(bid, until, *, by, reason):
    if bid.status not in WRITABLE:
        raise MoveRefused(f"The bid is “{bid.get_status_display()}”, so it needs no more time.")
    before, bid.late_closes_at = bid.late_closes_at, until
    save(bid, by=by, reason=reason)
    changes = {"late_closes_at": [str(before or ""), instant(until)]}
    log(bid, "allow a late bid", by=by, reason=reason, changes=changes)
    line = f"Your bid may be submitted until {instant(until)}."
    trigger = f"late-{until:%Y%m%d%H%M}"  # another end on the same day is another notice
    notify(applicants_of(bid), bid, trigger, subject=f"{bid.reference}: more time", line=line)


def _refuse_past(until):
    if until is not None and until <= now():
        raise MoveRefused("That time is past already. Choose a later one.")
