"""G2: the paper of a call among 100,000 bids, a fund year of 5,000, and the best set of 200."""

from collections.abc import Iterator

from bench import scenes
from bench.asking import compare
from bench.copying import NOW, Loader
from bench.county import DAY, SENTENCE, TODAY
from bench.figures import EXACT, Figure
from bench.loading import settle
from funding.models import (
    Assignment,
    Bid,
    CallFund,
    Contribution,
    Criterion,
    Entry,
    Fund,
    FundingCall,
    FundYear,
    Objective,
    Score,
    ScoringForm,
)
from funding.money import year_of
from funding.services.schemes import first_scheme
from partnership.models import Agency, Partnership, Person, User
from signoffs.models import SignOff

FUND, SMALL, LARGE, SOLVED = (
    "CSP-FND-2026-9001",
    "CSP-CAL-2026-9001",
    "CSP-CAL-2026-9002",
    "CSP-CAL-2026-9003",
)
SCORERS, MOST_SQL, SECONDS = 3, 9, 5
IN_YEAR, ROWS = 5_000, 60
YEAR, CALL = "fund year of 5,000 bids", "call of 5,000 bids, 45,000 scores"
COUNTED = {YEAR: "year", CALL: "call"}  # the query of the bare page (`bench.bare`)
OF_A_CALL = 500  # in the calls of other years


def stage(count: int) -> None:
    """One call of 60 scored bids, one of 5,000 with a form each, one of 200; the others in calls of earlier years."""
    officer = User.objects.get(email=scenes.OFFICER)
    place = Partnership.objects.order_by("pk").first()
    scheme = first_scheme(place, by=officer)
    rows = list(Criterion.objects.filter(scheme=scheme))
    with Loader() as load:
        about = _About(load, place, scheme, rows, officer)
        now = about.year(FUND, year_of(TODAY))
        about.bids(about.call(SMALL, now), now, ROWS, SCORERS)
        large = about.year("CSP-FND-2026-9002", year_of(TODAY))
        about.bids(about.call(LARGE, large), large, IN_YEAR, 1)
        solved = about.year("CSP-FND-2026-9003", year_of(TODAY))
        about.bids(about.call(SOLVED, solved), solved, 200, SCORERS)
        earlier = about.year("CSP-FND-2020-9001", 2020)
        for first in range(0, count, OF_A_CALL):
            call = about.call(f"CSP-CAL-2020-{first // OF_A_CALL:04d}", earlier)
            about.bids(call, earlier, min(OF_A_CALL, count - first), 0, status="refused")
    settle()


