"""After the award: the agreement, instalments and claims, money back, and the end."""

from django.db import transaction

from audit.clock import now, today
from audit.services import log
from design.filters import date, money
from funding.contents import agreement_of
from funding.lifecycle.bids import AGREE, COUNTERSIGN, Action, Status
from funding.models import (
    Clawback,
    Condition,
    Instalment,
)
from funding.services import ledger
from records.access import give
from records.asking import hold, say_why
from records.lifecycle import MoveRefused, move, save
from records.writing import alter, drop, keep, refuse_other_version
from signoffs.services import capacity_of, sign

STATEMENT = "We accept the award on these terms, and will spend it on this project alone."
AWARDED = "We award the money on these terms."
AGREED = (Status.DELIVERY, Status.EVALUATED)


@transaction.atomic
def set_instalments(bid, rows, *, by, version=None):
    """``rows`` are (amount, due on, in advance). They come to the award; they stand once the agreement is signed."""
    bid = hold(bid, by=by, permission="funding.manage_bid")
    refuse_other_version(bid, version)
    if bid.status != Status.AWARDED:
        raise MoveRefused(
            "The instalments are set between the award and the signed agreement. Ask for a variation."
        )
    total = sum(amount for amount, _, _ in rows)
    if total != bid.awarded:
        raise MoveRefused(f"The instalments come to {money(total)}, and the award is {money(bid.awarded)}.")
    before = instalments_of(bid)
    for row in bid.instalments.all():
        drop(row, by=by, reason="Instalments set anew")
    for number, (amount, due_on, in_advance) in enumerate(rows, start=1):
        keep(Instalment(bid=bid, number=number, amount=amount, due_on=due_on, in_advance=in_advance), by=by)
    parts = [("instalments", before, instalments_of(bid))]
    return alter(bid, {}, by=by, parts=parts, verb="set instalments", reason="Instalments set")


def instalments_of(bid):
    """In words: "£3,000 on 1 October 2026, in advance"."""
    return "; ".join(
        f"{money(row.amount)} on {date(row.due_on)}{', in advance' if row.in_advance else ''}"
        for row in bid.instalments.order_by("number")
    )


@transaction.atomic
def sign_agreement(bid, *, by):
    """The lead puts its name to the terms as they stand. Terms that change afterwards need it again."""
    bid = hold(bid, by=by, permission="funding.sign_agreement")
    if bid.status != Status.AWARDED:
        raise MoveRefused(f"The bid is {bid.get_status_display().lower()}, so there is no agreement to sign.")
    if not bid.instalments.exists():
        raise MoveRefused("The instalments are not set yet. Those who run the funding set them first.")
    last = bid.signoffs.filter(act=AGREE).order_by("-edition").first()
    edition = last.edition + 1 if last else 1
    role = "For the lead applicant"
    return sign(
        bid,
        act=AGREE,
        statement=STATEMENT,
        content=agreement_of(bid),
        role=role,
        agency=bid.agency,
        by=by,
        edition=edition,
    )


@transaction.atomic
def accept_agreement(bid, *, by):
    """The other side signs, and delivery begins. The agency that holds the money sees the project from then on."""
    bid = move(bid, Action.ACCEPT, by=by)
    bid.agreed_on = today()
    save(bid, by=by, reason="Agreement signed")
    sign(
        bid, act=COUNTERSIGN, statement=AWARDED, content=agreement_of(bid), role="For those who award the money",
        agency=capacity_of(bid, by)[1], by=by,
    )  # fmt: skip
    for row in bid.fund_year.fund.holdings.all():
        if row.holds_on(today()):
            give(bid, row.holder, by=by, reason="Holds the money and pays it out")
    return bid


@transaction.atomic
def meet_condition(condition, *, by, note):
    bid = hold(condition.bid, by=by, permission="funding.manage_bid")
    condition = Condition.objects.get(pk=condition.pk)  # held by the bid's row
    if condition.met_on:
        raise MoveRefused(f"It was recorded as met on {date(condition.met_on)} already. Nothing was changed.")
    if not note.strip():
        raise MoveRefused("Say how the condition was met.")
    condition.met_on, condition.met_note = today(), note
    keep(condition, by=by, reason=note)
    log(bid, "meet condition", by=by, reason=note, changes={"condition": condition.text})
    return condition


