import time

import pytest
from allauth.mfa.totp.internal.auth import TOTP, format_hotp_value, generate_totp_secret, hotp_value
from django.core.cache import cache

PASSWORD = "correct horse battery staple"


@pytest.fixture(autouse=True)
def _no_former_attempts(settings):
    """And passwords that are hashed quickly."""
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    cache.clear()


@pytest.fixture
def officer(county):
    """The officer, with a password of their own."""
    county.officer.set_password(PASSWORD)
    county.officer.save()
    return county.officer


@pytest.fixture
def enter(client):
    """``enter(email, password)``: what the sign-in page answers."""

    def post(email, password=PASSWORD, **data):
        return client.post("/accounts/login/", {"login": email, "password": password, **data})

    post.client = client
    return post


@pytest.fixture
def authenticator_app():
    """``authenticator_app(user)``: set one up; call what it returns for the code it shows now."""

    def set_up(user):
        secret = generate_totp_secret()
        TOTP.activate(user, secret)
        return lambda: code_of(secret)

    return set_up


def code_of(secret):
    return format_hotp_value(hotp_value(secret, int(time.time()) // 30))