class _About:
    """What every row of the stage is of."""

    def __init__(self, load, place, scheme, rows, officer):
        self.load, self.place, self.scheme, self.rows, self.officer = load, place, scheme, rows, officer
        self.agencies = list(Agency.objects.order_by("pk").values_list("pk", flat=True)[:40])
        self.scorers = list(Person.objects.order_by("pk").values_list("pk", flat=True)[:SCORERS])
        self.made = 0

    def year(self, reference, year):
        fund = self.load.record(
            Fund, reference=reference, title=f"Fund {reference}", short_name="SCI", partnership_id=self.place.pk,
            audience="partnership", status="open",
        )  # fmt: skip
        self.load.add(Objective, fund_id=fund, text="Fewer calls")
        its = self.load.add(FundYear, fund_id=fund, year=year)
        self.load.add(
            Contribution, fund_year_id=its, agency_id=self.agencies[0], amount="900000.00", state="confirmed"
        )
        return its

    def call(self, reference, fund_year):
        call = self.load.record(
            FundingCall, reference=reference, title=f"Call {reference}", partnership_id=self.place.pk,
            audience="public", status="closed", closes_at=NOW - DAY, scheme_id=self.scheme.pk,
        )  # fmt: skip
        self.load.add(CallFund, call_id=call, fund_year_id=fund_year)
        return call

    def bids(self, call, fund_year, count, scorers, status="submitted"):
        for number in range(count):
            self.made += 1
            bid = self.load.record(
                Bid, reference=f"CSP-BID-2026-{self.made:06d}", title=f"Project {self.made}", call_id=call,
                fund_year_id=fund_year, partnership_id=self.place.pk, audience="funding", status=status,
                agency_id=self.agencies[number % len(self.agencies)], summary=SENTENCE, submitted_at=NOW - DAY,
                amount_running=f"{1000 + number % 90 * 100}.00",
            )  # fmt: skip
            if not number % 10:
                self.load.add(
                    Entry, fund_year_id=fund_year, bid_id=bid, kind="committed", amount="10.00", moved_on=TODAY,
                    made_at=NOW, made_by_id=self.officer.pk,
                )  # fmt: skip
            for scorer in self.scorers[:scorers]:
                self._form(bid, scorer, number)

    def _form(self, bid, scorer, number):
        load = self.load
        given = load.add(
            Assignment, bid_id=bid, scorer_id=scorer, agency_id=self.agencies[0], assigned_at=NOW,
            assigned_by_id=self.officer.pk,
        )  # fmt: skip
        signoff = load.add(
            SignOff, record_id=bid, act=f"score-{scorer}", statement="Scored", signed_at=NOW, name="Scorer",
            signed_by_id=self.officer.pk, role="Scorer", content={}, digest="0" * 64,
        )  # fmt: skip
        chosen = [
            (row, labels[(number + scorer) % len(labels)]) for row in self.rows if (labels := row.labels)
        ]
        form = load.add(
            ScoringForm, assignment_id=given, recommended="yes", dated_on=TODAY, signed_at=NOW, signoff_id=signoff,
            total=sum(row.worth(label) for row, label in chosen),
        )  # fmt: skip
        for row, label in chosen:
            load.add(Score, form_id=form, criterion_id=row.pk, label=label, points=row.worth(label))


def pages(served, count: int) -> Iterator[Figure]:
    stage(count)
    officer, year = scenes.OFFICER, str(year_of(TODAY))
    listed = {
        f"60 scored bids on their paper, among {count:,}": served.page(officer, "funding:decide", SMALL),
        f"list of bids, among {count:,}": served.page(officer, "funding:bids"),
    }
    of_year = {
        YEAR: served.page(officer, "funding:fund_year", "CSP-FND-2026-9002", year),
        CALL: served.page(officer, "funding:call", LARGE),
    }
    bare = {
        f"bare {name}": served.bare(ROWS, page.check()[0], COUNTED.get(name, ""))
        for name, page in (listed | of_year).items()
    }
    costs = compare(listed | of_year | bare)
    for name in listed | of_year:
        cost, beside = costs[name], costs[f"bare {name}"]
        note = "; ".join(filter(None, [f"p50 {cost.p50:.0f} ms", cost.note]))
        if name in listed:
            ours, goal, unit, of_bare = cost.units, 1.0, "u", beside.units
        else:
            ours, goal, unit, of_bare = cost.units / beside.units, 2, "×", 1
            note = f"{cost.units:.2f}u; {note}"
        yield Figure("G2", name, ours, goal, unit, bare=of_bare, sql=cost.sql, kb=cost.kb, note=note)
        yield Figure("G2", f"SQL of {name}", cost.sql, MOST_SQL, leeway=EXACT, sql=cost.sql)
    yield from _solver(served)


def _solver(served) -> Iterator[Figure]:
    """The whole page, scores read and set drawn, as whoever decides waits for it."""
    page = served.page(scenes.OFFICER, "funding:best_set", SOLVED, ask="1", rules="on")
    cost = compare({"best set": page})["best set"]
    note = "; ".join(filter(None, [f"{cost.units:.2f}u", cost.note]))
    yield Figure("G2", "best set of 200 bids, p50", cost.p50 / 1000, SECONDS, " s", sql=cost.sql, note=note)
