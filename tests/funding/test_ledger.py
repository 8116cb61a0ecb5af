"""Money that adds up, and is never given twice."""

import csv
import datetime as dt
from contextlib import suppress
from decimal import Decimal as D

import pytest
from django.core.exceptions import PermissionDenied
from django.urls import reverse
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from funding.balances import balance_of
from funding.money import share_out
from funding.services import ledger
from records.lifecycle import MoveRefused
from tests.factories import funding as make

pytestmark = pytest.mark.django_db


def test_a_split_adds_back_to_the_penny():
    """S001-152"""
    assert share_out(D("100.01"), [D(50), D(50)]) == [D("50.01"), D("50.00")]
    assert share_out(D("100.00"), [D("33.3333"), D("33.3333"), D("33.3334")]) == [
        D("33.33"), D("33.33"), D("33.34")
    ]  # fmt: skip


@given(
    pence=st.integers(0, 10**11),
    weights=st.lists(st.integers(1, 999_999), min_size=1, max_size=12),
)
@settings(max_examples=300, deadline=None)
def test_any_split_adds_back_and_is_off_by_less_than_a_penny(pence, weights):
    total, whole = D(pence) / 100, sum(weights)
    percents = [(D(weight) * 100 / whole).quantize(D("0.0001")) for weight in weights]
    percents[0] += 100 - sum(percents)
    shares = share_out(total, percents)
    assert sum(shares) == total
    assert all(abs(share - total * percent / 100) < D("0.01") for share, percent in zip(shares, percents))  # noqa: B905


def test_an_award_cannot_take_more_than_is_free(county):
    bid = make.submitted(county)
    ledger.commit(bid.fund_year, D("15000.00"), bid=bid, by=county.chair)
    with pytest.raises(MoveRefused, match="has £5,000 left"):
        ledger.commit(bid.fund_year, D("5000.01"), bid=bid, by=county.chair)
    assert balance_of(bid.fund_year).free == D("5000.00")


def test_a_virement_is_asked_by_one_and_approved_by_another(county):
    source, target = make.fund(county, "SCI").years.get(), make.fund(county, "CAD", "0").years.get()
    with pytest.raises(PermissionDenied):
        ledger.ask_virement(source, target, D(10), by=county.police_lead, reason="Needed")
    with pytest.raises(MoveRefused, match="£20,000 free"):
        ledger.ask_virement(source, target, D(20001), by=county.officer, reason="Needed")
    asked = ledger.ask_virement(source, target, D(5000), by=county.officer, reason="Needed")
    assert balance_of(target).budget == 0
    with pytest.raises(PermissionDenied):
        ledger.decide_virement(asked, approve=True, by=county.officer)
    ledger.decide_virement(asked, approve=True, by=county.chair)
    assert (balance_of(source).budget, balance_of(target).budget) == (15000, 5000)
    with pytest.raises(MoveRefused, match="approved already"):
        ledger.decide_virement(asked, approve=False, by=county.chair, reason="No")


STEPS = st.lists(
    st.tuples(
        st.sampled_from(["award", "pay", "release", "pay back", "move"]), st.integers(0, 1),
        st.integers(1, 3_000_000),
    ),
    max_size=25,
)  # fmt: skip


@given(steps=STEPS)
@settings(
    max_examples=40, deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)  # fmt: skip
def test_the_books_balance_whatever_is_done(county, django_db_blocker, steps):
    """Never below nothing, never more than came in, and both funds together hold what they held."""
    from django.db import transaction

    with transaction.atomic():
        funds = [make.fund(county, name) for name in ("SCI", "CAD")]
        years = [fund.years.get() for fund in funds]
        bids = [make.submitted(county, of=make.call(county, fund)) for fund in funds]
        for what, which, pence in steps:
            _do(county, what, years, bids, which, D(pence) / 100)
            _holds(years)
        transaction.set_rollback(True)


def _do(county, what, years, bids, which, amount):
    year, bid, by = years[which], bids[which], county.chair
    acts = {
        "award": lambda: ledger.commit(year, amount, bid=bid, by=by),
        "pay": lambda: ledger.pay(bid, amount, by=by),
        "release": lambda: ledger.release(bid, amount, by=by, note="Underspend"),
        "pay back": lambda: ledger.pay_back(bid, amount, by=by),
        "move": lambda: ledger.decide_virement(
            ledger.ask_virement(year, years[1 - which], amount, by=county.officer, reason="Needed"),
            approve=True, by=by,
        ),
    }  # fmt: skip
    bid.refresh_from_db()
    with suppress(MoveRefused):
        acts[what]()


def _holds(years):
    balances = [balance_of(year) for year in years]
    for its in balances:
        assert 0 <= its.paid <= its.committed <= its.budget
        assert its.free + its.committed == its.budget
    assert sum(its.budget for its in balances) == 40000


def test_the_ledger_stands_by_the_day_on_which_money_moved(county, sign_in):
    year = make.fund(county, money="0").years.get()
    for day, note in ((dt.date(2026, 6, 8), "The later"), (dt.date(2026, 6, 1), "The earlier")):
        ledger.enter(year, "received", D(10), by=county.officer, on=day, note=note)
    address = reverse("funding:fund_ledger", args=[year.fund.reference, year.year])
    page = sign_in(county.officer).get(address).text
    assert page.index("The later") < page.index("The earlier")


def test_the_ledger_shows_at_once_what_came_in_and_what_went_out(county, sign_in):
    """In less out is what is in hand; what is set aside moves nothing."""
    year = make.fund(county, money="0").years.get()
    for kind, amount in (
        ("received", 900),
        ("committed", 500),
        ("paid", 300),
        ("repaid", 50),
        ("released", 200),
    ):
        ledger.enter(year, kind, D(amount), by=county.officer)
    address = reverse("funding:fund_ledger", args=[year.fund.reference, year.year])
    page = sign_in(county.officer).get(address).text
    for label, sum_ in (
        ("In", "£900"),
        ("In", "£50"),
        ("Out", "£300"),
        ("Set aside", "£500"),
        ("Set aside", "−£200"),
    ):
        assert f'data-label="{label}">{sum_}</td>' in page
    rows = list(
        csv.DictReader(
            sign_in(county.officer).get(address + "?export=csv").text.lstrip("\ufeff").splitlines()
        )
    )
    came, went = (sum(D(row[name] or 0) for row in rows) for name in ("In", "Out"))
    assert came - went == balance_of(year).in_hand == 650
