"""Questions made by hand to every list of the room: whatever they ask, the list is shown."""

import pytest
from django.test import Client
from django.urls import reverse

LISTS = ("bids", "calls", "funds", "contributions", "plans", "outside_bids", "services", "ending", "proposal_sets",
         "interests", "awards", "groups", "open_calls")  # fmt: skip
ASKED = ("call", "fund", "status", "applicant", "year", "months", "sort", "after", "before", "page", "export")


@pytest.mark.django_db
@pytest.mark.parametrize("name", LISTS)
def test_a_list_shows_itself_whatever_is_asked_of_it(county, name):
    client = Client(raise_request_exception=False)
    client.force_login(county.officer)
    asked = [
        {field: value} for field in ASKED for value in ("9" * 25, "9" * 5000, "\x00", "²", "-1", "x" * 2000)
    ]
    answers = {str(one)[:60]: client.get(reverse(f"funding:{name}"), one).status_code for one in asked}
    assert {one: code for one, code in answers.items() if code >= 500} == {}
