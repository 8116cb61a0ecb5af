"""What a project reports: returns against the bid's own measures, changes it asks for, and its evaluation."""

from django.db import transaction

from audit.clock import now
from audit.services import log
from design.filters import date
from funding.lifecycle.bids import Action, Status
from funding.models import Evaluation, MonitoringReturn, ReturnValue, Variation
from funding.reported import Reported, unanswered
from records.asking import hold, say_why
from records.lifecycle import MoveRefused, move, save
from records.writing import as_seen, keep

STAYS = "This return was accepted, so it stays as it is."


@transaction.atomic
def ask_return(bid, *, period_from, period_until, due_on, by):
    bid = hold(bid, by=by, permission="funding.manage_bid")
    if period_until < period_from:
        raise MoveRefused("The period cannot end before it begins.")
    if bid.returns.filter(period_from=period_from, period_until=period_until).exists():
        raise MoveRefused("A return is asked for this period already. Choose another period.")
    row = MonitoringReturn(bid=bid, period_from=period_from, period_until=period_until, due_on=due_on)
    keep(row, by=by)
    log(bid, "ask return", by=by, changes={"due": str(due_on)})
    return row


@transaction.atomic
def keep_return(row, draft, *, by, version=None):
    """Half done, to be gone on with by anybody of the project. Those who run the funding read what is sent alone."""
    hold(row.bid, by=by, permission="funding.report_bid")
    row = as_seen(row, version)
    if row.state == row.State.ACCEPTED:
        raise MoveRefused(STAYS)
    row.draft = draft
    return keep(row, by=by)


@transaction.atomic
def submit_return(row, *, narrative, spent, values, by, version=None):
    """``values`` are as of `Reported`, one for every output of the bid. Accepted, it stays as it is."""
    bid = hold(row.bid, by=by, permission="funding.report_bid")
    row = as_seen(row, version)
    if row.state == row.State.ACCEPTED:
        raise MoveRefused(STAYS)
    reported, outputs = [Reported(*each) for each in values], list(bid.outputs.all())
    reasons = [words for _, words in unanswered(outputs, reported)]
    if not narrative.strip():
        reasons.insert(0, "Write what was done in the period.")
    if {each.output.pk for each in reported} - {output.pk for output in outputs}:
        reasons.append("A number was given for an output that is not of this bid. Answer for the bid’s own.")
    if reasons:
        raise MoveRefused(*reasons)
    row.narrative, row.spent, row.state, row.query = narrative, spent, row.State.SUBMITTED, ""
    row.submitted_at, row.submitted_by, row.draft = now(), by, {}
    keep(row, by=by)
    there = {value.output_id: value for value in row.values.all()}
    for said in reported:
        each = there.get(said.output.pk) or ReturnValue(monitoring_return=row, output=said.output)
        each.value, each.none_because = said.value, said.none_because.strip()
        each.qualifier = said.qualifier if said.value is not None else ""
        keep(each, by=by)
    log(bid, "submit return", by=by, changes={"until": str(row.period_until)})
    return row


@transaction.atomic
def settle_return(row, *, accept, by, query=""):
    bid = hold(row.bid, by=by, permission="funding.manage_bid")
    row = MonitoringReturn.objects.select_for_update().get(pk=row.pk)
    if row.state != row.State.SUBMITTED:
        raise MoveRefused(f"The return is {row.get_state_display().lower()}. Nothing waits to be settled.")
    if not accept:
        say_why(query, "Say what is to be made clear.")
    row.state, row.query = (row.State.ACCEPTED, "") if accept else (row.State.QUERIED, query)
    row.draft = {} if accept else row.draft
    keep(row, by=by, reason=query)
    log(bid, "accept return" if accept else "query return", by=by, reason=query)
    return row


@transaction.atomic
def ask_variation(bid, what, *, by, ends_on=None):
    bid = hold(bid, by=by, permission="funding.report_bid")
    if bid.status != Status.DELIVERY:
        raise MoveRefused("What was agreed is varied while the project is delivered.")
    if not what.strip():
        raise MoveRefused("Say what is to change, and why.")
    if ends_on and bid.starts_on and ends_on < bid.starts_on:
        raise MoveRefused(f"The project starts on {date(bid.starts_on)}. It ends on that day or a later one.")
    if bid.variations.filter(what=what, ends_on=ends_on, decided_at=None).exists():
        raise MoveRefused("The same is asked for already, and waits to be decided.")
    row = Variation(bid=bid, what=what, ends_on=ends_on, asked_at=now(), asked_by=by)
    keep(row, by=by)
    log(bid, "ask variation", by=by, reason=what)
    return row


@transaction.atomic
def decide_variation(row, *, agree, by, reason=""):
    bid = hold(row.bid, by=by, permission="funding.manage_bid")
    row = Variation.objects.select_for_update().get(pk=row.pk)
    if row.state != row.State.ASKED:
        raise MoveRefused(f"This was {row.get_state_display().lower()} already.")
    if agree and bid.status != Status.DELIVERY:
        raise MoveRefused(
            f"The project is {bid.get_status_display().lower()}, so what was agreed is varied no more. Do not agree "
            "to it, and say why."
        )
    if not agree:
        say_why(reason, "Say why it is not agreed.")
    row.state = row.State.AGREED if agree else row.State.REFUSED
    row.decided_at, row.decided_by, row.decision_reason = now(), by, reason
    keep(row, by=by, reason=reason)
    if agree and row.ends_on:
        bid.ends_on = row.ends_on
        save(bid, by=by, reason=f"Variation agreed: {row.what}")
    log(bid, "agree variation" if agree else "refuse variation", by=by, reason=reason)
    return row


@transaction.atomic
def evaluate(bid, said, *, by):
    bid = hold(bid, by=by, permission="funding.evaluate_bid")
    row = Evaluation.objects.filter(bid=bid.pk).first() or Evaluation(bid_id=bid.pk)
    for name, value in said.items():
        setattr(row, name, value)
    if row.savings and not row.savings_method.strip():
        raise MoveRefused("Say how the savings were worked out (S002-17).")
    row.made_at, row.made_by = now(), by
    keep(row, by=by)
    return move(bid, Action.EVALUATE, by=by)
