"""Posts made by hand to every form of the room: whatever they hold, they are refused in words, and none fails."""

import re
from html import unescape

import pytest
from django.db import transaction
from django.test import Client
from django.urls import reverse

from tests.architecture.addresses import addresses
from tests.architecture.funding_scene import arguments

ABSURD = ["\x00" + "x" * 100_000, "-1", "99999999999999999999", "31 12 9999"]
PERSONAS = ["officer", "attendee"]  # who runs the funding, and who applies
FIELD = re.compile(r'<(?:input|textarea|select)\b[^>]*\bname="([^"]+)"')


@pytest.mark.once
@pytest.mark.django_db
@pytest.mark.parametrize("persona", PERSONAS)
def test_no_form_fails_whatever_is_posted(county, settings, persona):
    settings.CELERY_TASK_ALWAYS_EAGER = False
    scene = arguments(county)
    client = Client(raise_request_exception=False)
    client.force_login(getattr(county, persona))
    failed = []
    for address in addresses():
        if not address.name.startswith("funding:"):
            continue
        for label, keywords in scene.get(address.name, {"": {}}).items():
            failed += [(address.name, label, *found) for found in _failures(client, address.name, keywords)]
    assert failed == []


def _failures(client, name, keywords):
    path = reverse(name, kwargs=keywords)
    page = client.get(path)
    if page.status_code != 200 or page.streaming or "html" not in page["Content-Type"]:
        return
    names = {unescape(field) for field in FIELD.findall(page.content.decode())} - {"q", "csrfmiddlewaretoken"}
    for value in ABSURD:
        with transaction.atomic():
            answer = client.post(path, dict.fromkeys(names, value))
            transaction.set_rollback(True)
        if answer.status_code >= 500:
            yield value[:20], answer.status_code


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
