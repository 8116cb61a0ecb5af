"""A hand-made address or post with the key of a row of another record finds nothing, and changes nothing."""

import pytest
from django.urls import reverse

from funding.models import Condition, Instalment
from funding.services import assigning, delivery, reporting
from records.writing import keep
from tests.factories import funding as make
from tests.funding.test_delivery import DAY, agreed, paid

pytestmark = pytest.mark.django_db


@pytest.fixture
def mine(county):
    return agreed(county)


@pytest.fixture
def other(county, mine):
    """Another project, with a row of each sort."""
    bid = paid(county, of=make.call(county, make.fund(county, "CAD")))
    keep(Condition(bid=bid, text="Quarterly figures"), by=county.officer)
    reporting.ask_return(bid, period_from=DAY, period_until=DAY, due_on=DAY, by=county.officer)
    reporting.ask_variation(bid, "A later end", by=county.attendee)
    delivery.claw_back(bid, 1, "unspent", "Not spent", by=county.officer)
    assigning.declare_interest(
        bid, county.police_lead.person, "personal", by=county.officer, reason="Told us"
    )
    return bid


ROWS = {
    "condition_met": ("conditions", "officer", {"note": "Met"}),
    "project_return": ("returns", "attendee", {"narrative": "Done"}),
    "project_return_settle": ("returns", "officer", {"accept": "yes"}),
    "variation_decide": ("variations", "officer", {"agree": "yes"}),
    "clawback_repaid": ("clawbacks", "partner", {"repaid_on": "1 October 2026"}),
    "interest_end": ("interests", "officer", {"reason": "Left"}),
}


@pytest.mark.parametrize("name", ROWS)
def test_a_row_of_another_bid_is_unknown_beneath_ones_own(county, mine, other, sign_in, name):
    rows, persona, said = ROWS[name]
    row = getattr(other, rows).latest("pk")
    before = row.history.count()
    client = sign_in(getattr(county, persona))
    address = reverse(f"funding:{name}", args=[mine.reference, row.pk])
    assert client.get(address).status_code == 404
    assert client.post(address, said).status_code == 404
    assert row.history.count() == before


def test_another_group_neither_claims_nor_reports_nor_reads(county, mine, sign_in):
    stranger = sign_in(make.community_group(county, "Another club"))
    for name, args in (("claim", [1]), ("project_return_ask", []), ("variation", []), ("delivery", [])):
        address = reverse(f"funding:{name}", args=[mine.reference, *args])
        assert stranger.get(address).status_code == 404, name
        assert stranger.post(address, {"claimed": "1", "evidence": "x", "what": "x"}).status_code == 404
    assert set(Instalment.objects.values_list("state", flat=True)) == {"due"}


def test_an_instalment_that_the_bid_has_not_is_unknown(county, mine, sign_in):
    for number in (0, 3, 10**18, 10**30):
        address = f"/funding/bids/{mine.reference}/instalments/{number}/claim/"
        assert sign_in(county.attendee).post(address, {"claimed": "1"}).status_code == 404
