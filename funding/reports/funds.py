"""What the pages of funds and of spending plans show."""

from collections import defaultdict
from dataclasses import dataclass
from decimal import Decimal

from django.db.models import Sum

from design.pages import Column
from funding.balances import Balance, balances_of
from funding.models import Allocation, Contribution, Fund, FundYear
from funding.money import NOTHING, percents_of
from records.together import gather

YEAR_COLUMNS = (
    Column("Year"), Column("To award", numeric=True), Column("Committed", numeric=True),
    Column("Free", numeric=True), Column("Paid", numeric=True), Column("In hand", numeric=True),
)  # fmt: skip


@dataclass(frozen=True)
class YearLine:
    fund_year: FundYear
    balance: Balance


def years_of(fund):
    years = list(fund.years.all())
    there = balances_of(years)
    for year in years:
        year.fund = fund
    return [YearLine(year, there[year.pk]) for year in years]


def funds_with_money(user, year):
    """Each fund that the person may know of, with its money of the year, or None, in three queries."""
    funds = Fund.objects.visible_to(user).select_related("partnership", "funder").order_by("title", "pk")
    funds = list(funds.prefetch_related("years"))
    its = {fund.pk: next((row for row in fund.years.all() if row.year == year), None) for fund in funds}
    there = balances_of([row for row in its.values() if row])
    return [(fund, its[fund.pk], there.get(its[fund.pk].pk) if its[fund.pk] else None) for fund in funds]


@dataclass(frozen=True)
class Part:
    """An allocation with its share of the whole that it divides, and what is beneath it."""

    row: Allocation
    share: Decimal | None
    depth: int
    left: Decimal  # not divided further; the whole where nothing is


PARTS = tuple(
    f"allocations__{name}" for name in ("partnership", "area", "parent__partnership", "parent__area")
)


def divided(fund_year, budget):
    """The allocations as a tree, each after its parent, with what is left of the year (S003-20)."""
    gather(fund_year, *PARTS)
    beneath = defaultdict(list)
    for row in fund_year.allocations.all():
        beneath[row.parent_id].append(row)
    parts = list(_parts(beneath, None, budget, 0))
    return parts, budget - sum(row.amount for row in beneath[None])


def _parts(beneath, key, whole, depth):
    rows = beneath[key]
    for row, share in zip(rows, percents_of([row.amount for row in rows], whole), strict=True):
        left = row.amount - sum(part.amount for part in beneath[row.pk])
        yield Part(row, share, depth, left)
        yield from _parts(beneath, row.pk, row.amount, depth + 1)


def left_share(parts, budget):
    """What is not divided, in per cent, so that the column comes to 100 (S003-20)."""
    return 100 - sum(part.share for part in parts if not part.depth) if budget else None


def for_children(parts):
    """What is set aside for children's services: a part says it, or what it is divided into (S003-71)."""
    beneath = defaultdict(list)
    for part in parts:
        beneath[part.row.parent_id].append(part.row)

    def of(row):
        return max(row.for_children, sum(map(of, beneath[row.pk]), NOTHING))

    return sum(map(of, beneath[None]), NOTHING)


def contributions_by_agency(funds, years):
    """Each agency's money by year and source (S002-47): rows of (agency, source, {year: sum}, total)."""
    given = Contribution.objects.filter(fund_year__fund__in=funds, fund_year__year__in=years)
    given = given.exclude(state=Contribution.State.WITHDRAWN).order_by()
    sums = given.values_list("agency__name", "source", "is_in_kind", "fund_year__year").annotate(
        Sum("amount")
    )
    table = defaultdict(lambda: defaultdict(lambda: NOTHING))
    for agency, source, in_kind, year, total in sums:
        words = "In kind" if in_kind else Contribution.Source(source).label
        table[agency, words][year] += total
    return [(*key, by_year, sum(by_year.values())) for key, by_year in sorted(table.items())]


@dataclass(frozen=True)
class PlanMoney:
    """A fund's money of the year beside what the plan spends of it."""

    fund_year: FundYear
    budget: Decimal
    planned: Decimal
    committed: Decimal
    paid: Decimal
    forecast: Decimal

    @property
    def left(self):
        return self.budget - self.planned


def money_of_plan(plan):
    """By fund year; the unfunded lines apart."""
    lines, there = plan.lines.all(), plan.balances
    years = {line.fund_year_id: line.fund_year for line in lines if line.fund_year_id}
    planned, forecast = defaultdict(lambda: NOTHING), defaultdict(lambda: NOTHING)
    for line in lines:
        planned[line.fund_year_id] += line.amount
        forecast[line.fund_year_id] += line.expected
    money = [
        PlanMoney(year, there[key].budget, planned[key], there[key].committed, there[key].paid, forecast[key])
        for key, year in sorted(years.items(), key=lambda pair: str(pair[1]))
    ]
    return money, planned.get(None, NOTHING)


def by_partnership(lines):
    """What the plan spends in each partnership; a shared line is counted once, as shared."""
    sums = defaultdict(lambda: NOTHING)
    for line in lines:
        names = [str(row) for row in line.partnerships.all()]
        sums[names[0] if len(names) == 1 else "Shared" if names else "Not said"] += line.amount
    return sorted(sums.items())
