"""Letters to the applicants of a call, one by one and together, and the sheet of one decision, as PDF files."""

from django.core.exceptions import PermissionDenied
from django.http import Http404

from funding.reports import scores
from funding.reports.letters import PARTS, decided_bids, letter_of, sheet_of_decision
from funding.reports.paper import paper_of
from funding.views.deciding import call_page, weighed_call
from funding.views.scoring_frame import known_bid, scored_bid
from records.asking import refusal
from records.pages import pdf_of


def letter_list(request, reference):
    call = weighed_call(request, reference)
    letters = [letter_of(bid) for bid in decided_bids(call, request.user)]
    return call_page(request, "letters.html", call, "letters", letters=letters)


def letter_pdf(request, reference):
    """For the applicants too, once the bid is decided."""
    bid = known_bid(request, reference, *PARTS)
    if not request.user.has_perm("funding.read_letter", bid):
        raise PermissionDenied(refusal("funding.read_letter"))
    letter = letter_of(bid)
    if letter is None:
        raise Http404
    title = f"Decision on {letter.title}"
    return _made(request, bid, "letters.html", title, letter.file_name.removesuffix(".pdf"), letters=[letter])


def letters_pdf(request, reference):
    """All letters of a call in one file, each beginning a page."""
    call = weighed_call(request, reference)
    letters = [letter_of(bid) for bid in decided_bids(call, request.user)]
    if not letters:
        raise Http404
    title = f"Letters to applicants: {call.title}"
    return _made(request, call, "letters.html", title, f"{call.reference}-letters", letters=letters)


def decision_pdf(request, reference):
    """One page for the file: where the bid stood, what was decided, and why."""
    bid = scored_bid(
        request, reference, "funding.view_scores", "decisions__made_by__person", *PARTS, lists=scores.LISTS
    )
    if not bid.decisions.all():
        raise Http404
    sheet = sheet_of_decision(bid, paper_of(bid.call, request.user), scores.sheet_of(bid, request.user))
    title, name = f"Decision sheet: {bid.title}", f"{bid.reference}-decision"
    return _made(request, bid, "decision.html", title, name, sheet=sheet, letter=sheet.letter)


def _made(request, record, template, title, name, **context):
    return pdf_of(request, record, f"funding/printed/{template}", context, title=title, name=name)
