"""Funds and their years: who puts in what, who holds it, how it is divided, and who may say so."""

import datetime as dt
import html
import re
from decimal import Decimal as D

import pytest
from django.core.exceptions import PermissionDenied
from django.urls import reverse

from funding.balances import balance_of
from funding.forms.fields import MoneyField
from funding.models import Fund
from funding.reports.funds import contributions_by_agency, divided, left_share
from funding.services import funds as services
from partnership.models import Area
from records.lifecycle import MoveRefused
from tests.factories import funding as make

pytestmark = pytest.mark.django_db
OBJECTIVES = ["Capacity building, such as", "- IT systems", "- Data analysis", "Pilot projects"]


def year_of(county, **fields):
    return make.fund(county, **fields).years.get()


def test_a_fund_has_objectives_with_examples_inside(county):
    """S002-182: four objectives, capacity building with its examples."""
    fund = services.add_fund(
        county.here,
        title="Partnership Development Fund",
        short_name="PDF",
        by=county.officer,
        objectives=OBJECTIVES,
    )
    rows = list(fund.objectives.all())
    assert [row.text for row in rows] == [line.lstrip("- ") for line in OBJECTIVES]
    assert [row.parent and row.parent.text for row in rows] == [None, rows[0].text, rows[0].text, None]


def test_an_objective_that_goes_is_kept_for_the_bids_that_claim_it(county):
    bid = make.bid(county)
    fund = bid.fund_year.fund
    services.change_fund(fund, {}, by=county.officer, objectives=["Something else"])
    assert [row.text for row in fund.objectives.filter(is_offered=True)] == ["Something else"]
    assert bid.objectives.get().text == "Targeted police operations"


@pytest.mark.parametrize(
    "persona", ["chair", "police_lead", "attendee", "administrator", "outsider", "guest"]
)
def test_others_keep_no_funds(county, persona):
    with pytest.raises(PermissionDenied):
        services.add_fund(county.here, title="Mine", short_name="M", by=getattr(county, persona))


def test_what_is_promised_or_in_kind_cannot_be_awarded(county):
    year = year_of(county, money="0")
    by, said = county.officer, {"agency": county.police, "source": "mainstream"}
    promised = services.add_contribution(year, by=by, amount=D(100), state="promised", **said)
    services.add_contribution(
        year,
        by=by,
        amount=D(60),
        state="received",
        is_in_kind=True,
        hours=D(4),
        worked_out="£15 an hour",
        **said,
    )
    balance = balance_of(year)
    assert (balance.budget, balance.promised, balance.in_kind, balance.in_hand) == (0, 100, 60, 0)
    services.set_contribution_state(promised, "received", by=by)
    balance = balance_of(year)
    assert (balance.budget, balance.in_hand, balance.promised) == (100, 100, 0)


def test_help_in_kind_says_how_it_was_valued(county):
    with pytest.raises(MoveRefused) as refused:
        services.add_contribution(
            year_of(county), by=county.officer, agency=county.police, amount=D(60), is_in_kind=True
        )
    assert refused.value.reasons == ("Say how the value of the help in kind was worked out.",)


def test_a_contribution_that_bids_were_promised_cannot_be_withdrawn(county):
    from funding.services import ledger

    bid = make.submitted(county)
    ledger.commit(bid.fund_year, D(500), bid=bid, by=county.chair)
    given = bid.fund_year.contributions.get()
    with pytest.raises(MoveRefused, match="£500 of it is promised to bids"):
        services.set_contribution_state(given, "withdrawn", by=county.officer, reason="Cut")
    given.refresh_from_db()
    assert given.state == "confirmed"


def test_the_holder_changes_on_a_day(county):
    """S001-155"""
    fund = make.fund(county)
    services.set_holder(fund, county.police, by=county.officer, from_on=dt.date(2025, 4, 1))
    services.set_holder(fund, county.council, by=county.officer, from_on=dt.date(2026, 4, 1))
    assert [(str(row.holder), row.ended_on) for row in fund.holdings.order_by("started_on")] == [
        ("Northshire Police", dt.date(2026, 3, 31)), ("Northshire Council", None)
    ]  # fmt: skip
    with pytest.raises(MoveRefused, match="Enter a later day"):
        services.set_holder(fund, county.health, by=county.officer, from_on=dt.date(2026, 4, 1))


