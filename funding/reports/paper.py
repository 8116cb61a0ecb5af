"""The paper that a body decides by: the bids of a call in their order, against the money.

It shows what each choice leaves, and which rules bite. It decides nothing.
"""

from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from math import lcm
from typing import NamedTuple

from django.db.models import Count, Exists, OuterRef, Q, Subquery

from audit.clock import today
from design.kept import drawn, kept
from funding.balances import balances_offered
from funding.lifecycle.bids import FUNDED, UNDECIDED, Status
from funding.models import Bid, BidPartner, FundYear, Recommendation, ScoringForm
from funding.money import NOTHING
from funding.portfolio import rules_of
from funding.reports.standing import Place, in_words, ranked, standings_of, ties_of
from funding.solving import Item, Least, best_set
from records.prepared import prepared_for_each
from records.together import gather

PENCE = 100
READ = ("offers__fund_year__fund", "scheme__criteria", "partnership__portfolio_rules")
SHOWN = (*UNDECIDED, *FUNDED, Status.REFUSED)
SHOWS = (
    "reference", "kind", "title", "partnership", "body", "status", "fund_year", "submitted_at", "amount_capital",
    "amount_running", "awarded", "agency__name", "agency__short_name",
)  # fmt: skip


@dataclass(frozen=True)
class Purse:
    """What a call can still give from one fund year, in pounds."""

    fund_year: object
    budget: Decimal
    free: Decimal
    to_give: Decimal  # free, within what the call offers
    asked: Decimal


@dataclass(frozen=True)
class Line:
    """A bid on the paper. ``running`` is what bids down to here would take, were they all given what they ask."""

    place: Place
    requested: Decimal | None
    fund_year: object
    running: Decimal | None
    left: Decimal | None
    recommended: str
    below_pass_mark: bool
    is_cross_boundary: bool
    decided: str

    @property
    def bid(self):
        return self.place.bid

    @property
    def fits(self):
        return self.left is not None and self.left >= 0


@dataclass(frozen=True)
class Paper:
    call: object
    lines: tuple[Line, ...]
    purses: tuple[Purse, ...]
    rules: tuple
    ties: tuple[int, ...]
    standings: dict
    own: int  # bids of agencies of the reader's own, which are not shown

    @property
    def undecided(self):
        return [line for line in self.lines if line.bid.status in UNDECIDED]


def paper_of(call, user):
    """In a fixed number of queries, however many bids there are."""
    gather(call, *READ)
    every = list(_bids(user, today(), call=call.pk))
    bids = [bid for bid in every if not bid.is_own]
    standings, ties = standings_of(call, user), ties_of(call.scheme)
    purses = _purses(call, bids)
    return Paper(
        call=call,
        lines=tuple(_lines(call, ranked(bids, standings, ties), purses)),
        purses=tuple(purses.values()),
        rules=tuple(_rules(call, purses)),
        ties=ties,
        standings=standings,
        own=len(every) - len(bids),
    )


@prepared_for_each
def _bids(user, day, call):
    """With whether it is of the reader's own agency, in how many partnerships it is, and what was last advised."""
    own = BidPartner.objects.filter(bid=OuterRef("pk"), agency__in=user.places.agencies)
    advice = Recommendation.objects.filter(bid=OuterRef("pk")).order_by("-pk")
    places = Bid.partnerships.through.objects.filter(bid=OuterRef("pk")).order_by().values("bid")
    return (
        Bid.objects.visible_to(user)
        .filter(call=call, status__in=SHOWN)
        .select_related("agency")
        .only(*SHOWS)
        .annotate(
            is_own=Exists(own) | Q(agency__in=user.places.agencies),
            reaches=Subquery(places.annotate(count=Count("pk")).values("count")),
            advised=Subquery(advice.values("recommended")[:1]),
        )
    )


def _purses(call, bids):
    offers = call.offers.all()
    _name_years(bids, {offer.fund_year_id: offer.fund_year for offer in offers})
    there = balances_offered(call.pk, [offer.fund_year for offer in offers])
    purses = {}
    for offer in offers:
        key = offer.fund_year_id
        given = sum((bid.awarded for bid in bids if bid.fund_year_id == key and bid.awarded), NOTHING)
        free = there[key].free
        to_give = free if offer.amount is None else min(free, offer.amount - given)
        asked = [bid.requested or 0 for bid in bids if bid.fund_year_id == key and bid.status in UNDECIDED]
        purses[key] = Purse(
            offer.fund_year, there[key].budget, free, max(to_give, NOTHING), sum(asked, NOTHING)
        )
    return purses


def _name_years(bids, years):
    """Each bid's year is one that the call offers, unless the offer was taken back since."""
    if gone := {bid.fund_year_id for bid in bids if bid.fund_year_id} - set(years):
        years |= FundYear.objects.select_related("fund").in_bulk(gone)
    for bid in bids:
        if bid.fund_year_id:
            bid.fund_year = years[bid.fund_year_id]


def _rules(call, purses):
    """Once for each year that the call gives money of."""
    for year in sorted({purse.fund_year.year for purse in purses.values()}):
        yield from rules_of(call.partnership, year, today())


