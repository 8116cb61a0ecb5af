"""The paper on emerging issues that a meeting takes for information, to be read first."""

import datetime as dt

from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.http import content_disposition_header

from audit.clock import today
from partnership.models import Body
from problems.forms.issues import logs_for
from problems.reports.paper import address_of, paper_of, pdf_of

EARLIEST, LATEST = dt.date(1998, 1, 1), dt.date(2100, 1, 1)  # as of meetings
USUAL = dt.timedelta(days=28)
ONLY_CASEWORKERS = "Only those who work on a partnership's problems read what became of its emerging issues."


def bodies_told(user):
    """Groups whose meetings are told what became of emerging issues."""
    bodies = Body.objects.visible_to(user).filter(partnership__in=logs_for(user))
    return bodies.open().select_related("partnership")


def issues_since(request):
    """?body=&since=&until= say for which group and which days; else the first group and four weeks."""
    bodies = bodies_told(request.user)
    slug = request.GET.get("body")
    if not slug and not bodies.exists():
        raise PermissionDenied(ONLY_CASEWORKERS)
    body = get_object_or_404(bodies, slug=slug) if slug else bodies.first()
    until = _day(request.GET.get("until")) or today()
    since = _day(request.GET.get("since")) or until - USUAL
    if request.GET.get("file") == "pdf":
        response = HttpResponse(pdf_of(request.user, body, since, until), content_type="application/pdf")
        name = f"emerging-issues-{until.isoformat()}.pdf"
        response["Content-Disposition"] = content_disposition_header(False, name)
        return response
    context = {
        "paper": paper_of(request.user, body, since, until),
        "pdf_url": f"{address_of(body, since, until)}&file=pdf",
    }
    return render(request, "problems/issues_since.html", context)


def _day(text):
    """None where it is no day, or none of the portal's time."""
    try:
        day = dt.date.fromisoformat(text or "")
    except ValueError:
        return None
    return day if EARLIEST <= day <= LATEST else None
