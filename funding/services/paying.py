"""What a spending plan's own lines come to: a post, a service, whatever is paid without a bid (S002-81).

What is paid for a line is set aside and paid in one, so that it counts once: in what is free, and in what is in hand.
"""

from django.db import transaction

from audit.clock import today
from audit.services import log
from design.filters import date, money
from funding.balances import balance_of
from funding.lifecycle.plans import PlanStatus
from funding.models import Entry, PlanLine
from funding.money import first_day
from funding.services.ledger import NOTE, enter, hold_money
from records.asking import require, say_why
from records.lifecycle import MoveRefused, locked

AGREED = (PlanStatus.SUBMITTED, PlanStatus.ACCEPTED)


@transaction.atomic
def pay_line(line, amount, *, by, paid_on, note):
    """By the agency that holds the fund's money, or administers it. Never more than the line, or the fund, has left."""
    line, fund_year = _held(line, by)
    reasons = [*_wrong_day(paid_on), *_before_the_year(line.plan, paid_on)]
    reasons += _unpayable(line, fund_year, amount, paid_on, note)
    if reasons:
        raise MoveRefused(*reasons)
    said = {"on": paid_on, "line": line, "note": _noted(line, note)}
    enter(fund_year, Entry.Kind.COMMITTED, amount, by=by, **said)
    entry = enter(fund_year, Entry.Kind.PAID, amount, by=by, **said)
    log(line.plan, "pay line", by=by, changes={"line": line.title, "amount": str(amount)})
    return entry


@transaction.atomic
def pay_line_back(line, amount, *, by, paid_on, reason):
    """Money that came back, or was entered by mistake. It is free again in the fund."""
    line, fund_year = _held(line, by)
    say_why(reason, "Say why the money came back, or what was entered wrongly.")
    reasons = [*_wrong_day(paid_on), *_before_the_payment(line, paid_on)]
    if amount <= 0:
        reasons.append("Enter an amount above nothing.")
    if amount > line.paid:
        reasons.append(f"{money(line.paid)} was paid for “{line}”. Enter that or less.")
    if reasons:
        raise MoveRefused(*reasons)
    said = {"on": paid_on, "line": line, "note": _noted(line, reason)}
    entry = enter(fund_year, Entry.Kind.REPAID, amount, by=by, **said)
    enter(fund_year, Entry.Kind.RELEASED, amount, by=by, **said)
    log(
        line.plan, "line paid back", by=by, reason=reason, changes={"line": line.title, "amount": str(amount)}
    )
    return entry


def standing(line):
    """In a sentence, of a line that was read `with_payments`: the page says it beside the form."""
    left = max(line.amount - line.paid, 0)
    return f"{money(line.paid)} of {money(line.amount)} was paid. {money(left)} is left."


def _held(line, by):
    """The line with what was paid for it, and its fund year, which every movement of money locks.

    The plan is held before it: whoever revises it meanwhile changes the line after the payment, or before it.
    """
    locked(line.plan)
    line = PlanLine.objects.select_related("fund_year", "plan").filter(pk=line.pk).first()
    if line is None:
        raise MoveRefused("This line was taken out of the plan meanwhile. Nothing was paid.")
    if line.fund_year_id is None:
        raise MoveRefused(
            f"“{line}” is unfunded. Have the fund that pays for it chosen first: change the line."
        )
    [fund_year] = hold_money(line.fund_year)
    require(by, "funding.pay_line", fund_year.fund)
    return PlanLine.objects.with_payments().select_related("plan").get(pk=line.pk), fund_year


def _noted(line, words):
    return f"{line.plan.reference}: {words.strip()}"[:NOTE]


def _wrong_day(paid_on):
    if paid_on > today():
        yield "That day is still to come. Choose today or an earlier day."


def _before_the_year(plan, paid_on):
    first = first_day(plan.year)
    if paid_on < first:
        yield (
            f"The plan is for {plan.year_name}, which begins on {date(first)}. Enter that day or a later one, or "
            "record the payment in the plan of its own year."
        )


def _before_the_payment(line, paid_on):
    paid = line.entries.filter(kind=Entry.Kind.PAID).order_by("moved_on").values_list("moved_on", flat=True)
    if (first := paid.first()) and paid_on < first:
        yield f"“{line}” was first paid on {date(first)}. Money comes back on that day or later."


def not_payable(line):
    """What stands in the way of any payment: the page says it before anything is typed."""
    if line.plan.status not in AGREED:
        state = line.plan.get_status_display().lower()
        yield f"The plan is {state}. Payments are recorded once it is submitted: submit it first."
    if line.through_bids:
        yield f"“{line}” is spent through calls for bids. Record the payment on the project that was paid."


def _unpayable(line, fund_year, amount, paid_on, note):
    yield from not_payable(line)
    if amount <= 0:
        yield "Enter an amount above nothing."
    left, free = line.amount - line.paid, balance_of(fund_year).free
    if amount > left:
        yield (
            f"“{line}” has {money(max(left, 0))} left of {money(line.amount)}, and this is {money(amount)}. Enter "
            "that or less, or have the line raised first: revise the plan."
        )
    if amount > free:
        yield (
            f"{fund_year} has {money(max(free, 0))} free, and this is {money(amount)}. Confirm more money for it, or "
            "take money from another fund first."
        )
    if not note.strip():
        yield "Say to whom it was paid, and for what."
    same = {"kind": Entry.Kind.PAID, "amount": amount, "moved_on": paid_on, "note": _noted(line, note)}
    if line.entries.filter(**same).exists():
        yield "The same payment of that day is recorded already. If this is another, say in the note what for."
