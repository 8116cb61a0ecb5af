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

STATUSES = (
    "scanning",
    "analysis",
    "planning",
    "response",
    "assessment",
    "review",
    "returned",
    "waiting",
    "closed",
)
EXTENTS = ("fully", "partly", "no")
COUNTS = ", ".join(
    [
        *(f"count(*) FILTER (WHERE problem.status = '{status}')" for status in STATUSES),
        *(
            f"count(*) FILTER (WHERE problem.plan_implemented = '{done}' AND problem.measure_achieved = '{achieved}')"
            for done in EXTENTS
            for achieved in EXTENTS
        ),
        *(f"sum(problem.incidents_{when})" for when in ("before", "after")),
    ]
)
QUERIES = {  # each gives a number, a text and another text
    "": "SELECT number, text, publication FROM meetings_paragraph WHERE text <> '' ORDER BY id DESC LIMIT %s",
    "beats": "WITH spent AS (SELECT problem.beat_id, sum(hours) AS hours, sum(cost) AS cost FROM problems_resource"
    " JOIN problems_problem problem ON problem.record_ptr_id = problem_id GROUP BY problem.beat_id)"
    f" SELECT count(*), beat.name, concat_ws(', ', {COUNTS}, min(hours), min(cost)) FROM problems_problem problem"
    " JOIN partnership_area beat ON beat.id = problem.beat_id LEFT JOIN spent ON spent.beat_id = beat.id"
    " GROUP BY beat.name ORDER BY beat.name LIMIT %s",
    "techniques": "WITH chosen AS (SELECT DISTINCT problem_id, technique FROM problems_response,"
    " jsonb_array_elements(techniques) technique WHERE choice = 'chosen'), spent AS (SELECT technique,"
    " sum(hours) AS hours, sum(cost) AS cost FROM problems_resource JOIN chosen USING (problem_id) GROUP BY technique)"
    f" SELECT count(*), technique::text, concat_ws(', ', {COUNTS}, min(hours), min(cost))"
    " FROM problems_problem problem JOIN chosen ON problem_id = problem.record_ptr_id JOIN spent USING (technique)"
    " GROUP BY technique LIMIT %s",
    "map": "SELECT count(*), avg(place.latitude)::text, min(place.text) FROM problems_location place"
    " JOIN problems_problem problem ON problem.record_ptr_id = place.problem_id WHERE place.latitude IS NOT NULL"
    " GROUP BY round(place.latitude, 2), round(place.longitude, 2) LIMIT %s",
    "year": "SELECT count(*), entry.kind, sum(entry.amount)::text FROM funding_entry entry"
    " JOIN funding_fundyear year ON year.id = entry.fund_year_id JOIN records_record fund ON fund.id = year.fund_id"
    " WHERE fund.reference = 'CSP-FND-2026-9002' GROUP BY entry.kind LIMIT %s",
    "call": "SELECT count(*) OVER (), record.title, bid.status FROM funding_bid bid"
    " JOIN records_record record ON record.id = bid.record_ptr_id JOIN records_record call ON call.id = bid.call_id"
    " WHERE call.reference = 'CSP-CAL-2026-9002' ORDER BY bid.record_ptr_id DESC LIMIT %s",
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
