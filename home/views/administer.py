from django.core.exceptions import PermissionDenied
from django.shortcuts import render

from audit.clock import today
from home.views.keeping import members_only
from partnership.models import Partnership, Seat, TermsOfReference


@members_only
def administer_show(request):
    """Where an administrator begins: what is theirs to keep, and what is missing in it."""
    mine = request.user.places.administers
    if not mine and not request.user.is_superuser:
        raise PermissionDenied("Only an administrator of a partnership keeps its people and groups.")
    held = Seat.objects.on(today()).filter(body__partnership__in=mine)
    vacant = held.filter(is_owed=True).exclude(memberships__in=_memberships())
    amended = TermsOfReference.objects.filter(body__partnership__in=mine).exclude(amendment_note="")
    page = {
        "partnerships": Partnership.objects.filter(pk__in=mine),
        "vacant": vacant.select_related("body"),
        "amended": amended.filter(status="agreed").select_related("body"),
    }
    return render(request, "home/administer.html", page)


def _memberships():
    return Seat.memberships.rel.related_model.objects.on(today()).values("pk")
