"""Every table of the room as a file: money as numbers, nothing that a spreadsheet runs, to whoever reads the page."""

import csv
import datetime as dt
import io
from decimal import Decimal as D

import openpyxl
import pytest
from django.urls import reverse

from audit.clock import today
from funding.models import Contribution
from funding.services import funds, milestones, outside, reporting
from records.writing import keep
from tests.factories import funding as make
from tests.funding.test_delivery import paid
from tests.funding.test_plans import line, plan

pytestmark = pytest.mark.django_db
DAY = dt.date(2026, 6, 1)
EVIL = "=HYPERLINK(A1)"


def read(client, address, of=""):
    """The rows of the CSV; the other two kinds are asked for as well."""
    asked = {"of": of} if of else {}
    for kind in ("xlsx", "ods"):
        file = client.get(address, asked | {"export": kind})
        assert file.status_code == 200
        assert "html" not in file["Content-Type"]
    text = client.get(address, asked | {"export": "csv"}).content.decode("utf-8-sig")
    return list(csv.DictReader(io.StringIO(text)))


def cells(client, address, of):
    book = openpyxl.load_workbook(io.BytesIO(client.get(address, {"export": "xlsx", "of": of}).content))
    return list(book.active.iter_rows(values_only=True))


def test_a_years_contributions_and_division(county, sign_in):
    year = make.fund(county).years.get()
    keep(Contribution(fund_year=year, agency=county.police, amount=D("1200.50"), is_in_kind=True, hours=D(60),
                      worked_out=EVIL, state="promised"), by=county.officer)  # fmt: skip
    part = funds.allocate(year, D(5000), by=county.officer, partnership=county.here, post_costs=D(1000))
    funds.allocate(year, D(2000), by=county.officer, parent=part, purpose="Youth work", for_children=D(2000))
    client = sign_in(county.officer)
    address = reverse("funding:fund_year", args=[year.fund.reference, year.year])
    council, police = sorted(read(client, address, "contributions"), key=lambda row: row["Agency"])
    assert (council["Amount"], council["In kind"]) == ("20000.00", "No")
    assert (police["Amount"], police["Hours"]) == ("1200.50", "60.0")
    assert police["How its value was worked out"] == f"'{EVIL}"
    first, inside, rest = read(client, address, "division")
    assert (first["Amount"], first["Share, %"], first["Left after posts"]) == ("5000.00", "25.0", "4000.00")
    assert (inside["Divides"], inside["For children's services"]) == (str(county.here), "2000.00")
    assert (rest["For"], rest["Amount"], rest["Share, %"]) == ("Not divided", "15000.00", "75.0")
    assert cells(client, address, "division")[1][4] == 5000
    assert "Download the contributions" in client.get(address).content.decode()
    assert client.get(address, {"export": "csv", "of": "nothing"})["Content-Type"].startswith("text/html")
    assert sign_in(county.guest).get(address, {"export": "csv", "of": "division"}).status_code == 404


def test_the_list_of_plans(county, sign_in):
    of = plan(county, covers=[county.here])
    line(county, of, "SCI", "1500.50")
    line(county, of, "CAD", "99.50")
    [row] = read(sign_in(county.officer), reverse("funding:plans"))
    assert (row["Plan"], row["State"], row["Planned"]) == ("Joint plan", "Draft", "1600.00")
    assert read(sign_in(county.outsider), reverse("funding:plans")) == []


def test_a_projects_instalments_returns_and_milestones(county, sign_in):
    bid = paid(county)
    stone = milestones.set_milestone(bid, EVIL, today() - dt.timedelta(3), by=county.officer)
    milestones.reach_milestone(stone, by=county.attendee, reached_on=today())
    wanted = reporting.ask_return(bid, period_from=DAY, period_until=DAY, due_on=DAY, by=county.officer)
    values = [(output, D("900"), "almost", "") for output in bid.outputs.all()]
    reporting.submit_return(wanted, narrative=EVIL, spent=D("10.50"), values=values, by=county.attendee)
    client, address = sign_in(county.attendee), reverse("funding:delivery", args=[bid.reference])
    first, second = read(client, address, "instalments")
    assert (first["Amount"], first["Claimed"], first["State"]) == ("3000.00", "3000.00", "Paid")
    assert (second["Claimed"], second["Paid on"]) == ("", "")
    [row] = read(client, address, "returns")
    assert (row["Spent"], row["Output"]) == ("10.50", "Sessions held")
    assert (row["How exact"], row["Value"]) == ("Almost", "900.0")
    assert row["What was done"] == f"'{EVIL}"
    [row] = read(client, address, "milestones")
    assert (row["Milestone"], row["State"], row["Days late"]) == (f"'{EVIL}", "Reached", "3")
    assert sign_in(county.outsider).get(address, {"export": "csv", "of": "returns"}).status_code == 404


def test_a_return_that_is_only_asked_for_has_a_line(county, sign_in):
    bid = paid(county)
    reporting.ask_return(bid, period_from=DAY, period_until=DAY, due_on=DAY, by=county.officer)
    [row] = read(sign_in(county.officer), reverse("funding:delivery", args=[bid.reference]), "returns")
    assert (row["State"], row["Output"], row["Value"]) == ("Due", "", "")


@pytest.mark.parametrize(("target", "result", "less", "met"), [
    (10, 12, False, "Yes"), (10, 12, True, "No"), (10, None, False, ""), (None, 3, False, ""),
])  # fmt: skip
def test_a_services_measures(county, sign_in, target, result, less, met):
    service = outside.add_service(county.here, by=county.officer, title="Advice line", serves="adults")
    said = {"name": "Seen", "period_from": DAY, "period_until": DAY, "less_is_better": less}
    said |= {
        name: None if value is None else D(value) for name, value in (("target", target), ("result", result))
    }
    outside.set_measure(service, said, by=county.officer)
    [row] = read(sign_in(county.officer), service.get_absolute_url(), "measures")
    assert (row["Measure"], row["Met"]) == ("Seen", met)


def test_the_paper_of_a_call_and_every_scorers_points(county, sign_in):
    call = make.call(county)
    first = make.submitted(county, of=call, subsidy="none", title=EVIL)
    best = make.recommended(county, first, labels=("plenty", "some"))
    own = make.submitted(county, of=call, title="Of the council", agency=county.council)
    client, address = sign_in(county.chair), reverse("funding:decide", args=[call.reference])
    [row] = read(client, address, "paper")
    assert (row["Place"], row["Bid"], row["Mean"]) == ("1", f"'{EVIL}", "17.5")
    assert (row["Asked for"], row["Running total"], row["Leaves"]) == ("5000.00", "5000.00", "15000.00")
    lines = read(client, address, "scores")
    assert [(line["Reference"], line["Total"], line["Recommended"]) for line in lines] == [
        (best.reference, "19", "Yes"), (best.reference, "16", "Yes")
    ]  # fmt: skip
    assert {name[:2] for name in lines[0] if name[0].isdigit()} == {f"{number}." for number in range(1, 10)}
    assert own.reference not in str(lines)
    sheet = reverse("funding:scores", args=[best.reference])
    assert [line["Total"] for line in read(client, sheet, "scores")] == ["19", "16"]
    assert sign_in(county.attendee).get(sheet, {"export": "csv", "of": "scores"}).status_code == 403
    assert sign_in(county.health_lead).get(address, {"export": "csv", "of": "scores"}).status_code == 403
