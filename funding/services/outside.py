"""Bids to outside funders, commissioned services and programmes, and sets of proposals."""

from django.db import transaction

from audit.clock import today
from audit.services import log
from funding.lifecycle.outside import OutsideAction, ProposalsAction, ServiceAction
from funding.models import Intake, OutsideBid, Proposal, ProposalSet, Service, ServiceMeasure
from records.asking import hold, require, say_why
from records.lifecycle import MoveRefused, move, save
from records.models import Record
from records.services import create_record, refuse_a_second
from records.writing import alter, drop, keep, refuse_other_version


@transaction.atomic
def add_outside_bid(partnership, *, by, many=None, once=False, **said):
    """From the opportunity on (S001-76)."""
    bid = OutsideBid(partnership=partnership, audience=Record.Audience.PARTNERSHIP, **said)
    require(by, "funding.add_outsidebid", bid)
    if once:
        refuse_a_second(
            OutsideBid.objects.visible_to(by).filter(
                partnership=partnership, title=bid.title, round=bid.round
            ),
            by=by,
        )
    create_record(bid, by=by)
    return alter(bid, {}, by=by, many=many)


@transaction.atomic
def change_outside_bid(bid, changes, *, by, many=None, version=None):
    bid = hold(bid, by=by, permission="funding.change_outsidebid")
    refuse_other_version(bid, version)
    return alter(bid, changes, by=by, many=many, reason="Details changed")


@transaction.atomic
def move_outside_bid(bid, action, *, by, on=None, won=None, note=""):
    action = OutsideAction(action)
    if action == OutsideAction.WIN and not won:
        raise MoveRefused("Enter the amount that was won.")
    if action in (OutsideAction.LOSE, OutsideAction.DROP):
        say_why(note, "Say why, so that the next bid can do better.")
    bid = move(bid, action, by=by, reason=note)
    if action == OutsideAction.SUBMIT:
        bid.submitted_on = on or today()
    if action in (OutsideAction.WIN, OutsideAction.LOSE):
        bid.outcome_on, bid.won, bid.outcome_note, bid.is_delayed, bid.chase_on = (
            on or today(),
            won,
            note,
            False,
            None,
        )
    bid.closed_on = None if bid.is_open else on or today()
    return save(bid, by=by, reason=note or action.label)


@transaction.atomic
def delay_outside_bid(bid, *, is_delayed, because, chase_on, by, version=None):
    """S001-105: awaiting a decision that is delayed, with a reason and a day to ask again."""
    bid = hold(bid, by=by, permission="funding.change_outsidebid")
    refuse_other_version(bid, version)
    if bid.status != bid.Status.AWAITING:
        raise MoveRefused("Record first that a decision is awaited.")
    if is_delayed and not (because.strip() and chase_on):
        raise MoveRefused("Say why the decision is delayed, and on which day to ask again.")
    changes = {
        "is_delayed": is_delayed, "delayed_because": because if is_delayed else "",
        "chase_on": chase_on if is_delayed else None,
    }  # fmt: skip
    return alter(bid, changes, by=by, verb="delay", reason=because)


@transaction.atomic
def add_service(partnership, *, by, areas=(), once=False, **said):
    service = Service(partnership=partnership, audience=Record.Audience.PARTNERSHIP, **said)
    require(by, "funding.add_service", service)
    if once:
        refuse_a_second(
            Service.objects.visible_to(by).filter(partnership=partnership, title=service.title), by=by
        )
    create_record(service, by=by)
    return alter(service, {}, by=by, many={"areas": areas})


@transaction.atomic
def change_service(service, changes, *, by, areas=None, version=None):
    service = hold(service, by=by, permission="funding.change_service")
    refuse_other_version(service, version)
    many = {} if areas is None else {"areas": areas}
    return alter(service, changes, by=by, many=many, reason="Details changed")


@transaction.atomic
def move_service(service, action, *, by, reason):
    say_why(reason)
    service = move(service, ServiceAction(action), by=by, reason=reason)
    service.closed_on = today() if action == ServiceAction.END else None
    return save(service, by=by, reason=reason)


@transaction.atomic
def set_measure(service, said, *, by, measure=None, version=None):
    """A target for a period, and what it came to (S003-22)."""
    service = hold(service, by=by, permission="funding.change_service")
    if measure:
        measure = service.measures.get(pk=measure.pk)
        refuse_other_version(measure, version)
    return _keep(measure or ServiceMeasure(service=service), said, service, by, "set measure")


@transaction.atomic
def add_intake(service, said, *, by):
    """Who started in a period and who finished (S003-52)."""
    service = hold(service, by=by, permission="funding.change_service")
    if said["finishers"] > said["starters"]:
        raise MoveRefused("More people cannot finish than started. Check both numbers.")
    if service.intakes.filter(**said).exists():
        raise MoveRefused("The same numbers are recorded for this period already. Nothing was added.")
    return _keep(Intake(service=service), said, service, by, "add intake")


def _keep(row, said, record, by, verb):
    if said["period_until"] < said["period_from"]:
        raise MoveRefused("The period cannot end before it begins.")
    for name, value in said.items():
        setattr(row, name, value)
    keep(row, by=by)
    log(record, verb, by=by, changes={name: str(value) for name, value in said.items()})
    return row


@transaction.atomic
def add_proposal_set(partnership, title, *, by, fund_years=(), once=False):
    found = ProposalSet(partnership=partnership, title=title, audience=Record.Audience.PARTNERSHIP)
    require(by, "funding.add_proposalset", found)
    if once:
        refuse_a_second(
            ProposalSet.objects.visible_to(by).filter(partnership=partnership, title=title), by=by
        )
    create_record(found, by=by)
    return alter(found, {}, by=by, many={"fund_years": fund_years})


@transaction.atomic
def change_proposal_set(found, title, *, by, fund_years, version=None):
    found = hold(found, by=by, permission="funding.change_proposalset")
    refuse_other_version(found, version)
    return alter(found, {"title": title}, by=by, many={"fund_years": fund_years})


@transaction.atomic
def set_proposal(found, said, *, by, proposal=None, merges=(), areas=(), version=None):
    found = hold(found, by=by, permission="funding.change_proposalset")
    if proposal:
        proposal = Proposal.objects.select_for_update().get(pk=proposal.pk)
        refuse_other_version(proposal, version)
    if found.status != found.Status.OPEN:
        raise MoveRefused("The proposals are settled. Reopen them to change one.")
    if said.get("cost_existing") is not None and said["cost_existing"] > said["cost"]:
        raise MoveRefused("What it costs already cannot be more than its new total.")
    row = proposal or Proposal(proposals=found, position=found.proposals.count())
    for name, value in said.items():
        setattr(row, name, value)
    keep(row, by=by)
    row.merges.set(merges)
    row.areas.set(areas)
    log(found, "set proposal", by=by, changes={"proposal": row.title, "cost": str(row.cost)})
    return row


@transaction.atomic
def remove_proposal(proposal, *, by, reason):
    found = hold(proposal.proposals, by=by, permission="funding.change_proposalset")
    say_why(reason, "Say why it is taken out.")
    proposal.merges.clear()
    proposal.areas.clear()
    log(found, "remove proposal", by=by, reason=reason, changes={"proposal": proposal.title})
    drop(proposal, by=by, reason=reason)


@transaction.atomic
def move_proposal_set(found, action, *, by, reason):
    say_why(reason)
    found = move(found, ProposalsAction(action), by=by, reason=reason)
    found.closed_on = today() if action == ProposalsAction.SETTLE else None
    return save(found, by=by, reason=reason)