def test_the_page_of_a_fund_says_who_gives_channels_holds_and_administers_it_and_its_rounds(county, sign_in):
    """S001-78, S001-146, S001-155, S001-169"""
    fund = make.fund(county, funder=county.health, channel=county.police)
    make.call(county, fund, number=5, title="Safer streets")
    standings = list(county.police.standings.values())
    said = {"administrator": county.charity, "held_for": county.there, "by": county.officer}
    services.set_holder(fund, county.police, from_on=dt.date(2025, 4, 1), by=county.officer)
    services.set_holder(fund, county.council, from_on=dt.date(2026, 4, 1), **said)
    page = sign_in(county.officer).get(fund.get_absolute_url()).content.decode()
    for words in (
        f"from 1 April 2026, on behalf of {county.there}, administered by {county.charity}",
        f"from 1 April 2025 until 31 March 2026, on behalf of {county.here}</span>",
        str(county.health), "Safer streets</a>", "round 5, opens ",
    ):  # fmt: skip
        assert words in page
    assert list(county.police.standings.values()) == standings
    year = [fund.reference, fund.years.get().year]
    page = sign_in(county.officer).get(reverse("funding:fund_year", args=year)).content.decode()
    assert f'<p class="why">{county.council}</p>' in page


def test_bids_say_which_side_of_the_triangle_where_the_objectives_name_the_sides(county):
    """S002-184, S002-185"""
    lines = ["Fund interventions to tackle", "- Locations (crime hotspots)", "- Victims (repeat)", "- Others"]
    fund = services.add_fund(
        county.here,
        title="Safer Communities Initiative",
        short_name="SCI",
        by=county.officer,
        objectives=lines,
    )
    assert [row.side for row in fund.objectives.all()] == ["", "location", "victim", ""]


def test_the_shares_of_a_year_come_to_a_hundred(county, sign_in):
    """S003-20, S003-68: fixed amounts; a third each, and the tenth that rounding leaves goes to one."""
    year = year_of(county, money="300.00")
    for place in (county.here, county.there):
        services.allocate(year, D(100), by=county.officer, partnership=place)
    parts, left = divided(year, D(300))
    assert ([part.share for part in parts], left) == ([D("33.4"), D("33.3")], 100)
    assert left_share(parts, D(300)) == D("33.3")
    address = reverse("funding:fund_year", args=[year.fund.reference, year.year])
    assert ">33.4%</td>" in sign_in(county.officer).get(address).content.decode()


def test_what_is_set_aside_for_a_force_area_is_divided_between_partnerships(county):
    """S001-147"""
    force = Area.objects.create(name="Force area", kind=Area.Kind.FORCE)
    year, by = year_of(county), county.officer
    whole = services.allocate(year, D(900), by=by, area=force)
    services.allocate(year, D(600), by=by, parent=whole, partnership=county.here)
    with pytest.raises(MoveRefused, match="Force area has £300 left to divide, and this is £400: £100 over"):
        services.allocate(year, D(400), by=by, parent=whole, partnership=county.there)


def test_the_report_of_contributions_says_who_gave_what_from_which_source(county, sign_in):
    """S002-06, S002-47"""
    year, by = year_of(county, money="0"), county.officer
    for source, amount in (("mainstream", 100), ("grant", 40)):
        services.add_contribution(
            year, by=by, agency=county.police, source=source, amount=D(amount), state="confirmed"
        )
    rows = contributions_by_agency([year.fund.pk], [year.year])
    assert [(row[0], row[1], row[3]) for row in rows] == [
        ("Northshire Police", "Grant", 40), ("Northshire Police", "Mainstream budget", 100)
    ]  # fmt: skip
    page = sign_in(by).get(reverse("funding:contributions")).content.decode()
    assert "Mainstream budget" in page


