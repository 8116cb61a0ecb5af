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
    without_plan: tuple[Partnership, ...]  # who share in the year and have no costed plan that counts

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
    for_nobody, drafts, drafted = NOTHING, 0, set()
    for line in lines.prefetch_related("partnerships"):
        theirs = sorted(line.partnerships.all(), key=lambda row: row.pk)
        if line.plan.status not in COUNTED:
            drafts += 1
            drafted.update(theirs)
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
    without = _without_plan(fund_year, known, set(sums), drafted)
    return Costed(
        tuple(sorted(rows, key=lambda row: str(row.partnership))), for_nobody, drafts, tuple(others),
        tuple(sorted(without, key=str)),
    )  # fmt: skip


def _without_plan(fund_year, plans, counted, drafted):
    """Of those who share in the year: each has a part of it, or a plan that names the fund or asks for some (S001-168).

    Whoever has a part needs a line that counts; whoever is covered by a plan alone, a plan that counts.
    """
    with_part = Partnership.objects.filter(allocations__fund_year=fund_year)
    covering = plans.filter(funds=fund_year.fund_id).prefetch_related("covers")
    settled, unsettled = set(counted), set(drafted)
    for plan in covering:
        (settled if plan.status in COUNTED else unsettled).update(plan.covers.all())
    missing = (set(with_part) - counted) | (unsettled - settled)
    return missing if len(missing | settled | unsettled) > 1 else set()


def unplanned(fund_year, user, found=None):
    """Why no part of the year can be confirmed yet: "both areas" have a costed plan first (S001-168).

    It was resolved of one grant, so each fund says whether it is kept to.
    """
    if fund_year.fund.waits_for_plans:
        for place in (found or costed(fund_year, user)).without_plan:
            yield (
                f"{place} has no costed plan for {fund_year} that is submitted. Have it submitted before a part is "
                "confirmed, or change the fund if its money is divided without plans."
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
