"""Of two people who change one thing, the second is shown what the first saved, and saves on top or drops it."""

from decimal import Decimal as D

import pytest
from django.urls import reverse
from lxml import html

from funding.services import funds, plans
from tests.factories import funding as make
from tests.funding.test_plans import plan

pytestmark = pytest.mark.django_db


def typed(page):
    """What the page's form holds, as a browser would send it."""
    [form] = [one for one in html.fromstring(page.content).forms if "version" in one.fields]
    return dict(form.form_values())


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


@pytest.mark.parametrize("what", [set_aside, rule, editors])
def test_the_second_of_two_sees_what_the_first_saved(county, sign_in, what):
    address, change, said, differ = what(county)
    client = sign_in(county.officer)
    first = typed(client.get(address))
    change()
    answer = client.post(address, first | said)
    assert answer.status_code == 409
    assert html.fromstring(answer.content).xpath("//table//tbody//th/text()") == differ
    assert client.post(address, typed(answer)).status_code == 302
