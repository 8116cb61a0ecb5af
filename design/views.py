"""The gallery: every component in one place. `config.urls` includes it in DEBUG only."""

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from design import gallery as samples


@login_not_required
def gallery(request: HttpRequest) -> HttpResponse:
    return render(request, "design/gallery.html", samples.context(request))
