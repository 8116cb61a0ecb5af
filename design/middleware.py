from django.core.exceptions import BadRequest
from django.http import HttpResponseNotAllowed
from django.shortcuts import render

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
