"""Joint spending plans: their lines, shared costs, and the way to being accepted."""

from django.db import transaction

from audit.clock import today
from audit.services import log
from design.filters import money
from funding.lifecycle.plans import PlanAction
from funding.models import CostSplit, Plan, PlanLine, Share
from records.asking import hold, require, say_why
from records.audience import close_case, open_case
from records.lifecycle import MoveRefused, move, save
from records.models import Link, Record
from records.services import create_record, refuse_a_second
from records.writing import alter, drop, keep, refuse_other_version, set_parts


@transaction.atomic
def add_plan(partnership, title, year, *, by, covers=(), funds=(), once=False, **details):
    """Whoever draws it up administers it until another is named (S002-79)."""
    details.setdefault("administrator", by.person)
    plan = Plan(
        partnership=partnership, title=title, year=year, audience=Record.Audience.PARTNERSHIP, **details
    )
    require(by, "funding.add_plan", plan)
    if once:
        refuse_a_second(
            Plan.objects.visible_to(by).filter(partnership=partnership, title=title, year=year), by=by
        )
    create_record(plan, by=by)
    return _alter(plan, {}, by=by, many={"covers": covers or [partnership], "funds": funds}, reason="Covers")


@transaction.atomic
def change_plan(plan, changes, *, by, many=None, version=None):
    plan = hold(plan, by=by, permission="funding.change_plan")
    refuse_other_version(plan, version)
    return _alter(plan, changes, by=by, many=many or {}, reason="Details changed")


def _alter(plan, changes, *, by, many, reason):
    """Each partnership that it covers reads it (S002-16): it is opened to the officers of the others."""
    before = set(plan.covers.all())
    plan = alter(plan, changes, by=by, many=many, reason=reason)
    after = set(plan.covers.all())
    for partnership in sorted(after - before - {plan.partnership}, key=str):
        open_case(plan, partnership, by=by, reason="The plan covers them")
    for partnership in sorted(before - after - {plan.partnership}, key=str):
        close_case(plan, partnership, by=by, reason="The plan does not cover them any more")
    return plan


@transaction.atomic
def name_editors(plan, administrator, editors, *, by, version=None):
    """Who administers the plan, and who else may change its lines (S002-79)."""
    plan = hold(plan, by=by, permission="funding.name_editors")
    refuse_other_version(plan, version)
    return alter(
        plan, {"administrator": administrator}, by=by, many={"editors": editors}, reason="Who may change it"
    )


@transaction.atomic
def set_line(plan, said, *, by, line=None, partnerships=(), version=None):
    """Add a line, or change the one given. A line may wait for its fund; the plan cannot be submitted before."""
    plan = hold(plan, by=by, permission="funding.change_plan")
    if line is not None:
        line = plan.lines.get(pk=line.pk)
        refuse_other_version(line, version)
    row = line or PlanLine(plan=plan, position=plan.lines.count())
    if line is not None and (reasons := list(_paid_already(line, said))):
        raise MoveRefused(*reasons)
    for name, value in said.items():
        setattr(row, name, value)
    if row.fund_year_id and row.fund_year.year != plan.year:
        raise MoveRefused(f"The plan is for {plan.year_name}. Choose a fund's money of that year.")
    same = plan.lines.filter(title=row.title, fund_year=row.fund_year_id, amount=row.amount)
    if line is None and same.exists():
        raise MoveRefused(
            f"“{row.title}” stands in the plan with this amount already. Change that line instead."
        )
    keep(row, by=by)
    row.partnerships.set(partnerships)
    log(plan, "set line", by=by, changes={"line": row.title, "amount": str(row.amount)})
    return row


def _paid_already(line, said):
    """What was paid for a line stays paid, from the fund that paid it."""
    paid = PlanLine.objects.with_payments().get(pk=line.pk).paid
    if said.get("through_bids") and paid:
        yield (
            f"{money(paid)} was paid for “{line}” itself, so it is not spent through bids. Have that paid back first."
        )
    if "amount" in said and said["amount"] < paid:
        yield f"{money(paid)} was paid for “{line}” already. Enter that or more."
    if "fund_year" in said and said["fund_year"] != line.fund_year and line.entries.exists():
        yield f"Money of {line.fund_year} was paid for “{line}”. Leave its fund, and add a line for the other."


@transaction.atomic
def remove_line(line, *, by, reason):
    plan = hold(line.plan, by=by, permission="funding.change_plan")
    say_why(reason, "Say why the line is taken out.")
    if line.entries.exists():
        raise MoveRefused(f"Money was paid for “{line}”, so it stays in the plan. Lower its amount instead.")
    log(plan, "remove line", by=by, reason=reason, changes={"line": line.title, "amount": str(line.amount)})
    line.partnerships.clear()
    drop(line, by=by, reason=reason)


@transaction.atomic
def set_split(plan, title, total, shares, *, by, split=None, reason="", pays_for_post="", version=None):
    """``shares`` are (agency, percent); they add up to 100 (S001-152)."""
    plan = hold(plan, by=by, permission="funding.change_plan")
    row = plan.splits.get(pk=split.pk) if split else CostSplit(plan=plan)
    if split:
        refuse_other_version(row, version)
    if reasons := list(_wrong_shares(shares)):
        raise MoveRefused(*reasons)
    _rename_in_links(plan, row.title, title, by)
    row.title, row.total, row.reason, row.pays_for_post = title, total, reason, pays_for_post
    keep(row, by=by)
    wanted = [Share(split=row, agency=agency, percent=percent) for agency, percent in shares]
    set_parts(row.shares.all(), wanted, by=by, key=lambda share: (share.agency_id, share.percent))
    said = {"split": title, "total": str(total), "shares": [f"{a}: {p}%" for a, p in shares]}
    log(plan, "set split", by=by, reason=reason, changes=said)
    return row


def _rename_in_links(plan, before, after, by):
    """A resolution that agreed the split is linked to the plan by the split's name (S001-167)."""
    if before and before != after:
        for link in Link.objects.filter(source=plan.pk, kind=Link.Kind.DECIDED_BY, note=before):
            link.note = after
            keep(link, by=by, reason="The shared cost is named otherwise")


def _wrong_shares(shares):
    total = sum(percent for _, percent in shares)
    if not shares:
        yield "Name the agencies that carry the cost, each with its share."
    elif total != 100:
        word = "short of" if total < 100 else "over"
        yield f"The shares add up to {total:f}%: {abs(100 - total):f}% {word} 100%."
    agencies = [agency for agency, _ in shares]
    for agency in dict.fromkeys(a for a in agencies if agencies.count(a) > 1):
        yield f"{agency} stands there twice. Put its shares together."
    for agency, percent in shares:
        if percent <= 0:
            yield f"The share of {agency} is not above nothing."


@transaction.atomic
def move_plan(plan, action, *, by, reason="", on=None):
    """Submitted to its body, and what that answered (S002-78). Whatever is not balanced is refused."""
    action = PlanAction(action)
    if action in (PlanAction.RETURN, PlanAction.REVISE):
        say_why(reason, "Say why.")
    plan = move(plan, action, by=by, reason=reason)
    day = on or today()
    if action == PlanAction.SUBMIT:
        plan.submitted_on, plan.answered_on = day, None
    elif action in (PlanAction.ACCEPT, PlanAction.RETURN):
        plan.answered_on = day
    return save(plan, by=by, reason=reason or action.label)
