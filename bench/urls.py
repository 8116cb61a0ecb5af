"""The portal's addresses, and its list of meetings with 200 rows on a page instead of 50."""

from django.shortcuts import render
from django.urls import path

from config.urls import urlpatterns as portal
from meetings.reports.lists import page_of_meetings


def long_list(request):
    page = page_of_meetings(request.user, request.GET, size=200)
    return render(request, "meetings/meeting_list.html", {"page": page, "runs_some": True})


urlpatterns = [path("bench/meetings/", long_list), *portal]
