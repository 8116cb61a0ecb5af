"""The second factor: asked for when signing in, and compulsory where the installation says so."""

import base64
import re

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import generate_totp_secret
from django.contrib.auth.tokens import default_token_generator
from django.core.cache import cache
from django.core.management import call_command
from django.test import Client
from django.urls import reverse
from django.utils.http import int_to_base36

from accounts import encryption
from audit.models import Event
from tests.accounts.conftest import PASSWORD, code_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def asked_for(settings):
    settings.SECOND_FACTOR_REQUIRED = True


def test_who_has_none_is_led_to_set_one_up(officer, enter, client, asked_for):
    enter(officer.email)

    led = client.get("/accounts/sessions/")

    assert led.headers["Location"] == "/accounts/2fa/"
    assert "Set up a second factor to go on" in client.get("/accounts/2fa/").content.decode()


def test_a_form_of_somebody_without_one_is_kept(officer, enter, client, asked_for):
    enter(officer.email)

    client.post("/accounts/sessions/end-others/", {"reason": "Typed"})

    kept = officer.kept_forms.get()
    assert kept.fields == {"reason": ["Typed"]}
    assert client.session["after_second_factor"] == f"/accounts/kept/{kept.pk}/"


@pytest.mark.parametrize(
    "path", ["/accounts/2fa/", "/accounts/2fa/totp/activate/", "/accounts/logout/", "/health/"]
)
def test_what_is_needed_to_set_one_up_stays_open(path, officer, enter, client, asked_for):
    enter(officer.email)

    assert client.get(path).status_code == 200


@pytest.mark.django_db(
    transaction=True
)  # the portal is told when the app is kept, while the page is answered
def test_setting_up_an_authenticator_app(officer, enter, client, asked_for):
    enter(officer.email)
    client.get("/accounts/sessions/")
    page = client.get("/accounts/2fa/totp/activate/").content.decode()
    secret = re.search(r"<code[^>]*>(\w+)</code>", page)[1]

    wrong = client.post("/accounts/2fa/totp/activate/", {"code": "000000"})
    assert "The code is not right" in wrong.content.decode()
    right = client.post("/accounts/2fa/totp/activate/", {"code": code_of(secret)})

    assert right.headers["Location"] == reverse("mfa_view_recovery_codes")
    codes = client.get(right.headers["Location"]).content.decode()
    assert len(re.findall(r"<li><code>", codes)) == 10
    assert 'href="/accounts/sessions/"' in codes, "the way back to where one wanted to go"
    assert client.get("/accounts/sessions/").status_code == 200
    added = Event.objects.filter(verb="add second factor").values_list("changes", flat=True)
    assert {"second factor": "totp"} in added


@pytest.mark.django_db(transaction=True)
def test_a_session_that_began_without_one_ends_when_it_is_set_up_elsewhere(officer, enter, client, asked_for):
    """Whoever signed in with a stolen password, and waits at the page that asks for a factor, has shown none by it."""
    thief = Client()
    thief.post("/accounts/login/", {"login": officer.email, "password": PASSWORD})
    assert thief.get("/accounts/sessions/").headers["Location"] == "/accounts/2fa/"
    enter(officer.email)
    page = client.get("/accounts/2fa/totp/activate/").content.decode()
    client.post(
        "/accounts/2fa/totp/activate/", {"code": code_of(re.search(r"<code[^>]*>(\w+)</code>", page)[1])}
    )
    assert client.get("/accounts/sessions/").status_code == 200

    assert thief.get("/accounts/sessions/").headers["Location"].startswith("/accounts/login/")
    assert officer.session_entries.get(ended_at=None).pk == client.session["session_entry"]


def test_a_session_that_has_shown_none_does_not_live_on_anothers(
    officer, enter, client, asked_for, authenticator_app
):
    enter(officer.email)
    authenticator_app(officer)

    led = client.post("/accounts/sessions/end-others/", {"reason": "Typed"})

    assert led.headers["Location"] == f"/accounts/login/?next=/accounts/kept/{officer.kept_forms.get().pk}/"
    assert "_auth_user_id" not in client.session


