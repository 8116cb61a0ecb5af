"""Whether this process can serve pages: asked by the proxy and by the container engine. Tells strangers nothing."""

from django.contrib.auth.decorators import login_not_required
from django.db import Error, connection
from django.http import HttpRequest, HttpResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

PLAIN = "text/plain; charset=utf-8"


@never_cache
@login_not_required
@require_safe
def health(request: HttpRequest) -> HttpResponse:
    """The database answers. The broker may be away: pages work without it, and the work waits."""
    try:
        with connection.cursor() as cursor:
            cursor.execute("select 1")
    except Error:
        return HttpResponse("The database does not answer.\n", content_type=PLAIN, status=503)
    return HttpResponse("Well.\n", content_type=PLAIN)
