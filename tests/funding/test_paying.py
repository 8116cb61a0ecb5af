"""What is paid for a spending plan's own lines: once in the fund's books, by those who hold its money (S002-81)."""

import datetime as dt
from decimal import Decimal as D

import pytest
from django.core.exceptions import PermissionDenied
from django.db.models import Prefetch, prefetch_related_objects
from django.urls import reverse

from audit.clock import today
from design.filters import date
from funding.balances import balance_of
from funding.models import Entry, Plan, PlanLine
from funding.reports.funds import money_of_plan
from funding.reports.shares import shares_of
from funding.services import funds, ledger, paying, plans
from records.lifecycle import MoveRefused
from tests.factories import funding as make
from tests.funding.test_plans import line, plan

pytestmark = pytest.mark.django_db


@pytest.fixture
def post(county):
    """A warden's post of £9,000 in a plan that was submitted, from a fund that the police hold."""
    of = plan(county)
    made = line(county, of, "SCI", 9000, title="Warden", pays_for_post="Warden")
    funds.set_holder(made.fund_year.fund, county.police, by=county.officer, from_on=dt.date(2020, 4, 1))
    plans.move_plan(of, "submit", by=county.officer)
    return made


def pay(county, post, amount="3000", by=None, note="The council, salary", paid_on=None):
    return paying.pay_line(post, D(amount), by=by or county.partner, paid_on=paid_on or today(), note=note)


def back(county, post, amount, reason="Paid twice"):
    return paying.pay_line_back(post, D(amount), by=county.partner, paid_on=today(), reason=reason)


def read(of):
    return PlanLine.objects.with_payments().get(pk=of.pk)


def revise(county, of):
    plans.move_plan(of.plan, "return", by=county.officer, reason="Too little")
    return plans.move_plan(of.plan, "revise", by=county.officer, reason="More")


def test_a_payment_counts_once_in_what_is_free_in_hand_and_spent(county, post):
    pay(county, post)
    balance = balance_of(post.fund_year)
    assert (balance.committed, balance.paid, balance.free, balance.to_pay) == (3000, 3000, 17000, 0)
    [row], unfunded = money_of_plan(plan_of(post))
    assert (row.planned, row.paid, row.forecast, unfunded) == (9000, 3000, 9000, 0)
    back(county, post, "500")
    balance = balance_of(post.fund_year)
    assert (balance.committed, balance.paid, balance.free, balance.in_hand) == (2500, 2500, 17500, -2500)
    assert read(post).paid == 2500


def plan_of(post):
    of = Plan.objects.get(pk=post.plan_id)
    prefetch_related_objects([of], Prefetch("lines", PlanLine.objects.with_payments()))
    return of


@pytest.mark.parametrize(("forecast", "expected"), [(None, 9000), (2000, 3000), (4000, 4000)])
def test_the_forecast_is_never_less_than_what_was_paid(county, post, forecast, expected):
    PlanLine.objects.filter(pk=post.pk).update(forecast=forecast)
    pay(county, post)
    assert read(post).expected == expected


def test_all_that_stands_in_the_way_is_said(county, post):
    with pytest.raises(MoveRefused) as refused:
        pay(county, post, "9000.01", note=" ", paid_on=today() + dt.timedelta(1))
    day, left, whom = refused.value.reasons
    assert day == "That day is still to come. Choose today or an earlier day."
    assert left.startswith("“Warden” has £9,000 left of £9,000, and this is £9,000.01. Enter that or less")
    assert whom == "Say to whom it was paid, and for what."


def test_no_more_is_paid_than_the_fund_has_free(county, post):
    bid = make.submitted(county, of=make.call(county, post.fund_year.fund))
    ledger.commit(post.fund_year, D(19000), bid=bid, by=county.chair)
    with pytest.raises(MoveRefused, match=r"has £1,000 free, and this is £1,000\.50"):
        pay(county, post, "1000.50")
    assert not Entry.objects.filter(line=post).exists()


def test_a_line_that_is_spent_through_bids_is_paid_on_its_projects(county, post):
    PlanLine.objects.filter(pk=post.pk).update(through_bids=True)
    with pytest.raises(MoveRefused, match="Record the payment on the project that was paid"):
        pay(county, post)


