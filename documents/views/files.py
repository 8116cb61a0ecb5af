from urllib.parse import quote

from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.http import FileResponse, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.http import content_disposition_header
from django.views.decorators.http import require_safe

from documents.checking import encoding_of
from documents.views.fetch import document_or_404
from records.access import note_reading


@require_safe
def version_download(request, reference, number):
    """The file itself, always to be saved and never shown in the portal's own pages."""
    document = document_or_404(request, reference)
    version = get_object_or_404(document.versions, number=number)
    if version.withheld_because:
        raise PermissionDenied(version.withheld_because)
    note_reading(request.user, document, f"download version {version.number}")
    response = _body(version)
    response["Content-Type"] = _content_type(version)
    response["Content-Disposition"] = content_disposition_header(True, version.filename)
    response["X-Content-Type-Options"] = "nosniff"
    response["Content-Security-Policy"] = "sandbox; default-src 'none'; frame-ancestors 'none'"
    response["Cache-Control"] = "private, no-store"
    return response


def _content_type(version):
    if not version.content_type.startswith("text/"):
        return version.content_type
    with version.file.storage.open(version.file.name) as file:
        return f"{version.content_type}; charset={encoding_of(file.read())}"


def _body(version):
    """From the web server in front where it has the files (``X_ACCEL_PREFIX``), else from here."""
    if settings.X_ACCEL_PREFIX:
        address = f"{settings.X_ACCEL_PREFIX.rstrip('/')}/{quote(version.file.name)}"
        return HttpResponse(headers={"X-Accel-Redirect": address})
    response = FileResponse(version.file.open("rb"))
    response["Content-Length"] = version.size
    return response
