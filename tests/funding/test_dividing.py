"""A fund year divided as the costed plans ask (S001-154), and each partnership's own balance of it (S003-19)."""

from decimal import Decimal as D

import pytest
from django.core.exceptions import PermissionDenied
from django.urls import reverse

from audit.clock import today
from funding.costed import costed, equal_shares
from funding.models import Plan
from funding.reports.shares import shares_of
from funding.services import funds, plans
from funding.services.dividing import divide_by_plans
from partnership.models import Partnership
from records.lifecycle import MoveRefused
from tests.factories import funding as make
from tests.funding.test_plans import line, plan

pytestmark = pytest.mark.django_db


@pytest.fixture
def year(county):
    """With a plan of £9,000 for here, of it £4,000 for a post, and £1,000.01 shared; and £500 for nobody."""
    of = plan(county)
    line(county, of, "SCI", "5000", title="Lights")
    line(county, of, "SCI", "4000", title="Warden", pays_for_post="Warden")
    line(county, of, "SCI", "1000.01", title="Van", partnerships=[county.here, county.there])
    line(county, of, "SCI", "500", title="Evaluation", partnerships=[])
    in_state(of, "submitted")
    return of.funds.get(short_name="SCI").years.get()


def in_state(of, status):
    Plan.objects.filter(pk=of.pk).update(status=status)


def divide(county, year):
    return divide_by_plans(year, by=county.officer, seen=costed(year, county.officer).digest)


def parts(year):
    return {str(row.partnership): (row.amount, row.post_costs) for row in year.allocations.all()}


def test_lines_become_parts_and_shared_lines_are_split_to_the_penny(county, year):
    found = costed(year, county.officer)
    assert (found.total, found.for_nobody, found.drafts) == (D("10000.01"), 500, 0)
    divide(county, year)
    here, there = str(county.here), str(county.there)
    assert parts(year) == {here: (D("9500.01"), 4000), there: (500, 0)}
    assert {row.confirmed_on for row in year.allocations.all()} == {today()}
    with pytest.raises(MoveRefused, match="already what the plans come to"):
        divide(county, year)


@pytest.mark.parametrize(("amount", "count"), [("0.01", 3), ("100.00", 3), ("7.77", 4), ("5", 1)])
def test_equal_shares_add_up_again(amount, count):
    shares = equal_shares(D(amount), count)
    assert sum(shares) == D(amount)
    assert max(shares) - min(shares) <= D("0.01")


def test_a_part_that_is_there_is_changed_and_others_stay(county, year):
    mine = funds.allocate(year, D(3000), by=county.officer, partnership=county.here)
    funds.allocate(year, D(100), by=county.officer, purpose="Audit")
    divide(county, year)
    mine.refresh_from_db()
    assert mine.amount == D("9500.01")
    assert year.allocations.get(purpose="Audit").amount == 100


def test_all_that_stands_in_the_way_is_said_and_nothing_is_written(county, year):
    mine = funds.allocate(year, D(9800), by=county.officer, partnership=county.here, for_children=D(9700))
    funds.allocate(year, D(9600), by=county.officer, parent=mine, purpose="Youth work")
    funds.allocate(year, D(10150), by=county.officer, purpose="Audit")
    with pytest.raises(MoveRefused) as refused:
        divide(county, year)
    over, divided, children = refused.value.reasons
    assert over.endswith("£150.01 more than there is. Lower the plans first.")
    assert divided.startswith("£9,600 of the part of")
    assert "for children" in children
    assert set(parts(year)) == {str(county.here), "None"}


def test_what_changed_after_it_was_shown_is_not_taken_over_unseen(county, year):
    seen = costed(year, county.officer).digest
    funds.allocate(year, D(1), by=county.officer, partnership=county.here)
    with pytest.raises(MoveRefused, match="have changed since you looked"):
        divide_by_plans(year, by=county.officer, seen=seen)


def test_a_draft_does_not_count(county, year):
    in_state(Plan.objects.get(), "draft")
    with pytest.raises(MoveRefused, match="Submit the plans first"):
        divide(county, year)


def confirm(county, year, **said):
    return funds.allocate(year, D(100), by=county.officer, confirmed_on=today(), **said)


