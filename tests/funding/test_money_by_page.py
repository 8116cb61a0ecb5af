"""Who presses what while money is claimed, decided, paid and moved, each on their own page and none for another."""

import pytest
from django.urls import reverse

from audit.clock import today
from funding.balances import balance_of
from funding.models import Bid, Instalment, Virement
from funding.services import delivery, ledger
from tests.factories import funding as make
from tests.funding.test_delivery import agreed, awarded

pytestmark = pytest.mark.django_db
STATE = Instalment.State


def of(bid, name, *args):
    return reverse(f"funding:{name}", args=[bid.reference, *args])


def test_an_instalment_is_claimed_by_the_group_decided_by_the_officer_and_paid_by_the_holder(county, sign_in):
    bid = agreed(county)
    steps = (
        ("claim", "attendee", {"claimed": "£3,000"}, STATE.CLAIMED, ("chair", "partner")),
        ("claim_decide", "officer", {"approve": "yes"}, STATE.APPROVED, ("attendee", "chair", "partner")),
        ("instalment_pay", "partner", {"paid_on": today().isoformat()}, STATE.PAID, ("attendee", "chair")),
    )
    for name, who, said, state, others in steps:
        page, before = of(bid, name, 1), bid.instalments.get(number=1).state
        for other in others:
            assert sign_in(getattr(county, other)).post(page, said).status_code in (403, 404), (name, other)
        assert bid.instalments.get(number=1).state == before
        response = sign_in(getattr(county, who)).post(page, said)
        assert response.status_code == 302, response.content.decode()
        assert bid.instalments.get(number=1).state == state
    assert balance_of(bid.fund_year).paid == 3000


def test_a_claim_is_withheld_with_a_reason_that_the_group_reads(county, sign_in):
    bid = agreed(county)
    delivery.claim(bid.instalments.get(number=1), 3000, "", by=county.attendee)
    page, client = of(bid, "claim_decide", 1), sign_in(county.officer)
    assert client.post(page, {"approve": "no", "reason": ""}).status_code == 422
    assert client.post(page, {"approve": "no", "reason": "No register yet"}).status_code == 302
    shown = sign_in(county.attendee).get(of(bid, "delivery")).content.decode()
    assert "No register yet" in shown


def test_the_agreement_is_signed_for_the_partnership_after_the_group(county, sign_in):
    bid = awarded(county)
    delivery.set_instalments(bid, [(5000, today(), True)], by=county.officer)
    client = sign_in(county.officer)
    assert client.post(of(bid, "agreement_accept")).status_code == 422
    delivery.sign_agreement(bid, by=county.attendee)
    assert sign_in(county.attendee).post(of(bid, "agreement_accept")).status_code == 403
    assert sign_in(county.officer).post(of(bid, "agreement_accept")).status_code == 302
    assert Bid.objects.get(pk=bid.pk).status == "delivery"


@pytest.mark.parametrize(("approve", "moved"), [("yes", 2000), ("no", 0)])
def test_money_is_moved_by_the_chair_and_not_by_whoever_asked(county, sign_in, approve, moved):
    source, target = (make.fund(county, name).years.get() for name in ("SCI", "POCA"))
    asked = ledger.ask_virement(source, target, 2000, by=county.officer, reason="More calls there")
    page = reverse("funding:virement_decide", args=[source.fund.reference, source.year, asked.pk])
    said = {"approve": approve, "reason": "Agreed by the group"}
    assert sign_in(county.officer).post(page, said).status_code == 403
    assert sign_in(county.police_lead).post(page, said).status_code == 403
    assert sign_in(county.chair).post(page, said).status_code == 302
    assert balance_of(target).moved_in == balance_of(source).moved_out == moved
    assert sign_in(county.chair).post(page, said).status_code == 422  # it was decided already
    assert Virement.objects.count() == 1
