"""Signing in as people do it: password and code, passkey, an invitation, and a session that ends in mid-form."""

import time

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import TOTP, format_hotp_value, generate_totp_secret, hotp_value

from accounts.services import invitations, invite_person, sessions
from actions.services import propose_action
from partnership.models import User
from records.models import Record
from records.services import create_record
from tests.browser.checks import assert_accessible, assert_fits, screenshot
from tests.factories import partnership as make
from tests.personas import account

pytestmark = pytest.mark.django_db(transaction=True)
PASSWORD = "correct horse battery staple"


@pytest.fixture
def officer(county, settings):
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    settings.SECOND_FACTOR_REQUIRED = True
    county.officer.set_password(PASSWORD)
    county.officer.save()
    return county.officer


@pytest.fixture
def look(live_server):
    """``look(page, "login", path)``: go there; what is seen is accessible and fits."""

    def at(page, name, path=None):
        if path:
            page.goto(live_server.url + path)
        assert_accessible(page)
        assert_fits(page)
        screenshot(page, f"{name}-{page.viewport_size['width']}")

    return at


def enter(page, live_server, user, password=PASSWORD):
    page.goto(f"{live_server.url}/accounts/login/")
    page.get_by_label("E-mail address").fill(user.email)
    page.get_by_label("Password", exact=True).fill(password)
    page.get_by_role("button", name="Sign in", exact=True).click()


