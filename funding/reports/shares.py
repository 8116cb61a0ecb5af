"""A partnership's own balance of the money that is set aside for it in funds of others (S003-19)."""

from collections import defaultdict
from dataclasses import dataclass, field
from decimal import Decimal
from itertools import groupby
from operator import itemgetter

from django.db.models import OuterRef, Q, Subquery, Sum

from funding.costed import equal_shares
from funding.models import Allocation, Bid, Entry, FunderReturn, FundYear, PlanLine
from funding.money import NOTHING


@dataclass
class ShareLine:
    """One fund year: what is set aside for the partnership, and what its projects take of it.

    A project, or a line of a spending plan, that is of several partnerships counts in equal shares: how it is shared
    is said nowhere, and so the sums of the partnerships add up to the fund's.
    """

    fund_year: FundYear
    allocated: Decimal = NOTHING
    posts: Decimal = NOTHING
    committed: Decimal = NOTHING
    spent: Decimal = NOTHING
    paid_for_posts: Decimal = NOTHING  # out of what is set aside for posts, and so not committed once more
    projects: int = 0
    returns: list = field(default_factory=list)

    @property
    def free(self):
        return self.allocated - max(self.posts, self.paid_for_posts) - self.committed


def shares_of(partnership):
    """A line for each fund year of which a part is set aside for it, the latest first; in five queries."""
    its = Q(partnership=partnership) | Q(parent__partnership=partnership)
    rows = Allocation.objects.filter(its).select_related("fund_year__fund", "parent")
    lines = {}
    for row in rows:
        own = row.partnership_id == partnership.pk
        inside = row.parent is not None and row.parent.partnership_id == partnership.pk
        line = lines.setdefault(row.fund_year_id, ShareLine(row.fund_year))
        if own and not inside:
            line.allocated += row.amount
            line.posts += row.post_costs
        elif inside and row.partnership_id and not own:  # passed on to another
            line.allocated -= row.amount
    _take_projects(lines, partnership)
    _take_lines(lines, partnership)
    for wanted in FunderReturn.objects.filter(fund_year__in=lines, sent_on=None):
        lines[wanted.fund_year_id].returns.append(wanted)
    return sorted(lines.values(), key=lambda line: (-line.fund_year.year, str(line.fund_year)))


def _take_projects(lines, partnership):
    """By the ledger, so that what was released or paid back is free again."""
    own = Bid.objects.funded().filter(fund_year__in=lines, partnerships=partnership).values("pk")
    places = defaultdict(list)
    through = Bid.partnerships.through.objects.filter(bid__in=own)
    for bid, place in through.order_by("partnership").values_list("bid", "partnership"):
        places[bid].append(place)
    sums = Entry.objects.filter(bid__in=own, fund_year__in=lines).order_by()
    money = defaultdict(dict)
    for bid, year, kind, total in sums.values_list("bid", "fund_year", "kind").annotate(Sum("amount")):
        money[bid, year][kind] = total
    for (bid, year), by_kind in money.items():
        turn = places[bid].index(partnership.pk)
        got = {kind: equal_shares(total, len(places[bid]))[turn] for kind, total in by_kind.items()}
        line = lines[year]
        line.committed += got.get(Entry.Kind.COMMITTED, NOTHING) - got.get(Entry.Kind.RELEASED, NOTHING)
        line.spent += got.get(Entry.Kind.PAID, NOTHING) - got.get(Entry.Kind.REPAID, NOTHING)
        line.projects += 1


def _take_lines(lines, partnership):
    """What was paid for lines of the spending plans themselves; a post is paid of what is set aside for posts."""
    own = PlanLine.objects.filter(fund_year__in=lines, partnerships=partnership)
    paid = PlanLine.objects.filter(pk=OuterRef("planline")).with_payments().values("paid")
    through = PlanLine.partnerships.through.objects.filter(planline__in=own.values("pk"))
    rows = through.annotate(paid=Subquery(paid)).order_by("planline", "partnership")
    found = rows.values_list(
        "planline", "partnership", "planline__fund_year", "planline__pays_for_post", "paid"
    )
    for _, group in groupby(found, key=itemgetter(0)):
        places = list(group)
        turn = [row[1] for row in places].index(partnership.pk)
        _, _, year, post, sum_ = places[turn]
        share, line = equal_shares(sum_, len(places))[turn], lines[year]
        line.spent += share
        if post:
            line.paid_for_posts += share
        else:
            line.committed += share