def test_a_year_is_divided_and_never_beyond_what_there_is(county):
    """S003-19, S003-20, S003-69, S003-71"""
    year, by = year_of(county), county.officer
    here = services.allocate(year, D(15000), by=by, partnership=county.here, post_costs=D(9000))
    assert here.left_after_posts == 6000
    with pytest.raises(MoveRefused, match="£5,000 left to divide, and this is £6,000: £1,000 over"):
        services.allocate(year, D(6000), by=by, partnership=county.there)
    services.allocate(year, D(10000), by=by, parent=here, purpose="Youth work")
    with pytest.raises(MoveRefused, match="£10,000 of it is divided already"):
        services.change_allocation(here, {"amount": D(9500)}, by=by)


def test_the_share_for_childrens_services_is_said_and_counted_once(county, sign_in):
    """S003-71"""
    year, by = year_of(county), county.officer
    address = reverse("funding:fund_year", args=[year.fund.reference, year.year])
    mine = services.allocate(year, D(8000), by=by, partnership=county.here, for_children=D(3000))
    assert "£3,000 of the year, 15.0%, is set aside" in sign_in(by).get(address).content.decode()
    services.allocate(year, D(4000), by=by, parent=mine, purpose="Youth work", for_children=D(4000))
    services.allocate(year, D(1000), by=by, partnership=county.there, for_children=D(500))
    assert "£4,500 of the year, 22.5%, is set aside" in sign_in(by).get(address).content.decode()


def test_pages_of_funds(county, client, django_assert_max_num_queries):
    year = year_of(county)
    year.fund.objectives.create(text="Pilot projects", position=3)
    services.allocate(year, D(100), by=county.officer, partnership=county.here)
    services.set_holder(year.fund, county.council, by=county.officer, from_on=dt.date(2020, 4, 1))
    client.force_login(county.officer)
    at = [year.fund.reference, year.year]
    for name, args in (
        ("funds", []), ("fund", at[:1]), ("fund_year", at), ("fund_ledger", at), ("contributions", [])
    ):  # fmt: skip
        client.get(reverse(f"funding:{name}", args=args))
        with django_assert_max_num_queries(9):
            assert client.get(reverse(f"funding:{name}", args=args)).status_code == 200
    for name, args in (
        ("fund_add", []), ("fund_change", at[:1]), ("fund_holder", at[:1]), ("fund_year_open", at[:1]),
        ("contribution_add", at), ("allocation_add", at), ("return_add", at), ("virement_ask", at),
        ("allocation_change", [*at, year.allocations.get().pk]),
        ("contribution_state", [*at, year.contributions.get().pk]),
    ):  # fmt: skip
        assert client.get(reverse(f"funding:{name}", args=args)).status_code == 200
    page = client.post(
        reverse("funding:contribution_add", args=at),
        {"agency": "Northshire Police", "source": "grant", "amount": "£1,250.50", "state": "confirmed"},
    )
    assert page.status_code == 302
    assert balance_of(year).budget == D("21250.50")
    client.force_login(county.police_lead)
    assert client.get(reverse("funding:contribution_add", args=at)).status_code == 403
    client.force_login(county.outsider)
    assert client.get(reverse("funding:fund", args=at[:1])).status_code == 404


def test_exports_hold_the_same(county, client):
    year_of(county)
    client.force_login(county.officer)
    for kind in ("csv", "xlsx", "ods"):
        assert client.get(reverse("funding:funds"), {"export": kind}).status_code == 200
    assert "20000.00" in client.get(reverse("funding:funds"), {"export": "csv"}).content.decode()


@pytest.mark.parametrize(
    ("typed", "amount"),
    [("£1,234.50", D("1234.50")), ("1234", D("1234.00")), ("1 234.5", D("1234.50")), ("£ 12 pounds", D(12))],
)
def test_money_is_read_as_people_write_it(typed, amount):
    assert MoneyField().clean(typed) == amount


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ("1e9", "Write it in full"), ("£1e9", "Write it in full"),
        ("0.001", "parts of a penny"), ("-5", "below nothing"),
        ("−5", "below nothing"), ("five", "not a sum of money"), ("1,23", "odd place"), ("nan", "not a sum"),
        ("Infinity", "not a sum"), ("10000000000", "Check the number of noughts"), ("-£5", "below nothing"),
        ("9" * 30, "Check the number of noughts"), ("9" * 27 + ".5", "Check the number of noughts"),
    ],
)  # fmt: skip
def test_money_that_is_none_is_refused_in_words(typed, words):
    from django.core.exceptions import ValidationError

    with pytest.raises(ValidationError, match=words):
        MoneyField().clean(typed)