def test_an_unfunded_line_and_a_draft_are_not_paid(county, post):
    revise(county, post)
    with pytest.raises(MoveRefused, match=r"The plan is draft\. Payments are recorded once it is submitted"):
        pay(county, post)
    van = plans.set_line(post.plan, {"title": "Van", "amount": D(1)}, by=county.officer)
    with pytest.raises(MoveRefused, match="“Van” is unfunded"):
        pay(county, van)


def test_the_same_payment_sent_again_is_not_counted_again(county, post):
    pay(county, post)
    with pytest.raises(MoveRefused, match="recorded already"):
        pay(county, post)
    pay(county, post, note="The council, salary for May")
    assert read(post).paid == 6000


def test_no_more_comes_back_than_was_paid(county, post):
    pay(county, post)
    with pytest.raises(MoveRefused, match=r"£3,000 was paid for “Warden”\. Enter that or less"):
        back(county, post, "3000.01")
    with pytest.raises(MoveRefused, match="Say why the money came back"):
        back(county, post, "1", reason=" ")


@pytest.mark.parametrize("persona", ["officer", "chair", "support", "health_lead", "outsider"])
def test_only_those_who_hold_the_money_record_a_payment(county, post, persona):
    with pytest.raises(PermissionDenied):
        pay(county, post, by=getattr(county, persona))
    with pytest.raises(PermissionDenied):
        paying.pay_line_back(post, D(1), by=getattr(county, persona), paid_on=today(), reason="No")


def test_what_was_paid_stays_in_the_plan(county, post):
    pay(county, post)
    of = revise(county, post)
    other = of.funds.get(short_name="CAD").years.get()
    for said, words in (
        ({"amount": D(2999)}, "£3,000 was paid for “Warden” already. Enter that or more"),
        ({"fund_year": other}, "Leave its fund, and add a line for the other"),
        ({"through_bids": True}, "so it is not spent through bids"),
    ):
        with pytest.raises(MoveRefused, match=words):
            plans.set_line(of, said, by=county.officer, line=PlanLine.objects.get(pk=post.pk))
    with pytest.raises(MoveRefused, match=r"so it stays in the plan\. Lower its amount instead"):
        plans.remove_line(post, by=county.officer, reason="Not wanted")
    assert plans.set_line(of, {"amount": D(3000)}, by=county.officer, line=post)


def test_a_partnerships_own_balance_counts_it_once(county, post):
    """A post is paid of what is set aside for posts; any other line takes of what is free (S003-69)."""
    of = Plan.objects.get(pk=post.plan_id)
    funds.allocate(post.fund_year, D(12000), by=county.officer, partnership=county.here, post_costs=D(9000))
    funds.allocate(post.fund_year, D(1000), by=county.officer, partnership=county.there)
    Plan.objects.filter(pk=of.pk).update(status="draft")
    of.refresh_from_db()
    both = [county.here, county.there]
    van = line(county, of, "SCI", "100.01", title="Van", partnerships=both)
    Plan.objects.filter(pk=of.pk).update(status="submitted")
    pay(county, post)
    pay(county, van, "100.01", note="A garage")
    [here], [there] = shares_of(county.here), shares_of(county.there)
    assert here.spent + there.spent == D("3100.01")
    assert (here.spent, here.committed, here.free) == (D("3050.01"), D("50.01"), D("2949.99"))
    assert (there.spent, there.committed, there.free) == (50, 50, 950)


