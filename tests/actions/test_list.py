"""The list of actions: what it shows, in which order, to whom, at what cost, and as a file."""

import csv
import datetime as dt
import io

import openpyxl
import pytest
import tablib
from django.urls import reverse
from lxml import html

from actions.services import complete_action
from records.paging import page_of
from tests.actions import scenes

pytestmark = pytest.mark.django_db
LIST = reverse("actions:list")


@pytest.fixture(autouse=True)
def _on_a_day(settings):
    settings.PORTAL_TODAY = "2026-11-20"


def titles(response):
    page = html.fromstring(response.content)
    return [" ".join(link.text.split()) for link in page.xpath("//tbody//th/a")]


def test_at_first_it_shows_what_is_open_and_mine_the_soonest_due_first(county, sign_in):
    scenes.issued(county, "Second", due_on=dt.date(2026, 12, 1))
    scenes.issued(county, "First", due_on=dt.date(2026, 11, 1))
    scenes.issued(county, "Without a day", due_on=None)
    scenes.issued(county, "Somebody else’s", owners=[(county.health_lead.person, None, "")])
    complete_action(scenes.issued(county, "Done"), by=county.officer, update="It is done.")
    scenes.agreed(county, "Proposed")
    assert titles(sign_in(county.police_lead).get(LIST)) == ["First", "Second", "Without a day"]
    assert titles(sign_in(county.police_lead).get(LIST, {"sort": "-due"})) == [
        "Second", "First", "Without a day",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("filters", "shown"),
    [
        ({"whose": "all"}, ["Late", "Theirs"]),
        ({"whose": "agency"}, ["Late"]),
        ({"status": "late"}, ["Late"]),
        ({"status": "done"}, ["Done"]),
        ({"whose": "all", "status": "any"}, ["Late", "Done", "Theirs"]),
        ({"whose": "all", "body": "strategic-group"}, ["Late", "Theirs"]),
        ({"whose": "all", "body": "delivery-group"}, []),
        ({"whose": "nonsense", "status": "nonsense", "body": "nowhere", "after": "x~y", "sort": "?"}, ["Late"]),
    ],
)  # fmt: skip
def test_filters(county, sign_in, filters, shown):
    scenes.issued(county, "Late", due_on=dt.date(2026, 11, 1))
    scenes.issued(county, "Theirs", owners=[(county.health_lead.person, None, "")])
    done = scenes.issued(county, "Done", due_on=dt.date(2026, 11, 10))
    complete_action(done, by=county.officer, update="It is done.")
    assert titles(sign_in(county.police_lead).get(LIST, filters)) == shown


def test_an_empty_list_says_what_to_do(county, sign_in):
    assert "No open action is yours" in sign_in(county.health_lead).get(LIST).content.decode()
    assert "Take a filter away" in sign_in(county.health_lead).get(LIST, {"status": "done"}).content.decode()


def test_others_see_none_of_it(county, sign_in):
    scenes.issued(county)
    for stranger in (county.outsider, county.guest, county.administrator):
        assert titles(sign_in(stranger).get(LIST, {"whose": "all", "status": "any"})) == []


def test_pages_can_be_turned_both_ways_and_lose_nothing(county, sign_in, monkeypatch):
    monkeypatch.setitem(page_of.__kwdefaults__, "size", 2)
    source = scenes.agreed(county).arises_from
    days = [dt.date(2026, 12, 1), dt.date(2026, 12, 1), dt.date(2026, 12, 5), None, None]
    for number, day in enumerate(days):
        scenes.issued(county, f"Action {number}", due_on=day, source=source)
    client, seen, address = sign_in(county.police_lead), [], LIST
    while address:
        page = html.fromstring(client.get(address).content)
        seen.append([link.text.strip() for link in page.xpath("//tbody//th/a")])
        following = page.xpath("//a[@rel='next']")
        address = LIST + following[0].get("href") if following else None
    assert seen == [["Action 0", "Action 1"], ["Action 2", "Action 3"], ["Action 4"]]
    back = page.xpath("//a[@rel='prev']")[0].get("href")
    assert titles(client.get(LIST + back)) == ["Action 2", "Action 3"]


@pytest.mark.parametrize("count", [1, 3])
def test_it_costs_the_same_at_one_row_and_at_three(county, sign_in, django_assert_num_queries, count):
    source = scenes.agreed(county).arises_from
    for number in range(count):
        scenes.issued(county, f"Action {number}", source=source)
    client = sign_in(county.police_lead)
    with django_assert_num_queries(5):
        assert len(titles(client.get(LIST))) == count


def test_the_files_hold_exactly_what_is_filtered_and_no_formula(county, sign_in):
    scenes.issued(county, '=HYPERLINK("http://evil.example","Draft")')
    scenes.issued(county, "Not mine", owners=[(county.health_lead.person, None, "")])
    client = sign_in(county.police_lead)
    response = client.get(LIST, {"export": "csv"})
    assert response["Content-Disposition"] == 'attachment; filename="actions-2026-11-20.csv"'
    heading, row = csv.reader(io.StringIO(response.content.decode("utf-8-sig")))
    assert heading[:5] == ["Reference", "Action", "Lead", "Other owners", "Due"]
    assert row[1] == '\'=HYPERLINK("http://evil.example","Draft")'
    assert (row[2], row[3], row[4]) == ("Police lead", "Attendee Northshire", "2026-11-30")
    book = openpyxl.load_workbook(io.BytesIO(client.get(LIST, {"export": "xlsx"}).content))
    cells = list(book.active.iter_rows(min_row=2))
    assert len(cells) == 1
    assert (cells[0][1].data_type, cells[0][1].value[:11]) == ("s", "=HYPERLINK(")
    assert cells[0][4].value == dt.datetime(2026, 11, 30)  # noqa: DTZ001 -- as the file has it
    sheet = tablib.Dataset().load(client.get(LIST, {"export": "ods"}).content, format="ods")
    assert len(sheet) == 1
    assert sheet[0][1].startswith("=HYPERLINK(")


def test_a_list_too_long_for_a_file_says_so(county, sign_in, monkeypatch):
    monkeypatch.setattr("records.pages.LIMIT", 1)
    source = scenes.agreed(county).arises_from
    scenes.issued(county, source=source)
    scenes.issued(county, source=source)
    response = sign_in(county.police_lead).get(LIST, {"export": "csv", "whose": "all"}, follow=True)
    assert "Narrow it by the filters" in response.content.decode()
    assert response.request["QUERY_STRING"] == "whose=all"
