"""What stands round every page: the policy of its contents, and the token of its forms."""

import re

import pytest
from csp.constants import HEADER
from csp.decorators import csp_update
from csp.utils import build_policy
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


def test_a_policy_of_its_own_is_left_to_the_library():
    @csp_update({"img-src": ["https://maps.example"]})
    def view(_request):
        return HttpResponse()

    response = PolicyMiddleware(view)(RequestFactory().get("/"))
    assert "img-src 'self' data: https://maps.example" in response[HEADER]


def test_the_token_of_forms_is_sent_once_and_again_when_it_is_another(county):
    browser = Client(enforce_csrf_checks=True)
    assert "csrftoken" in browser.get("/accounts/login/").cookies
    again = browser.get("/accounts/login/")
    assert "csrftoken" not in again.cookies
    assert "Cookie" in again["Vary"]
    assert browser.cookies["csrftoken"]["max-age"] == ""  # it ends with the browser
    browser.force_login(county.officer)
    browser.cookies.pop("csrftoken")
    assert "csrftoken" in browser.get("/").cookies


def test_a_page_with_a_token_is_nobody_elses_though_the_token_is_not_sent_again():
    """Django says so as it sends the token: a store between must not give the page to another browser."""

    def view(request):
        return HttpResponse(get_token(request))

    request = RequestFactory().get("/")
    request.COOKIES["csrftoken"] = request.META["CSRF_COOKIE"] = "a" * 32
    response = TokenOnceMiddleware(view)(request)
    assert not request.META["CSRF_COOKIE_NEEDS_UPDATE"]
    assert response["Vary"] == "Cookie"
