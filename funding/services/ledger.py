"""Every movement of money. The fund year is locked before it is judged, so that two awards cannot overdraw it."""

from django.db import transaction

from audit.clock import now, today
from audit.services import log
from design.filters import money
from funding.balances import balance_of
from funding.models import Entry, FundYear, Virement
from records.asking import require, say_why
from records.lifecycle import MoveRefused
from records.writing import keep

NOTE = 250  # characters of an entry's note


def hold_money(*fund_years):
    """The rows, locked in one order, so that no two who move money wait for each other."""
    keys = sorted({year.pk for year in fund_years})
    rows = FundYear.objects.select_for_update(of=("self",)).select_related("fund").filter(pk__in=keys)
    found = {row.pk: row for row in rows.order_by("pk")}
    return [found[year.pk] for year in fund_years]


def enter(fund_year, kind, amount, *, by, on=None, **of):
    """Append an entry. The caller holds the fund year and has asked whether the money is there.

    ``of``: the bid, the contribution or the line of a plan that it is for, and a note.
    """
    entry = Entry(
        fund_year=fund_year, kind=kind, amount=amount, moved_on=on or today(), made_at=now(), made_by=by, **of
    )
    entry.save(force_insert=True)
    return entry


def commit(fund_year, amount, *, bid, by):
    """Set money aside for a bid; more than is free is refused, by how much."""
    [fund_year] = hold_money(fund_year)
    free = balance_of(fund_year).free
    if amount > free:
        raise MoveRefused(
            f"{fund_year} has {money(free)} left, and the award is {money(amount)}. Award "
            f"{money(max(free, 0))} or less, or take money from another fund first."
        )
    return enter(fund_year, Entry.Kind.COMMITTED, amount, bid=bid, by=by, note=f"Award of {bid.reference}")


def left_of(bid):
    """What is committed to a bid and neither released nor paid."""
    sums = {kind: sum(row.amount for row in bid.entries.all() if row.kind == kind) for kind in Entry.Kind}
    return sums[Entry.Kind.COMMITTED] - sums[Entry.Kind.RELEASED] - paid_of(bid)


def paid_of(bid):
    """What was paid to a bid, less what came back or was entered wrongly."""
    signs = {Entry.Kind.PAID: 1, Entry.Kind.REPAID: -1}
    return sum(signs.get(row.kind, 0) * row.amount for row in bid.entries.all())


def release(bid, amount, *, by, note):
    """Give money back to the fund that was committed and will not be paid."""
    [fund_year] = hold_money(bid.fund_year)
    left = left_of(bid)
    if amount > left:
        raise MoveRefused(f"{money(left)} is committed and unpaid, so {money(amount)} cannot be released.")
    return enter(fund_year, Entry.Kind.RELEASED, amount, bid=bid, by=by, note=note)


def pay(bid, amount, *, by, on=None, note=""):
    """Pay out of what is committed to the bid, never more."""
    [fund_year] = hold_money(bid.fund_year)
    left = left_of(bid)
    if amount > left:
        raise MoveRefused(f"{money(left)} of the award is left to pay, and this is {money(amount)}.")
    return enter(fund_year, Entry.Kind.PAID, amount, bid=bid, by=by, on=on, note=note)


def pay_back(bid, amount, *, by, on=None, note=""):
    """Money that came back from a project. It is free again in the fund."""
    [fund_year] = hold_money(bid.fund_year)
    if amount > (paid := paid_of(bid)):
        raise MoveRefused(f"{money(paid)} was paid and not paid back. No more can come back.")
    enter(fund_year, Entry.Kind.REPAID, amount, bid=bid, by=by, on=on, note=note)
    return enter(fund_year, Entry.Kind.RELEASED, amount, bid=bid, by=by, on=on, note=note)


def take_back(bid, amount, *, by, on, note):
    """A payment that was entered wrongly. The money is still set aside for the bid, and left to pay."""
    [fund_year] = hold_money(bid.fund_year)
    return enter(
        fund_year, Entry.Kind.REPAID, amount, bid=bid, by=by, on=on, note=f"{bid.reference}: {note}"[:NOTE]
    )


@transaction.atomic
def ask_virement(source, target, amount, *, by, reason):
    """Ask for money to be moved from one fund year to another. Somebody else approves it."""
    require(by, "funding.ask_virement", source.fund)
    require(by, "funding.ask_virement", target.fund)
    say_why(reason, "Say why the money is to be moved.")
    if source.pk == target.pk:
        raise MoveRefused("Choose two different funds or years.")
    source, target = hold_money(source, target)
    _refuse_more_than_free(source, amount)
    waiting = Virement.objects.filter(source=source, target=target, amount=amount, state=Virement.State.ASKED)
    if waiting.filter(reason=reason).exists():
        raise MoveRefused("The same is asked for already, and waits for somebody else to decide it.")
    asked = Virement(source=source, target=target, amount=amount, reason=reason, asked_at=now(), asked_by=by)
    keep(asked, by=by, reason=reason)
    log(source.fund, "ask virement", by=by, reason=reason, changes=_said(asked))
    return asked


@transaction.atomic
def decide_virement(virement, *, approve, by, reason=""):
    """Move the money, or say why not. Whoever asked cannot approve it."""
    virement = Virement.objects.select_for_update().get(pk=virement.pk)
    require(by, "funding.decide_virement", virement.source.fund)
    if virement.state != Virement.State.ASKED:
        raise MoveRefused(f"This was {virement.get_state_display().lower()} already. Nothing was changed.")
    if virement.asked_by_id == by.pk:
        raise MoveRefused("You asked for this yourself, so somebody else decides it.")
    if not approve:
        say_why(reason, "Say why the money is not moved.")
    virement.state = Virement.State.APPROVED if approve else Virement.State.REFUSED
    virement.decided_at, virement.decided_by, virement.decision_reason = now(), by, reason
    keep(virement, by=by, reason=reason)
    if approve:
        source, target = hold_money(virement.source, virement.target)
        _refuse_more_than_free(source, virement.amount)
        note = f"{source} to {target}"
        enter(source, Entry.Kind.MOVED_OUT, virement.amount, by=by, note=note)
        enter(target, Entry.Kind.MOVED_IN, virement.amount, by=by, note=note)
    verb = "approve virement" if approve else "refuse virement"
    log(virement.source.fund, verb, by=by, reason=reason, changes=_said(virement))
    return virement


def _refuse_more_than_free(fund_year, amount):
    free = balance_of(fund_year).free
    if amount <= 0:
        raise MoveRefused("Enter an amount above nothing.")
    if amount > free:
        raise MoveRefused(
            f"{fund_year} has {money(free)} free, so {money(amount)} cannot be moved out of it."
        )


def _said(virement):
    return {"from": str(virement.source), "to": str(virement.target), "amount": str(virement.amount)}