@transaction.atomic
def claim(instalment, claimed, evidence, *, by):
    """Ask for an instalment, or for less of it. In arrears it says what the money was spent on."""
    bid = hold(instalment.bid, by=by, permission="funding.report_bid")
    row = Instalment.objects.select_for_update().get(pk=instalment.pk)
    reasons = []
    if bid.status not in AGREED:
        reasons.append("The agreement is not signed by both sides yet. Money is claimed from then on.")
    if row.state not in (row.State.DUE, row.State.WITHHELD):
        reasons.append(f"{row} is {row.get_state_display().lower()} already.")
    if claimed > row.amount:
        reasons.append(f"{row} is {money(row.amount)}. Claim that or less.")
    if claimed <= 0:
        reasons.append("Enter an amount above nothing.")
    if not row.in_advance and not evidence.strip():
        reasons.append("Say what the money was spent on, and attach the invoices.")
    if reasons:
        raise MoveRefused(*reasons)
    row.state, row.claimed, row.evidence = row.State.CLAIMED, claimed, evidence
    row.claimed_at, row.claimed_by = now(), by
    keep(row, by=by)
    log(bid, "claim", by=by, changes={"instalment": row.number, "amount": str(claimed)})
    return row


@transaction.atomic
def decide_claim(instalment, *, approve, by, reason=""):
    """Approve a claim, or withhold it and say why. Conditions that wait stand in the way of money."""
    bid = hold(instalment.bid, by=by, permission="funding.manage_bid")
    row = Instalment.objects.select_for_update().get(pk=instalment.pk)
    if row.state != row.State.CLAIMED:
        raise MoveRefused(f"{row} is {row.get_state_display().lower()}. Nothing waits to be decided.")
    if approve and (reasons := list(_unpayable(bid))):
        raise MoveRefused(*reasons)
    if not approve:
        say_why(reason, "Say why the claim is withheld.")
    row.state = row.State.APPROVED if approve else row.State.WITHHELD
    row.decided_at, row.decided_by, row.decision_reason = now(), by, reason
    keep(row, by=by, reason=reason)
    log(
        bid,
        "approve claim" if approve else "withhold claim",
        by=by,
        reason=reason,
        changes={"instalment": row.number},
    )
    return row


def _unpayable(bid):
    for condition in bid.conditions.filter(met_on=None):
        yield f"The award is subject to: {condition}. Record how that was met first."
    if bid.subsidy == bid.SubsidyKind.MFA and bid.mfa_confirmed_on is None:
        yield "The recipient has not confirmed in writing that they stay within £315,000. Record that first."


@transaction.atomic
def pay_instalment(instalment, *, by, paid_on=None):
    """The holder pays what was approved by somebody else."""
    bid = hold(instalment.bid, by=by, permission="funding.pay_bid")
    row = Instalment.objects.select_for_update().get(pk=instalment.pk)
    if reasons := list(unpayable(row, by)):
        raise MoveRefused(*reasons)
    _refuse_day(paid_on, bid.awarded_on, "The money was awarded on {}. Enter that day or a later one.")
    ledger.pay(bid, row.claimed, by=by, on=paid_on, note=f"{bid.reference}, instalment {row.number}")
    row.state, row.paid_on, row.paid_by = row.State.PAID, paid_on or today(), by
    keep(row, by=by)
    log(bid, "pay", by=by, changes={"instalment": row.number, "amount": str(row.claimed)})
    return row


@transaction.atomic
def correct_payment(instalment, *, by, reason):
    """A payment that never was so: taken out of the books by an entry of the day it was entered for. The claim stays
    approved, and waits to be paid as it was in truth.
    """
    bid = hold(instalment.bid, by=by, permission="funding.pay_bid")
    row = Instalment.objects.select_for_update().get(pk=instalment.pk)
    say_why(reason, "Say what was entered wrongly.")
    if reasons := list(uncorrectable(row)):
        raise MoveRefused(*reasons)
    ledger.take_back(
        bid, row.claimed, by=by, on=row.paid_on, note=f"Entered wrongly: {row}. {reason.strip()}"
    )
    row.state, row.paid_on, row.paid_by = row.State.APPROVED, None, None
    keep(row, by=by, reason=reason)
    log(
        bid,
        "correct payment",
        by=by,
        reason=reason,
        changes={"instalment": row.number, "amount": str(row.claimed)},
    )
    return row


