from django.contrib.auth.decorators import login_not_required
from django.contrib.auth.models import AnonymousUser
from django.shortcuts import redirect, render

from audit.clock import now, today
from home.reports.attention import attention_of
from home.views.keeping import page_of
from meetings.models import Meeting


@login_not_required
def home_show(request):
    """What needs me? For those not signed in, the minutes that anyone may read; for a group that bids, its own page."""
    if not request.user.is_authenticated:
        return public_list(request)
    if request.user.places.applies_alone:
        return redirect("funding:mine")
    places = request.user.places
    page = {
        "mine": attention_of(request.user, today()), "greeting": _greeting(now().hour), "day": today(),
        "chases": bool(places.officer_of), "keeps": bool(places.administers),
        "calls": bool(places.officer_of or places.drafts_for),
    }  # fmt: skip
    return render(request, "home/home.html", page)


@login_not_required
def public_list(request):
    published = Meeting.objects.visible_to(AnonymousUser()).published().select_related("body", "partnership")
    page = page_of(published.order_by("-held_on", "-pk"), request.GET)
    return render(request, "home/public.html", page)


def _greeting(hour):
    if hour < 12:
        return "Good morning"
    return "Good afternoon" if hour < 18 else "Good evening"
