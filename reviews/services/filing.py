"""The final PDF of a report, filed in one act as the document that is agreed, submitted and published.

It is the very file that was composed, of the text that was checked for names and of no other; `documents` keeps it with
its digest, and the next one is the next version of the same document.
"""

from django.core.files.base import ContentFile
from django.db import transaction
from django.utils.text import slugify

from audit.services import log
from design.filters import date
from documents.lifecycle import Status
from documents.services import add_document, add_version
from records.asking import hold, require
from records.lifecycle import MoveRefused
from reviews.models import ReviewPrint
from reviews.services.checking import last_check, why_it_may_not_leave
from reviews.services.reports import WRITE
from reviews.texts import content_of, version_refusals

CHANGED = "The text has changed since this file was made. Check it for names, and make the final file anew."


@transaction.atomic
def file_final(row, *, by):
    """Returns the version that the file became."""
    review = hold(row.review, by=by, permission="reviews.attach_to_review")
    row = ReviewPrint.objects.select_for_update().get(pk=row.pk)
    report = row.report
    report.review = review
    require(by, WRITE, report)
    if reasons := list(filing_refusals(row)):
        raise MoveRefused(*reasons)
    with row.file.open("rb") as stored:
        file = ContentFile(stored.read(), name=f"{slugify(report.title)}.pdf")
    kept, check = report.versions.first(), last_check(review, report=report)
    text = f"Version {kept.number} of the text, checked for names on {date(check.made_at)}."
    text += f" SHA-256 of that text: {row.digest}"
    if document := document_of(report):
        version = add_version(document, file, description=text, by=by)
    else:
        document = add_document(review, title=report.title, file=file, description=text, by=by)
        version = document.newest
    row.filed_as = version
    row.save(update_fields=["filed_as"])
    said = {"document": document.reference, "version": version.number, "sha256": version.sha256}
    log(review, "file a final report", by=by, changes=said | {"text": row.digest})
    return version


def filing_refusals(row):
    """What stands in the way, whoever asks."""
    if row.kind != ReviewPrint.Kind.FINAL or row.state != ReviewPrint.State.DONE:
        yield "Only a final report that is made can be filed."
    elif row.filed_as_id:
        yield f"This file was filed already, as {row.filed_as.document.reference}. Nothing was changed."
    elif content_of(row.report)[1] != row.digest:
        yield CHANGED
    else:
        yield from why_it_may_not_leave(row.review, report=row.report)
        yield from version_refusals(row.report)


def document_of(report):
    """What the report was filed as before, while it is kept."""
    filed = ReviewPrint.objects.filter(report=report, filed_as__destroyed_on=None)
    row = filed.exclude(filed_as=None).select_related("filed_as__document").first()
    document = row and row.filed_as.document
    return document if document and document.status != Status.WITHDRAWN else None


def filed_of(review):
    """The newest filed version of each report whose text stands as it was filed."""
    rows = ReviewPrint.objects.filter(review=review, filed_as__isnull=False, filed_as__destroyed_on=None)
    newest = {}
    for row in rows.select_related("report", "filed_as__document").order_by("pk"):
        if content_of(row.report)[1] == row.digest:
            newest[row.report_id] = row.filed_as
    return list(newest.values())
