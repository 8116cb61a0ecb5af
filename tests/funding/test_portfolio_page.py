"""The standing of a rule over several funds, on the page of a fund's year (S002-187)."""

from decimal import Decimal as D

import pytest
from django.urls import reverse

from funding.services.funds import set_rule
from tests.factories import funding as make

pytestmark = pytest.mark.django_db


def test_a_fund_year_says_by_how_much_it_is_short(county, client):
    both = [make.fund(county, "SCI"), make.fund(county, "CAD", "5000.00")]
    other = make.fund(county, "PDF", "30000.00")
    set_rule(county.here, "10% cross-boundary", both, D(10), by=county.officer)
    client.force_login(county.officer)

    def page(fund):
        at = [fund.reference, fund.years.get().year]
        return client.get(reverse("funding:fund_year", args=at)).content.decode()

    assert "short by £2,500" in page(both[0])
    assert "10% cross-boundary" not in page(other)
