"""What everyone may read of awards, the 360Giving data, and the subsidy record."""

import csv
import datetime as dt
import io
import json
import re
from dataclasses import replace
from decimal import Decimal as D

import pytest
from django.urls import reverse

from funding.deciding import Said
from funding.openness import FLAT, without_personal
from funding.reports.subsidies import window_of
from funding.services import deciding, submitting
from funding.services import openness as services
from funding.services.funds import set_holder
from records.lifecycle import MoveRefused, save
from tests.factories import funding as make

pytestmark = pytest.mark.django_db
DAY = dt.date(make.YEAR, 10, 1)
REQUIRED = {
    "id", "title", "description", "currency", "amountAwarded", "awardDate", "recipientOrganization",
    "fundingOrganization",
}  # fmt: skip
ISO_DAY = re.compile(r"\d{4}-(0[1-9]|1[012])-(0[1-9]|[12]\d|3[01])")


@pytest.fixture(autouse=True)
def _publisher(settings):
    settings.GIVING_PREFIX = "360G-northshire"


def awarded(county, **fields):
    bid = make.bid(county, status="delivery", **fields)
    set_holder(bid.fund_year.fund, county.council, by=county.officer, from_on=dt.date(2020, 4, 1))
    bid.awarded, bid.awarded_on, bid.agreed_on = D("4000.50"), DAY, DAY
    return save(bid, by=county.officer)


def read(client):
    return json.loads(client.get(reverse("funding:awards_json")).content)


def test_the_package_holds_the_rules_of_the_standard(county, client):
    area = make.area(county)
    area.code = "E07000001"
    area.save()
    county.charity.org_id = "GB-CHC-1234567"
    county.charity.save()
    awarded(county, title="A" * 200)
    package = read(client)
    assert package["version"] == "1.4"
    [grant] = package["grants"]
    assert set(grant) >= REQUIRED
    assert grant["id"].startswith("360G-northshire-CSP-BID-")
    assert len(grant["title"]) == 140
    assert (grant["currency"], grant["amountAwarded"], grant["amountAppliedFor"]) == ("GBP", 4000.5, 5000)
    assert ISO_DAY.fullmatch(grant["awardDate"])
    assert dt.datetime.fromisoformat(grant["dateModified"]).tzinfo
    assert grant["fromOpenCall"] in ("Yes", "No")
    assert grant["recipientOrganization"] == [
        {"id": "GB-CHC-1234567", "name": "Northshire Advice", "charityNumber": "1234567"}
    ]
    assert grant["fundingOrganization"][0]["name"] == "Northshire Council"
    assert grant["beneficiaryLocation"] == [
        {"name": "Northshire", "countryCode": "GB", "geoCode": "E07000001", "geoCodeType": "NMD"}
    ]
    assert grant["plannedDates"] == [
        {"startDate": f"{make.YEAR}-04-01", "endDate": f"{make.YEAR + 1}-03-31", "duration": 12}
    ]


def test_the_spreadsheet_says_the_same_and_runs_nothing(county, client):
    awarded(county, title="=cmd|' /C calc'!A0")
    rows = list(csv.DictReader(io.StringIO(client.get(reverse("funding:awards_csv")).content.decode())))
    assert list(rows[0]) == [title for title, _ in FLAT]
    assert rows[0]["Title"].startswith("'=cmd")
    assert rows[0]["Amount Awarded"] == "4000.5"


def test_nothing_of_a_person_is_published(county, client):
    awarded(
        county, contact_name="Secretary of the group",
        summary="Ring 01632 960 123 or write to someone@example.org at AB1 2CD.",
    )  # fmt: skip
    said = json.dumps(read(client))
    for leaked in ("960 123", "someone", "AB1", "Secretary"):
        assert leaked not in said
    assert without_personal("Ask for 12 sessions in 2026/27") == "Ask for 12 sessions in 2026/27"
    assert without_personal("Ring (01632) 960 123.") == "Ring [removed]."


@pytest.mark.parametrize("status", ["draft", "submitted", "recommended", "awarded", "refused", "withdrawn"])
def test_only_agreed_awards_are_open(county, client, status):
    bid = awarded(county)
    bid.status = status
    save(bid, by=county.officer)
    assert read(client)["grants"] == []
    assert bid.title not in client.get(reverse("funding:awards")).content.decode()


def test_an_award_is_kept_back_with_a_reason(county, client):
    bid = awarded(county)
    assert bid.title in client.get(reverse("funding:awards")).content.decode()
    bid = services.keep_back(bid, reason="The address of a refuge", by=county.officer)
    assert read(client)["grants"] == []
    services.keep_back(bid, reason="", by=county.officer)
    assert len(read(client)["grants"]) == 1


