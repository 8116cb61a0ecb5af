"""How bids stand by their scores: each total, and the order that they give.

A row that was moderated counts as the moderator left it, the same for every scorer; other rows as each scorer had
them. Sums stay whole numbers and fractions until they are shown, so that equal is equal.
"""

from collections import defaultdict
from dataclasses import dataclass
from datetime import datetime
from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction
from functools import cached_property
from math import lcm

from django.db.models import Count, Max, Min, Sum, Value

from audit.clock import today
from funding.models import Moderation, Score, ScoringForm
from records.prepared import prepared_for_each

TENTH = Decimal("0.1")
SUMMED = 0  # before every moderation


@dataclass(frozen=True)
class Standing:
    """A bid's scores. ``rows`` is the mean of each row by its number, as it counts."""

    forms: int = 0
    rows: dict | None = None
    moderated: tuple[int, ...] = ()
    lowest: int | None = None  # totals as the scorers signed them
    highest: int | None = None

    @cached_property
    def mean(self):
        """Of the totals, with moderated rows as moderated; None before anybody has signed."""
        if not self.rows:
            return None
        rows = self.rows.values()  # added up over one denominator: a Fraction a row costs ten times as much
        whole = lcm(*(row.denominator for row in rows))
        return Fraction(sum(row.numerator * whole // row.denominator for row in rows), whole)

    @property
    def shown(self):
        return in_words(self.mean)

    def without(self, number):
        """The mean had this row not been on the form."""
        return None if self.mean is None else self.mean - self.rows.get(number, 0)


NOT_SCORED = Standing()


def in_words(mean):
    """To one decimal, a half upwards: 17.5"""
    if mean is None:
        return ""
    exact = Decimal(mean.numerator) / Decimal(mean.denominator)
    return str(exact.quantize(TENTH, ROUND_HALF_UP))


def standings_of(call, user):
    """By the key of the bid, in one query for all bids of the call; of forms that this person may read.

    Who asks shows those of bids that the person may know of. A signed form has a score in every row, so each row tells
    how many forms there are and between which totals.
    """
    rows, about, moderated = defaultdict(dict), {}, defaultdict(dict)
    for key, number, turn, points, count, low, high in _counted(user, today(), call=call.pk):
        if turn == SUMMED:
            rows[key][number], about[key] = Fraction(points, count), (count, low, high)
        else:
            moderated[key][number] = Fraction(points)
    return {
        key: Standing(count, rows[key] | moderated[key], tuple(sorted(moderated[key])), low, high)
        for key, (count, low, high) in about.items()
    }


@prepared_for_each
def _counted(user, day, call):
    """Sums of each row of each bid, and then what moderators left, of which the last that was made of a row counts."""
    known = ScoringForm.objects.visible_to(user, of_call=call).counting()
    sums = Score.objects.filter(form__in=known.values("pk")).order_by()
    sums = sums.values_list("form__assignment__bid", "criterion__number", Value(SUMMED)).annotate(
        Sum("points"), Count("pk"), Min("form__total"), Max("form__total")
    )
    settled = Moderation.objects.filter(bid__call=call).order_by()
    settled = settled.values_list("bid", "criterion__number", "pk", "points", Value(1), Value(0), Value(0))
    return sums.union(settled, all=True).order_by("value1")


@dataclass(frozen=True)
class Place:
    """A bid's place in the order. Bids that nothing tells apart share a place."""

    bid: object
    standing: Standing
    rank: int | None  # None before anybody has signed


def ranked(bids, standings, ties=(), *, without=None):
    """Best first; of equal totals by the rows that break ties, in their order, and then by the day submitted.

    ``without`` leaves the row of that number out, to show what hangs on it.
    """

    def scored(bid):
        standing = standings.get(bid.pk, NOT_SCORED)
        return standing.mean if without is None else standing.without(without)

    def order(bid):
        total, rows = scored(bid), standings.get(bid.pk, NOT_SCORED).rows or {}
        return (
            total is None, -(total or 0), *(-rows.get(number, 0) for number in ties if number != without),
            _instant(bid.submitted_at),
        )  # fmt: skip

    places, former, rank = [], None, 0
    ordered = sorted(((order(bid), bid.pk, bid) for bid in bids), key=lambda one: one[:2])
    for count, (its, _key, bid) in enumerate(ordered, start=1):
        if its != former:
            former, rank = its, count
        scored_yet = scored(bid) is not None
        places.append(Place(bid, standings.get(bid.pk, NOT_SCORED), rank if scored_yet else None))
    return places


def _instant(at: datetime | None):
    return at.timestamp() if at else float("inf")


def ties_of(scheme):
    """Numbers of the rows by which equal totals are ordered."""
    if scheme is None:
        return ()
    rows = [row for row in scheme.criteria.all() if row.breaks_ties]
    return tuple(row.number for row in sorted(rows, key=lambda row: (row.breaks_ties, row.number)))


@dataclass(frozen=True)
class Shift:
    """What dropping a row would do to the order: who moves, from which place to which."""

    number: int
    question: str
    moves: tuple[tuple[object, int, int], ...]


def sensitivity(bids, standings, ties, criteria):
    """Row by row: does the order hang on it? Dropping a row drops it from the ties too."""
    now = {place.bid.pk: place.rank for place in ranked(bids, standings, ties)}
    for row in criteria:
        then = ranked(bids, standings, ties, without=row.number)
        moved = [(p.bid, now[p.bid.pk], p.rank) for p in then if p.rank and p.rank != now[p.bid.pk]]
        yield Shift(row.number, row.question, tuple(sorted(moved, key=lambda one: one[1])))
