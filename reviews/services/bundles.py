"""Exports of a review: asked for with a reason and a recipient, made in the background, removed after the last day."""

import csv
import datetime as dt
import hashlib
import io
import zipfile

from django.core.files.storage import default_storage
from django.db import transaction

from audit.clock import now, today
from audit.services import log
from design.addresses import url
from documents.checking.files import harmless_name
from documents.models import Document
from documents.storing import store_as
from notices.services import notify
from records.asking import hold
from records.export import guarded
from records.jobs import enqueue
from records.lifecycle import MoveRefused
from records.writing import keep
from reviews.bundled import FAMILY, PARTS
from reviews.models import Bundle
from reviews.services import family

EXPORT = "reviews.export_review"
LONGEST = dt.timedelta(days=30)
State = Bundle.State
NOTHING = "Nothing is recorded."
HEADINGS = ("File", "What", "Reference", "Version", "SHA-256", "Note")


@transaction.atomic
def ask_bundle(review, *, by, purpose, reason, recipient, parts, versions, expires_on):
    review = hold(review, by=by, permission=EXPORT)
    reasons = []
    if not reason.strip() or not recipient.strip():
        reasons.append("Say why it is exported, and who receives it.")
    if not parts and not versions:
        reasons.append("Choose what the export holds.")
    if not today() <= expires_on <= today() + LONGEST:
        reasons.append(f"The last day is today or later, and at most {LONGEST.days} days from now.")
    if reasons:
        raise MoveRefused(*reasons)
    row = Bundle(
        review=review, purpose=purpose, reason=reason, recipient=recipient, parts=[p for p in PARTS if p in parts],
        expires_on=expires_on, asked_at=now(), asked_by=by,
    )  # fmt: skip
    keep(row, by=by, reason=reason)
    row.versions.set(versions)
    said = {"purpose": str(purpose), "recipient": recipient, "parts": row.parts, "files": len(versions)}
    log(review, "ask for an export", by=by, reason=reason, changes=said)
    enqueue("reviews.make_bundle", bundle_id=row.pk)
    return row


def make_bundle(bundle_id):
    """Whoever asked must still be allowed to; made already, nothing happens."""
    row = Bundle.objects.select_related("review__what", "review__referring_agency", "asked_by").get(
        pk=bundle_id
    )
    if row.state != State.WAITING:
        return
    if not row.asked_by.has_perm(EXPORT, row.review):
        row.state = State.FAILED
        keep(row, by=None, reason="Whoever asked may no longer take an export")
        return
    if FAMILY in row.parts:
        family.note_opening(row.review, by=row.asked_by)
    content = _zip(row)
    row.sha256, row.size, row.state = hashlib.sha256(content).hexdigest(), len(content), State.DONE
    row.file.name = store_as(f"reviews/{row.sha256[:2]}/{row.sha256}.zip", io.BytesIO(content), row.size)
    keep(row, by=row.asked_by, reason="Export made")
    waits = url("reviews:keeping", row.review.reference)
    notify([row.asked_by], row.review, f"bundle-{row.pk}", path=waits)


def remove_expired(on):
    """The file goes after its last day; that it was there, for whom and why, stays."""
    for row in Bundle.objects.filter(state=State.DONE, expires_on__lt=on):
        name, row.file.name, row.state = row.file.name, "", State.EXPIRED
        if not Bundle.objects.filter(sha256=row.sha256, state=State.DONE).exclude(pk=row.pk).exists():
            default_storage.delete(name)
        keep(row, by=None, reason="The last day has passed")


def note_download(row, *, by):
    said = {"reading": True, "of": "Export", "recipient": row.recipient}
    log(row.review, "download", by=by, reason=row.reason, changes=said)


def _zip(row):
    file, index = io.BytesIO(), []
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        if row.parts:
            text = _record(row).encode()
            archive.writestr("record.txt", text)
            index.append(("record.txt", "Parts of the record", row.review.reference, "", _digest(text), ""))
        known = Document.objects.visible_to(row.asked_by).filter(attached_to=row.review_id)
        versions = row.versions.filter(document__in=known.values("pk")).select_related("document")
        for number, version in enumerate(versions.order_by("document", "pk"), start=1):
            index.append(_add(archive, number, version))
        archive.writestr("index.csv", _index(row, index))
    return file.getvalue()


def _add(archive, number, version):
    said = (version.document.title, version.document.reference, version.number)
    if version.withheld_because:
        return "", *said, version.sha256, version.withheld_because
    name = f"papers/{number:03d}-{harmless_name(version.filename)}"
    with version.file.open("rb") as content:
        archive.writestr(name, content.read())
    return name, *said, version.sha256, ""


def _record(row):
    lines = [f"{row.review.what.name}: {row.review.title} ({row.review.reference})", f"As at {today()}", ""]
    for part in row.parts:
        heading, said = PARTS[part]
        lines += [heading.upper(), *(list(said(row.review)) or [NOTHING]), ""]
    return "\n".join(lines)


def _index(row, index):
    text = io.StringIO()
    writer = csv.writer(text)
    writer.writerow(HEADINGS)
    writer.writerows([guarded(cell) for cell in line] for line in index)
    writer.writerow(
        ["", f"{row.get_purpose_display()}, for {row.recipient}", row.review.reference, "", "", ""]
    )
    return text.getvalue().encode("utf-8-sig")


def _digest(content):
    return hashlib.sha256(content).hexdigest()