def uncorrectable(instalment):
    """What stands in the way, as the page says it before anything is typed."""
    bid = instalment.bid
    if bid.status == Status.CLOSED:
        yield "The project is closed, and what was left of its money went back to the fund. It is settled."
    if instalment.state != instalment.State.PAID:
        yield f"{instalment} is {instalment.get_state_display().lower()}. There is no payment of it to correct."
    elif (rest := ledger.paid_of(bid) - asked_back(bid)) < instalment.claimed:
        yield (
            f"{money(rest)} was paid that is neither back nor asked back, and this payment is "
            f"{money(instalment.claimed)}. It cannot be taken out whole: ask for the rest back instead."
        )


def asked_back(bid):
    """And not come back yet."""
    return sum(row.amount for row in bid.clawbacks.all() if row.repaid_on is None)


def unpayable(instalment, user):
    """What stands in the way of this person's paying it: the page says it before anything is typed."""
    if instalment.state != instalment.State.APPROVED:
        yield f"{instalment} is {instalment.get_state_display().lower()}. Only an approved claim is paid."
    elif instalment.decided_by_id == user.pk:
        yield "You approved this claim, so somebody else pays it."


@transaction.atomic
def claw_back(bid, amount, why, reason, *, by):
    """Ask for money back, of what was paid and not asked back before."""
    bid = hold(bid, by=by, permission="funding.manage_bid")
    say_why(reason, "Say why the money is to come back.")
    left = ledger.paid_of(bid) - asked_back(bid)
    if amount <= 0 or amount > left:
        raise MoveRefused(f"{money(left)} was paid and not asked back. Ask for that or less.")
    if bid.clawbacks.filter(amount=amount, why=why, reason=reason, asked_on=today()).exists():
        raise MoveRefused(
            "The same was asked back today. If this is money besides, say in the reason what for."
        )
    row = Clawback(bid=bid, amount=amount, why=why, reason=reason, asked_on=today(), asked_by=by)
    keep(row, by=by, reason=reason)
    log(bid, "claw back", by=by, reason=reason, changes={"amount": str(amount), "why": why})
    return row


@transaction.atomic
def record_repayment(row, *, by, repaid_on=None):
    """It came back, and is free again in the fund."""
    bid = hold(row.bid, by=by, permission="funding.pay_bid")
    row = Clawback.objects.select_for_update().get(pk=row.pk)
    if row.repaid_on:
        raise MoveRefused("This was paid back already.")
    paid = [entry.moved_on for entry in bid.entries.all() if entry.kind == "paid"]
    _refuse_day(
        repaid_on, min(paid, default=None), "Money was first paid on {}. It comes back on that day or later."
    )
    ledger.pay_back(
        bid, row.amount, by=by, on=repaid_on, note=f"{bid.reference}: {row.get_why_display().lower()}"
    )
    row.repaid_on = repaid_on or today()
    keep(row, by=by)
    log(bid, "record repayment", by=by, changes={"amount": str(row.amount)})
    return row


def _refuse_day(day, first, words):
    """A day on which money moved lies between what it follows from and today."""
    if day and first and day < first:
        raise MoveRefused(words.format(date(first)))
    if day and day > today():
        raise MoveRefused("That day is still to come. Choose today or an earlier day.")


@transaction.atomic
def close_project(bid, *, by, reason=""):
    """What was committed and not paid goes back to the fund."""
    bid = move(bid, Action.CLOSE, by=by, reason=reason)
    left = ledger.left_of(bid)
    if left > 0:
        ledger.release(bid, left, by=by, note=f"{bid.reference}: not spent")
    for row in bid.instalments.filter(state__in=(Instalment.State.DUE, Instalment.State.WITHHELD)):
        row.state = row.State.CANCELLED
        keep(row, by=by, reason="The project is closed")
    bid.closed_on = today()
    return save(bid, by=by, reason=reason or "Closed")