def test_a_closed_fund_says_why(county):
    fund = make.fund(county)
    with pytest.raises(MoveRefused, match="Say why"):
        services.move_fund(fund, "close", by=county.officer, reason=" ")
    assert services.move_fund(fund, "close", by=county.officer, reason="Ended").closed_on
    assert not Fund.objects.open().exists()


PRINTED = {  # form B3, as printed
    "pdf": ("Partnership Development Fund", {
        "Capacity building, such as": ["IT systems", "Project management", "Data analysis"],
        "Cross-boundary initiatives": [], "Pilot projects": [], "Disseminating good practice": [],
    }),
    "cad": ("Communities Against Drugs", {
        "Disrupting drugs market": [], "Tackling drug-related crime": [], "Strengthening communities to resist": [],
    }),
    "sci": ("Safer Communities Initiative", {
        "Fund interventions to tackle": [
            "Locations (crime hotspots)", "Victims (repeat victimisation)", "Offenders (persistent offenders)"
        ],
        "Cross-boundary initiatives": [], "Targeted police operations": [],
        "Some capacity building (supporting strategy)": [],
    }),
}  # fmt: skip


@pytest.mark.parametrize("name", PRINTED)
def test_a_new_fund_starts_from_a_ready_form_with_the_printed_objectives(county, sign_in, name):
    """S002-182, S002-183, S002-184, S002-186"""
    title, printed = PRINTED[name]
    client = sign_in(county.officer)
    assert f"?from={name}" in client.get(reverse("funding:funds")).content.decode()
    address = f"{reverse('funding:fund_add')}?from={name}"
    page = html.unescape(client.get(address).content.decode())
    data = {key: re.search(rf'name="{key}"[^>]* value="([^"]*)"', page)[1] for key in ("title", "short_name")}
    data["objectives"] = re.search(r'<textarea[^>]*name="objectives"[^>]*>([^<]*)<', page)[1]
    data["partnership"] = county.here.pk
    assert client.post(address, data).status_code == 302
    fund = Fund.objects.get(title=title)
    found = {row.text: [one.text for one in row.inside.all()] for row in fund.objectives.filter(parent=None)}
    assert found == printed
    wants = fund.objectives.filter(needs_priority=True).values_list("text", flat=True)
    assert list(wants) == [text for text in printed if "supporting strategy" in text]
    assert fund.objectives.exclude(side="").count() == (3 if name == "sci" else 0)


def test_an_unknown_ready_form_is_an_empty_one(county, sign_in):
    page = sign_in(county.officer).get(f"{reverse('funding:fund_add')}?from=nothing")
    assert page.status_code == 200
    assert "Communities" not in page.content.decode()


def test_two_who_change_a_fund_read_the_objectives_of_both(county, sign_in):
    fund, client = make.fund(county), sign_in(county.officer)
    address = reverse("funding:fund_change", args=[fund.reference])
    version = client.get(address).content.decode().split('name="version" value="')[1].split('"')[0]
    services.change_fund(fund, {}, by=county.officer, objectives=OBJECTIVES)
    said = {"title": fund.title, "short_name": "SCI", "objectives": "Mine alone", "version": version}
    answer = client.post(address, said)
    page = answer.content.decode()
    assert answer.status_code == 409
    assert "“Fund SCI” was changed while you were writing" in page
    assert ".None" not in page
    cell = re.search(r"Objectives</th>(.*?)</tr>", page, re.DOTALL).group(1)
    said = html.unescape(re.sub(r"<[^>]+>", "", cell.replace("<br>", " ")))
    for words in ("[removed: Capacity]", "IT systems", "[added: Mine]"):
        assert words in said