def test_no_part_is_confirmed_before_all_who_share_have_costed_plans(county, year):
    """S001-168"""
    third = Partnership.objects.create(name="Thirdshire CSP", slug="thirdshire")
    waiting = funds.allocate(year, D(50), by=county.officer, partnership=third)
    for act in (
        lambda: divide(county, year),
        lambda: confirm(county, year, partnership=county.here, purpose="Vans"),
        lambda: funds.change_allocation(waiting, {"confirmed_on": today()}, by=county.officer),
    ):
        with pytest.raises(MoveRefused) as refused:
            act()
        assert [words.partition(" has no costed plan")[0] for words in refused.value.reasons] == [str(third)]
    assert not year.allocations.exclude(confirmed_on=None).exists()
    funds.change_allocation(waiting, {"amount": D(60)}, by=county.officer)
    fund = funds.change_fund(year.fund, {"waits_for_plans": False}, by=county.officer)
    confirm(county, fund.years.get(), partnership=county.here, purpose="Vans")


@pytest.mark.parametrize(("covered", "status", "waits"), [
    ("there", "draft", True), ("there", "submitted", False), ("here", "draft", False),
])  # fmt: skip
def test_whoever_a_plan_covers_shares_in_its_funds(county, year, covered, status, waits):
    """S001-168: a plan that is only begun is no costed plan yet. What one partnership has alone waits for no other."""
    joint = Plan.objects.get()
    joint.lines.filter(title="Van").delete()
    joint.covers.clear()
    second = plans.add_plan(
        county.here,
        "Second",
        year.year,
        by=county.officer,
        covers=[getattr(county, covered)],
        funds=[year.fund],
    )
    in_state(second, status)
    if waits:
        with pytest.raises(MoveRefused, match=f"{county.there} has no costed plan"):
            confirm(county, year, purpose="Audit")
    else:
        confirm(county, year, purpose="Audit")


def test_only_those_who_keep_the_fund(county, year):
    with pytest.raises(PermissionDenied):
        divide_by_plans(year, by=county.chair, seen="")


def test_by_the_page(county, year, sign_in):
    client = sign_in(county.officer)
    address = reverse("funding:fund_divide", args=[year.fund.reference, year.year])
    page = client.get(address).content.decode()
    assert "£9,500.01" in page
    assert "£500 of the plans names no partnership" in page
    assert client.post(address, {"seen": "x" * 100_000}).status_code == 422
    assert client.post(address, {"seen": "x"}).status_code == 422
    assert client.post(address, {"seen": costed(year, county.officer).digest}).status_code == 302
    assert year.allocations.count() == 2


def test_a_partnership_sees_its_own_balance(county, sign_in):
    bid = make.awarded(county)
    bid.partnerships.set([county.here, county.there])
    year = bid.fund_year
    part = funds.allocate(year, D(8000), by=county.officer, partnership=county.there, post_costs=D(1000))
    funds.allocate(year, D(500), by=county.officer, parent=part, partnership=county.here)
    funds.add_return(year, "April return", today(), by=county.officer)
    [row] = shares_of(county.there)
    assert (row.allocated, row.posts, row.committed, row.spent, row.free) == (7500, 1000, 2500, 0, 4000)
    [mine] = shares_of(county.here)
    assert (mine.allocated, mine.free) == (500, -2000)
    address = reverse("funding:share", args=[county.there.slug])
    page = sign_in(county.outsider).get(address).content.decode()
    assert "£7,500" in page
    assert "April return" in page
    assert sign_in(county.officer).get(address).status_code == 404
    assert sign_in(county.outsider).get(f"{address}?export=csv").status_code == 200


@pytest.mark.parametrize("rows", [1, 4])
def test_the_balance_costs_the_same_at_any_length(county, sign_in, rows, django_assert_num_queries):
    for number in range(rows):
        year = make.fund(county, f"F{number}").years.get()
        funds.allocate(year, D(10), by=county.officer, partnership=county.here)
    client, address = sign_in(county.officer), reverse("funding:share", args=[county.here.slug])
    client.get(address)
    with django_assert_num_queries(8):
        client.get(address)
