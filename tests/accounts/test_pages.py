"""Every page that can be reached is drawn in the portal's own frame, with one heading."""

import re

import pytest
from allauth.mfa.models import Authenticator
from django.urls import reverse

from tests.accounts.conftest import PASSWORD

pytestmark = pytest.mark.django_db


@pytest.fixture
def confirmed(officer, enter, client, authenticator_app):
    """The officer, signed in with a code, just confirmed, and with a passkey."""
    code = authenticator_app(officer)
    enter(officer.email)
    client.post("/accounts/2fa/authenticate/", {"code": code()})
    client.post("/accounts/reauthenticate/?next=/accounts/", {"password": PASSWORD})
    client.post("/accounts/2fa/recovery-codes/generate/")
    Authenticator.objects.create(
        user=officer, type="webauthn", data={"name": "Work laptop", "credential": CREDENTIAL}
    )
    return client


CREDENTIAL = {"clientExtensionResults": {"credProps": {"rk": True}}}


@pytest.mark.parametrize(
    ("name", "heading"),
    [
        ("accounts:account", "Your account"),
        ("accounts:sessions", "Where you are signed in"),
        ("account_change_password", "Change your password"),
        ("account_logout", "Sign out"),
        ("account_reauthenticate", "Confirm that it is you"),
        ("mfa_reauthenticate", "Confirm that it is you"),
        ("mfa_index", "Your second factor"),
        ("mfa_deactivate_totp", "Remove the authenticator app"),
        ("mfa_view_recovery_codes", "Your recovery codes"),
        ("mfa_generate_recovery_codes", "Make new recovery codes"),
        ("mfa_list_webauthn", "Your passkeys"),
        ("mfa_edit_webauthn", "Rename the passkey"),
        ("mfa_remove_webauthn", "Remove the passkey Work laptop"),
    ],
)
def test_pages_of_somebody_signed_in(name, heading, confirmed):
    passkey = Authenticator.objects.get(type="webauthn").pk
    arguments = [passkey] if name in ("mfa_edit_webauthn", "mfa_remove_webauthn") else []

    assert headings(confirmed.get(reverse(name, args=arguments))) == [heading]


@pytest.mark.parametrize(
    ("name", "heading", "status"),
    [
        ("account_login", "Sign in", 200),
        ("account_reset_password", "I have forgotten my password", 200),
        ("account_reset_password_done", "Look in your mail", 200),
        ("account_reset_password_from_key_done", "Your password is set", 200),
        ("account_inactive", "Your account is closed", 200),
        ("socialaccount_login_cancelled", "You stopped signing in", 200),
        ("socialaccount_login_error", "Your organisation’s sign-in did not work", 401),
    ],
)
def test_pages_of_anybody(name, heading, status, client):
    response = client.get(reverse(name))

    assert (headings(response), response.status_code) == ([heading], status)


def test_a_password_can_be_set_by_somebody_who_has_none(county, client):
    client.force_login(county.chair)

    assert headings(client.get("/accounts/password/change/", follow=True)) == ["Set a password"]


def test_a_flood_is_told_to_wait(officer, client, settings):
    settings.ACCOUNT_RATE_LIMITS = {"login": "2/m/ip"}
    for _ in range(3):
        response = client.post("/accounts/login/", {})

    assert (headings(response), response.status_code) == (["Too many requests"], 429)


def headings(response):
    return [
        " ".join(found.split())
        for found in re.findall(r"<h1[^>]*>(.*?)</h1>", response.content.decode(), re.S)
    ]


def test_nobody_is_led_to_close_their_own_account(county, client):
    client.force_login(county.administrator)
    page = client.get(reverse("accounts:person", args=[county.administrator.person.pk])).content.decode()
    assert reverse("accounts:leave", args=[county.administrator.person.pk]) not in page
    assert reverse("accounts:close", args=[county.administrator.person.pk]) not in page
    other = county.officer.person.pk
    page = client.get(reverse("accounts:person", args=[other])).content.decode()
    assert reverse("accounts:leave", args=[other]) in page


def test_signing_out_leaves_no_page_for_the_way_back(county, sign_in):
    client = sign_in(county.officer)
    assert client.post(reverse("account_logout")).headers["Clear-Site-Data"] == '"cache"'
    assert client.get("/reviews/").status_code == 302
