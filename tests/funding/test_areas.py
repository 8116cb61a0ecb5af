"""A borough of which only parts are covered is shown as such (S003-38)."""

import pytest
from django.urls import reverse

from funding.areas import covered_in_part
from funding.services import outside
from partnership.models import Area
from tests.factories import funding as make

pytestmark = pytest.mark.django_db


@pytest.fixture
def places(county):
    shire = Area.objects.create(name="Shire", kind="county")
    district = Area.objects.create(name="Quayside", kind="district", parent=shire)
    wards = [Area.objects.create(name=f"Ward {n}", kind="ward", parent=district) for n in range(3)]
    Area.objects.create(name="Section", kind="section", parent=district)
    return shire, district, wards


def said(*areas):
    return [str(part) for part in covered_in_part(areas)]


def test_some_wards_are_a_part_and_all_of_them_are_the_whole(places):
    shire, district, wards = places
    assert said(*wards[:2]) == ["Quayside, 2 of 3 wards"]
    assert said(*wards) == []
    assert said(district, wards[0]) == []
    assert said(shire, wards[0]) == []
    assert said(district.children.get(kind="section"), wards[0]) == []


def test_on_a_bid(county, places, sign_in, django_assert_num_queries):
    bid = make.submitted(county)
    bid.areas.set(places[2][:2])
    client = sign_in(county.officer)
    client.get(bid.get_absolute_url())
    with django_assert_num_queries(8):
        page = client.get(bid.get_absolute_url()).content.decode()
    assert "Quayside, 2 of 3 wards" in page


def test_on_a_service(county, places, sign_in, django_assert_num_queries):
    service = outside.add_service(
        county.here, by=county.officer, title="Advice", serves="adults", areas=places[2][:1]
    )
    client = sign_in(county.officer)
    client.get(service.get_absolute_url())
    with django_assert_num_queries(4):
        page = client.get(service.get_absolute_url()).content.decode()
    assert "Covered in part only: Quayside, 1 of 3 wards." in page
    form = client.get(reverse("funding:service_change", args=[service.reference])).content.decode()
    assert "Ward 2" in form