def test_without_a_prefix_there_is_no_data(client, settings):
    settings.GIVING_PREFIX = ""
    assert client.get(reverse("funding:awards_json")).status_code == 404
    assert client.get(reverse("funding:awards")).status_code == 200


def test_the_page_costs_the_same_at_any_length(county, client, django_assert_max_num_queries):
    call = make.call(county)
    for number in range(3):
        bid = make.bid(county, of=call, status="delivery", title=f"Project {number}")
        bid.awarded, bid.awarded_on = D(10), DAY
        save(bid, by=county.officer)
    with django_assert_max_num_queries(5):
        client.get(reverse("funding:awards"))


MFA = {
    "subsidy": "mfa", "subsidy_reason": "An enterprise that trades", "subsidy_scheme": "", "mfa_declared": D(300_000),
    "mfa_notified_on": DAY, "mfa_confirmed_on": None, "mfa_closed_on": None,
}  # fmt: skip


def test_minimal_financial_assistance_stays_within_its_limit(county):
    """Subsidy Control Act 2022 s36: this financial year so far and the two before it."""
    bid = make.submitted(county)
    bid = services.record_subsidy(bid, MFA, by=county.officer)
    assert window_of(bid).total == 305_000
    with pytest.raises(MoveRefused, match="over £315,000"):
        services.record_subsidy(bid, MFA | {"mfa_declared": D(311_000)}, by=county.officer)
    other = make.bid(county, of=bid.call, status="delivery")
    other.subsidy, other.awarded, other.awarded_on = "mfa", D(6_000), dt.date(make.YEAR - 2, 4, 1)
    save(other, by=county.officer)
    assert window_of(bid).had == 6_000
    other.awarded_on = dt.date(make.YEAR - 2, 3, 31)
    save(other, by=county.officer)
    assert window_of(bid).had == 0


def test_the_award_is_weighed_against_the_limit_again(county):
    """Of two bids that each fit alone the second is refused; so is more than was asked for. What was withdrawn was
    never had."""
    call = make.call(county, make.fund(county, money="900000.00"))
    cleared = {"subsidy": "mfa", "subsidy_reason": "Trades", "mfa_notified_on": DAY, "mfa_confirmed_on": DAY}
    first, second, third = (
        make.recommended(county, make.submitted(county, of=call, amount_capital=D(200_000), **cleared))
        for _ in range(3)
    )  # fmt: skip
    said = Said(reasons="Strong", amount=D(200_000), between_meetings=True)
    with pytest.raises(MoveRefused, match="£5,000 over £315,000"):
        deciding.award(first, replace(said, amount=D(320_000), more_because="More posts"), by=county.chair)
    deciding.award(first, said, by=county.chair)
    with pytest.raises(MoveRefused, match="£85,000 over £315,000"):
        deciding.award(second, said, by=county.chair)
    deciding.award(second, replace(said, amount=D(115_000)), by=county.chair)
    submitting.withdraw_bid(first, by=county.attendee, reason="Lost the room")
    deciding.award(third, said, by=county.chair)


def test_the_steps_come_in_their_order(county):
    bid = make.submitted(county)
    with pytest.raises(MoveRefused, match="Check the days"):
        services.record_subsidy(
            bid, MFA | {"mfa_notified_on": None, "mfa_confirmed_on": DAY}, by=county.officer
        )
    with pytest.raises(MoveRefused, match="Write the reasoning"):
        services.record_subsidy(bid, MFA | {"subsidy": "none", "subsidy_reason": " "}, by=county.officer)


def test_those_who_run_the_funding_find_both_from_the_bid(county, client):
    bid = make.submitted(county)
    client.force_login(county.officer)
    where = reverse("funding:subsidy", args=[bid.reference])
    assert where in client.get(bid.get_absolute_url()).content.decode()
    said = {"subsidy": "none", "subsidy_reason": "It trades in nothing."}
    assert client.post(where, said).status_code == 302
    bid.refresh_from_db()
    assert bid.subsidy == "none"
    client.force_login(county.attendee)
    assert where not in client.get(bid.get_absolute_url()).content.decode()
    awarded = make.bid(county, of=bid.call, status="delivery", awarded=D(10), awarded_on=DAY)
    client.force_login(county.officer)
    page = client.get(reverse("funding:delivery", args=[awarded.reference])).content.decode()
    assert reverse("funding:award_keep_back", args=[awarded.reference]) in page
