"""Of two people who change one thing, the second is shown what the first saved, and saves on top or drops it."""

from decimal import Decimal as D

import pytest
from django.urls import reverse

from funding.forms.openness import SubsidyForm
from funding.services import delivery, funds, openness, outside, plans, reporting
from tests.factories import funding as make
from tests.funding.test_delivery import DAY, agreed, awarded
from tests.funding.test_outside import opportunity
from tests.funding.test_plans import plan
from tests.meanwhile import second_of_two, typed

pytestmark = pytest.mark.django_db
DAYS = ("mfa_notified_on", "mfa_confirmed_on", "mfa_closed_on")


def set_aside(county):
    year = make.fund(county).years.get()
    row = funds.allocate(year, D(1000), by=county.officer, purpose="Youth work", cost_type="any")
    at = [year.fund.reference, year.year, row.pk]

    def change():
        funds.change_allocation(row, {"amount": D(1200)}, by=county.officer)

    return reverse("funding:allocation_change", args=at), change, {"amount": "1,500"}, ["Amount"]


def rule(county):
    fund = make.fund(county)
    row = funds.set_rule(county.here, "A tenth", [fund], D(10), by=county.officer)

    def change():
        funds.set_rule(county.here, "A fifth", [fund], D(20), by=county.officer, rule=row)

    address = reverse("funding:rule_set", args=[fund.reference, fund.years.get().year])
    return address, change, {}, ["What the rule says", "Least share of awards across boundaries, %"]


def editors(county):
    of = plan(county)
    lead = county.police_lead.person
    type(lead).objects.filter(pk=lead.pk).update(email="lead@police.example")

    def change():
        plans.name_editors(of, county.officer.person, [lead], by=county.officer)

    return reverse("funding:plan_editors", args=[of.reference]), change, {}, ["Who else may change its lines"]


def contribution(county):
    year = make.fund(county).years.get()
    row = funds.add_contribution(
        year, by=county.officer, amount=D(100), state="promised", agency=county.council
    )

    def change():
        funds.set_contribution_state(row, "confirmed", by=county.officer)

    at = [year.fund.reference, year.year, row.pk]
    address, said = reverse("funding:contribution_state", args=at), {"state": "withdrawn"}
    return address, change, said, ["It is now"]


def subsidy(county):
    bid = awarded(county)

    def change():
        said = dict.fromkeys(SubsidyForm.base_fields, "") | dict.fromkeys(DAYS) | {"mfa_declared": None}
        openness.record_subsidy(
            bid, said | {"subsidy": "none", "subsidy_reason": "It is no enterprise"}, by=county.officer
        )

    address = reverse("funding:subsidy", args=[bid.reference])
    return address, change, {"subsidy_reason": "It trades in nothing"}, ["Reasoning"]


def kept_back(county):
    bid = awarded(county)

    def change():
        openness.keep_back(bid, reason="A refuge", by=county.officer)

    address = reverse("funding:award_keep_back", args=[bid.reference])
    return address, change, {"reason": "Its address is secret"}, ["Why it is not published"]


def delayed(county):
    bid = opportunity(county, agency=county.police, amount=D(5000))
    for action in ("pursue", "submit", "await"):
        bid = outside.move_outside_bid(bid, action, by=county.officer)

    def change():
        outside.delay_outside_bid(bid, is_delayed=True, because="Many bids", chase_on=DAY, by=county.officer)

    mine = {
        "because": "An election",
        "chase_on-day": "1",
        "chase_on-month": "10",
        "chase_on-year": str(DAY.year),
    }
    return reverse("funding:outside_delay", args=[bid.reference]), change, mine, ["Why"]


WAYS = [set_aside, rule, editors, contribution, subsidy, kept_back, delayed]


@pytest.mark.parametrize("what", WAYS)
def test_the_second_of_two_sees_what_the_first_saved(county, sign_in, what):
    address, change, said, differ = what(county)
    client = sign_in(county.officer)
    assert second_of_two(client, address, change, said) == differ


def test_the_second_of_two_who_write_a_return_sees_what_the_first_answered(county, sign_in):
    bid = agreed(county)
    row = reporting.ask_return(bid, period_from=DAY, period_until=DAY, due_on=DAY, by=county.officer)
    output = bid.outputs.get()
    said = {"narrative": "Twelve evenings.", "spent": D(900), "values": [(output, D(12), "")]}
    mine = {"narrative": "Ten evenings.", f"value_{output.pk}": "10"}
    address = reverse("funding:project_return", args=[bid.reference, row.pk])
    labels = second_of_two(
        sign_in(county.attendee), address, lambda: reporting.submit_return(row, by=county.attendee, **said), mine
    )  # fmt: skip
    assert labels == ["What was done", "Spent in the period, if you know it", output.what]


def test_the_second_of_two_who_keep_a_return_half_done_does_not_send_it_by_saving_over(county, sign_in):
    bid = agreed(county)
    row = reporting.ask_return(bid, period_from=DAY, period_until=DAY, due_on=DAY, by=county.officer)
    address, client = (
        reverse("funding:project_return", args=[bid.reference, row.pk]),
        sign_in(county.attendee),
    )
    mine = typed(client.get(address)) | {"narrative": "Ten evenings.", "later": "yes"}
    reporting.keep_return(row, {"narrative": "Twelve evenings."}, by=county.attendee)
    answer = client.post(address, mine)
    assert answer.status_code == 409
    page = answer.content.decode()
    assert "Twelve" in page
    assert 'name="later"' in page


def test_the_second_of_two_who_set_the_instalments_is_told_what_the_first_set(county, sign_in):
    bid, client = awarded(county), sign_in(county.officer)
    address = reverse("funding:instalments", args=[bid.reference])
    mine = typed(client.get(address)) | {
        "instalment-0-amount": "5,000", "instalment-0-due_on-day": "1", "instalment-0-due_on-month": "10",
        "instalment-0-due_on-year": str(DAY.year),
    }  # fmt: skip
    delivery.set_instalments(bid, [(D(3000), DAY, True), (D(2000), DAY, False)], by=county.officer)
    answer = client.post(address, mine)
    assert answer.status_code == 422
    assert "£3,000 on 1 October" in answer.content.decode()
    assert bid.instalments.count() == 2
    assert client.post(address, typed(answer)).status_code == 302
    assert bid.instalments.get().amount == 5000
