"""The order of bids: means to one decimal, moderated rows, ties by row 4, row 5 and date, and what it hangs on."""

import datetime as dt
from decimal import Decimal as D
from fractions import Fraction

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from audit.clock import now
from funding.models import Bid, CallFund, FundingCall, PortfolioRule
from funding.reports.paper import best_of
from funding.reports.paper import paper_of as paper_of_call
from funding.reports.standing import Standing, in_words, ranked, sensitivity, standings_of
from funding.services import assigning, moderating
from partnership.models import Partnership
from records.writing import keep
from tests.factories import funding as make

pytestmark = pytest.mark.django_db


def bids_of(county, *labels, **fields):
    """Scored bids of one call; a word of labels for each of their two scorers, or one for both."""
    call = make.call(county)
    made = []
    for number, said in enumerate(labels, start=1):
        both = (said, said) if isinstance(said, str) else said
        made.append(
            make.scored(county, make.submitted(county, of=call, title=f"Bid {number}", **fields), both)
        )
    return made


def paper_of(call, user):
    """As a page has it, which reads the call anew."""
    anew = FundingCall.objects.get(pk=call.pk)
    anew.pass_mark = call.pass_mark
    return paper_of_call(anew, user)


def order(county, bids, without=None):
    standings = standings_of(bids[0].call, county.officer)
    return [place.bid.title for place in ranked(bids, standings, (4, 5), without=without)]


def test_the_mean_is_shown_to_one_decimal_and_half_goes_up():
    assert [in_words(Fraction(n, 20)) for n in (330, 331, 333)] == ["16.5", "16.6", "16.7"]
    assert in_words(Fraction(50, 3)) == "16.7"
    assert in_words(None) == ""


def test_best_first(county):
    bids = bids_of(county, "little", ("plenty", "some"), "some")
    assert order(county, bids) == ["Bid 2", "Bid 3", "Bid 1"]
    assert standings_of(bids[0].call, county.officer)[bids[1].pk].shown == "17.5"


def test_equal_totals_go_by_row_4_then_row_5_then_the_day_submitted(county):
    """B3"""
    bids = bids_of(county, "sssspssss", "ssspsssss", "pssssssss", "pssssssss")
    for days, bid in zip((1, 2, 3, 4), bids, strict=True):
        bid.submitted_at = now() - dt.timedelta(days=days)
        keep(bid, by=county.officer)
    assert order(county, bids) == ["Bid 2", "Bid 1", "Bid 4", "Bid 3"]
    standings = standings_of(bids[0].call, county.officer)
    assert [place.rank for place in ranked(bids, standings, (4, 5))] == [1, 2, 3, 4]


def test_what_nothing_tells_apart_shares_a_place():
    class Alike:
        def __init__(self, pk):
            self.pk, self.submitted_at = pk, None

    bids = [Alike(1), Alike(2), Alike(3)]
    standings = {pk: Standing(1, {1: Fraction(score)}) for pk, score in ((1, 5), (2, 5), (3, 4))}
    assert [place.rank for place in ranked(bids, standings)] == [1, 1, 3]


def test_a_moderated_row_counts_and_the_scores_stay(county):
    first, second = bids_of(county, ("psspsssss", "nsspsssss"), "some")
    moderating.open_scoring_again(first, by=county.officer, reason="Row 1")
    row = first.call.scheme.criteria.get(number=1)
    moderating.moderate(first, row, "none", by=county.officer, reason="No target is named")
    standing = standings_of(first.call, county.officer)[first.pk]
    assert (standing.mean, standing.lowest, standing.highest, standing.moderated) == (15, 15, 18, (1,))
    moderating.moderate(first, row, "plenty", by=county.officer, reason="Three are named")
    assert standings_of(first.call, county.officer)[first.pk].mean == 18
    assert order(county, [first, second]) == ["Bid 1", "Bid 2"]


