"""A form sent twice, by the back button or an impatient press, makes one thing and counts money once."""

import datetime as dt
from decimal import Decimal as D

import pytest
from django.urls import reverse

from funding.balances import balance_of
from funding.models import Bid, OutsideBid, Plan
from funding.services import delivery, funds, ledger, plans, reporting
from records.lifecycle import MoveRefused
from records.models import Record
from tests.factories import funding as make
from tests.funding.test_delivery import DAY, agreed, paid
from tests.funding.test_plans import line, plan

pytestmark = pytest.mark.django_db


def twice(client, address, said):
    """What the second of two equal posts answers."""
    first = client.post(address, said)
    assert first.status_code == 302, first.content.decode()
    again = client.post(address, said)
    assert again.status_code == 422
    return again.content.decode()


def test_an_outside_bid_is_recorded_once(county, sign_in):
    said = {"title": "Safer streets", "funder": "Home Office", "partnership": county.here.pk}
    page = twice(sign_in(county.officer), reverse("funding:outside_add"), said)
    assert f"You made {OutsideBid.objects.get().reference}" in page


def test_a_plan_is_drawn_up_once(county, sign_in):
    said = {"title": "Joint plan", "partnership": county.here.pk, "year": make.YEAR}
    page = twice(sign_in(county.officer), reverse("funding:plan_add"), said)
    assert f"You made {Plan.objects.get().reference}" in page


def test_money_is_set_aside_once_for_the_same(county, sign_in):
    year = make.fund(county).years.get()
    address = reverse("funding:allocation_add", args=[year.fund.reference, year.year])
    said = {
        "partnership": county.here.pk,
        "amount": "100",
        "cost_type": "any",
        "post_costs": "0",
        "for_children": "0",
    }
    page = twice(sign_in(county.officer), address, said)
    assert f"{county.here} has £100 of {year} set aside already. Change that part" in page
    other = funds.allocate(year, D(200), by=county.officer, partnership=county.here, purpose="Training")
    with pytest.raises(MoveRefused, match="set aside already"):
        funds.change_allocation(other, {"purpose": ""}, by=county.officer)
    funds.allocate(year, D(100), by=county.officer, parent=other, partnership=county.here)


@pytest.mark.parametrize(("name", "said"), [
    ("service_add", {"title": "Advice line", "serves": "both"}), ("proposals_add", {"title": "Next year"}),
])  # fmt: skip
def test_a_service_and_a_set_of_proposals_are_made_once(county, sign_in, name, said):
    page = twice(sign_in(county.officer), reverse(f"funding:{name}"), said | {"partnership": county.here.pk})
    assert f"You made {Record.objects.get().reference}" in page


def test_a_bid_is_begun_once(county, sign_in):
    call = make.call(county, make.fund(county))
    said = {"agency": county.charity.pk, "title": "Boxing club"}
    page = twice(sign_in(county.attendee), reverse("funding:bid_start", args=[call.reference]), said)
    assert f"You made {Bid.objects.get().reference}" in page


def test_money_that_an_agency_puts_in_is_counted_once(county):
    year = make.fund(county).years.get()
    said = {"agency": county.police, "amount": D(500), "state": "received", "note": ""}
    funds.add_contribution(year, by=county.officer, **said)
    before = balance_of(year)
    with pytest.raises(MoveRefused, match="puts in the same already"):
        funds.add_contribution(year, by=county.officer, **said)
    assert balance_of(year) == before
    funds.add_contribution(year, by=county.officer, **said | {"note": "Second half"})


def test_a_virement_and_a_return_to_the_funder_are_asked_for_once(county):
    source, target = (make.fund(county, name).years.get() for name in ("SCI", "CAD"))
    ledger.ask_virement(source, target, D(10), by=county.officer, reason="Needed")
    with pytest.raises(MoveRefused, match="asked for already"):
        ledger.ask_virement(source, target, D(10), by=county.officer, reason="Needed")
    funds.add_return(source, "April return", DAY, by=county.officer)
    with pytest.raises(MoveRefused, match="due on that day already"):
        funds.add_return(source, "April return", DAY, by=county.officer)


def test_a_line_of_a_plan_is_added_once(county):
    of = plan(county)
    there = line(county, of, "SCI", 100)
    with pytest.raises(MoveRefused, match="Change that line instead"):
        line(county, of, "SCI", 100)
    assert plans.set_line(of, {"amount": D(100)}, by=county.officer, line=there) == there


def test_a_return_and_a_variation_of_a_project_are_asked_for_once(county):
    bid, period = agreed(county), {"period_from": DAY, "period_until": DAY + dt.timedelta(days=90)}
    reporting.ask_return(bid, **period, due_on=DAY + dt.timedelta(days=99), by=county.officer)
    with pytest.raises(MoveRefused, match="for this period already"):
        reporting.ask_return(bid, **period, due_on=DAY + dt.timedelta(days=99), by=county.officer)
    reporting.ask_variation(bid, "A later end", by=county.attendee)
    with pytest.raises(MoveRefused, match="waits to be decided"):
        reporting.ask_variation(bid, "A later end", by=county.attendee)


def test_money_is_asked_back_once(county):
    bid = paid(county)
    delivery.claw_back(bid, D(100), "unspent", "Not spent", by=county.officer)
    with pytest.raises(MoveRefused, match="asked back today"):
        delivery.claw_back(bid, D(100), "unspent", "Not spent", by=county.officer)
