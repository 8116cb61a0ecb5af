"""Calls for bids: written, published, closed."""

from django.db import transaction

from audit.clock import now
from audit.services import log
from funding.blockers import more_than_free
from funding.lifecycle.calls import CallAction
from funding.models import CallFund, FundingCall
from records.asking import hold, require, say_why
from records.lifecycle import MoveRefused, move, save
from records.models import Record
from records.services import create_record, refuse_a_second
from records.writing import alter, refuse_other_version, set_parts

WEIGHED = (
    "opens_at",
    "closes_at",
    "expressions_close_at",
    "least_amount",
    "most_amount",
)  # against each other


@transaction.atomic
def add_call(*, by, offers=(), once=False, **fields):
    """A draft. Its audience is the partnership's until it is published."""
    call = FundingCall(audience=Record.Audience.PARTNERSHIP, **fields)
    require(by, "funding.add_fundingcall", call)
    _refuse(call, offers)
    if once:
        refuse_a_second(
            FundingCall.objects.visible_to(by).filter(partnership=call.partnership_id, title=call.title),
            by=by,
        )
    create_record(call, by=by)
    _set_offers(call, offers, by=by)
    return call


@transaction.atomic
def change_call(call, fields, *, by, offers=None, version=None):
    """``offers`` are (fund year, amount or None). A published call may be changed; every applicant sees it at once."""
    call = hold(call, by=by, permission="funding.change_fundingcall")
    refuse_other_version(call, version)
    if call.status in (call.Status.DECIDED, call.Status.CANCELLED):
        raise MoveRefused(f"The call is {call.get_status_display().lower()}, so it is changed no more.")
    said = FundingCall(**{name: fields.get(name, getattr(call, name)) for name in WEIGHED})
    _refuse(said, offers or (), more=_raised(call, offers or ()))
    changed = _set_offers(call, offers, by=by) if offers is not None else None
    return alter(call, fields, by=by, parts=[changed] if changed else ())


def _raised(call, offers):
    """What a call that is published already newly offers, above what is free; a draft is asked when it is published."""
    if call.status == call.Status.DRAFT:
        return ()
    there = {(row.fund_year_id, row.amount) for row in call.offers.all()}
    return more_than_free([offer for offer in offers if (offer[0].pk, offer[1]) not in there])


def _refuse(call, offers, more=()):
    if reasons := [*_refusals(call, offers), *more]:
        raise MoveRefused(*reasons)


def _refusals(call, offers):
    if call.opens_at and call.closes_at and call.closes_at <= call.opens_at:
        yield "The call cannot close before it opens. Choose a later closing time."
    early = call.expressions_close_at
    if early and call.closes_at and early > call.closes_at:
        yield "Expressions of interest cannot be taken for longer than whole bids. Choose an earlier time for them."
    if call.least_amount and call.most_amount and call.least_amount > call.most_amount:
        yield "The least amount is above the most. Exchange them, or leave one empty."
    keys = [fund_year.pk for fund_year, _ in offers]
    if len(keys) != len(set(keys)):
        yield "A fund is named twice. Name each once."


def _set_offers(call, offers, *, by):
    """(name, words before, words after) if they changed."""
    there = list(call.offers.select_related("fund_year__fund"))
    wanted = [CallFund(call=call, fund_year=fund_year, amount=amount) for fund_year, amount in offers]
    before = _words(there)
    if set_parts(there, wanted, by=by, key=lambda row: (row.fund_year_id, row.amount)):
        return "offers", before, _words(wanted)
    return None


def _words(offers):
    return "; ".join(
        f"{row.fund_year}: {row.amount if row.amount is not None else 'what is free'}" for row in offers
    )


@transaction.atomic
def step_call(call, action, *, by, reason=""):
    """One of its moves. Published, a call is open to everyone, without signing in."""
    if action == CallAction.CANCEL:
        say_why(reason, "Say why the call is cancelled.")
    call = move(call, action, by=by, reason=reason)
    if action == CallAction.PUBLISH:
        call.audience = Record.Audience.PUBLIC
        save(call, by=by, reason="Published")
    return call


def close_past(at=None):
    """Close the calls whose last second is over. Asked again, it finds nothing to do."""
    for call in FundingCall.objects.past(at or now()).order_by("pk"):
        with transaction.atomic():
            _close(call.pk, at or now())


def _close(pk, at):
    call = FundingCall.objects.select_for_update().get(pk=pk)
    if call.status != call.Status.OPEN or not call.is_past(at):
        return
    call.status = call.Status.CLOSED
    save(call, by=None, reason="The closing time has passed")
    log(call, CallAction.SHUT, by=None, changes={"status": ["open", "closed"]})
