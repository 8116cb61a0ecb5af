import datetime as dt
from itertools import pairwise

import pytest
from django.urls import reverse
from lxml import html

from actions.models import Action
from records.paging import page_of
from tests.factories.records import RecordFactory

pytestmark = pytest.mark.django_db
DAYS = [None, dt.date(2026, 3, 1), dt.date(2026, 1, 1), None, dt.date(2026, 3, 1), dt.date(2026, 2, 1), None]


@pytest.fixture
def keys():
    """In the order of their days, then of age; those without a day last."""
    rows = [RecordFactory(due_on=day) for day in DAYS]
    dated = sorted((row for row in rows if row.due_on), key=lambda row: (row.due_on, row.pk))
    return [row.pk for row in dated], [row.pk for row in rows if row.due_on is None]


@pytest.mark.parametrize("size", [1, 2, 3, 7, 20])
@pytest.mark.parametrize("descending", [False, True])
def test_forwards_and_back_again_every_row_comes_once_and_in_order(keys, size, descending):
    dated, undated = keys
    expected = [*reversed(dated), *reversed(undated)] if descending else [*dated, *undated]
    forwards = turned("after", size, descending)
    assert [pk for page in forwards for pk in page] == expected
    last = page_of(Action.objects.all(), "due_on", {}, size=size, descending=descending)
    while last.after:
        last = page_of(
            Action.objects.all(), "due_on", {"after": last.after}, size=size, descending=descending
        )
    backwards = [[row.pk for row in last.rows]]
    while last.before:
        last = page_of(
            Action.objects.all(), "due_on", {"before": last.before}, size=size, descending=descending
        )
        backwards.insert(0, [row.pk for row in last.rows])
    assert [pk for page in backwards for pk in page] == expected


def turned(way, size, descending):
    pages, mark = [], {}
    while True:
        page = page_of(Action.objects.all(), "due_on", mark, size=size, descending=descending)
        pages.append([row.pk for row in page.rows])
        if not getattr(page, way):
            return pages
        mark = {way: getattr(page, way)}


def test_only_the_ends_have_no_way_on(keys):
    first = page_of(Action.objects.all(), "due_on", {}, size=3)
    second = page_of(Action.objects.all(), "due_on", {"after": first.after}, size=3)
    third = page_of(Action.objects.all(), "due_on", {"after": second.after}, size=3)
    assert [bool(page.before) for page in (first, second, third)] == [False, True, True]
    assert [bool(page.after) for page in (first, second, third)] == [True, True, False]
    assert all(earlier.after != later.after for earlier, later in pairwise((first, second)))


@pytest.mark.parametrize("mark", ["", "x", "~", "x~1", "2026-02-31~4", "2026-02-01~x", "~" + "9" * 30])
def test_what_is_no_mark_gives_the_first_page(keys, mark):
    first = page_of(Action.objects.all(), "due_on", {}, size=3)
    assert page_of(Action.objects.all(), "due_on", {"after": mark}, size=3) == first
    assert page_of(Action.objects.all(), "due_on", {"before": mark}, size=3) == first


@pytest.mark.parametrize(
    "instant", ["0001-01-01T00:00:00+14:00", "9999-12-31T23:59:59-14:00", "2026-01-01 00:00"]
)
def test_an_instant_in_no_year_or_in_no_zone_gives_the_first_page(keys, instant):
    first = page_of(Action.objects.all(), "updated_at", {})
    for way in ("after", "before"):
        assert page_of(Action.objects.all(), "updated_at", {way: f"{instant}~12"}) == first


def test_an_empty_list_is_one_empty_page(db):
    assert page_of(Action.objects.all(), "due_on", {}).rows == []


@pytest.mark.parametrize("mark", ["before", "after"])
@pytest.mark.parametrize(
    ("name", "filters"),
    [
        ("actions:list", "status=any"), ("problems:list", "status=any"), ("problems:plays", "q=shop"),
        ("documents:list", "q=shop"), ("funding:bids", "status=draft"),
    ],
)  # fmt: skip
def test_a_filter_that_is_taken_away_leads_to_the_first_page(county, sign_in, name, filters, mark):
    """Whichever way the page was reached: what stands above it would be out of sight."""
    page = sign_in(county.officer).get(f"{reverse(name)}?{filters}&{mark}=~1")
    tags = html.fromstring(page.content).xpath("//a[@class='moj-filter__tag']/@href")
    assert tags == ["?"]
