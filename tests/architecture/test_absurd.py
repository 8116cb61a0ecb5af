"""Posts made by hand to every form of the portal: whatever they hold, they are refused in words, and none fails."""

import re
from html import unescape

import pytest
from django.db import transaction
from django.test import Client
from django.urls import reverse

from partnership.models import User
from tests.architecture.addresses import addresses

ABSURD = ["\x00" + "x" * 100_000, "-1", "99999999999999999999", "31 12 9999"]
FIELD = re.compile(r'<(?:input|textarea|select)\b[^>]*\bname="([^"]+)"')
LEADS_AWAY = ("account_login", "account_logout", "accounts:demonstration_sign_in")


@pytest.mark.once
@pytest.mark.django_db
@pytest.mark.parametrize("persona", ["officer", "administrator", "attendee", "keeper"])
def test_no_form_fails_whatever_is_posted(scene, settings, persona):
    """``keeper`` co-ordinates the reviews of the scene."""
    settings.CELERY_TASK_ALWAYS_EAGER = False
    user = getattr(scene.county, persona, None) or User.objects.get(email=f"{persona}@example.org")
    client, failed, forms = Client(raise_request_exception=False), [], 0
    for address in addresses():
        if address.name in LEADS_AWAY:
            continue
        client.force_login(user)  # anew: what was posted may have ended the session
        for label, keywords in scene.arguments_for(address):
            path = reverse(address.name, kwargs=keywords)
            if names := _fields(client, path):
                forms += 1
                failed += [(address.name, label, value) for value in _failures(client, path, names)]
    assert failed == []
    assert forms > 10


def _fields(client, path):
    page = client.get(path)
    if page.streaming:
        b"".join(page.streaming_content)
    if page.status_code != 200 or page.streaming or "html" not in page["Content-Type"]:
        return set()
    return {unescape(field) for field in FIELD.findall(page.content.decode())} - {"q", "csrfmiddlewaretoken"}


def _failures(client, path, names):
    for value in ABSURD:
        with transaction.atomic():
            answer = client.post(path, dict.fromkeys(names, value))
            transaction.set_rollback(True)
        if answer.status_code >= 500:
            yield f"{value[:20]} {answer.status_code}"
