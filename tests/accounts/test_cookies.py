"""What the portal leaves in a browser, and what of it another could read, set or send."""

import os
import subprocess
import sys

import pytest
from django.conf import settings
from django.contrib.messages import get_messages
from django.http import HttpResponse
from django.test import RequestFactory

from accounts.messages import SealedStorage
from tests.accounts.conftest import PASSWORD

pytestmark = pytest.mark.django_db

IN_PRODUCTION = """
import django, json
django.setup()
from django.conf import settings
from accounts.messages import SealedCookie
print(settings.SESSION_COOKIE_NAME, settings.CSRF_COOKIE_NAME, SealedCookie.cookie_name)
print(settings.SESSION_COOKIE_SECURE, settings.CSRF_COOKIE_SECURE)
print(settings.SESSION_COOKIE_DOMAIN, settings.CSRF_COOKIE_DOMAIN)
print(settings.SESSION_COOKIE_PATH, settings.CSRF_COOKIE_PATH)
"""


def test_with_tls_no_other_host_can_set_or_receive_a_cookie(tmp_path):
    """`__Host-` is the browser's promise: over TLS alone, for this host alone, for the whole of it."""
    env = os.environ | {
        "DJANGO_SETTINGS_MODULE": "config.settings",
        "PORTAL_URL": "https://portal.example.org",
        "PORTAL_VAR": str(tmp_path),
    }
    done = subprocess.run([sys.executable, "-c", IN_PRODUCTION], env=env, capture_output=True, text=True)

    names, secure, domains, paths = done.stdout.splitlines()
    assert all(name.startswith("__Host-") for name in names.split())
    assert (secure, domains, paths) == ("True True", "None None", "/ /")


def test_a_cookie_is_for_the_portal_s_own_pages_and_for_no_script(client, officer):
    client.get("/accounts/login/")
    client.post("/accounts/login/", {"login": officer.email, "password": PASSWORD})
    client.post("/accounts/password/change/", {"oldpassword": PASSWORD, "password1": "three words that fit"})

    assert set(client.cookies) == {settings.SESSION_COOKIE_NAME, settings.CSRF_COOKIE_NAME, "messages"}
    for cookie in client.cookies.values():
        assert cookie["httponly"] is True
        assert cookie["samesite"] == "Lax"
        assert cookie["domain"] == ""


def sent_and_back(words, change=lambda text: text):
    """What the next page says, of words that went through the browser as ``change`` leaves them."""
    request = RequestFactory().get("/")
    request.session = {}
    storage = SealedStorage(request)
    storage.add(20, words)
    response = HttpResponse()
    storage.update(response)
    there = response.cookies["messages"].value
    back = RequestFactory().get("/")
    back.COOKIES["messages"], back.session = change(there), {}
    back._messages = SealedStorage(back)
    return there, [str(message) for message in get_messages(back)]


def test_a_sentence_for_the_next_page_is_not_to_be_read_on_its_way():
    there, back = sent_and_back("Access of Sam Rivers has ended.")

    assert there.startswith("1.")
    assert back == ["Access of Sam Rivers has ended."]


def test_a_sentence_that_somebody_changed_on_its_way_is_not_said():
    assert sent_and_back("It is done.", lambda text: text[:-9] + "AAAAAAAA=")[1] == []
    assert sent_and_back("It is done.", lambda text: "never sealed")[1] == []
