"""Minimal financial assistance: what one enterprise may have, and what the portal knows it has had."""

import datetime as dt
from dataclasses import dataclass
from decimal import Decimal

from django.db.models import Sum

from audit.clock import today
from design.filters import date, money
from funding.models import Bid
from funding.money import NOTHING, year_of

LIMIT = Decimal(315_000)  # Subsidy Control Act 2022 s36(1)


@dataclass(frozen=True)
class Window:
    """This financial year so far and the two before it, as s36(1) counts."""

    begins_on: dt.date
    had: Decimal  # minimal financial assistance that this portal awarded to the same agency
    declared: Decimal  # what the recipient declared besides
    asked: Decimal

    @property
    def total(self):
        return self.had + self.declared + self.asked

    @property
    def over(self):
        return max(self.total - LIMIT, NOTHING)

    @property
    def sentence(self):
        told = (
            f"Since {date(self.begins_on)} the portal knows of {money(self.had)} of minimal financial assistance to "
            f"this agency; {money(self.declared)} more was declared. With {money(self.asked)} now it comes to "
            f"{money(self.total)}"
        )
        return (
            f"{told}: {money(self.over)} over {money(LIMIT)}." if self.over else f"{told}, of {money(LIMIT)}."
        )


def window_of(bid, on=None, amount=None):
    """Up to the award of ``amount``; of what was awarded or asked for where none is said."""
    begins = dt.date(year_of(on or today()) - 2, 4, 1)
    others = Bid.objects.funded().filter(
        agency=bid.agency_id, subsidy=Bid.SubsidyKind.MFA, awarded_on__gte=begins
    )
    had = others.exclude(pk=bid.pk).aggregate(total=Sum("awarded"))["total"] or NOTHING
    asked = amount or bid.awarded or bid.requested or NOTHING
    return Window(begins, had, bid.mfa_declared or NOTHING, asked)
