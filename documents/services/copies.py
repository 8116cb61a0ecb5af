"""Asking the custodian for a document that one may know of and not open, and the answer (S000-29)."""

from django.core.exceptions import PermissionDenied
from django.db import transaction

from audit.clock import now
from audit.services import log
from documents.models import CopyRequest, Document
from notices.services import notify
from partnership.models import Role, User
from records.access import give, grant_blockers
from records.lifecycle import MoveRefused, locked
from records.writing import keep

NOT_LISTED = "You cannot ask for this document. Its custodian has not listed it for others."


@transaction.atomic
def ask_copy(document, *, by, reason):
    """The custodian is told; where they cannot open the document any more, the partnership's officers are."""
    document = locked(document)
    if not Document.objects.listed_for(by).filter(pk=document.pk).exists():
        raise PermissionDenied(NOT_LISTED)
    if not reason.strip():
        raise MoveRefused("Say what you need it for.")
    if document.copy_requests.filter(asked_by=by, answered_at=None).exists():
        raise MoveRefused("You have asked for this already. Its custodian has not answered yet.")
    request = CopyRequest(document=document, reason=reason.strip(), asked_at=now(), asked_by=by)
    keep(request, by=by, reason="Asked for a copy")
    log(document, "ask for a copy", by=by, reason=reason)
    _tell(document, by)
    return request


def _tell(document, asker):
    words = {
        "subject": f"{asker} asks for a copy of {document.reference}",
        "line": "Say on the document’s page whether they may have it.",
    }
    trigger = f"copy-asked-{asker.pk}"
    custodian = User.objects.filter(person=document.custodian_id)
    if not notify(custodian, document, trigger, **words):
        officers = Role.objects.current().filter(kind=Role.Kind.OFFICER, partnership=document.partnership_id)
        notify(User.objects.filter(person__in=officers.values("person")), document, trigger, **words)


@transaction.atomic
def answer_copy(request, *, by, is_given, answer=""):
    """Open the document to whoever asked, or decline with a reason; they are told either way."""
    document = locked(request.document)
    if not by.has_perm("documents.answer_document", document):
        raise PermissionDenied("Only the custodian and those who run this document answer requests for it.")
    request = CopyRequest.objects.select_for_update().select_related("asked_by").get(pk=request.pk)
    if reasons := list(_blockers(document, request, by, is_given, answer)):
        raise MoveRefused(*reasons)
    if is_given:
        give(document, request.asked_by, by=by, reason=f"Asked for a copy: {request.reason}")
    request.is_given, request.answer = is_given, answer.strip()
    request.answered_at, request.answered_by = now(), by
    keep(request, by=by, reason="Given" if is_given else "Declined")
    verb = "give a copy" if is_given else "decline a copy"
    log(document, verb, by=by, reason=answer, changes={"to": str(request.asked_by)})
    said = (
        "You may open it now." if is_given else "The custodian has declined. Their reason is in the portal."
    )
    subject = f"Your request for {document.reference} is answered"
    notify(
        [request.asked_by],
        None,
        f"copy-answer-{request.pk}",
        subject=subject,
        line=said,
        path=_path(document),
    )
    return request


def _path(document):
    return document.get_absolute_url()


def _blockers(document, request, by, is_given, answer):
    if request.answered_at:
        yield "This request was answered already. Nothing was changed."
    elif is_given:
        yield from grant_blockers(document, request.asked_by, by=by, reason=request.reason)
    elif not answer.strip():
        yield "Say why they may not have it."
