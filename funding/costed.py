"""What the costed plans of a year ask of a fund, by partnership: the parts that follow from them (S001-154).

Plans that are submitted or accepted count; a draft may still change. A line that several partnerships share is theirs
in equal shares to the penny, as costs of the same work are split (S001-152).
"""

from collections import defaultdict
from dataclasses import dataclass
from decimal import Decimal

from audit.text import digest_of
from funding.lifecycle.plans import PlanStatus
from funding.models import Allocation, Plan, PlanLine
from funding.money import NOTHING, PENNY
from partnership.models import Partnership

COUNTED = (PlanStatus.SUBMITTED, PlanStatus.ACCEPTED)


@dataclass(frozen=True)
class Proposed:
    """What a partnership's plans come to, beside the part of the year that it has today."""

    partnership: Partnership
    amount: Decimal
    posts: Decimal
    lines: int
    rows: tuple[Allocation, ...]  # its undivided parts today; more than one cannot be taken over

    @property
    def today(self):
        return sum((row.amount for row in self.rows), NOTHING)

    @property
    def difference(self):
        return self.amount - self.today

    @property
    def is_new(self):
        return not self.rows

    @property
    def is_same(self):
        return len(self.rows) == 1 and not self.difference and self.rows[0].post_costs == self.posts


@dataclass(frozen=True)
class Costed:
    proposed: tuple[Proposed, ...]
    for_nobody: Decimal  # lines that name no partnership
    drafts: int  # lines of plans that are not submitted yet
    others: tuple[Allocation, ...]  # parts that no plan asks for; they stay

    @property
    def total(self):
        return sum((row.amount for row in self.proposed), NOTHING)

    @property
    def stays(self):
        return sum((row.amount for row in self.others), NOTHING)

    @property
    def changes(self):
        return [row for row in self.proposed if not row.is_same]

    @property
    def digest(self):
        """Tells whether the plans, or the parts, have changed since they were shown."""
        return digest_of([[row.partnership.pk, row.amount, row.posts, row.today] for row in self.proposed])


def costed(fund_year, user):
    """From the plans that this person may know of."""
    known = Plan.objects.visible_to(user).filter(year=fund_year.year)
    lines = PlanLine.objects.filter(plan__in=known.values("pk"), fund_year=fund_year).select_related("plan")
    sums, posts, counts = (defaultdict(lambda: NOTHING) for _ in range(3))
    for_nobody, drafts = NOTHING, 0
    for line in lines.prefetch_related("partnerships"):
        theirs = sorted(line.partnerships.all(), key=lambda row: row.pk)
        if line.plan.status not in COUNTED:
            drafts += 1
        elif not theirs:
            for_nobody += line.amount
        else:
            for place, amount in zip(theirs, equal_shares(line.amount, len(theirs)), strict=True):
                sums[place] += amount
                counts[place] += 1
                posts[place] += amount if line.pays_for_post else NOTHING
    there, others = _parts(fund_year, {place.pk for place in sums})
    rows = (
        Proposed(place, sums[place], posts[place], int(counts[place]), tuple(there[place.pk]))
        for place in sums
    )
    return Costed(
        tuple(sorted(rows, key=lambda row: str(row.partnership))), for_nobody, drafts, tuple(others)
    )


def _parts(fund_year, wanted):
    there, others = defaultdict(list), []
    for row in fund_year.allocations.filter(parent=None).select_related("partnership", "area"):
        if row.partnership_id in wanted:
            there[row.partnership_id].append(row)
        else:
            others.append(row)
    return there, others


def equal_shares(amount, count):
    """To the penny; the pennies that are left go to the first."""
    if count == 1:
        return [amount]
    share = (amount / count).quantize(PENNY, "ROUND_DOWN")
    left = int((amount - share * count) / PENNY)
    return [share + PENNY if place < left else share for place in range(count)]
