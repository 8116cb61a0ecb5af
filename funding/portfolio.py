"""Rules over several funds together, such as: 10% of SCI and CAD cross-boundary, by value (S002-187).

A bid is cross-boundary when its areas lie in two or more partnerships. A rule warns, and blocks nothing.
"""

from dataclasses import dataclass
from decimal import Decimal

from django.db.models import Count, Sum, prefetch_related_objects

from funding.balances import balances_of
from funding.models import Bid, FundYear, PortfolioRule
from funding.money import NOTHING, percent_of
from records.together import gather


@dataclass(frozen=True)
class RuleStanding:
    """How a rule stands in one financial year, in pounds."""

    name: str
    least_percent: Decimal
    money: Decimal  # of its funds, in the year
    counted: Decimal  # awarded so that it counts
    fund_years: frozenset

    @property
    def wanted(self):
        return self.money * self.least_percent / 100

    @property
    def short(self):
        return max(self.wanted - self.counted, NOTHING)

    @property
    def percent(self):
        return percent_of(self.counted, self.money)

    @property
    def is_met(self):
        return self.short == 0

    def after(self, amount):
        """As it would stand once this much more counts."""
        return RuleStanding(self.name, self.least_percent, self.money, self.counted + amount, self.fund_years)


def rules_of(partnership, year, day):
    """How each rule that holds on the day stands in the financial year."""
    gather(partnership, "portfolio_rules")
    rules = [
        rule
        for rule in partnership.portfolio_rules.all()
        if (rule.started_on is None or rule.started_on <= day)
        and (rule.ended_on is None or rule.ended_on >= day)
    ]
    if not rules:
        return []
    prefetch_related_objects(rules, "funds")
    funds = {fund.pk for rule in rules for fund in rule.funds.all()}
    years = list(FundYear.objects.filter(fund__in=funds, year=year))
    there, counted = balances_of(years), cross_boundary_awards(years)
    return [_standing(rule, years, there, counted) for rule in rules]


def rule_over(fund, day):
    """The rule that the fund is held to together with others, and that has not ended; None where there is none."""
    own = PortfolioRule.objects.filter(partnership=fund.partnership_id, funds=fund.pk)
    return own.exclude(ended_on__lt=day).prefetch_related("funds").order_by("pk").first()


def _standing(rule, years, there, counted):
    funds = {fund.pk for fund in rule.funds.all()}
    own = [year.pk for year in years if year.fund_id in funds]
    return RuleStanding(
        name=rule.name,
        least_percent=rule.least_percent,
        money=sum((there[key].budget for key in own), NOTHING),
        counted=sum((counted.get(key, NOTHING) for key in own), NOTHING),
        fund_years=frozenset(own),
    )


def cross_boundary_awards(years):
    """Pounds by fund year. A sum over a whole fund, in which no single bid can be told."""
    funded = Bid.objects.funded().filter(fund_year__in=years)
    across = funded.annotate(places=Count("partnerships", distinct=True)).filter(places__gte=2)
    sums = Bid.objects.filter(pk__in=across.values("pk")).order_by().values_list("fund_year")
    return dict(sums.annotate(Sum("awarded")))
