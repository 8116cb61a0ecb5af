"""A record of the room as a PDF."""

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.http import content_disposition_header

from design.pdf import PdfFailed, render_pdf
from records.access import note_reading


def pdf_of(request, record, template, context, *, title, name="", draft=False):
    """The file, shown in the browser; a page that says so where it could not be made."""
    note_reading(request.user, record, "download")
    terms = {
        "title": title,
        "marking": record.full_marking,
        "draft": draft,
        "author": str(record.partnership),
    }
    try:
        content = render_pdf(template, {"reference": record.reference, **context}, **terms)
    except PdfFailed as failure:
        said = {"title": "The PDF could not be made", "message": str(failure), "record": record}
        return render(request, "design/not_made.html", said, status=503)
    response = HttpResponse(content, content_type="application/pdf")
    response["Content-Disposition"] = content_disposition_header(False, f"{name or record.reference}.pdf")
    response["Cache-Control"] = "private, no-store"
    return response
