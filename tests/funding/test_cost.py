"""No page on which a bid or a call is written asks the database more than eight times."""

import pytest
from django.urls import reverse

from tests.factories import funding as make

pytestmark = pytest.mark.django_db


def test_the_pages_of_a_bid(county, sign_in, django_assert_max_num_queries):
    bid, client = make.bid(county), sign_in(county.attendee)
    address = reverse("funding:bid_write", args=[bid.reference])
    client.get(address)
    with django_assert_max_num_queries(8):
        assert client.get(address).status_code == 200


def test_the_form_of_a_call(county, sign_in, django_assert_max_num_queries):
    address = reverse("funding:call_change", args=[make.call(county, status="draft").reference])
    client = sign_in(county.officer)
    client.get(address)
    with django_assert_max_num_queries(8):
        assert client.get(address).status_code == 200