def test_what_the_order_hangs_on(county):
    """Both have 19, and the first was submitted first; but for row 7 it would have 16, and the second 18."""
    first, second = bids = bids_of(county, "psssssnss", "pppssssss")
    assert order(county, bids) == ["Bid 1", "Bid 2"]
    criteria = first.call.scheme.criteria.all()
    shifts = list(sensitivity(bids, standings_of(bids[0].call, county.officer), (4, 5), criteria))
    assert {shift.number: shift.moves for shift in shifts if shift.moves} == {
        7: ((first, 1, 2), (second, 2, 1))
    }
    assert len(shifts) == 9
    assert order(county, bids, without=7) == ["Bid 2", "Bid 1"]


def test_scores_of_own_bids_are_read_by_nobody(county):
    bids = bids_of(county, "some")
    assert standings_of(bids[0].call, make.applicant(county)) == {}
    assert standings_of(bids[0].call, county.police_lead)[bids[0].pk].mean == 16


def test_the_paper_runs_the_money_down_the_order(county):
    bids = bids_of(county, "plenty", "some", "little", amount_running=D("8000.00"))
    paper = paper_of(bids[0].call, county.chair)
    assert [(line.bid.title, line.running, line.left) for line in paper.lines] == [
        ("Bid 1", 9000, 11000), ("Bid 2", 18000, 2000), ("Bid 3", 27000, -7000)
    ]  # fmt: skip
    assert [line.fits for line in paper.lines] == [True, True, False]
    [purse] = paper.purses
    assert (purse.budget, purse.free, purse.to_give, purse.asked) == (20000, 20000, 20000, 27000)
    keep(_offer(bids[0].call, D("10000.00")), by=county.officer)
    assert paper_of(bids[0].call, county.chair).lines[1].left == -8000


def _offer(call, amount):
    offer = CallFund.objects.get(call=call)
    offer.amount = amount
    return offer


def across(county, bid):
    bid.partnerships.set(Partnership.objects.filter(slug__in=("northshire", "southshire")))
    return bid


def ten_percent(county, *funds):
    rule = keep(
        PortfolioRule(partnership=county.here, name="SCI and CAD, cross-boundary", least_percent=D("10.0")),
        by=county.officer,
    )
    rule.funds.set(funds)
    return rule


def test_the_ten_percent_rule_says_by_how_much_it_is_short(county):
    """S002-187: by value, of SCI and CAD together, PDF left out."""
    sci, cad, pdf = (make.fund(county, name) for name in ("SCI", "CAD", "PDF"))
    ten_percent(county, sci, cad)
    call, of_pdf = make.call(county, sci), make.call(county, pdf)
    left_out = across(county, make.recommended(county, make.submitted(county, of=of_pdf, subsidy="none")))
    make.awarded(county, left_out)
    bid = across(county, make.recommended(county, make.submitted(county, of=call, subsidy="none")))
    [rule] = paper_of(call, county.chair).rules
    assert (rule.money, rule.counted, rule.short, rule.is_met) == (40000, 0, 4000, False)
    make.awarded(county, bid, "3999.99")
    [rule] = paper_of(call, county.chair).rules
    assert (rule.percent, rule.short, rule.is_met) == (D("10.0"), D("0.01"), False)
    other = across(county, make.recommended(county, make.submitted(county, of=call, subsidy="none")))
    make.awarded(county, other, "0.01")
    assert paper_of(call, county.chair).rules[0].is_met


