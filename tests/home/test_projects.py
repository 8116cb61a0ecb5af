"""Projects by district, with a map where outlines were supplied (S004-56)."""

import pytest
from django.urls import reverse

from assessments.models import Boundary
from audit.clock import now
from funding.models import Bid
from partnership.models import Area
from tests.factories import funding as make

pytestmark = pytest.mark.django_db
PAGE = reverse("home:projects")
SQUARE = {
    "type": "Polygon",
    "coordinates": [[[-1.0, 51.0], [-0.9, 51.0], [-0.9, 51.1], [-1.0, 51.1], [-1.0, 51.0]]],
}


def project(county, *areas, **fields):
    bid = make.awarded(county, **fields)
    bid.areas.set(areas)
    return bid


@pytest.fixture
def district(county):
    return Area.objects.create(name="Quayside", kind="district", code="E07000001")


def test_a_project_in_a_ward_counts_in_its_district(county, district, sign_in):
    ward = Area.objects.create(name="Harbour", kind="ward", parent=district)
    bid = project(county, ward, district)
    page = sign_in(county.officer).get(PAGE).content.decode()
    assert "Quayside" in page
    assert "Harbour" not in page
    assert "£5,000" in page
    assert bid.get_absolute_url() in page
    assert "There is no map" in page
    assert "Quayside" in sign_in(county.officer).get(f"{PAGE}?export=csv").content.decode("utf-8-sig")


def test_others_know_of_it_once_everyone_may(county, district, sign_in):
    bid = project(county, district)
    assert "Quayside" not in sign_in(county.outsider).get(PAGE).content.decode()
    Bid.objects.filter(pk=bid.pk).update(status="delivery")
    page = sign_in(county.outsider).get(PAGE).content.decode()
    assert "Youth evenings" in page
    assert bid.get_absolute_url() not in page
    Bid.objects.filter(pk=bid.pk).update(kept_back_because="A refuge")
    assert "Youth evenings" not in sign_in(county.outsider).get(PAGE).content.decode()


def test_drawn_where_outlines_were_supplied(county, district, sign_in):
    project(county, district)
    Boundary.objects.create(
        code=district.code, name="Quayside", outline=SQUARE, source="ONS", loaded_at=now()
    )
    page = sign_in(county.officer).get(PAGE).content.decode()
    assert "Quayside has the most: 1 project." in page
    assert "There is no map" not in page


@pytest.mark.parametrize("rows", [1, 3])
def test_costs_the_same_at_any_length(county, district, sign_in, rows, django_assert_num_queries):
    call = make.call(county)
    for _ in range(rows):
        bid = make.bid(county, of=call)
        Bid.objects.filter(pk=bid.pk).update(status="awarded", awarded=5, awarded_on=now().date())
        bid.areas.set([district])
    client = sign_in(county.officer)
    client.get(PAGE)
    with django_assert_num_queries(5):
        client.get(PAGE)


def test_neither_guests_nor_groups_have_the_page(county, sign_in):
    assert sign_in(county.guest).get(PAGE).status_code == 404
    assert sign_in(make.community_group(county)).get(PAGE).status_code == 404