def _lines(call, places, purses):
    running = dict.fromkeys(purses, NOTHING)
    for place in places:
        bid, asked = place.bid, place.bid.requested
        so_far = left = None
        if bid.status in UNDECIDED and bid.fund_year_id in purses:
            running[bid.fund_year_id] += asked or NOTHING
            so_far = running[bid.fund_year_id]
            left = purses[bid.fund_year_id].to_give - so_far
        yield Line(
            place=place, requested=asked, fund_year=bid.fund_year, running=so_far, left=left,
            recommended=_advised(bid), below_pass_mark=_is_below(place, call.pass_mark),
            is_cross_boundary=(bid.reaches or 0) > 1,
            decided="" if bid.status in UNDECIDED else bid.get_status_display(),
        )  # fmt: skip


def _advised(bid):
    return ScoringForm.Recommended(bid.advised).label if bid.advised else ""


def _is_below(place, mark):
    return mark is not None and place.standing.mean is not None and place.standing.mean < mark


def said_of(paper, user):
    """What each bid is about, and what was last advised of it, by the key of the bid."""
    keys = [line.bid.pk for line in paper.lines]
    known = Bid.objects.visible_to(user).filter(pk__in=keys)
    advised = {row.bid_id: row for row in Recommendation.objects.filter(bid__in=known).order_by("pk")}
    return dict(known.exclude(summary="").values_list("pk", "summary")), advised


class Row(NamedTuple):
    """A line as the page shows it."""

    reference: str
    title: str
    agency: str
    status: str
    stage: str  # in words
    rank: int | None
    mean: str
    is_moderated: bool
    between: tuple[int, int] | None  # the lowest and the highest total, where they differ
    below_pass_mark: bool
    is_cross_boundary: bool
    recommended: str
    requested: Decimal | None
    fund_year: str
    running: Decimal | None
    left: Decimal | None
    decided: str
    awarded: Decimal | None


def order_of(paper, *, decides):
    """The table of the bids in their order; ``decides``: with what a chair may do about each."""
    years = {purse.fund_year: str(purse.fund_year) for purse in paper.purses} | {None: ""}
    rows = [_row(line, years) for line in paper.lines]
    make = lambda: (drawn("funding/order_drawn.html", rows=rows, decides=decides),)  # noqa: E731 -- asked of `kept`
    return kept("order", ([tuple(row) for row in rows], decides), make)[0]


def _row(line, years):
    bid, standing = line.bid, line.place.standing
    return Row(
        bid.reference, bid.title, str(bid.agency or ""), bid.status, Status(bid.status).label, line.place.rank,
        standing.shown, bool(standing.moderated),
        (standing.lowest, standing.highest) if standing.lowest != standing.highest else None,
        line.below_pass_mark, line.is_cross_boundary, line.recommended, line.requested,
        years.get(line.fund_year) or str(line.fund_year), line.running, line.left, line.decided, bid.awarded,
    )  # fmt: skip


@dataclass(frozen=True)
class BestSet:
    """What the solver found under the constraints as said. ``lines`` are of the paper."""

    lines: tuple[Line, ...]
    value: str
    proven: bool
    costs: tuple[tuple[object, Decimal, Decimal], ...]  # fund year, what the set takes, what is left
    rules: tuple


def best_of(paper, *, must=(), never=(), keep_rules=True):
    """The set of undecided bids with the most points that the money holds; None where no set meets all of it.

    ``must`` and ``never`` are keys of bids. Bids that nobody scored, that are below the pass mark, or that the body
    advised against are left out unless they are a must.
    """
    lines = [line for line in paper.undecided if _can_be_chosen(line, must)]
    scale = lcm(*(line.place.standing.mean.denominator for line in lines)) if lines else 1
    items = [
        Item(
            line.bid.pk, int(line.place.standing.mean * scale), _pence(line.requested), line.bid.fund_year_id,
            line.is_cross_boundary,
        )
        for line in lines
    ]  # fmt: skip
    budgets = {purse.fund_year.pk: _pence(purse.to_give) for purse in paper.purses}
    least = [_least(rule) for rule in paper.rules if not rule.is_met] if keep_rules else []
    must = set(must) & {line.bid.pk for line in paper.undecided}
    if not must <= {item.key for item in items}:
        return None
    found = best_set(items, budgets, must=must, never=never, least=least)
    return found and _said(paper, lines, found, scale)


def _can_be_chosen(line, must):
    there = line.place.standing.mean is not None and line.requested and line.running is not None
    advised = line.recommended != ScoringForm.Recommended.NO.label and not line.below_pass_mark
    return there and (advised or line.bid.pk in must)


def _pence(amount):
    return int(amount * PENCE)


def _least(rule):
    """Rounded up: a rule is met at its percentage or more."""
    exact = rule.short * PENCE
    return Least(int(exact) + (exact != int(exact)), rule.fund_years)


def _said(paper, lines, found, scale):
    chosen = tuple(line for line in lines if line.bid.pk in found.chosen)
    costs = []
    for purse in paper.purses:
        takes = sum(
            (line.requested for line in chosen if line.bid.fund_year_id == purse.fund_year.pk), NOTHING
        )
        costs.append((purse.fund_year, takes, purse.to_give - takes))
    rules = tuple(rule.after(_counted(chosen, rule)) for rule in paper.rules)
    return BestSet(chosen, in_words(Fraction(found.value, scale)), found.proven, tuple(costs), rules)


def _counted(lines, rule):
    across = [
        line.requested
        for line in lines
        if line.is_cross_boundary and line.bid.fund_year_id in rule.fund_years
    ]
    return sum(across, NOTHING)