def code_of(secret):
    return format_hotp_value(hotp_value(secret, int(time.time()) // 30))


def with_authenticator(page):
    """A device that holds passkeys and lets its owner use them."""
    devtools = page.context.new_cdp_session(page)
    devtools.send("WebAuthn.enable")
    options = {
        "protocol": "ctap2",
        "transport": "internal",
        "hasResidentKey": True,
        "hasUserVerification": True,
        "isUserVerified": True,
        "automaticPresenceSimulation": True,
    }
    devtools.send("WebAuthn.addVirtualAuthenticator", {"options": options})


@pytest.mark.parametrize("width", [1280, 375])
def test_password_then_an_authenticator_app_then_recovery_codes(width, open_page, live_server, officer, look):
    page = open_page(width)
    look(page, "login", "/accounts/login/")
    enter(page, live_server, officer, "wrong")
    look(page, "login-refused")
    enter(page, live_server, officer)
    look(page, "second-factor-to-set-up")
    page.get_by_role("link", name="Set up authenticator app").click()
    look(page, "authenticator-app")
    page.get_by_text("I cannot use the camera").click()
    page.get_by_label("Code that the app shows").fill(code_of(page.locator("details code").inner_text()))
    page.get_by_role("button", name="Set up the app").click()
    look(page, "recovery-codes")
    page.get_by_role("button", name="Go on").click()
    assert page.url == f"{live_server.url}/"
    for name, path in (
        ("account", ""),
        ("sessions", "sessions/"),
        ("second-factor", "2fa/"),
        ("change-password", "password/change/"),
        ("sign-out", "logout/"),
    ):
        look(page, name, f"/accounts/{path}")


@pytest.mark.parametrize("width", [1280, 375])
def test_a_passkey_is_added_and_signs_in_alone(width, open_page, live_server, officer, look):
    page = open_page(width)
    with_authenticator(page)
    enter(page, live_server, officer)
    page.get_by_role("link", name="Add passkeys").click()
    look(page, "passkey-add")
    page.get_by_label("Name of the passkey").fill("Work laptop")
    page.get_by_label("Let me sign in with this passkey alone").check()
    page.get_by_role("button", name="Add the passkey").click()
    page.get_by_role("heading", name="Your recovery codes").wait_for()
    look(page, "passkeys", "/accounts/2fa/webauthn/")
    assert page.get_by_text("Work laptop").first.is_visible()
    page.goto(f"{live_server.url}/accounts/logout/")
    page.get_by_role("main").get_by_role("button", name="Sign out").click()

    page.goto(f"{live_server.url}/accounts/login/?next=/accounts/sessions/")
    page.get_by_role("button", name="Sign in with a passkey").click()

    page.wait_for_url("**/accounts/sessions/")
    assert User.objects.get(pk=officer.pk).last_login is not None


def test_a_passkey_is_the_second_factor_beside_a_password(page, live_server, officer, look):
    with_authenticator(page)
    enter(page, live_server, officer)
    page.get_by_role("link", name="Add passkeys").click()
    page.get_by_role("button", name="Add the passkey").click()
    page.get_by_role("heading", name="Your recovery codes").wait_for()
    page.goto(f"{live_server.url}/accounts/logout/")
    page.get_by_role("main").get_by_role("button", name="Sign out").click()

    enter(page, live_server, officer)
    look(page, "code-or-passkey")
    page.get_by_role("button", name="Use a passkey").click()

    page.wait_for_url(f"{live_server.url}/")


def test_a_passkey_that_is_not_there_is_said_in_words(open_page, live_server, officer):
    page = open_page()
    page.goto(f"{live_server.url}/accounts/login/")
    page.evaluate("() => { navigator.credentials.get = () => Promise.reject(new Error('cancelled')) }")

    page.get_by_role("button", name="Sign in with a passkey").click()

    page.get_by_text("The passkey was not used.").wait_for()


@pytest.mark.parametrize("width", [1280, 375])
def test_an_invitation_leads_to_a_password_and_the_second_factor(
    width, open_page, live_server, county, officer, look
):
    person = make.PersonFactory(given_name="New", family_name="Analyst")
    make.PostFactory(person=person, agency=county.police)
    invitation = invite_person(person, email="new@example.org", by=county.administrator)
    link = f"/accounts/invitation/{invitations.token_for(invitation)}/"
    page = open_page(width)
    look(page, "invitation", link)
    page.get_by_label("Choose a password").fill("short")
    page.get_by_role("button", name="Set the password").click()
    page.get_by_text("There is a problem").wait_for()
    look(page, "invitation-refused")
    page.get_by_label("Choose a password").fill(PASSWORD)
    page.get_by_role("button", name="Set the password").click()
    page.get_by_role("heading", name="Your second factor").wait_for()


@pytest.mark.parametrize("width", [1280, 375])
def test_a_session_that_ends_in_mid_form_loses_nothing(
    width, open_page, live_server, county, settings, officer, look, sign_in_browser
):
    settings.SECOND_FACTOR_REQUIRED = False
    user = county.administrator
    user.set_password(PASSWORD)
    user.save()
    page = open_page(width)
    enter(page, live_server, user)
    page.goto(f"{live_server.url}/accounts/people/{county.chair.person_id}/close/")
    page.get_by_label("Reason").fill("Asked for by the council")
    sessions.end_sessions(user, by=None, reason="The session ended")
    page.get_by_role("button", name="Close the account").click()

    assert page.get_by_text("what you wrote is kept").is_visible()
    look(page, "login-after-the-end")
    page.get_by_label("E-mail address").fill(user.email)
    page.get_by_label("Password", exact=True).fill(PASSWORD)
    page.get_by_role("button", name="Sign in", exact=True).click()
    look(page, "kept-form")
    assert User.objects.get(pk=county.chair.pk).is_active, "nothing is sent by itself"
    page.get_by_role("button", name="Send it again").click()

    page.get_by_text("is closed").first.wait_for()
    assert not User.objects.get(pk=county.chair.pk).is_active


def an_action_of(user, county):
    paper = Record(title="A paper", partnership=county.here, body=county.strategic, audience="partnership")
    paper.CODE = "DOC"
    create_record(paper, by=county.officer)
    return propose_action(
        paper,
        wording="Write to every school about the road",
        owners=[(user.person, None, "")],
        by=county.officer,
        audience="partnership",
    )


@pytest.mark.parametrize("width", [1280, 375])
def test_an_administrator_keeps_accounts_and_records_a_leaver(
    width, open_page, live_server, county, look, sign_in_browser
):
    page = open_page(width)
    sign_in_browser(page, county.administrator)
    TOTP.activate(county.chair, generate_totp_secret())
    assert Authenticator.objects.filter(user=county.chair).exists()
    chair, guest = (f"/accounts/people/{user.person_id}/" for user in (county.chair, county.guest))
    look(page, "person", chair)
    look(page, "person-guest", guest)
    look(page, "person-access", f"{guest}access/")
    look(page, "person-second-factor", f"{chair}second-factor/")
    look(page, "person-invite", f"{guest}invite/")
    action = an_action_of(county.chair, county)
    look(page, "leaver", f"{chair}leave/")
    page.get_by_label("Reason").fill("Retires")
    page.get_by_label("Who takes over their open actions").select_option(label=str(county.police_lead))
    page.get_by_role("button", name="Go on").click()
    look(page, "leaver-preview")
    page.get_by_role("button", name="End all of this").click()
    look(page, "leaver-done")
    assert page.get_by_text("Closed", exact=True).is_visible()
    assert action.owners.get().person == county.police_lead.person


@pytest.mark.parametrize("width", [1280, 375])
def test_pages_without_a_session(width, open_page, county, settings, look):
    settings.DEMONSTRATION = True
    for name in ("officer", "chair"):
        User.objects.filter(pk=account(f"demo_{name}").pk).update(email=f"{name}@demo.example")
    page = open_page(width)
    look(page, "demonstration", "/accounts/login/")
    for name in (
        "password/reset",
        "password/reset/done",
        "password/reset/key/1-abc-def",
        "inactive",
        "agency/cancelled",
    ):
        look(page, name.replace("/", "-"), f"/accounts/{name}/")
    page.goto(page.url.replace("agency/cancelled", "login"))
    page.get_by_role("button", name="Sign in as Demo officer").click()
    page.get_by_role("button", name="Sign out").wait_for()
