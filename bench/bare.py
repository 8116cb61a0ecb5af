"""A bare page of Django: signed in as `startproject` leaves it, one query, Jinja2, no rules.

It is a whole site, settings included, so that its two processes show what Django itself weighs. `?rows=` says
how much to fetch and `?bytes=` how large to become, so that any page of the portal can be set beside it; `?query=`
which of `QUERIES` to ask, where a page counts over many rows and the count is the work.
"""

import os
from pathlib import Path

import dj_database_url
from django.conf import settings
from django.contrib.auth.decorators import login_required
from django.core.wsgi import get_wsgi_application
from django.db import connection
from django.shortcuts import render
from django.urls import path

QUERIES = {  # each gives a number, a text and another text
    "": "SELECT number, text, publication FROM meetings_paragraph WHERE text <> '' ORDER BY id DESC LIMIT %s",
    "beats": "SELECT count(*), beat.name, sum(problem.incidents_after)::text FROM problems_problem problem"
    " JOIN partnership_area beat ON beat.id = problem.beat_id GROUP BY beat.name ORDER BY beat.name LIMIT %s",
    "techniques": "SELECT count(*), technique::text, sum(problem.incidents_after)::text"
    " FROM problems_problem problem JOIN problems_response response ON response.problem_id = problem.record_ptr_id,"
    " jsonb_array_elements(response.techniques) technique GROUP BY technique LIMIT %s",
    "year": "SELECT count(*), bid.status, sum(bid.amount_running)::text FROM funding_bid bid"
    " JOIN records_record record ON record.id = bid.record_ptr_id JOIN funding_fundyear year"
    " ON year.id = bid.fund_year_id JOIN records_record fund ON fund.id = year.fund_id"
    " WHERE fund.reference = 'CSP-FND-2026-9002' GROUP BY bid.status LIMIT %s",
    "call": "SELECT count(*), form.recommended, sum(score.points)::text FROM funding_bid bid"
    " JOIN records_record call ON call.id = bid.call_id JOIN funding_assignment given"
    " ON given.bid_id = bid.record_ptr_id JOIN funding_scoringform form ON form.assignment_id = given.id"
    " JOIN funding_score score ON score.form_id = form.id WHERE call.reference = 'CSP-CAL-2026-9002'"
    " GROUP BY form.recommended LIMIT %s",
    "chronology": "SELECT entry.id, entry.what, entry.kind FROM reviews_chronologyentry entry"
    " ORDER BY entry.happened_on DESC, entry.id DESC LIMIT %s",
    "missed": "SELECT entry.id, entry.what, entry.kind FROM reviews_chronologyentry entry"
    " WHERE entry.kind = 'missed' AND entry.what ILIKE '%%alone%%' ORDER BY entry.happened_on DESC LIMIT %s",
}
ROW, LINK = 120, 62  # bytes of markup of each


@login_required
def page(request):
    rows, size = (int(request.GET.get(name, 0)) for name in ("rows", "bytes"))
    with connection.cursor() as cursor:
        cursor.execute(QUERIES[request.GET.get("query", "")], [rows])
        found = cursor.fetchall()
    written = sum(len(text) + ROW for _, text, _ in found)
    links = round(max(0, size - written) / max(1, len(found)) / LINK)
    return render(request, "bare.html", {"rows": found, "links": range(links)})


urlpatterns = [path("", page)]
if not settings.configured:
    settings.configure(
        ALLOWED_HOSTS=["*"],
        ROOT_URLCONF=__name__,
        SECRET_KEY=os.environ["SECRET_KEY"],
        DATABASES={"default": dj_database_url.parse(os.environ["DATABASE_URL"], conn_max_age=600)},
        CACHES={
            "default": {
                "BACKEND": "django.core.cache.backends.redis.RedisCache",
                "LOCATION": os.environ["REDIS_URL"],
            }
        },
        SESSION_ENGINE="django.contrib.sessions.backends.cached_db",
        DEFAULT_AUTO_FIELD="django.db.models.BigAutoField",
        AUTH_USER_MODEL="bench.Somebody",
        INSTALLED_APPS=[
            "django.contrib.contenttypes",
            "django.contrib.auth",
            "django.contrib.sessions",
            "django.contrib.messages",
            "bench",
        ],
        MIDDLEWARE=[
            "django.middleware.security.SecurityMiddleware",
            "django.contrib.sessions.middleware.SessionMiddleware",
            "django.middleware.common.CommonMiddleware",
            "django.middleware.csrf.CsrfViewMiddleware",
            "django.contrib.auth.middleware.AuthenticationMiddleware",
            "django.contrib.messages.middleware.MessageMiddleware",
            "django.middleware.clickjacking.XFrameOptionsMiddleware",
        ],
        TEMPLATES=[
            {
                "BACKEND": "django.template.backends.jinja2.Jinja2",
                "DIRS": [Path(__file__).with_name("templates")],
                "OPTIONS": {
                    "context_processors": [
                        "django.template.context_processors.request",
                        "django.contrib.auth.context_processors.auth",
                        "django.contrib.messages.context_processors.messages",
                    ]
                },
            }
        ],
    )
    application = get_wsgi_application()
