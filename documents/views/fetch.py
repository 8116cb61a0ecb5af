from django.core.exceptions import PermissionDenied
from django.shortcuts import get_object_or_404

from documents.models import Document
from records.lifecycle import walled_above


def document_or_404(request, reference):
    """Unknown, or not theirs to know of: the same answer."""
    return get_object_or_404(
        Document.objects.visible_to(request.user).select_related("partnership", "body", "custodian"),
        reference=reference,
    )


def listed_or_404(request, reference):
    """A document that the person may not open, and may know of."""
    listed = Document.objects.listed_for(request.user).select_related("partnership", "custodian")
    return get_object_or_404(listed, reference=reference)


def document_for(request, reference, verb):
    """The document, to somebody who may do this to it; to others who may see it, a refusal with its reason."""
    document = document_or_404(request, reference)
    if not request.user.has_perm(f"documents.{verb}_document", document):
        by_name = verb in BY_NAME_ALONE and walled_above(document)
        raise PermissionDenied(BY_NAME if by_name else REFUSALS.get(verb, REFUSALS["change"]))
    return document


BY_NAME_ALONE = ("share", "issue")
BY_NAME = "This is open to each person by name. Whoever keeps what it belongs to opens it, under “Who can see this”."


REFUSALS = {
    "change": "Only officers, the chair, drafters and the agency it belongs to may change this document.",
    "agree": "Only officers and the chair may mark this document as agreed.",
    "withdraw": "Only officers and the chair may withdraw this document.",
    "issue": "Only those who keep this document may send it out.",
    "answer": "Only the custodian and those who run this document answer requests for it.",
    "share": "Only the author and those who run this document may share it.",
}
