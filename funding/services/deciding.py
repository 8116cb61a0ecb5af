"""The chair's decision on a bid: the money is set aside in the same transaction, or nothing is done (S002-191)."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.db import transaction

from audit.clock import now, today
from design.filters import money
from funding.lifecycle.bids import Action
from funding.models import Condition, Decision, FundYear
from funding.services import ledger
from records.lifecycle import MoveRefused, locked, move, save
from records.models import Link, Record
from records.services import join
from records.writing import keep

MEETING = "meetings.meeting"  # subjects do not know one another: a meeting is found as a record of this kind
OUTCOME = {
    Action.AWARD: Decision.Outcome.AWARD,
    Action.REFUSE: Decision.Outcome.REFUSE,
    Action.DEFER: Decision.Outcome.DEFER,
}


@dataclass(frozen=True)
class Said:
    """What the chair says of a bid. By a resolution of a meeting, or between meetings: one of the two."""

    reasons: str = ""
    feedback: str = ""  # for the applicant, who reads it once the bid is decided
    amount: Decimal | None = None
    fund_year: FundYear | None = None
    more_because: str = ""
    conditions: tuple[tuple[str, date | None], ...] = ()
    between_meetings: bool = False
    meeting: Record | None = None
    resolution: str = ""
    decided_on: date | None = None


@transaction.atomic
def award(bid, said, *, by):
    """Give the bid its money. Rows are locked in the order bid, fund year: of two who award the last of a fund, one

    is told how much is left.
    """
    bid = locked(bid)
    if reasons := [sentence for _, sentence in refusals(bid, Action.AWARD, said)]:
        _ask_first(bid, Action.AWARD, by, reasons)
    year = said.fund_year or bid.fund_year
    ledger.hold_money(year)
    bid = move(bid, Action.AWARD, by=by)
    ledger.commit(year, said.amount, bid=bid, by=by)
    bid.awarded, bid.awarded_on, bid.fund_year = said.amount, _day(said), year
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
        reasons=because, feedback=said.feedback, decided_on=_day(said), between_meetings=said.between_meetings,
        resolution=_resolution(said), made_at=now(), made_by=by,
    )  # fmt: skip
    row.save(force_insert=True)
    if said.meeting is not None:
        join(bid, said.meeting, Link.Kind.DECIDED_BY, by=by, part=said.resolution[:40])
    return row


def _day(said):
    return said.decided_on or today()


def _resolution(said):
    if said.meeting is None:
        return ""
    return f"{said.meeting.reference}, {said.resolution}"[:120] if said.resolution else said.meeting.reference


def refusals(bid, action, said):
    """(field, sentence) of all that the decision lacks; a form and the services ask the same."""
    if not said.reasons.strip():
        yield "reasons", "Give the reasons for the decision."
    if action != Action.AWARD and not said.feedback.strip():
        yield "feedback", "Write to the applicant why, in words that they can use."
    if said.meeting is None and not said.between_meetings:
        yield "meeting", "Name the meeting that resolved it, or say that it was decided between meetings."
    if said.meeting is not None and said.between_meetings:
        yield "meeting", "It was decided by a meeting or between meetings, not both."
    if said.decided_on and said.decided_on > today():
        yield "decided_on", "The decision cannot lie in the future. Enter the day on which it was made."
    if action == Action.AWARD:
        yield from _refusals_of_award(bid, said)


def _refusals_of_award(bid, said):
    if said.amount is None or said.amount <= 0:
        yield "amount", "Enter the amount that is awarded."
    elif bid.requested is not None and said.amount > bid.requested and not said.more_because.strip():
        yield (
            "more_because",
            f"{money(bid.requested)} was asked for, and this is more. Say why, or award less.",
        )
    year = said.fund_year or bid.fund_year
    if year is None:
        yield "fund_year", "Choose the fund that the money comes from."
    elif not bid.call.offers.filter(fund_year=year).exists():
        yield "fund_year", f"This call gives no money from {year}. Choose one of its funds."
    for text, due_on in said.conditions:
        if due_on and due_on < today():
            yield "conditions", f"The day of the condition “{text}” is past. Choose today or later."
