"""Sessions that end, forms that survive it, and the second factor. Nothing here costs a query of its own
while a session holds: the times and the factor stand in the session.
"""

from urllib.parse import urlencode, urlsplit

from allauth.mfa.utils import is_mfa_enabled
from django.conf import settings
from django.contrib import messages
from django.contrib.auth.middleware import get_user
from django.contrib.auth.models import AnonymousUser
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import resolve_url

from accounts.services import keep_form, keep_typed, kept, sessions, settle
from design.addresses import url
from design.filters import time
from records.walls import is_behind_a_wall

KEPT = "Your session had ended, and what you wrote is kept. Sign in and you can send it again."
TYPED, TYPED_PAGE = "accounts:typed", "/accounts/typed/"
STILL_KEPT = (
    "Kept at {}, not saved yet. Your session has ended: when you save, you are asked to sign in, and go on."
)
AFTER = "after_second_factor"
SET_UP = "Set up a second factor to go on: this portal asks for one beside your password."


class SessionLimitsMiddleware:
    """Ends a session on idling, on age and on the last day of access; keeps the form it interrupts."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        request.interrupted = None
        request.user = get_user(request)  # not the proxy of it: a page asks it two hundred things
        if request.user.is_authenticated:
            self._look_at(request)
        response = self.get_response(request)
        if response.status_code == 302 and request.method == "POST" and not request.interrupted:
            key = request.POST.get(kept.KEY)
            if key and request.user.is_authenticated:
                settle(request.user, key)  # it was saved
        return response

    def _look_at(self, request):
        user = request.user
        reason = sessions.why_ended(request.session, user)
        if not reason and not sessions.see(request.session):
            reason = sessions.ENDED_ELSEWHERE
        if reason:
            request.interrupted = (user, reason)
            request.user = AnonymousUser()
            if request.path_info == TYPED_PAGE:
                return  # the form itself is still to come, with the cookie that says whose it is
            sessions.end_by_itself(request.session, user, reason=reason)

    def process_view(self, request, view, args, kwargs):
        """After the CSRF check, so that nobody else's page can have a form kept for somebody."""
        if request.user.is_authenticated or not getattr(view, "login_required", True):
            return None
        user, reason = request.interrupted or (_owner_of_cookie(request), "")
        if user and request.method == "POST" and request.path_info == TYPED_PAGE:
            return HttpResponse(STILL_KEPT.format(time(keep_typed(user, request.POST).kept_at)))
        if user is None:
            return _to_sign_in(request, _page_of(request)) if "HX-Request" in request.headers else None
        if request.method != "POST":
            if reason:
                messages.info(request, reason)
            return _forgetting(_to_sign_in(request, _page_of(request)), reason)
        messages.info(request, KEPT)
        return _forgetting(_to_sign_in(request, _keep(request, user)), reason)


class SecondFactorMiddleware:
    """Leads whoever has no second factor to set one up, where ``SECOND_FACTOR_REQUIRED``.

    Whatever the setting, so are guests to whom something is open that must not be known to exist (`Record.IS_WALLED`).
    From public pages too: to somebody signed in they show more than to the public.
    """

    OPEN = {
        "account_inactive",
        "account_login",
        "account_logout",
        "account_reauthenticate",
        "account_reset_password",
        "account_reset_password_done",
        "account_reset_password_from_key",
        "account_reset_password_from_key_done",
        "account_set_password",
        "accounts:accept_invitation",
        "health",
    }

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        return self.get_response(request)

    def process_view(self, request, view, args, kwargs):
        if not request.user.is_authenticated or not _needs_one(request.user):
            return None
        name = request.resolver_match.view_name
        if name in self.OPEN or name.startswith("mfa_"):
            return None
        if request.session.get(sessions.SECOND_FACTOR):
            return None
        is_form = request.method == "POST"
        request.interrupted = (request.user, "")
        if is_mfa_enabled(
            request.user
        ):  # set up in another session since: whoever sits here has not shown it
            page = _keep(request, request.user) if is_form else _page_of(request)
            sessions.end_by_itself(request.session, request.user, reason=sessions.ENDED_WITHOUT_FACTOR)
            messages.info(request, KEPT if is_form else sessions.ENDED_WITHOUT_FACTOR)
            return _to_sign_in(request, page)
        request.session[AFTER] = _keep(request, request.user) if is_form else request.get_full_path()
        messages.info(request, SET_UP)
        return HttpResponseRedirect(url("mfa_index"))


def _needs_one(user):
    """A demonstration is entered by pressing a name, and what is behind its walls is invented."""
    return settings.SECOND_FACTOR_REQUIRED or (
        user.is_guest and not settings.DEMONSTRATION and is_behind_a_wall(user)
    )


def _keep(request, user):
    """Keep the form that was sent, and give the page on which its owner finds it."""
    form = keep_form(
        user,
        path=request.POST.get(kept.PATH) or request.get_full_path(),
        key=request.POST.get(kept.KEY, ""),
        fields=dict(request.POST.lists()),
        files=[file.name for _, files in request.FILES.lists() for file in files],
    )
    return url("accounts:kept_form", form.pk)


def _owner_of_cookie(request):
    """Whose session the browser still names, although it is over."""
    key = request.COOKIES.get(settings.SESSION_COOKIE_NAME)
    return sessions.owner_of(key) if key and request.method == "POST" else None


def _page_of(request):
    """The page to come back to: of a fragment or a form, the page that it stood on."""
    if request.method == "GET" and "HX-Request" not in request.headers:
        return request.get_full_path()
    came_from = urlsplit(request.headers.get("HX-Current-URL") or request.headers.get("referer", ""))
    return came_from.path if came_from.netloc in ("", request.get_host()) else ""


def _forgetting(response, reason):
    """Whoever comes to this browser next is not shown the pages of the session that has ended."""
    if reason:
        response["Clear-Site-Data"] = '"cache"'
    return response


def _to_sign_in(request, path):
    address = resolve_url(settings.LOGIN_URL) + (f"?{urlencode({'next': path}, safe='/')}" if path else "")
    if "HX-Request" in request.headers:
        return HttpResponse(headers={"HX-Redirect": address})
    return HttpResponseRedirect(address)
