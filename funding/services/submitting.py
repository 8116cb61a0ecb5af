"""Sending a bid in, and taking it back: the applicant's own steps."""

from django.db import transaction

from audit.clock import now, today
from audit.services import plain
from audit.text import digest_of
from funding.contents import bid_of
from funding.lifecycle.bids import SUBMIT, Action, Status
from funding.services import ledger
from partnership.models import Post
from records.asking import say_why
from records.audience import close_under, hanging_under
from records.lifecycle import MoveRefused, locked, move, save
from records.models import Record
from signoffs.services import sign

STATEMENT = "What this bid says is true as far as we know, and the applicant stands behind it."
READ_AGAIN = "Somebody changed the bid after you opened this page. Read the answers again before you submit."


@transaction.atomic
def express_interest(bid, *, by):
    """First stage of a call in two: those who run the funding read it, and invite the whole bid or do not."""
    return _open(move(bid, Action.EXPRESS, by=by), by=by)


@transaction.atomic
def submit_bid(bid, *, by, digest_seen=None):
    """Submit with a name put to exactly what is submitted. From then on the bid is locked.

    ``digest_seen`` is of the answers that the page showed: if a word has changed since, nothing is submitted.
    """
    before = locked(bid)
    if before.is_writable and digest_seen and digest_seen != digest_of_bid(before):
        raise MoveRefused(READ_AGAIN)
    bid = move(bid, Action.SUBMIT, by=by)
    bid.submitted_at, bid.submitted_by = now(), by
    bid = _open(bid, by=by)
    last = bid.signoffs.filter(act=SUBMIT).order_by("-edition").first()
    sign(
        bid, act=SUBMIT, statement=STATEMENT, content=bid_of(bid), role=_role(by, bid), agency=bid.agency, by=by,
        edition=last.edition + 1 if last else 1,
    )  # fmt: skip
    return bid


def _open(bid, *, by):
    """From now on it, and what is attached to it, is known to those who run the funding and to the chair."""
    bid.audience = Record.Audience.FUNDING
    save(bid, by=by, reason="Open to those who run the funding")
    rows = hanging_under(bid, Record.objects.filter(audience=Record.Audience.AGENCY))
    close_under(bid, rows, by=by, reason="submitted")
    return bid


def _role(by, bid):
    posts = Post.objects.of([bid.agency_id], today()).filter(person=by.person_id)
    post = posts.exclude(title="").first()
    return post.title if post else "For the applicant"


def digest_of_bid(bid):
    return digest_of(plain(bid_of(bid)))


@transaction.atomic
def withdraw_bid(bid, *, by, reason):
    """The applicant takes the bid back, with a reason; money that was set aside for it is free again."""
    say_why(reason, "Say why the bid is withdrawn.")
    was = locked(bid).status
    bid = move(bid, Action.WITHDRAW, by=by, reason=reason)
    if was == Status.AWARDED and (left := ledger.left_of(bid)):
        ledger.release(bid, left, by=by, note=f"{bid.reference} was withdrawn")
    return bid
