"""The bid as a PDF: to whoever may read the bid, with the documents that they may know of."""

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.http import content_disposition_header

from design.pdf import PdfFailed, render_pdf
from documents.models import Document
from funding.reports.description import PARTS
from funding.reports.printed import print_bid
from funding.views.frame import bid_or_404
from records.access import note_reading


def bid_pdf(request, reference):
    bid = bid_or_404(request, reference, *PARTS, "signoffs__withdrawal")
    note_reading(request.user, bid, "download")
    documents = Document.objects.visible_to(request.user).filter(attached_to=bid.pk).order_by("pk")
    printed = print_bid(bid, documents)
    context = {"printed": printed, "reference": printed.reference, "foot": printed.status}
    try:
        content = render_pdf(
            "funding/printed/bid.html", context, title=printed.full_title, marking=printed.marking,
            draft=printed.is_draft, author=printed.partnership,
        )  # fmt: skip
    except PdfFailed as failure:
        said = {"title": "The PDF could not be made", "message": str(failure), "bid": bid}
        return render(request, "funding/printed/not_made.html", said, status=503)
    response = HttpResponse(content, content_type="application/pdf")
    response["Content-Disposition"] = content_disposition_header(False, printed.file_name)
    response["Cache-Control"] = "private, no-store"
    return response
