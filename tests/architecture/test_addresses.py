"""Every address × every persona → status, kept as a file that a person can read.

``ACCESS_TABLE=write pytest tests/architecture/test_addresses.py`` writes the file anew; then read what changed.
"""

import os
from pathlib import Path

import pytest
from django.test import Client
from django.urls import reverse

from tests.architecture.addresses import addresses
from tests.architecture.scene import Scene

TABLE = Path(__file__).with_name("access_table.txt")
PERSONAS = ["stranger", "guest", "outsider", "administrator", "partner", "attendee", "support"]
PERSONAS += ["police_lead", "health_lead", "officer", "chair"]
OPEN = {  # pages for those who have not signed in, and why
    "health": "asked by the load balancer",
    "home:home": "says what the portal is, and leads to signing in",
    "home:accessibility": "the law asks for an accessibility statement",
    "home:privacy": "people read it before they sign in",
    "home:help": "how to get in when one cannot",
    "home:calendar_feed": "calendars cannot sign in; the address is the key",
    "meetings:public_list": "published minutes are public",
    "meetings:public": "published minutes are public",
    "meetings:public_pdf": "published minutes are public",
    "account_login": "signing in",
    "account_logout": "signing out, twice",
    "account_inactive": "says that an account is closed",
    "account_reset_password": "for those who forgot it",
    "account_reset_password_done": "for those who forgot it",
    "account_reset_password_from_key": "the link in the mail is the key",
    "account_reset_password_from_key_done": "for those who forgot it",
    "accounts:accept_invitation": "the link in the mail is the key",
    "accounts:demonstration_sign_in": "in a demonstration only",
    "mfa_authenticate": "the second step of signing in",
    "mfa_login_webauthn": "signing in with a passkey",
    "socialaccount_login_cancelled": "back from another sign-in",
    "socialaccount_login_error": "back from another sign-in",
    "openid_connect_login": "to an agency's own sign-in",
    "openid_connect_callback": "back from an agency's own sign-in",
}
CLOSED = {"partnership", "body", "officers", "agency", "named", "scheduled", "draft", "open"}


@pytest.fixture
def table(county):
    """(address, label) → status for each persona."""
    scene, found = Scene(county), {}
    rows = [
        (address, label, reverse(address.name, kwargs=arguments))
        for address in addresses()
        for label, arguments in scene.arguments_for(address)
    ]
    for persona in PERSONAS:
        for address, label, path in rows:
            found.setdefault((address.name, label), {})[persona] = status(county, persona, path)
    return found


def status(county, persona, path):
    client = Client(raise_request_exception=False)
    if persona != "stranger":
        client.force_login(getattr(county, persona))
    return client.get(path).status_code


def written(table):
    width = max(len(f"{name} {label}") for name, label in table) + 1
    lines = ["".join([" " * width, *(f"{persona:>14}" for persona in PERSONAS)])]
    for (name, label), row in table.items():
        lines.append("".join([f"{name} {label}".ljust(width), *(f"{row[p]:>14}" for p in PERSONAS)]))
    return [line.rstrip() for line in lines]


@pytest.mark.django_db
def test_every_address_answers_every_persona_as_the_table_says(table):
    now = written(table)
    if os.environ.get("ACCESS_TABLE") == "write":
        TABLE.write_text("\n".join(now) + "\n")
    kept = TABLE.read_text().splitlines()
    assert [line.split() for line in now if line.split() not in [k.split() for k in kept]] == []
    assert [line.split() for line in kept if line.split() not in [n.split() for n in now]] == []
    broken = {row: answers for row, answers in table.items() if any(code >= 500 for code in answers.values())}
    assert broken == {}
    assert let_in_without_leave(table) == {}
    assert known_to_those_outside(table) == {}


def let_in_without_leave(table):
    """Addresses that turn no stranger away, and are not on the list of open pages."""
    return {
        row: answers["stranger"]
        for row, answers in table.items()
        if answers["stranger"] not in (302, 401) and row[0] not in OPEN
    }


def known_to_those_outside(table):
    """Pages of closed records that tell the other partnership's officer that there is such a record."""
    return {
        row: answers["outsider"]
        for row, answers in table.items()
        if row[1] in CLOSED and answers["outsider"] not in (404, 405) and row[0] not in OPEN
    }


def test_every_address_has_a_row():
    kept = {line.split()[0] for line in TABLE.read_text().splitlines()[1:]}
    assert {address.name for address in addresses()} - kept == set()
    assert kept - {address.name for address in addresses()} == set()


def test_every_open_page_exists():
    assert set(OPEN) <= {address.name for address in addresses()}


def test_every_address_has_a_name():
    assert [address.route for address in addresses() if address.name.endswith("None")] == []
