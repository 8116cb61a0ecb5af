"""Funds: what they are for, what each year holds, who put it in, who holds it, and how it is divided."""

import datetime as dt

from django.db import transaction

from audit.clock import today
from audit.services import log
from design.filters import money
from funding.balances import balance_of
from funding.costed import unplanned
from funding.lifecycle.plans import FundAction
from funding.models import (
    Allocation,
    Contribution,
    Entry,
    Fund,
    FunderReturn,
    FundYear,
    Holding,
    Objective,
    PortfolioRule,
)
from funding.services.ledger import enter, hold_money
from records.asking import hold, require, say_why
from records.lifecycle import MoveRefused, move, save
from records.models import Record
from records.services import create_record, refuse_a_second
from records.writing import alter, as_seen, keep, refuse_other_version

DETAILS = (
    "title", "short_name", "source", "funder", "channel", "aim", "restrictions", "needs_training",
    "needs_agreement", "waits_for_plans", "body",
)  # fmt: skip


@transaction.atomic
def add_fund(partnership, *, by, objectives=(), once=False, **details):
    """``objectives`` are lines of text; one that begins with a dash stands inside the one before it (form B3)."""
    fund = Fund(partnership=partnership, audience=Record.Audience.PARTNERSHIP, **details)
    require(by, "funding.add_fund", fund)
    if once:
        refuse_a_second(Fund.objects.visible_to(by).filter(partnership=partnership, title=fund.title), by=by)
    create_record(fund, by=by)
    _set_objectives(fund, objectives, by)
    return fund


@transaction.atomic
def change_fund(fund, changes, *, by, objectives=None, version=None):
    fund = hold(fund, by=by, permission="funding.change_fund")
    refuse_other_version(fund, version)
    before = _objectives_of(fund)
    if objectives is not None:
        _set_objectives(fund, objectives, by)
    after = _objectives_of(fund)
    parts = [("objectives", before, after)] if before != after else ()
    return alter(fund, changes, by=by, parts=parts, reason="Details changed")


def _objectives_of(fund):
    """In words. They are rows of their own, and a change of them alone is a change of the fund all the same."""
    rows = fund.objectives.filter(is_offered=True).order_by("position", "pk")
    return "; ".join(f"- {row.text}" if row.parent_id else row.text for row in rows)


def _set_objectives(fund, lines, by):
    """What was claimed by a bid stays on it: an objective that goes is no longer offered, and is not removed."""
    there = {row.text: row for row in fund.objectives.all()}
    above = None
    for position, line in enumerate(lines):
        inside = line.startswith("-")
        text = line.lstrip("-– ").strip()
        row = there.pop(text, None) or Objective(fund=fund, text=text)
        row.position, row.is_offered, row.parent = position, True, above if inside else None
        row.side = Objective.side_of(text) if inside else ""
        row.needs_priority = Objective.wants_priority(text)
        keep(row, by=by)
        above = above if inside else row
    for row in there.values():
        if row.is_offered:
            row.is_offered = False
            keep(row, by=by, reason="No longer an objective")


@transaction.atomic
def move_fund(fund, action, *, by, reason):
    say_why(reason)
    fund = move(fund, FundAction(action), by=by, reason=reason)
    fund.closed_on = today() if action == FundAction.CLOSE else None
    return save(fund, by=by, reason=reason)


@transaction.atomic
def open_year(fund, year, *, by):
    """The fund year, made where it is not there yet."""
    fund = hold(fund, by=by, permission="funding.change_fund")
    if found := fund.years.filter(year=year).first():
        return found
    made = keep(FundYear(fund=fund, year=year), by=by)
    log(fund, "open year", by=by, changes={"year": made.year_name})
    return made


