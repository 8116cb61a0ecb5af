"""A bare page of Django: one query, Jinja2, no rules, no session, no middleware.

It is a whole site, settings included, so that its two processes show what Django itself weighs. `?rows=` says
how much to fetch and `?bytes=` how large to become, so that any page of the portal can be set beside it.
"""

import os
from pathlib import Path

import dj_database_url
from django.conf import settings
from django.core.wsgi import get_wsgi_application
from django.db import connection
from django.shortcuts import render
from django.urls import path

QUERY = "SELECT number, text, publication FROM meetings_paragraph WHERE text <> '' ORDER BY id DESC LIMIT %s"
ROW, LINK = 120, 62  # bytes of markup of each


def page(request):
    rows, size = (int(request.GET.get(name, 0)) for name in ("rows", "bytes"))
    with connection.cursor() as cursor:
        cursor.execute(QUERY, [rows])
        found = cursor.fetchall()
    written = sum(len(text) + ROW for _, text, _ in found)
    links = round(max(0, size - written) / max(1, len(found)) / LINK)
    return render(request, "bare.html", {"rows": found, "links": range(links)})


urlpatterns = [path("", page)]
if not settings.configured:
    settings.configure(
        ALLOWED_HOSTS=["*"],
        ROOT_URLCONF=__name__,
        SECRET_KEY="of-a-bare-page",
        DATABASES={"default": dj_database_url.parse(os.environ["DATABASE_URL"], conn_max_age=600)},
        INSTALLED_APPS=["django.contrib.contenttypes", "django.contrib.auth", "django.contrib.sessions"],
        MIDDLEWARE=[],
        TEMPLATES=[
            {
                "BACKEND": "django.template.backends.jinja2.Jinja2",
                "DIRS": [Path(__file__).with_name("templates")],
            }
        ],
    )
    application = get_wsgi_application()
