"""What stands round every page: the policy of its contents, and the token of its forms."""

import re

import pytest
from csp.constants import HEADER
from csp.decorators import csp_update
from csp.utils import build_policy
from django.conf import settings
from django.http import HttpResponse
from django.middleware.csrf import get_token
from django.test import Client, RequestFactory

from design.middleware import PolicyMiddleware, TokenOnceMiddleware

pytestmark = pytest.mark.django_db


def test_the_policy_is_the_librarys_with_the_nonce_of_this_page(client):
    nonces = set()
    for _ in range(2):
        page = client.get("/accounts/login/")
        [nonce] = set(re.findall(r'nonce="([^"]+)"', page.content.decode()))
        assert page[HEADER] == build_policy(nonce=nonce)
        nonces.add(nonce)
    assert len(nonces) == 2


def test_a_page_without_a_script_of_its_own_allows_none_by_nonce(client):
    assert client.get("/health/")[HEADER] == build_policy()


@pytest.mark.parametrize("path", ["/static/portal.css", "/meetings/", "/nowhere/", "/health/"])
def test_whatever_answers_has_the_policy(client, path):
    policy = client.get(path)[HEADER]
    for said in ("default-src 'none'", "object-src 'none'", "base-uri 'none'", "frame-ancestors 'none'"):
        assert said in policy
    assert "unsafe" not in policy


def test_a_redirect_to_tls_has_the_policy_and_tells_the_browser_to_stay(client, settings):
    settings.SECURE_SSL_REDIRECT, settings.SECURE_HSTS_SECONDS = True, 31536000
    settings.SECURE_HSTS_INCLUDE_SUBDOMAINS = True
    assert "frame-ancestors 'none'" in Client().get("/meetings/")[HEADER]
    for path in ("/accounts/login/", "/static/portal.css", "/nowhere/"):
        answer = Client().get(path, secure=True)
        assert answer["Strict-Transport-Security"] == "max-age=31536000; includeSubDomains"


@pytest.mark.parametrize(
    "path", ["/static/portal.css", "/static/portal.js", "/accounts/login/", "/nowhere/", "/health/"]
)
def test_the_browser_guesses_at_no_content_and_tells_nobody_where_one_was(client, path):
    answer = client.get(path)
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert answer["Referrer-Policy"] == "same-origin"
    assert "charset=" in answer["Content-Type"]


def test_no_other_site_reads_a_page(client):
    answer = client.get("/accounts/login/", headers={"origin": "https://elsewhere.example"})
    assert "Access-Control-Allow-Origin" not in answer
    assert answer["Cross-Origin-Opener-Policy"] == "same-origin"


@pytest.mark.parametrize("method", ["TRACE", "PUT", "PATCH", "DELETE", "CONNECT", "OPTIONS"])
def test_a_method_that_no_page_uses_is_refused(client, method):
    assert client.generic(method, "/accounts/login/").status_code == 405


@pytest.mark.parametrize(
    "path",
    ["/static/", "/static/vendor/", "/media/", "/.git/config", "/.env", "/static/../config/settings.py"],
)
def test_no_folder_is_listed_and_nothing_but_static_files_is_given(client, path):
    assert client.get(path).status_code == 404


def test_what_is_encoded_twice_is_decoded_once(county, sign_in):
    page = sign_in(county.officer).get("/records/search/?q=%253Cb%253E%2526amp%253B").content.decode()
    assert 'value="%3Cb%3E%26amp%3B"' in page


def test_what_is_searched_for_is_shown_and_not_run(county, sign_in):
    page = (
        sign_in(county.officer).get("/records/search/", {"q": '"><script>alert(1)</script>'}).content.decode()
    )
    assert "<script>alert" not in page
    assert "&gt;&lt;script&gt;alert(1)&lt;/script&gt;" in page


def test_a_policy_of_its_own_is_left_to_the_library():
    @csp_update({"img-src": ["https://maps.example"]})
    def view(_request):
        return HttpResponse()

    response = PolicyMiddleware(view)(RequestFactory().get("/"))
    assert "img-src 'self' data: https://maps.example" in response[HEADER]


def test_the_token_of_forms_is_sent_once_and_again_when_it_is_another(county):
    browser = Client(enforce_csrf_checks=True)
    assert settings.CSRF_COOKIE_NAME in browser.get("/accounts/login/").cookies
    again = browser.get("/accounts/login/")
    assert settings.CSRF_COOKIE_NAME not in again.cookies
    assert "Cookie" in again["Vary"]
    assert browser.cookies[settings.CSRF_COOKIE_NAME]["max-age"] == ""  # it ends with the browser
    browser.force_login(county.officer)
    browser.cookies.pop(settings.CSRF_COOKIE_NAME)
    assert settings.CSRF_COOKIE_NAME in browser.get("/").cookies


def test_a_page_with_a_token_is_nobody_elses_though_the_token_is_not_sent_again():
    """Django says so as it sends the token: a store between must not give the page to another browser."""

    def view(request):
        return HttpResponse(get_token(request))

    request = RequestFactory().get("/")
    request.COOKIES[settings.CSRF_COOKIE_NAME] = request.META["CSRF_COOKIE"] = "a" * 32
    response = TokenOnceMiddleware(view)(request)
    assert not request.META["CSRF_COOKIE_NEEDS_UPDATE"]
    assert response["Vary"] == "Cookie"
