"""The standing of a rule over several funds, on the page of a fund's year (S002-187)."""

from decimal import Decimal as D

import pytest
from django.urls import reverse

from funding.models import PortfolioRule
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


def test_a_rule_is_entered_changed_and_ended_by_those_who_keep_the_fund(county, sign_in):
    """S002-187"""
    both = [make.fund(county, "SCI"), make.fund(county, "CAD", "5000.00")]
    at = [both[0].reference, both[0].years.get().year]
    address, shown = reverse("funding:rule_set", args=at), reverse("funding:fund_year", args=at)
    client, keys = sign_in(county.officer), [fund.pk for fund in both]
    said = {"name": "10% cross-boundary", "least_percent": "10", "funds": keys}
    for wrong, sentence in (
        ({"funds": []}, "Choose the funds that the rule is over."),
        ({"least_percent": "0"}, "0.1"),
    ):
        answer = client.post(address, said | wrong)
        assert answer.status_code == 422
        assert sentence in answer.content.decode()
        assert "10% cross-boundary" in answer.content.decode()
    assert client.post(address, said).status_code == 302
    assert "short by £2,500" in client.get(shown).content.decode()
    assert client.post(address, said | {"least_percent": "20"}).status_code == 302
    assert "short by £5,000" in client.get(shown).content.decode()
    assert client.post(address, said | {"ended_on": "1 4 2020"}).status_code == 422
    assert client.post(address, said | {"ended_on": "1 4 2090"}).status_code == 302
    assert client.post(address, said).status_code == 302
    assert PortfolioRule.objects.count() == 1
    assert sign_in(county.chair).get(address).status_code == 403
    assert sign_in(county.partner).get(address).status_code == 403
    assert sign_in(county.outsider).get(address).status_code == 404
