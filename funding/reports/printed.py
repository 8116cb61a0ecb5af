"""The bid as a document. Frozen and complete: the template over this asks the database nothing."""

from dataclasses import dataclass

from funding.contents import bid_of
from funding.lifecycle.bids import SUBMIT
from funding.reports.description import Answers, answers_of
from signoffs.reports import Signature, signature_of, state_of


@dataclass(frozen=True, slots=True)
class PrintedBid:
    reference: str
    title: str
    call: str
    partnership: str
    status: str
    marking: str
    is_draft: bool
    answers: tuple[Answers, ...]
    documents: tuple[str, ...]
    signature: Signature | None

    @property
    def full_title(self):
        return f"Bid: {self.title}"

    @property
    def file_name(self):
        return f"{self.reference}{'-draft' if self.is_draft else ''}.pdf"


def print_bid(bid, documents=()):
    return PrintedBid(
        reference=bid.reference,
        title=bid.title,
        call=f"{bid.call} ({bid.call.reference})",
        partnership=str(bid.partnership),
        status=bid.get_status_display(),
        marking=bid.full_marking,
        is_draft=bid.submitted_at is None or bid.is_writable,
        answers=answers_of(bid),
        documents=tuple(f"{row.title} ({row.reference})" for row in documents),
        signature=submission_of(bid),
    )


def submission_of(bid):
    """The applicant's name put to the bid, newest first; stale once a word of it has changed."""
    signed = [row for row in bid.signoffs.all() if row.act == SUBMIT]
    newest = max(signed, key=lambda row: row.edition, default=None)
    return newest and signature_of(newest, state_of(newest, bid_of(bid)))
