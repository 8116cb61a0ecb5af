"""A person's own account: its pages, sessions and the form that a session's end interrupted."""

from functools import wraps

from allauth.account.decorators import reauthentication_required
from allauth.account.internal.flows.login import get_authentication_records
from allauth.mfa.models import Authenticator
from django.contrib import messages
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_GET, require_POST

from accounts import services
from accounts.labels import may_know, typed
from accounts.services import kept, sessions


def confirming(view):
    """allauth's view that asks again who it is. Whoever proves it goes on under another key."""

    @wraps(view)
    def confirm(request, *args, **kwargs):
        user, before = request.user, len(get_authentication_records(request, request.user))
        response = view(request, *args, **kwargs)
        if request.user == user and len(get_authentication_records(request, user)) > before:
            sessions.renew(request.session)
        return response

    return confirm


@require_GET
def account(request):
    factors = set(Authenticator.objects.filter(user=request.user).values_list("type", flat=True))
    return render(request, "accounts/account.html", {"factors": factors})


@require_GET
def session_list(request):
    shown = {
        "sessions": list(sessions.open_entries(request.user)),
        "current": request.session.get(sessions.ENTRY),
    }
    return render(request, "accounts/session_list.html", shown)


@require_POST
@reauthentication_required
def session_end(request, pk):
    entry = get_object_or_404(sessions.open_entries(request.user), pk=pk)
    sessions.end_session(entry, by=request.user, reason="Ended from another session")
    messages.success(request, f"The session in {entry.browser} has ended.")
    return redirect("accounts:sessions")


@require_POST
@reauthentication_required
def session_end_others(request):
    current = request.session.get(sessions.ENTRY)
    ended = sessions.end_sessions(
        request.user, by=request.user, reason="Ended from another session", but=current
    )
    messages.success(request, "Your other sessions have ended." if ended else "You have no other session.")
    return redirect("accounts:sessions")


@require_GET
def kept_form(request, pk):
    """Shown to the person who sent it; they send it again themselves, or let it go."""
    form = get_object_or_404(request.user.kept_forms, pk=pk)
    if not url_has_allowed_host_and_scheme(form.path, allowed_hosts=None) or not may_know(
        form.path, request.user
    ):
        raise Http404
    until = form.kept_at + kept.KEPT_FOR
    return render(
        request, "accounts/kept_form.html", {"kept": form, "until": until, "typed": typed(form, request)}
    )


@require_POST
def kept_form_discard(request, pk):
    services.discard_form(get_object_or_404(request.user.kept_forms, pk=pk))
    messages.success(request, "What you had written is removed.")
    return redirect("home:home")
