"""Every address of the portal. The open pages are named in `tests/architecture/test_addresses.py`."""

from django.conf import settings
from django.urls import include, path

from config.health import health
from notices.views import notice_follow
from reviews.views.statements import press, press_show

urlpatterns = [
    path("health/", health, name="health"),
    path("meetings/", include("meetings.urls")),
    path("problems/", include("problems.urls")),
    path("funding/", include("funding.urls")),
    path("assessments/", include("assessments.urls")),
    path("reviews/", include("reviews.urls")),
    path("waiting/<slug:token>/", notice_follow, name="waiting"),  # says nothing of what waits
    path("press/", press, name="press"),  # names nothing of what a statement is about
    path("press/<slug:reference>/", press_show, name="press_statement"),
    path("actions/", include("actions.urls")),
    path("documents/", include("documents.urls")),
    path("signoffs/", include("signoffs.urls")),
    path("notices/", include("notices.urls")),
    path("records/", include("records.urls")),
    path("accounts/", include("accounts.urls")),
    path("", include("home.urls")),  # last: each of its hundred addresses is tried for whatever follows
]
if settings.DEBUG:
    urlpatterns.append(path("design/", include("design.urls")))
