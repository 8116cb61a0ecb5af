"""Working papers destroyed by two people: one proposes, another confirms, and the files are gone for good."""

from django.core.exceptions import PermissionDenied
from django.db import transaction

from audit.clock import now, today
from audit.services import log
from documents import taken
from documents.models import Document, Version
from documents.storing import remove
from records.asking import hold, say_why
from records.jobs import enqueue
from records.lifecycle import MoveRefused
from records.writing import keep
from reviews.models import DestroyedPaper, Destruction, RetentionRule
from reviews.retention import What, kept_until


@transaction.atomic
def propose(review, documents, *, by, reason):
    """A list of documents with every version of each. Nothing happens before another person confirms it."""
    review = hold(review, by=by, permission="reviews.propose_destruction")
    say_why(reason, "Say why they are destroyed.")
    reasons = list(refusals(review))
    if not documents:
        reasons.append("Choose the papers that are to be destroyed.")
    if review.destructions.filter(confirmed_at=None, dropped_on=None).exists():
        reasons.append("Another list waits to be confirmed. Have it confirmed or withdraw it first.")
    if reasons:
        raise MoveRefused(*reasons)
    row = Destruction(review=review, reason=reason, proposed_at=now(), proposed_by=by)
    keep(row, by=by, reason=reason)
    for version in _versions(review, [document.pk for document in documents]):
        paper = DestroyedPaper(
            destruction=row, document_id=version.document_id, title=version.document.title, number=version.number,
            sha256=version.sha256,
        )  # fmt: skip
        keep(paper, by=by)
    log(review, "propose destruction", by=by, reason=reason, changes={"papers": row.papers.count()})
    return row


@transaction.atomic
def confirm(review, key, *, by):
    """By somebody else to whom the review is open. From now on nobody opens these files again."""
    review = hold(review, by=by, permission="reviews.confirm_destruction")
    row = review.destructions.select_for_update().get(pk=key)
    if row.proposed_by_id == by.pk:
        raise PermissionDenied(
            "Whoever proposed it cannot confirm it. Ask another person who knows this review."
        )
    reasons = list(refusals(review))
    if not row.waits:
        reasons.append("This list was confirmed or withdrawn already. Nothing was changed.")
    if reasons:
        raise MoveRefused(*reasons)
    row.confirmed_at, row.confirmed_by = now(), by
    keep(row, by=by, reason=row.reason)
    listed = {(paper.document_id, paper.number) for paper in row.papers.all()}
    for version in _versions(review, {document for document, _ in listed}):
        if (version.document_id, version.number) in listed:
            version.destroyed_on = today()
            keep(version, by=by, reason=f"Destroyed: {row.reason}")
            taken.note(version)
    log(review, "destroy papers", by=by, reason=row.reason, changes={"papers": len(listed)})
    enqueue("reviews.remove_files", destruction_id=row.pk)
    return row


@transaction.atomic
def drop(review, key, *, by, reason):
    review = hold(review, by=by, permission="reviews.propose_destruction")
    say_why(reason)
    row = review.destructions.select_for_update().get(pk=key)
    if not row.waits:
        raise MoveRefused("This list was confirmed or withdrawn already. Nothing was changed.")
    row.dropped_on = today()
    log(review, "withdraw a list to destroy", by=by, reason=reason)
    return keep(row, by=by, reason=reason)


def remove_files(destruction_id):
    """Take the files out of storage; however often it runs, what is gone is gone and is noted once."""
    row = Destruction.objects.select_related("confirmed_by").get(pk=destruction_id)
    if row.confirmed_at is None:
        return
    for paper in row.papers.filter(removed_on=None, kept_elsewhere=False):
        if remove(paper.sha256):
            paper.removed_on = today()
        else:
            paper.kept_elsewhere = True
        keep(paper, by=row.confirmed_by, reason="Removed from storage")


NOTHING = "Nothing that could be destroyed is attached to this review. Papers show here once a document is attached."


def refusals(review, documents=None):
    """What stands in the way of destroying working papers of the review, or these of them, on this day."""
    if documents is not None and not documents:
        yield NOTHING
    rules = dict(RetentionRule.objects.filter(partnership=review.partnership_id).values_list("what", "years"))
    until = kept_until(review, rules, What.PAPERS)
    if review.legal_holds.filter(ended_on=None).exists():
        yield "A legal hold stands. Nothing of this review is destroyed before it ends."
    if review.closed_on is None:
        yield "The review is not closed. Its papers are needed until it is."
    elif What.PAPERS not in rules:
        yield "No rule says how long working papers are kept. Record what the partnership agreed first."
    elif until > today():
        yield f"Working papers of this review are kept until {until:%d %B %Y}."


def _versions(review, documents):
    of = Document.objects.filter(attached_to=review.pk, pk__in=documents)
    found = Version.objects.filter(document__in=of, destroyed_on=None).select_related("document")
    return found.order_by("document", "pk")