def test_the_secret_is_kept_encrypted(officer, authenticator_app):
    code = authenticator_app(officer)
    kept = Authenticator.objects.get(user=officer).data["secret"]

    assert kept.startswith("1.")
    assert len(code()) == 6


def test_what_is_encrypted_is_read_with_a_former_key_and_for_what_it_is_alone(settings):
    kept = encryption.encrypt("secret", of="second factor")
    assert encryption.encrypt("secret", of="second factor") != kept
    for changed in (kept[:-2] + "A=", kept[:20], "", "1.", "never encrypted"):
        with pytest.raises(encryption.CannotDecrypt):
            encryption.decrypt(changed, of="second factor")
    with pytest.raises(encryption.CannotDecrypt):
        encryption.decrypt(kept, of="sentence for the next page")

    settings.SECRET_KEY_FALLBACKS, settings.SECRET_KEY = [settings.SECRET_KEY], "another key " * 5
    assert encryption.decrypt(kept, of="second factor") == "secret"
    settings.SECRET_KEY_FALLBACKS = []
    with pytest.raises(encryption.CannotDecrypt):
        encryption.decrypt(kept, of="second factor")


def test_when_the_key_is_changed_every_factor_goes_on_and_the_former_key_may_go(
    officer, enter, client, authenticator_app, settings, capsys
):
    code = authenticator_app(officer)
    codes = RecoveryCodes.activate(officer).generate_codes()
    settings.SECRET_KEY_FALLBACKS, settings.SECRET_KEY = [settings.SECRET_KEY], "another key " * 5

    call_command("encrypt_anew")

    assert "2 secrets are encrypted anew." in capsys.readouterr().out
    settings.SECRET_KEY_FALLBACKS = []
    assert RecoveryCodes.activate(officer).generate_codes() == codes
    enter(officer.email)
    client.post("/accounts/2fa/authenticate/", {"code": code()})
    assert client.session["_auth_user_id"] == str(officer.pk)


def test_secrets_and_codes_are_long_and_no_two_are_alike(officer):
    secrets = {generate_totp_secret() for _ in range(50)}
    seeds = {RecoveryCodes.generate_seed() for _ in range(50)}
    assert len(secrets) == len(seeds) == 50
    assert {len(base64.b32decode(secret)) for secret in secrets} == {20}  # 160 bits
    assert {len(bytes.fromhex(seed)) for seed in seeds} == {40}  # 320 bits
    codes = RecoveryCodes.activate(officer).generate_codes()
    assert len(set(codes)) == 10
    assert all(len(code) == 8 and code.isdigit() for code in codes)  # 26 bits


def test_a_new_password_by_mail_does_not_pass_the_second_factor(officer, enter, client, authenticator_app):
    code = authenticator_app(officer)
    key = f"{int_to_base36(officer.pk)}-{default_token_generator.make_token(officer)}"
    link = client.get(f"/accounts/password/reset/key/{key}/")
    client.post(link.headers["Location"], {"password1": "seven pale harbour lanterns"})
    assert "_auth_user_id" not in client.session

    enter(officer.email, "seven pale harbour lanterns")
    assert "_auth_user_id" not in client.session
    client.post("/accounts/2fa/authenticate/", {"code": code()})
    assert client.session["_auth_user_id"] == str(officer.pk)


def test_signing_in_asks_for_the_code(officer, enter, client, authenticator_app, asked_for):
    code = authenticator_app(officer)

    response = enter(officer.email, next="/accounts/sessions/")
    assert response.headers["Location"] == "/accounts/2fa/authenticate/"
    assert client.get("/accounts/sessions/").status_code == 302, "not signed in yet"
    response = client.post("/accounts/2fa/authenticate/", {"code": code()})

    assert response.headers["Location"] == "/accounts/sessions/"
    assert client.get("/accounts/sessions/").status_code == 200
    assert Event.objects.get(verb="sign in").changes["by"] == "password and second factor"