def test_by_the_pages(county, post, sign_in, django_assert_max_num_queries):
    at = [post.plan.reference]
    client, address = sign_in(county.partner), reverse("funding:plan_payments", args=at)
    page = client.get(address).content.decode()
    assert "Record a payment" in page
    assert "Money came back" not in page
    form = reverse("funding:line_pay", args=[*at, post.pk])
    said = {"amount": "£9,500", "paid_on": f"{today():%-d %B %Y}"}
    refused = client.post(form, said | {"note": "The council, salary"})
    assert refused.status_code == 422
    assert "“Warden” has £9,000 left" in refused.content.decode()
    assert client.post(form, said | {"amount": "£2,500", "note": "=SUM(A1)"}).status_code == 302
    with django_assert_max_num_queries(8):
        page = client.get(address).content.decode()
    assert "£2,500" in page
    assert "£6,500" in page
    rows = client.get(address, {"export": "csv"}).content.decode("utf-8-sig").splitlines()
    assert rows[1].split(",")[1:6] == ["Paid", "Warden", str(post.fund_year), "", "2500.00"]
    assert client.get(address, {"export": "xlsx"}).status_code == 200
    again = reverse("funding:line_paid_back", args=[*at, post.pk])
    assert client.post(again, said | {"amount": "500", "reason": "Overpaid"}).status_code == 302
    page = client.get(reverse("funding:plan", args=at)).content.decode()
    assert 'data-label="Paid">£2,000<' in page
    csv = client.get(reverse("funding:plan", args=at), {"export": "csv"}).content.decode("utf-8-sig")
    assert csv.splitlines()[1].split(",")[6:10] == ["9000.00", "No", "2000.00", "9000.00"]
    ledger_page = reverse("funding:fund_ledger", args=[post.fund_year.fund.reference, post.fund_year.year])
    assert f"{at[0]}: Overpaid" in client.get(ledger_page).content.decode()


def test_who_may_not_is_told_and_who_may_not_know_is_not(county, post, sign_in):
    form = reverse("funding:line_pay", args=[post.plan.reference, post.pk])
    assert sign_in(county.officer).get(form).status_code == 403
    assert sign_in(county.guest).get(form).status_code == 404
    page = reverse("funding:plan_payments", args=[post.plan.reference])
    assert sign_in(county.officer).get(page).status_code == 200
    assert sign_in(county.guest).get(page).status_code == 404


def test_no_payment_lies_before_its_year_and_no_money_back_before_the_payment(county, post):
    first = dt.date(post.plan.year, 4, 1)
    with pytest.raises(MoveRefused, match=f"which begins on {date(first)}. Enter that day or a later one"):
        pay(county, post, paid_on=first - dt.timedelta(1))
    pay(county, post)
    said = {"by": county.partner, "reason": "Overpaid", "paid_on": today() - dt.timedelta(1)}
    with pytest.raises(MoveRefused, match=f"“Warden” was first paid on {date(today())}. Money comes back"):
        paying.pay_line_back(post, D(1), **said)


def test_payments_stand_by_their_day_the_newest_first(county, post, sign_in):
    first = dt.date(post.plan.year, 4, 1)
    for day, note in ((today(), "Second"), (first, "First"), (today(), "Third")):
        pay(county, post, "10", note=note, paid_on=day)
    client, address = sign_in(county.partner), reverse("funding:plan_payments", args=[post.plan.reference])
    page = client.get(address).content.decode()
    assert page.index("Third") < page.index("Second") < page.index("First")
    rows = client.get(address, {"export": "csv"}).content.decode("utf-8-sig").splitlines()[1:]
    assert [row.split(",")[6].split(": ")[1] for row in rows] == ["Third", "Second", "First"]


def test_a_payment_without_a_note_is_refused_in_words(county, post, sign_in):
    form = reverse("funding:line_pay", args=[post.plan.reference, post.pk])
    answer = sign_in(county.partner).post(
        form, {"amount": "10", "paid_on": f"{today():%-d %B %Y}", "note": ""}
    )
    assert answer.status_code == 422
    assert "Say to whom it was paid, and for what." in answer.content.decode()
    assert "Enter the to whom" not in answer.content.decode()


def test_a_form_that_could_not_be_sent_says_so_at_once(county, sign_in):
    of = plan(county)
    made = line(county, of, "SCI", 9000)
    funds.set_holder(made.fund_year.fund, county.police, by=county.officer, from_on=dt.date(2020, 4, 1))
    page = sign_in(county.partner).get(reverse("funding:line_pay", args=[of.reference, made.pk])).text
    assert "The plan is draft. Payments are recorded once it is submitted" in page
    assert 'name="amount"' not in page
