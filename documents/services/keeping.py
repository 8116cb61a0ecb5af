"""Adding documents and their versions."""

from django.core.exceptions import PermissionDenied
from django.db import transaction

from audit.clock import now
from audit.services import log
from documents import numbers
from documents.checking import check_file
from documents.lifecycle import Action, Status
from documents.models import Document, Version
from documents.services.scans import is_clean, scan_later
from documents.storing import store
from records.access import end_grant
from records.audience import BY_GRANT, open_to_the_same
from records.lifecycle import MoveRefused, locked, move
from records.models import Link, Record
from records.services import change_record, create_record, join
from records.writing import keep

NOT_YOURS = "Only officers, the chair, drafters and the agency it belongs to may keep documents here."
FILE = ("file", "filename", "content_type", "size", "sha256", "scanned", "infected_with")  # of a version
SAY_WHAT_CHANGED = "Say in a few words what changed in this version."


def add_document(
    attached_to=None,
    *,
    title,
    file,
    by,
    description="First version",
    partnership=None,
    body=None,
    agency=None,
    audience="",
    authors="",
    is_agreed=False,
    part="",
    item="",
):
    """Keep a new document, of a record or of a body, an agency or a partnership by itself.

    One attached to a record is known to whoever knows the record: it takes the record's audience and marking.
    ``part`` is one of the record's `PARTS` (S002-133); ``item`` the number of an agenda's item that it is a paper for.
    """
    document = Document(title=title.strip(), authors=authors, custodian=by.person, part=part)
    if attached_to is not None:
        _belong_to(document, attached_to)
    else:
        document.partnership, document.body, document.agency = partnership, body, agency
        document.audience = audience or document.audience
    owner = attached_to or document
    _require(by, "add", owner)
    if not document.title:
        raise MoveRefused("Enter the title of the document.")
    content = _vetted(file, description)
    with transaction.atomic():
        if attached_to is not None:  # as it is now: somebody may have closed it meanwhile
            attached_to = Record.objects.select_for_update().get(pk=attached_to.pk)
            _belong_to(document, attached_to)
            _require(by, "add", attached_to)
        _refuse_kept_already(document, content, by)
        if is_agreed:
            _require(by, "agree", owner)
            document.status = Status.AGREED
        create_record(document, by=by, reason=description)
        if attached_to is not None and document.audience in (*BY_GRANT, Record.Audience.AGENCY):
            open_to_the_same(document, attached_to)
        number = numbers.next_agreed() if is_agreed else numbers.next_draft()
        _write_version(document, number, description, content, by=by)
        if item:
            join(document, attached_to, Link.Kind.PAPER_FOR, by=by, part=f"item {item}")
    return document


def add_version(document, file, *, description, by, number="", caused_by=None):
    """Keep the next version. ``caused_by`` is the meeting, or other record, that it follows from (S004-15)."""
    _require(by, "version", document)
    content = _vetted(file, description)
    with transaction.atomic():
        document = locked(document)
        _require(by, "version", document)
        newest = document.newest
        if document.status == Status.WITHDRAWN:
            raise MoveRefused("This document was withdrawn. Add the file as a new document.")
        if newest.sha256 == content["sha256"]:
            raise MoveRefused(f"This is the very file of version {newest.number}. Nothing was changed.")
        if number and (reasons := list(numbers.refusals(number, newest.number))):
            raise MoveRefused(*reasons)
        if document.status == Status.AGREED:
            document = move(document, Action.REVISE, by=by, reason=description)
        number = number or numbers.next_draft(newest.number)
        version = _write_version(document, number, description, content, by=by)
        if caused_by is not None:
            join(document, caused_by, Link.Kind.ARISES_FROM, by=by, note=f"Version {number}")
    return version


@transaction.atomic
def change_document(document, changes, *, by, version=None):
    """Set the title, authors, custodian or marking."""
    document = locked(document)
    _require(by, "change", document)
    return change_record(document, changes, by=by, reason="Details changed", version=version)


def write_agreed(document, *, by):
    """Give the newest draft its whole number: the same file, now agreed (S004-04)."""
    newest = document.newest
    same = {name: getattr(newest, name) for name in FILE}
    number = numbers.next_agreed(newest.number)
    return _write_version(document, number, f"Agreed as it stood in version {newest.number}", same, by=by)


@transaction.atomic
def keep_made(document, file, *, description, by):
    """Keep a file that the portal made itself. The service that calls has asked its own questions, and says who
    may know of the document.
    """
    content = _vetted(file, description)
    create_record(document, by=by, reason=description)
    if document.attached_to_id and document.audience in BY_GRANT:
        open_to_the_same(document, document.attached_to)
    _write_version(document, numbers.next_draft(), description, content, by=by)
    return document


@transaction.atomic
def copy_to(document, record, *, title, by):
    """Keep the newest version of a document under another record too, known to whoever knows that one.

    The service that calls has asked its own questions: whoever gives the file may see nothing of where it goes.
    """
    copy = Document(title=title.strip()[:250], authors=document.authors)
    record = Record.objects.select_for_update().get(pk=record.pk)
    _belong_to(copy, record)
    create_record(copy, by=by, reason=f"As {document.reference}")
    if copy.audience == Record.Audience.NAMED:
        end_grant(copy, by, by=by, reason="Given to those who know the record")
    if copy.audience in (*BY_GRANT, Record.Audience.AGENCY):
        open_to_the_same(copy, record)
    newest = document.newest
    same = {name: getattr(newest, name) for name in FILE}
    _write_version(copy, numbers.next_draft(), f"As {document.reference}", same, by=by)
    return copy


def attachments_of(record, user):
    """The documents of a record that this person may know of, the newest first, with their versions."""
    return Document.objects.attached_to(record).visible_to(user).with_versions().order_by("-pk")


def _belong_to(document, record):
    document.attached_to_id = record.pk
    for name in ("partnership_id", "body_id", "agency_id", "audience", "marking", "handling"):
        setattr(document, name, getattr(record, name))


def _require(by, verb, document):
    if not by.has_perm(f"documents.{verb}_document", document):
        raise PermissionDenied(NOT_YOURS)


def _vetted(file, description):
    """What a version's row says of its file, stored; FileRefused where it may not be kept."""
    if not description.strip():
        raise MoveRefused(SAY_WHAT_CHANGED)
    checked = check_file(file)
    scanned = is_clean(file)
    return {**vars(checked), "file": store(file, checked), "scanned": scanned}


def _refuse_kept_already(document, content, by):
    """The same file twice changes nothing and says so; of a document they may not see, nothing is said."""
    same = Document.objects.visible_to(by).filter(
        versions__sha256=content["sha256"],
        partnership=document.partnership_id,
        body=document.body_id,
        attached_to=document.attached_to_id,
    )
    if kept := same.exclude(status=Status.WITHDRAWN).first():
        raise MoveRefused(f"This file is kept here already, as {kept.reference}. Nothing was changed.")


def _write_version(document, number, description, content, *, by):
    version = Version(
        document=document,
        number=number,
        description=description.strip(),
        added_at=now(),
        added_by=by,
        **content,
    )
    keep(version, by=by, reason=description)
    changes = {"version": number, "file": version.filename, "sha256": version.sha256}
    log(document, "add version", by=by, reason=description, changes=changes)
    scan_later(version)
    return version
