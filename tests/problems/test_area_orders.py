"""An area shows the orders in force in it, with their first and last days (S001-77)."""

import datetime as dt

import pytest
from django.core.exceptions import PermissionDenied
from django.urls import reverse

from partnership.models import Area
from partnership.services.writing import version_of
from problems import services
from problems.models import AreaOrder
from records.lifecycle import MoveRefused
from tests.factories import problems as make

pytestmark = pytest.mark.django_db
DAY = dt.date(2026, 6, 1)


@pytest.fixture(autouse=True)
def _today(settings):
    settings.PORTAL_TODAY = DAY.isoformat()


@pytest.fixture
def harbour(county):
    division, section, _ = make.areas()
    county.here.areas.add(division)
    return section


def add(county, area, **fields):
    said = {
        "kind": "protection", "what": "No drinking from open vessels.", "agency": county.council,
        "started_on": DAY - dt.timedelta(30), "ended_on": DAY + dt.timedelta(30),
    }  # fmt: skip
    return services.add_order(area, by=fields.pop("by", county.officer), **said | fields)


def page_of(client, area):
    return client.get(reverse("home:area", args=[area.pk])).text


def test_an_area_shows_the_orders_in_it_with_their_days(county, harbour, sign_in):
    add(county, harbour)
    add(county, harbour, what="To come.", started_on=DAY + dt.timedelta(1), ended_on=None)
    add(county, harbour, what="Over.", ended_on=DAY - dt.timedelta(1))
    moor = Area.objects.create(name="Moor", kind=Area.Kind.SECTION, parent=harbour.parent)
    client = sign_in(county.health_lead)
    shown = page_of(client, harbour)
    assert "No drinking from open vessels." in shown
    for words in (
        "Community protection order",
        "2 May 2026",
        "1 July 2026",
        "Not in force yet",
        "Not known yet",
    ):
        assert words in shown
    assert "Over." not in shown
    assert "Community protection order, Harbour" in page_of(client, harbour.parent)
    assert "No order is in force here" in page_of(client, moor)


def test_who_keeps_them(county, harbour):
    """The officers of the partnership whose the area is."""
    for persona in ("partner", "chair", "outsider", "administrator"):
        with pytest.raises(PermissionDenied):
            add(county, harbour, by=getattr(county, persona))
    add(county, harbour)


def test_what_is_refused(county, harbour):
    with pytest.raises(MoveRefused, match="cannot be before the first"):
        add(county, harbour, ended_on=DAY - dt.timedelta(60))
    add(county, harbour)
    with pytest.raises(MoveRefused, match="kept already"):
        add(county, harbour)
    assert AreaOrder.objects.count() == 1


def test_the_pages(county, harbour, sign_in):
    client, add_page = sign_in(county.officer), reverse("problems:area_order_add", args=[harbour.pk])
    assert add_page in page_of(client, harbour)
    assert client.get(add_page).status_code == 200
    typed = {"kind": "closure", "what": "The shelter is closed.", "agency": county.council.pk}
    assert client.post(add_page, typed).status_code == 422
    start = {"started_on": "2026-06-01"}
    assert client.post(add_page, typed | start).status_code == 302
    order = AreaOrder.objects.get()
    change = reverse("problems:area_order", args=[order.pk])
    end = {"ended_on": "2026-06-02"}
    assert "The shelter is closed." in client.get(change).text
    assert client.post(change, typed | start | end).status_code == 302
    order.refresh_from_db()
    assert order.ended_on == dt.date(2026, 6, 2)
    assert order.history.count() == 2


@pytest.mark.parametrize(("persona", "status"), [("officer", 200), ("partner", 403), ("guest", 404)])
def test_who_opens_them(county, harbour, sign_in, persona, status):
    order, client = add(county, harbour), sign_in(getattr(county, persona))
    assert client.get(reverse("problems:area_order_add", args=[harbour.pk])).status_code == status
    assert client.get(reverse("problems:area_order", args=[order.pk])).status_code == status


@pytest.mark.parametrize("rows", [1, 3])
def test_the_page_costs_the_same(county, harbour, sign_in, rows, django_assert_max_num_queries):
    client = sign_in(county.officer)
    for number in range(rows):
        add(county, harbour, what=f"Order {number}")
    page_of(client, harbour)
    with django_assert_max_num_queries(8):
        page_of(client, harbour)


def test_the_second_of_two_who_change_an_order_sees_what_the_first_saved(county, harbour, sign_in):
    order, client = add(county, harbour), sign_in(county.officer)
    address = reverse("problems:area_order", args=[order.pk])
    said = {
        "kind": order.kind,
        "agency": order.agency_id,
        "started_on": "1 5 2026",
        "version": version_of(order),
    }
    assert client.post(address, said | {"what": "No drinking"}).status_code == 302
    second = client.post(address, said | {"what": "No camping"})
    assert second.status_code == 409
    assert "drinking" in second.text
    assert "camping" in second.text
    order.refresh_from_db()
    assert order.what == "No drinking"
