"""The bid as a PDF: to whoever may read the bid, with the documents that they may know of."""

from documents.models import Document
from funding.reports.description import LISTS
from funding.reports.printed import print_bid
from funding.views.frame import bid_or_404
from records.pages import pdf_of


def bid_pdf(request, reference):
    bid = bid_or_404(request, reference, "signoffs__withdrawal", lists=LISTS)
    documents = Document.objects.visible_to(request.user).filter(attached_to=bid.pk).order_by("pk")
    printed = print_bid(bid, documents)
    context, name = {"printed": printed, "foot": printed.status}, printed.file_name.removesuffix(".pdf")
    return pdf_of(
        request, bid, "funding/printed/bid.html", context, title=printed.full_title, name=name,
        draft=printed.is_draft,
    )  # fmt: skip