@transaction.atomic
def add_contribution(fund_year, *, by, **said):
    """Money received is entered in the ledger too; in kind, it is valued and no money (S002-06)."""
    require(by, "funding.record_money", fund_year.fund)
    [fund_year] = hold_money(fund_year)
    given = Contribution(fund_year=fund_year, **said)
    if reasons := [*_wrong_with(given), *_there_already(given, said)]:
        raise MoveRefused(*reasons)
    keep(given, by=by)
    log(fund_year.fund, "add contribution", by=by, changes=_said(given))
    _receive(given, by)
    return given


def _there_already(given, said):
    """A form sent again does not count the money again."""
    same = given.fund_year.contributions.filter(**said).exclude(state=Contribution.State.WITHDRAWN)
    if same.exists():
        yield f"{given.agency} puts in the same already. If this is money besides, say in the note what for."


def _wrong_with(given):
    if given.is_in_kind and not given.worked_out.strip():
        yield "Say how the value of the help in kind was worked out."
    if given.hours is not None and not given.is_in_kind:
        yield "Hours are help in kind. Tick “in kind”, or leave the hours out."


@transaction.atomic
def set_contribution_state(given, state, *, by, reason="", version=None):
    """Promised, confirmed, received or withdrawn. What bids were promised out of it cannot be withdrawn."""
    given = as_seen(given, version)
    require(by, "funding.record_money", given.fund_year.fund)
    before, given.state = given.state, Contribution.State(state)
    if before == given.state:
        return given
    if before == Contribution.State.RECEIVED:
        raise MoveRefused("This was received. If it goes back, enter it as money moved out.")
    [fund_year] = hold_money(given.fund_year)
    keep(given, by=by, reason=reason)
    free = balance_of(fund_year).free
    if free < 0:
        raise MoveRefused(
            f"{money(-free)} of it is promised to bids. Release or move that first, then withdraw it."
        )
    changes = {"agency": str(given.agency), "state": [before, str(state)]}
    log(fund_year.fund, "change contribution", by=by, reason=reason, changes=changes)
    _receive(given, by)
    return given


def _receive(given, by):
    if given.state == Contribution.State.RECEIVED and not given.is_in_kind and given.amount:
        [fund_year] = hold_money(given.fund_year)
        note = f"From {given.agency}"
        enter(fund_year, Entry.Kind.RECEIVED, given.amount, by=by, contribution=given, note=note)


@transaction.atomic
def set_holder(fund, holder, *, by, from_on, administrator=None, held_for=None, reason=""):
    """Who holds the money from a day on; whoever held it until then holds it to the day before (S001-155)."""
    fund = hold(fund, by=by, permission="funding.change_fund")
    for row in fund.holdings.filter(ended_on=None):
        if row.started_on and row.started_on >= from_on:
            raise MoveRefused(f"{row} holds it from {row.started_on:%-d %B %Y} on. Enter a later day.")
        row.ended_on = from_on - dt.timedelta(days=1)
        keep(row, by=by, reason=reason)
    made = Holding(
        fund=fund, holder=holder, administrator=administrator, held_for=held_for, started_on=from_on
    )
    keep(made, by=by, reason=reason)
    log(fund, "set holder", by=by, reason=reason, changes={"holder": str(holder), "from": str(from_on)})
    return made


@transaction.atomic
def allocate(fund_year, amount, *, by, parent=None, **said):
    """Set a part of the year aside, within what there is or within the allocation that it divides (S001-147)."""
    require(by, "funding.change_fund", fund_year.fund)
    [fund_year] = hold_money(fund_year)
    row = Allocation(fund_year=fund_year, parent=parent, amount=amount, **said)
    reasons = [*_over(row), *_set_aside_already(row)]
    if row.confirmed_on:
        reasons += unplanned(fund_year, by)
    if reasons:
        raise MoveRefused(*reasons)
    keep(row, by=by)
    log(fund_year.fund, "allocate", by=by, changes={"to": str(row), "amount": str(amount)})
    return row


