from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST, require_safe

from audit.clock import today
from design.addresses import url
from home.reports.feed import calendar_of
from partnership import services

KEY = "calendar-address"  # shown once, on the page after it was made


def calendar_show(request):
    page = {"address": request.session.pop(KEY, ""), "has_address": bool(request.user.calendar_token)}
    return render(request, "home/calendar.html", page)


@require_POST
def calendar_renew(request):
    token = services.renew_calendar(by=request.user)
    request.session[KEY] = f"{settings.PORTAL_URL}{url('home:calendar_feed', token)}"
    messages.success(request, "Your calendar has a new address. Any former one has stopped working.")
    return redirect("home:calendar")


@require_POST
def calendar_revoke(request):
    services.revoke_calendar(by=request.user)
    messages.success(request, "Your calendar address has stopped working.")
    return redirect("home:calendar")


@require_safe
@login_not_required
def calendar_feed(request, token):
    """The address is the key: calendars cannot sign in. An unknown one is no page."""
    owner = services.calendar_owner(token)
    if owner is None:
        raise Http404
    response = HttpResponse(calendar_of(owner, today()), content_type="text/calendar; charset=utf-8")
    response["Content-Disposition"] = 'inline; filename="calendar.ics"'
    response["Cache-Control"] = "private, max-age=900"
    response["Referrer-Policy"] = "no-referrer"
    return response
