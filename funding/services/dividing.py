"""A fund year divided as its costed plans ask, in one step (S001-154)."""

from django.db import transaction

from audit.clock import today
from audit.services import log
from design.filters import money
from funding.balances import balance_of
from funding.costed import costed, unplanned
from funding.models import Allocation
from funding.services.ledger import hold_money
from records.asking import require
from records.lifecycle import MoveRefused
from records.writing import keep

CHANGED = (
    "The plans or the parts have changed since you looked. Nothing was taken over: look again, then confirm."
)
BECAUSE = "Worked out from the costed plans"


@transaction.atomic
def divide_by_plans(fund_year, *, by, seen):
    """Each partnership's part becomes what its plans come to. Parts that no plan asks for stay as they are.

    ``seen`` is the digest of what was shown: what has changed since is not taken over unseen.
    """
    require(by, "funding.change_fund", fund_year.fund)
    [fund_year] = hold_money(fund_year)
    found = costed(fund_year, by)
    if seen != found.digest:
        raise MoveRefused(CHANGED)
    if reasons := list(not_divisible(fund_year, found, by)):
        raise MoveRefused(*reasons)
    for each in found.changes:
        row = each.rows[0] if each.rows else Allocation(fund_year=fund_year, partnership=each.partnership)
        row.amount, row.post_costs, row.confirmed_on = each.amount, each.posts, today()
        keep(row, by=by, reason=BECAUSE)
    said = {str(each.partnership): [str(each.today), str(each.amount)] for each in found.changes}
    log(fund_year.fund, "divide by plans", by=by, changes=said)
    return found


def not_divisible(fund_year, found, user):
    """What stands in the way: the page says it beforehand."""
    if not found.proposed:
        yield "No plan of this year that was submitted names this fund and a partnership. Submit the plans first."
    elif not found.changes:
        yield "Every part is already what the plans come to."
    if found.proposed:
        yield from unplanned(fund_year, user, found)
    over = found.total + found.stays - balance_of(fund_year).budget
    if found.proposed and over > 0:
        yield f"The plans and the parts that stay come to {money(over)} more than there is. Lower the plans first."
    for each in found.changes:
        if len(each.rows) > 1:
            yield f"{each.partnership} has {len(each.rows)} parts of this year. Put them together in one first."
            continue
        for row in each.rows:
            inside = sum(part.amount for part in row.parts.all())
            if inside > each.amount:
                yield f"{money(inside)} of the part of {row} is divided already. Lower that first."
            if row.for_children > each.amount:
                yield f"The part of {row} has {money(row.for_children)} for children’s services. Lower that first."