def _over(row):
    whole = row.parent.amount if row.parent_id else balance_of(row.fund_year).budget
    beside = row.fund_year.allocations.filter(parent=row.parent).exclude(pk=row.pk)
    left = whole - sum(each.amount for each in beside)
    if row.amount > left:
        of = row.parent if row.parent_id else row.fund_year
        over = money(row.amount - left)
        yield f"{of} has {money(left)} left to divide, and this is {money(row.amount)}: {over} over."
    if not (row.partnership_id or row.area_id or row.purpose):
        yield "Say for which partnership or area it is, or what for."
    if row.post_costs > row.amount:
        yield "The posts cost more than the allocation."
    if row.for_children > row.amount:
        yield "The part for children's services is more than the allocation."


def _set_aside_already(row):
    """One part for the same place, purpose and kind of cost: a form sent again does not set money aside twice."""
    same = row.fund_year.allocations.filter(
        parent=row.parent, partnership=row.partnership, area=row.area, purpose__iexact=row.purpose,
        cost_type=row.cost_type,
    ).exclude(pk=row.pk)  # fmt: skip
    if there := same.first():
        of = row.parent if row.parent_id else row.fund_year
        besides = "" if there.partnership_id or there.area_id else " else"
        yield (
            f"{there} has {money(there.amount)} of {of} set aside already. Change that part, or say under "
            f"“What for” what{besides} this one is for."
        )


@transaction.atomic
def change_allocation(row, changes, *, by, version=None):
    require(by, "funding.change_fund", row.fund_year.fund)
    hold_money(row.fund_year)
    row = Allocation.objects.get(pk=row.pk)
    refuse_other_version(row, version)
    was_confirmed = row.confirmed_on is not None
    for name, value in changes.items():
        setattr(row, name, value)
    reasons = [*_over(row), *_set_aside_already(row)]
    parts = sum(part.amount for part in row.parts.all())
    if parts > row.amount:
        reasons.append(f"{money(parts)} of it is divided already. Lower its parts first.")
    if row.confirmed_on and not was_confirmed:
        reasons += unplanned(row.fund_year, by)
    if reasons:
        raise MoveRefused(*reasons)
    keep(row, by=by)
    log(row.fund_year.fund, "change allocation", by=by, changes={"to": str(row), "amount": str(row.amount)})
    return row


@transaction.atomic
def add_return(fund_year, name, due_on, *, by, note=""):
    require(by, "funding.change_fund", fund_year.fund)
    [fund_year] = hold_money(fund_year)
    if fund_year.returns.filter(name=name, due_on=due_on).exists():
        raise MoveRefused(f"“{name}” is due on that day already. Give it another name or day.")
    return keep(FunderReturn(fund_year=fund_year, name=name, due_on=due_on, note=note), by=by)


@transaction.atomic
def send_return(row, *, by, sent_on=None):
    row = as_seen(row, None)
    require(by, "funding.change_fund", row.fund_year.fund)
    row.sent_on = sent_on or today()
    keep(row, by=by)
    log(row.fund_year.fund, "send return", by=by, changes={"return": row.name, "on": str(row.sent_on)})
    return row


@transaction.atomic
def set_rule(partnership, name, funds, least_percent, *, by, rule=None, ended_on=None, version=None):
    """A rule over several funds together (S002-187)."""
    funds = list(funds)
    for fund in funds:
        require(by, "funding.change_fund", fund)
    if not funds:
        raise MoveRefused("Choose the funds that the rule is over.")
    row = PortfolioRule(partnership=partnership)
    if rule:
        row = PortfolioRule.objects.select_for_update().get(pk=rule.pk)
        refuse_other_version(row, version)
    row.name, row.least_percent = name, least_percent
    row.started_on, row.ended_on = row.started_on or today(), ended_on
    if ended_on and ended_on < row.started_on:
        raise MoveRefused("The rule cannot end before it began. Enter a later day.")
    keep(row, by=by)
    row.funds.set(funds)
    log(funds[0], "set portfolio rule", by=by, changes={"rule": name, "at least": f"{least_percent}%"})
    return row


def _said(given):
    return {"agency": str(given.agency), "amount": str(given.amount), "state": given.state}
