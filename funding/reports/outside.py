"""Proposals against the money, services by group and by end, and what stops when."""

import datetime as dt
from dataclasses import dataclass
from decimal import Decimal

from dateutil.relativedelta import relativedelta

from design.filters import money
from documents.models import Document
from funding.balances import balances_of
from funding.lifecycle.bids import Status
from funding.models import Bid, Contribution, Fund, Plan, PlanLine, Proposal, Service
from funding.money import NOTHING, percent_of
from partnership.served import GROUPS


@dataclass(frozen=True)
class ProposalLine:
    """A proposal beside what is paid for the same today (S003-34, S003-35)."""

    proposal: Proposal
    today: Decimal  # the sum of the services that it merges, and of what is said besides
    others: tuple[Service, ...] = ()  # for the same groups, and not merged

    @property
    def more(self):
        return self.proposal.cost - self.today

    @property
    def is_above(self):
        return self.more > 0

    @property
    def instead_of(self):
        """The services that it takes the place of, each with who pays for it today (S003-50)."""
        return [with_payer(one) for one in self.proposal.merges.all()]

    @property
    def beside(self):
        """Services that are there for the same need and stay, each with who pays for it (S003-50)."""
        return [with_payer(one) for one in self.others]

    @property
    def new_cost(self):
        """Of posts, teams and administration that are not there yet (S003-41); None while it is not said."""
        existing = self.proposal.cost_existing
        return None if existing is None else self.proposal.cost - existing

    @property
    def against(self):
        """The saving less the new cost that it is set against: above nothing, surplus; below, shortfall (S003-36)."""
        cost = self.proposal.pays_for_cost
        return None if cost is None else -self.more - cost


@dataclass(frozen=True)
class Balance:
    """All the proposals together against the money that there is (S003-70)."""

    cost: Decimal
    funds: Decimal
    for_children: Decimal

    @property
    def words(self):
        difference = self.funds - self.cost
        if difference == 0:
            return "Balanced"
        return f"Over by {money(-difference)}" if difference < 0 else f"Under by {money(difference)}"

    @property
    def is_over(self):
        return self.cost > self.funds

    @property
    def childrens_share(self):
        return percent_of(self.for_children, self.cost)


def with_payer(service):
    return f"{service} (paid by {service.paid_by})" if service.paid_by else f"{service} (funder not said)"


def lines_of(found, user):
    """Of proposals that were prefetched with the services they merge, beside those that the person may know of."""
    rows = list(found.proposals.all())
    there = []
    if any(_need(row) for row in rows):
        there = list(
            Service.objects.visible_to(user).going().select_related("fund_year__fund").order_by("title")
        )
    for row in rows:
        merged = row.merges.all()
        services = sum((service.cost or NOTHING for service in merged), NOTHING)
        others = [one for one in there if one not in merged and _need(row) & set(one.groups)]
        yield ProposalLine(row, services + (row.cost_today or NOTHING), tuple(others))


def _need(proposal):
    """The groups that it names, and those of the services that it takes the place of."""
    return set(proposal.groups).union(*(service.groups for service in proposal.merges.all()))


def balance_of_proposals(found):
    years = list(found.fund_years.all())
    funds = sum((balance.budget for balance in balances_of(years).values()), NOTHING)
    rows = list(found.proposals.all())
    return Balance(
        sum((row.cost for row in rows), NOTHING), funds, sum((row.for_children for row in rows), NOTHING)
    )


@dataclass(frozen=True)
class Gap:
    """A group, or a level of risk, with the services that run for it and the papers that are about it (S003-51)."""

    name: str
    services: tuple[Service, ...]
    papers: tuple[Document, ...] = ()

    @property
    def is_gap(self):
        return not self.services


def gaps(user):
    """(of the groups, of the levels of risk), in the order of the list, in two queries."""
    services = list(Service.objects.visible_to(user).going().order_by("title", "pk"))
    papers = list(Document.objects.visible_to(user).about_groups().order_by("title", "pk"))
    groups = [
        Gap(
            group,
            tuple(one for one in services if group in one.groups),
            tuple(one for one in papers if group in one.groups),
        )
        for group in GROUPS
    ]
    levels = [
        Gap(level, tuple(one for one in services if level in one.risk_levels)) for level in Service.RISKS
    ]
    return groups, levels


def completion(service):
    """Of those who started, how many finished, in per cent (S003-52); None of nobody."""
    rows = list(service.intakes.all())
    started, finished = sum(row.starters for row in rows), sum(row.finishers for row in rows)
    return percent_of(Decimal(finished), Decimal(started)) if started else None


@dataclass(frozen=True)
class Ending:
    """Something that money stops for: a service, a project, a post, a contribution."""

    on: dt.date
    kind: str
    title: str
    amount: Decimal | None
    url: str = ""
    post: str = ""


def what_ends(user, on, months):
    """The funding cliff: whatever is paid until a day within the months, soonest first (S003-67), in four queries."""
    until = on + relativedelta(months=months)
    for service in Service.objects.visible_to(user).ending(on, until):
        yield Ending(service.ends_on, "Service", service.title, service.cost, service.get_absolute_url())
    bids = Bid.objects.visible_to(user).filter(status=Status.DELIVERY, ends_on__range=(on, until))
    for bid in bids:
        yield Ending(bid.ends_on, "Project", bid.title, bid.awarded, bid.get_absolute_url())
    lines = PlanLine.objects.filter(
        plan__in=Plan.objects.visible_to(user).values("pk"), ends_on__range=(on, until)
    ).select_related("plan")
    for line in lines:
        kind = "Post" if line.pays_for_post else "Line of a plan"
        yield Ending(
            line.ends_on, kind, line.title, line.amount, line.plan.get_absolute_url(), line.pays_for_post
        )
    given = Contribution.objects.filter(
        fund_year__fund__in=Fund.objects.visible_to(user).values("pk"), ends_on__range=(on, until)
    )
    for row in given.select_related("agency", "fund_year__fund"):
        title = f"{row.agency}, to {row.fund_year}"
        yield Ending(row.ends_on, "Contribution", title, row.amount, row.fund_year.fund.get_absolute_url())
