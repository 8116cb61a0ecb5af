from functools import cache

from csp.constants import HEADER
from csp.middleware import CheckableLazyObject, CSPMiddleware
from csp.utils import build_policy
from django.conf import settings
from django.core.exceptions import BadRequest
from django.http import HttpResponseNotAllowed
from django.shortcuts import render
from django.utils.cache import patch_vary_headers

METHODS = (
    "GET",
    "HEAD",
    "POST",
)  # what pages and forms use; a view that asks only “is it a POST?” takes no other


class WordedRefusalMiddleware:
    """Says in words why an address that only takes forms shows no page: Django's own answer is blank."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        known = request.method in METHODS
        response = self.get_response(request) if known else HttpResponseNotAllowed(METHODS)
        if response.status_code != 405 or response.content:
            return response
        worded = render(request, "405.html", status=405)
        worded["Allow"] = response["Allow"]
        return worded


class RefuseNulMiddleware:
    """Refuse addresses that hold the character NUL: no word has it, and PostgreSQL cannot take it."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        if "%00" in request.META.get("QUERY_STRING", ""):
            raise BadRequest(
                "The address holds a character that stands for nothing. Type what you look for anew."
            )
        return self.get_response(request)


class PolicyMiddleware(CSPMiddleware):
    """The library's, which puts the policy together anew for each page: here once, with a place for the nonce."""

    def process_response(self, request, response):
        if HEADER in response or any(name.startswith("_csp") for name in vars(response)):
            return super().process_response(
                request, response
            )  # a policy of its own, by the library's decorators
        nonce = getattr(request, "_csp_nonce", None)
        response[HEADER] = _policy(with_nonce=nonce is not None).replace(PLACE, nonce or "")
        if nonce is None:
            request.csp_nonce = CheckableLazyObject(self._csp_nonce_post_response)
        return response


PLACE = "place-of-the-nonce"


@cache
def _policy(*, with_nonce):
    return build_policy(nonce=PLACE if with_nonce else None)


class TokenOnceMiddleware:
    """Sends no token of forms that the browser holds already.

    Django sends it with each page to renew its age; ours has none, and ends with the browser.
    """

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        response = self.get_response(request)
        held = request.COOKIES.get(settings.CSRF_COOKIE_NAME)
        needs_update = request.META.get("CSRF_COOKIE_NEEDS_UPDATE")
        if needs_update and held and held == request.META.get("CSRF_COOKIE"):
            request.META["CSRF_COOKIE_NEEDS_UPDATE"] = False
            patch_vary_headers(response, ("Cookie",))  # the page has the token in it all the same
        return response