def test_the_best_set_keeps_rules_marks_and_what_people_say(county):
    bids = bids_of(county, "plenty", "some", "nssssssss", "little", amount_running=D("8000.00"))
    call = bids[0].call
    titles = lambda found: [line.bid.title for line in found.lines]  # noqa: E731
    paper = paper_of(call, county.chair)
    best = best_of(paper)
    assert (titles(best), best.value, best.proven) == (["Bid 1", "Bid 2"], "35.0", True)
    assert best.costs[0][1:] == (18000, 2000)
    assert titles(best_of(paper, must={bids[3].pk})) == ["Bid 1", "Bid 4"]
    assert titles(best_of(paper, never={bids[0].pk})) == ["Bid 2", "Bid 3"]
    assert best_of(paper, must={bid.pk for bid in bids}) is None
    ten_percent(county, call.fund_years.get().fund)
    across(county, bids[3])
    paper = paper_of(call, county.chair)
    assert titles(best_of(paper)) == ["Bid 1", "Bid 4"]
    assert best_of(paper).rules[0].is_met
    assert titles(best_of(paper, keep_rules=False)) == ["Bid 1", "Bid 2"]
    call.pass_mark = 14
    assert titles(best_of(paper_of(call, county.chair), keep_rules=False)) == ["Bid 1", "Bid 2"]
    assert best_of(paper_of(call, county.chair)) is None


def test_a_bid_advised_against_is_out_unless_it_must_be_in(county):
    call = make.call(county)
    good, bad = (make.submitted(county, of=call, title=title) for title in ("Good", "Bad"))
    make.recommended(county, good)
    make.recommended(county, bad, recommended="no")
    paper = paper_of(call, county.chair)
    assert [line.bid.title for line in best_of(paper).lines] == ["Good"]
    assert len(best_of(paper, must={bad.pk}).lines) == 2


def test_a_chair_sees_no_bid_of_their_agency_and_none_with_an_interest(county):
    call = make.call(county)
    own = make.scored(county, make.submitted(county, of=call, title="Own"))
    keep(make.BidPartner(bid=own, agency=county.council), by=make.applicant(county))
    other, third = (make.submitted(county, of=call, title=title) for title in ("Other", "Third"))
    assigning.declare_interest(third, county.chair.person, "personal", by=county.chair)
    paper = paper_of(call, county.chair)
    assert [line.bid for line in paper.lines] == [other]
    assert paper_of(call, county.guest).lines == ()  # who is of no agency at all
    assert paper.own == 1


def _list_of(county, count):
    call = make.call(county)
    for number in range(count):
        make.scored(county, make.submitted(county, of=call, title=f"Bid {number}"))
    return call


def test_a_call_of_many_bids_takes_as_many_queries_as_one_of_three(county, sign_in):
    """G2"""
    client = sign_in(county.chair)
    counts = []
    for count in (3, 9):
        call = _list_of(county, count)
        address = reverse("funding:decide", args=[call.reference])
        client.get(address)
        with CaptureQueriesContext(
            connection,
        ) as asked:
            page = client.get(address).content.decode()
        assert page.count("Bid ") >= count
        counts.append(len(asked))
    assert counts[0] == counts[1]
    assert Bid.objects.count() == 12
    assert counts[1] <= 9


@pytest.mark.parametrize("name", ["decide", "best_set", "hangs_on", "letters"])
def test_who_reads_the_paper(county, sign_in, name):
    [bid] = bids_of(county, "some")
    address = reverse(f"funding:{name}", args=[bid.call.reference])
    for persona, status in {"officer": 200, "chair": 200, "police_lead": 403, "attendee": 403}.items():
        assert sign_in(getattr(county, persona)).get(address).status_code == status


def test_the_best_set_by_its_page(county, sign_in):
    bids = bids_of(county, "plenty", "some", "little", amount_running=D("8000.00"))
    client = sign_in(county.chair)
    address = reverse("funding:best_set", args=[bids[0].call.reference])
    assert "No set within these limits has more" not in client.get(address).content.decode()
    page = client.get(address, {"ask": "yes", bids[2].reference: "must"}).content.decode()
    assert "2 bids, 32.0 points together. No set within these limits has more." in page
    page = client.get(address, {"ask": "yes", bids[0].reference: "everything"}).content.decode()
    assert "points together" not in page
