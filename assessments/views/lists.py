"""What the lists of the room share: a page of rows in an order, and the list as a file."""

from django.contrib import messages
from django.shortcuts import redirect

from audit.clock import today
from design.pages import query
from records.access import note_reading
from records.export import LIMIT, TOO_LONG, export


def download(request, rows, name, headings, line):
    """Exactly what the filters leave. Of each record it is noted that it was read."""
    rows = list(rows[: LIMIT + 1])
    if len(rows) > LIMIT:
        messages.error(request, TOO_LONG)
        return redirect(f"{request.path}{query(request.GET, export=None)}")
    for record in rows:
        note_reading(request.user, record, "download")
    return export(
        request.GET["export"], f"{name}-{today().isoformat()}", headings, [line(row) for row in rows]
    )
