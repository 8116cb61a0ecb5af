"""A fund or a call that asks every applicant for a signed agreement: who has not signed is told how to mend it."""

import pytest
from django.urls import reverse

from audit.clock import today
from funding.missing import missing_of
from funding.models import BidPartner
from funding.services import submitting
from partnership import services
from partnership.models import Agreement
from records.lifecycle import MoveRefused
from tests.factories import funding as make

pytestmark = pytest.mark.django_db


@pytest.fixture
def protocol(county):
    """In force, signed by the council and the police."""
    by = county.administrator
    made = services.create_agreement(county.here, by=by, title="Safeguarding protocol", purposes="Projects")
    services.move_agreement(made, "agreed", by=by)
    for agency in (county.council, county.police):
        sign(county, made, agency)
    return services.move_agreement(made, "signed", by=by)


def sign(county, agreement, agency):
    party = services.add_party(agreement, agency, by=county.administrator)
    services.sign_for_party(party, signed_on=today(), signatory="Chief officer", by=county.administrator)


def bid_to(county, agreement, asks="fund", **fields):
    asked = {"needs_agreement": agreement}
    fund = make.fund(county, **(asked if asks == "fund" else {}))
    return make.bid(county, of=make.call(county, fund, **(asked if asks == "call" else {})), **fields)


def said(bid):
    return [(section, words) for section, words in missing_of(bid) if "greement" in words]


@pytest.mark.parametrize(
    ("asks", "section", "whose"), [("fund", "fund", "SCI"), ("call", "partners", "the call")]
)
def test_an_applicant_that_has_not_signed_is_told_how_to_mend_it(county, protocol, asks, section, whose):
    bid = bid_to(county, protocol, asks)
    [(where, words)] = said(bid)
    assert where == section
    assert words == (
        f"Northshire Advice has not signed the agreement “Safeguarding protocol”, which {whose} asks of every "
        f"applicant. Ask {county.here} for it, sign it, and have the signature recorded."
    )
    with pytest.raises(MoveRefused, match="has not signed the agreement"):
        submitting.submit_bid(bid, by=county.attendee)
    sign(county, protocol, county.charity)
    assert said(bid) == []
    assert submitting.submit_bid(bid, by=county.attendee).status == "submitted"


def test_each_partner_of_a_consortium_signs_too(county, protocol):
    bid = bid_to(county, protocol, partners=[county.health, county.police])
    sign(county, protocol, county.charity)
    [(where, words)] = said(bid)
    assert where == "partners"
    assert words.startswith("NHS Northshire has not signed")
    assert words.endswith("have the signature recorded, or take them off the bid.")
    BidPartner.objects.get(bid=bid, agency=county.health).delete()
    bid.refresh_from_db()
    assert said(bid) == []


def test_what_is_not_in_force_covers_nobody(county, protocol):
    sign(county, protocol, county.charity)
    bid = bid_to(county, protocol)
    services.move_agreement(protocol, "withdrawn", by=county.administrator, reason="Replaced")
    protocol.refresh_from_db()
    bid.refresh_from_db()
    [(_, words)] = said(bid)
    assert words.startswith(
        "SCI asks for the agreement “Safeguarding protocol”, which is not in force today."
    )
    assert "Ask those who run the call" in words


def test_asked_by_the_fund_and_by_the_call_it_is_said_once(county, protocol):
    fund = make.fund(county, needs_agreement=protocol)
    bid = make.bid(county, of=make.call(county, fund, needs_agreement=protocol))
    assert len(said(bid)) == 1


def test_it_is_chosen_on_the_pages_of_the_fund_and_of_the_call(county, protocol, sign_in):
    fund = make.fund(county)
    call = make.call(county, fund, status="draft")
    other = Agreement.objects.create(partnership=county.there, title="Of the others", purposes="Other")
    client = sign_in(county.officer)
    for name, row in (("fund_change", fund), ("call_change", call)):
        page = client.get(reverse(f"funding:{name}", args=[row.reference])).content.decode()
        assert "Safeguarding protocol" in page
        assert str(other) not in page
    data = {"title": fund.title, "short_name": "SCI", "needs_agreement": protocol.pk, "version": ""}
    assert client.post(reverse("funding:fund_change", args=[fund.reference]), data).status_code == 302
    assert "Safeguarding protocol" in client.get(fund.get_absolute_url()).content.decode()
    assert "“Safeguarding protocol”" in client.get(call.get_absolute_url()).content.decode()


def test_whoever_reads_the_call_is_told(county, protocol, client, django_assert_max_num_queries):
    call = make.call(county, make.fund(county, needs_agreement=protocol), needs_agreement=protocol)
    with django_assert_max_num_queries(8):
        page = client.get(reverse("funding:open_call", args=[call.reference])).content.decode()
    assert "Every applicant needs to have signed the agreement “Safeguarding protocol”" in page
    assert "Agreement to sign first" in page


def test_a_group_sees_what_it_has_signed(county, protocol, sign_in):
    sign(county, protocol, county.charity)
    address = reverse("funding:group", args=[county.charity.pk])
    for user in (county.attendee, county.officer):
        assert "Safeguarding protocol" in sign_in(user).get(address).content.decode()
    assert "Safeguarding protocol" not in sign_in(county.outsider).get(address).content.decode()


@pytest.mark.parametrize("asks", ["none", "fund", "call"])
def test_the_check_costs_the_same_but_one(county, protocol, sign_in, asks, django_assert_max_num_queries):
    bid = bid_to(county, protocol if asks != "none" else None, asks, partners=[county.health])
    client, address = sign_in(county.attendee), reverse("funding:bid_write", args=[bid.reference])
    client.get(address)
    with django_assert_max_num_queries(9 if asks == "none" else 10):
        client.get(address)


@pytest.mark.parametrize(("asks", "whose"), [("fund", "SCI"), ("call", "The call")])
def test_the_page_of_partners_says_which_agreement_is_wanted_and_who_has_not_signed(
    county, protocol, sign_in, asks, whose
):
    bid = bid_to(county, protocol, asks, partners=[county.health, county.police])
    client, address = sign_in(county.attendee), reverse("funding:bid_partners", args=[bid.reference])
    page = client.get(address).content.decode()
    assert "Agreement to sign: Safeguarding protocol" in page
    assert f"{whose} asks every applicant to have signed it." in page
    for agency in ("Northshire Advice", "NHS Northshire"):
        assert f"{agency} has not signed it. Ask {county.here} for it" in page
    assert "Northshire Police has signed it" in page


def test_where_no_agreement_is_wanted_none_is_spoken_of(county, protocol, sign_in):
    bid = bid_to(county, None)
    page = (
        sign_in(county.attendee).get(reverse("funding:bid_partners", args=[bid.reference])).content.decode()
    )
    assert "Agreement to sign" not in page
