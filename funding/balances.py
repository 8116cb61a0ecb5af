"""What is in each fund year: in one query for as many as are asked about."""

from collections import defaultdict
from dataclasses import dataclass
from decimal import Decimal

from django.db.models import F, IntegerField, Sum, Value
from django.db.models.functions import Cast

from funding.models import CallFund, Contribution, Entry
from funding.money import NOTHING
from records.prepared import prepared

SURE = (Contribution.State.CONFIRMED, Contribution.State.RECEIVED)


@dataclass(frozen=True)
class Balance:
    """Pounds of one fund year. `free` is what can still be awarded; `in_hand` is what the holder has in the bank."""

    confirmed: Decimal = NOTHING
    promised: Decimal = NOTHING
    in_kind: Decimal = NOTHING
    received: Decimal = NOTHING
    moved_in: Decimal = NOTHING
    moved_out: Decimal = NOTHING
    committed_ever: Decimal = NOTHING
    released: Decimal = NOTHING
    paid_ever: Decimal = NOTHING
    repaid: Decimal = NOTHING

    @property
    def budget(self):
        return self.confirmed + self.moved_in - self.moved_out

    @property
    def committed(self):
        return self.committed_ever - self.released

    @property
    def paid(self):
        return self.paid_ever - self.repaid

    @property
    def free(self):
        return self.budget - self.committed

    @property
    def to_pay(self):
        return self.committed - self.paid

    @property
    def in_hand(self):
        """Of money received, moved in and out, paid and paid back (S002-81)."""
        return self.received + self.moved_in - self.moved_out - self.paid


MOVED = -1  # an entry of the ledger, and no contribution
COLUMN = {
    Entry.Kind.RECEIVED: "received",
    Entry.Kind.MOVED_IN: "moved_in",
    Entry.Kind.MOVED_OUT: "moved_out",
    Entry.Kind.COMMITTED: "committed_ever",
    Entry.Kind.RELEASED: "released",
    Entry.Kind.PAID: "paid_ever",
    Entry.Kind.REPAID: "repaid",
}


def balances_of(fund_years):
    """By the key of the fund year; all nothing where nothing was entered."""
    keys = [year.pk for year in fund_years]
    return _added_up(keys, _entered(keys))


def balances_offered(call, fund_years):
    """The same of the years that a call offers, for a page that is about the call."""
    return _added_up([year.pk for year in fund_years], _offered(call=call))


@prepared
def _offered(call):
    return _entered(CallFund.objects.filter(call=call).values("fund_year"))


def _entered(keys):
    given = _sums(Contribution, "state", Cast("is_in_kind", IntegerField())).filter(fund_year__in=keys)
    return _moved().filter(fund_year__in=keys).union(given, all=True)


def balance_of(fund_year, contributions=None):
    """``contributions`` are those of the year, where a page has read them already."""
    if contributions is None:
        return balances_of([fund_year])[fund_year.pk]
    given = [(row.fund_year_id, row.state, row.is_in_kind, row.amount) for row in contributions]
    return _added_up([fund_year.pk], [*_moved_in(year=fund_year.pk), *given])[fund_year.pk]


def _moved():
    return _sums(Entry, "kind", Value(MOVED))


@prepared
def _moved_in(year):
    return _moved().filter(fund_year=year)


def _sums(model, word, how):
    rows = model.objects.order_by()
    return rows.values_list("fund_year", F(word), how).annotate(total=Sum("amount"))


def _added_up(keys, rows):
    sums = defaultdict(dict)
    for key, word, how, total in rows:
        if column := COLUMN[word] if how == MOVED else _column(word, how):
            sums[key][column] = sums[key].get(column, NOTHING) + total
    return {key: Balance(**sums[key]) for key in keys}


def _column(state, in_kind):
    if state == Contribution.State.WITHDRAWN:
        return None
    if in_kind:
        return "in_kind"
    return "confirmed" if state in SURE else "promised"
