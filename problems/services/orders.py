"""Operational orders: one that is filed as a document of its own is copied for an operation (S002-97)."""

from django.core.files.base import ContentFile
from django.db import transaction

from documents.models import Document
from documents.services import add_document
from problems.services.writing import hold
from records.lifecycle import MoveRefused
from records.models import Link
from records.services import join

NO_FILE = "Its file is not given out at present, so it cannot be copied. Open the document to see why."


@transaction.atomic
def copy_order(document, problem, *, title, policy=None, by):
    """A document of the record with the words of the newest version, to be changed for this operation alone.

    The operation carries out a policy, where one is named (S002-18).
    """
    problem = hold(problem, by=by)
    document = Document.objects.visible_to(by).get(pk=document.pk)
    newest = document.newest
    if newest.withheld_because:
        raise MoveRefused(NO_FILE)
    with newest.file.open("rb") as file:
        content = ContentFile(file.read(), name=newest.filename)
    said = f"Copied from {document.reference}, version {newest.number}"
    copied = add_document(problem, title=title, file=content, description=said, part="response", by=by)
    join(copied, document, Link.Kind.ARISES_FROM, by=by)
    if policy is not None:
        join(copied, policy, Link.Kind.RELIES_ON, by=by)
    return copied
