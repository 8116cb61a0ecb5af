"""The chair's decision on a bid: the money is set aside in the same transaction, or nothing is done (S002-191)."""

from django.db import transaction

from audit.clock import now
from funding.deciding import refusals
from funding.lifecycle.bids import Action
from funding.models import Condition, Decision
from funding.services import ledger
from partnership.models import Agency
from records.lifecycle import MoveRefused, locked, move, save
from records.models import Link
from records.services import join
from records.writing import keep

OUTCOME = {
    Action.AWARD: Decision.Outcome.AWARD,
    Action.REFUSE: Decision.Outcome.REFUSE,
    Action.DEFER: Decision.Outcome.DEFER,
}


@transaction.atomic
def award(bid, said, *, by):
    """Give the bid its money. Rows are locked in the order bid, agency, fund year: of two who award the last of a
    fund, or of what one enterprise may have, one is told how much is left.
    """
    bid = locked(bid)
    if (
        bid.subsidy == bid.SubsidyKind.MFA
    ):  # its limit is over all that one enterprise is awarded, from any fund
        Agency.objects.select_for_update(no_key=True).get(pk=bid.agency_id)
    if reasons := [sentence for _, sentence in refusals(bid, Action.AWARD, said)]:
        _ask_first(bid, Action.AWARD, by, reasons)
    year = said.fund_year or bid.fund_year
    ledger.hold_money(year)
    bid = move(bid, Action.AWARD, by=by)
    ledger.commit(year, said.amount, bid=bid, by=by)
    bid.awarded, bid.awarded_on, bid.fund_year = said.amount, said.day, year
    save(bid, by=by, reason="Amount awarded")
    for text, due_on in said.conditions:
        keep(Condition(bid=bid, text=text, due_on=due_on), by=by)
    return _record(bid, Action.AWARD, said, by=by, amount=said.amount, fund_year=year)


@transaction.atomic
def refuse(bid, said, *, by):
    return _without_money(bid, Action.REFUSE, said, by=by)


@transaction.atomic
def defer(bid, said, *, by):
    return _without_money(bid, Action.DEFER, said, by=by)


def _without_money(bid, action, said, *, by):
    bid = locked(bid)
    if reasons := [sentence for _, sentence in refusals(bid, action, said)]:
        _ask_first(bid, action, by, reasons)
    return _record(move(bid, action, by=by), action, said, by=by)


def _ask_first(bid, action, by, reasons):
    """Whoever may not decide is told so, and not what the form lacks; the move's own blockers join the reasons."""
    with transaction.atomic():
        try:
            move(bid, action, by=by)
        except MoveRefused as refused:
            raise MoveRefused(*reasons, *refused.reasons) from None
        raise MoveRefused(*reasons)


def _record(bid, action, said, *, by, amount=None, fund_year=None):
    because = (
        f"{said.reasons}\n\nMore than was asked for: {said.more_because}"
        if said.more_because
        else said.reasons
    )
    row = Decision(
        bid=bid, outcome=OUTCOME[action], fund_year=fund_year, amount=amount,
        conditions="\n".join(text for text, _ in said.conditions) if amount is not None else "",
        reasons=because, feedback=said.feedback, decided_on=said.day, between_meetings=said.between_meetings,
        resolution=_resolution(said), made_at=now(), made_by=by,
    )  # fmt: skip
    row.save(force_insert=True)
    if said.meeting is not None:
        join(bid, said.meeting, Link.Kind.DECIDED_BY, by=by, part=said.resolution[:40])
    return row


def _resolution(said):
    if said.meeting is None:
        return ""
    return f"{said.meeting.reference}, {said.resolution}"[:120] if said.resolution else said.meeting.reference