def test_codes_cannot_be_tried_without_end(officer, enter, client, authenticator_app):
    code = authenticator_app(officer)
    enter(officer.email)
    for _ in range(5):
        client.post("/accounts/2fa/authenticate/", {"code": "000000"})

    response = client.post("/accounts/2fa/authenticate/", {"code": code()})

    assert "Wait 5 minutes" in response.content.decode()
    assert Event.objects.filter(verb="fail second factor", subject=f"user:{officer.pk}").count() == 5


@pytest.mark.parametrize("typed", ["{}{}", " {} {}", "{}-{}"])
def test_a_code_of_the_app_opens_one_session_also_while_the_cache_is_away(
    typed, officer, enter, client, authenticator_app
):
    code = authenticator_app(officer)()
    enter(officer.email)
    first = client.post("/accounts/2fa/authenticate/", {"code": code})
    client.post("/accounts/logout/")
    cache.clear()

    enter(officer.email)
    second = client.post("/accounts/2fa/authenticate/", {"code": typed.format(code[:3], code[3:])})

    assert first.status_code == 302
    assert "This code has been used" in second.content.decode()
    assert "_auth_user_id" not in client.session


def test_another_factor_ends_what_was_open_without_it(
    officer, enter, client, django_capture_on_commit_callbacks
):
    elsewhere = type(client)()
    elsewhere.post("/accounts/login/", {"login": officer.email, "password": PASSWORD})
    enter(officer.email)
    page = client.get("/accounts/2fa/totp/activate/").content.decode()
    secret = re.search(r"<code[^>]*>(\w+)</code>", page)[1]

    with django_capture_on_commit_callbacks(execute=True):
        client.post("/accounts/2fa/totp/activate/", {"code": code_of(secret)})

    assert elsewhere.get("/accounts/sessions/").status_code == 302
    assert client.get("/accounts/sessions/").status_code == 200


def test_a_recovery_code_works_once(officer, enter, client, authenticator_app):
    code = authenticator_app(officer)
    enter(officer.email)
    client.post("/accounts/2fa/authenticate/", {"code": code()})
    confirm(client)
    client.post("/accounts/2fa/recovery-codes/generate/")
    page = client.get("/accounts/2fa/recovery-codes/").content.decode()
    recovery = re.findall(r"<li><code>(\d+)</code>", page)[0]
    client.post("/accounts/logout/")

    enter(officer.email)
    first = client.post("/accounts/2fa/authenticate/", {"code": recovery})
    client.post("/accounts/logout/")
    enter(officer.email)
    second = client.post("/accounts/2fa/authenticate/", {"code": recovery})

    assert first.status_code == 302
    assert "The code is not right" in second.content.decode()


def confirm(client):
    """Who changes what guards the account is asked for the password again."""
    asked = client.get("/accounts/2fa/recovery-codes/generate/")
    assert asked.headers["Location"].startswith("/accounts/reauthenticate/")
    client.post(asked.headers["Location"], {"password": PASSWORD})


def test_removing_the_app_asks_for_the_password_and_leads_back_to_setting_one_up(
    officer, enter, client, authenticator_app, asked_for
):
    code = authenticator_app(officer)
    enter(officer.email)
    client.post("/accounts/2fa/authenticate/", {"code": code()})
    confirm(client)

    client.post("/accounts/2fa/totp/deactivate/")

    assert not Authenticator.objects.filter(user=officer).exists()
    assert Event.objects.filter(verb="remove second factor", subject=f"user:{officer.pk}").exists()
    assert client.get("/accounts/sessions/").headers["Location"] == "/accounts/2fa/"


def test_the_download_holds_one_code_a_line(officer, enter, client, authenticator_app):
    code = authenticator_app(officer)
    enter(officer.email)
    client.post("/accounts/2fa/authenticate/", {"code": code()})
    confirm(client)
    client.post("/accounts/2fa/recovery-codes/generate/")

    response = client.get("/accounts/2fa/recovery-codes/download/")

    assert response["Content-Disposition"] == 'attachment; filename="recovery-codes.txt"'
    assert len(response.content.decode().split()) == 10
