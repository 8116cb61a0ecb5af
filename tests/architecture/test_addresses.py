"""Every address × every persona → status, kept as a file that a person can read.

``ACCESS_TABLE=write pytest tests/architecture/test_addresses.py`` writes the file anew; then read what changed.
"""

import os
import re
from pathlib import Path

import pytest
from django.db import connection
from django.test import Client
from django.urls import reverse

from tests.architecture.addresses import addresses
from tests.factories.funding import community_group

TABLE = Path(__file__).with_name("access_table.txt")
PERSONAS = ["stranger", "guest", "outsider", "administrator", "partner", "attendee", "support"]
PERSONAS += ["police_lead", "health_lead", "supervisor", "commander", "officer", "chair"]
PERSONAS += ["group"]  # of a community group that only bids
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
    "funding:open_calls": "whoever may bid reads which calls are open",
    "funding:open_call": "whoever may bid reads what a call is for, until when, and how bids are scored",
    "funding:awards": "awards are open to everyone once agreed",
    "funding:awards_json": "as above, as data",
    "funding:awards_csv": "as above, as data",
    "assessments:open_assessment": "a published assessment is public",
    "assessments:open_assessment_pdf": "as above, as PDF",
    "accounts:register_group": "a community group has no account before it registers",
    "accounts:registration_done": "says where to look for the mail",
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


@pytest.mark.once
@pytest.mark.django_db
@pytest.mark.parametrize("persona", PERSONAS)
def test_every_address_answers_as_the_table_says(scene, persona):
    answers = ask_everything(scene, persona)
    if os.environ.get("ACCESS_TABLE") == "write":
        write_column(persona, answers)
    kept = {row: codes[PERSONAS.index(persona)] for row, codes in read_table().items()}
    assert {row: (code, kept.get(row)) for row, code in answers.items() if kept.get(row) != code} == {}
    assert {row: code for row, code in answers.items() if code >= 500} == {}


def ask_everything(scene, persona):
    """(address, label) → status."""
    county, client = scene.county, Client(raise_request_exception=False)
    if persona != "stranger":
        client.force_login(community_group(county) if persona == "group" else getattr(county, persona))
    return {
        f"{address.name} {label}".strip(): status(client, reverse(address.name, kwargs=arguments))
        for address in addresses()
        for label, arguments in scene.arguments_for(address)
    }


MAY_WRITE = {"django_session", "accounts_sessionentry", "audit_event", "audit_chainlink"}  # that it was read
WRITES = re.compile(r'\s*(?:INSERT INTO|UPDATE|DELETE FROM)\s+"?(\w+)')


def read_only(execute, sql, *rest):
    """A page that is only looked at changes nothing: what it tried to write makes it fail."""
    if (found := WRITES.match(sql)) and found[1] not in MAY_WRITE:
        raise AssertionError(f"A page that was only asked for writes: {sql[:200]}")
    return execute(sql, *rest)


def status(client, path):
    with connection.execute_wrapper(read_only):
        response = client.get(path)
    if response.streaming:
        list(response)  # a file is closed when all of it was sent
    return response.status_code


def read_table():
    """Row → its statuses, in the order of the personas."""
    if not TABLE.exists():
        return {}
    heading, *rows = TABLE.read_text().splitlines()
    rows = [line.rsplit(maxsplit=len(heading.split())) for line in rows]
    return {row.strip(): [int(code) for code in codes] for row, *codes in rows}


def write_column(persona, answers):
    table, none = read_table(), [0] * len(PERSONAS)
    rows = {row: (table.get(row, []) + none)[: len(PERSONAS)] for row in answers}
    for row, code in answers.items():
        rows[row][PERSONAS.index(persona)] = code
    width = max(len(row) for row in rows) + 1
    lines = [f"{'':{width}}" + "".join(f"{name:>14}" for name in PERSONAS)]
    lines += [f"{row:{width}}" + "".join(f"{code:>14}" for code in codes) for row, codes in rows.items()]
    TABLE.write_text("\n".join(lines) + "\n")


def test_strangers_are_turned_away_but_from_open_pages():
    answers = {row: codes[PERSONAS.index("stranger")] for row, codes in read_table().items()}
    let_in = {row: c for row, c in answers.items() if c not in (302, 401) and row.split()[0] not in OPEN}
    assert let_in == {}


@pytest.mark.parametrize("persona", ["outsider", "guest", "group"])
def test_closed_records_are_unknown_outside(persona):
    """But for the one that the guest was given; and what is asked by POST alone tells nobody anything."""
    known = {
        row: codes[PERSONAS.index(persona)]
        for row, codes in read_table().items()
        if row.split()[-1] in CLOSED and row.split()[0] not in OPEN
    }
    if persona == "guest":
        known = {row: code for row, code in known.items() if not row.endswith(" body")}
    assert {row: code for row, code in known.items() if code not in (404, 405)} == {}


def test_every_address_has_a_row():
    kept = {row.split()[0] for row in read_table()}
    assert {address.name for address in addresses()} - kept == set()
    assert kept - {address.name for address in addresses()} == set()


def test_every_open_page_exists():
    assert set(OPEN) <= {address.name for address in addresses()}


def test_every_address_has_a_name():
    assert [address.route for address in addresses() if address.name.endswith("None")] == []
