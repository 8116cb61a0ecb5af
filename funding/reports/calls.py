"""What a call says to those who may bid, and how its forms are scored."""

from dataclasses import dataclass

from audit.clock import now
from design.filters import date, joined, money
from design.filters import datetime as instant
from funding.balances import balances_of
from funding.models.scoring import Label


@dataclass(frozen=True, slots=True)
class Offer:
    fund: object
    year: str
    amount: str
    objectives: tuple[tuple[str, tuple[str, ...]], ...]  # each with those that stand inside it
    restrictions: str
    needs_training: bool
    agreement: str
    free: object = None


def offers_of(call, *, with_balances=False):
    """``call`` has ``offers__fund_year__fund__objectives`` prefetched."""
    rows = list(call.offers.all())
    free = balances_of([row.fund_year for row in rows]) if with_balances and rows else {}
    return [_offer(row, free) for row in rows]


def _offer(row, free):
    fund = row.fund_year.fund
    objectives = [its for its in fund.objectives.all() if its.is_offered]
    offered = {its.pk for its in objectives}
    its = free.get(row.fund_year_id)
    return Offer(
        fund=fund,
        year=row.fund_year.year_name,
        amount=money(row.amount),
        objectives=tuple(
            (str(one), tuple(str(its) for its in objectives if its.parent_id == one.pk))
            for one in objectives
            if one.parent_id not in offered
        ),
        restrictions=fund.restrictions,
        needs_training=fund.needs_training,
        agreement=str(fund.needs_agreement or ""),
        free=its and its.free,
    )


def facts_of(call):
    """(label, words) of who may bid, when and for how much."""
    who = [
        words
        for may, words in ((call.for_members, "member agencies"), (call.for_groups, "community groups"))
        if may
    ]
    yield "Who may bid", joined(who).capitalize() if who else ""
    yield "Opens", instant(call.opens_at)
    if call.is_two_stage:
        yield "Expressions of interest until", instant(call.expressions_close_at)
    if call.was_shut_early(now()):
        yield "Closes", f"Closed before its time, which was {instant(call.closes_at)}."
    elif call.closes_at:
        yield "Closes", f"{instant(call.closes_at)}. A bid that is sent in that second is still in time."
    else:
        yield "Closes", ""
    yield "How much", how_much(call)
    if call.decides_on:
        yield "Decision expected", date(call.decides_on)
    if call.body_id:
        yield "Decided by", f"The chair of {call.body}"
    if call.needs_agreement_id:
        yield "Agreement to sign first", f"{call.needs_agreement}, by every applicant"
    yield "Documents to attach", "\n".join(call.wanted_documents) or "None"


def how_much(call):
    least, most = money(call.least_amount), money(call.most_amount)
    if least and most:
        return f"From {least} to {most}"
    return f"At least {least}" if least else f"At most {most}" if most else "As the project needs"


@dataclass(frozen=True, slots=True)
class ScoredRow:
    number: int
    question: str
    points: tuple[str, ...]  # by label; a dash where it cannot be chosen


def scoring_of(call):
    """The rows of the scoring form with their points, so that applicants know how bids are judged."""
    if call.scheme_id is None:
        return []
    return [
        ScoredRow(
            row.number,
            row.question,
            tuple(
                str(row.points[label] * row.weight) if label in row.points else "–" for label in Label.values
            ),
        )
        for row in call.scheme.criteria.all()
    ]
