"""What the pages of documents show."""

from dataclasses import dataclass

from django.db.models import Prefetch, prefetch_related_objects

from audit.clock import local_day, today
from design.addresses import url
from design.pages import NextStep
from documents.lifecycle import Action, Status
from documents.models import CopyRequest, Document, Issue, Version
from partnership.models import Person
from partnership.querysets import DatedQuerySet
from records.lifecycle import moves_open_to
from records.models import Record
from records.one import prepared_as_known

EXPORTED = (
    "Reference", "Title", "Stage", "Version", "Body", "Partnership", "About", "Groups that it is about", "Changed on"
)  # fmt: skip


@dataclass(frozen=True)
class DocumentPage:
    """One document as a person sees it."""

    document: Document
    newest: Version
    versions: list[Version]
    distribution: list[Issue]
    attached_to: Record | None  # only where they may know of that record
    steps: list[NextStep]
    copy_requests: list[CopyRequest]  # not answered yet; for those who may answer
    may_issue: bool
    may_change: bool


def attached(record, user):
    """Those attached to the record that the person may know of, the newest first."""
    return list(_attached(user, record=record.pk))


@prepared_as_known(Document)
def _attached(known, record):
    return known.filter(attached_to=record).order_by("-pk")


def document_page(document, user):
    newest_first = Version.objects.select_related("added_by__person")
    prefetch_related_objects([document], Prefetch("versions", newest_first))
    versions = list(document.versions.all())
    issues = Issue.objects.filter(version__document=document).select_related("version", "body")
    return DocumentPage(
        document=document,
        newest=versions[0],
        versions=versions,
        distribution=list(issues.order_by("-version", "pk")),
        attached_to=document.attached_to_id and _seen(user, document.attached_to_id),
        steps=next_steps(document, user),
        copy_requests=_copy_requests(document, user),
        may_issue=user.has_perm("documents.issue_document", document),
        may_change=user.has_perm("documents.change_document", document),
    )


def _copy_requests(document, user):
    if not user.has_perm("documents.answer_document", document):
        return []
    return list(document.copy_requests.filter(answered_at=None).select_related("asked_by__person"))


def _seen(user, key):
    return Record.objects.visible_to(user).filter(pk=key).first()


def next_steps(document, user):
    """The buttons of the document's page; a move that is blocked says by what."""
    found = []
    if document.status != Status.WITHDRAWN and user.has_perm("documents.version_document", document):
        found.append(NextStep("Add a version", url("documents:version", document.reference), primary=True))
    for action, blockers in moves_open_to(user, document):
        if action != Action.REVISE:  # adding a version does that
            address = url("documents:stage", document.reference, action)
            found.append(NextStep(action.label, address, blockers, warning=action == Action.WITHDRAW))
    if user.has_perm("documents.share_document", document):
        found.append(NextStep("Share with an agency", url("documents:share", document.reference)))
    return sorted(found, key=lambda step: step.warning)  # what cannot be undone stands last


def line(document):
    """A line of the downloaded list (`EXPORTED`)."""
    return (
        document.reference,
        document.title,
        document.get_status_display(),
        document.newest.number,
        str(document.body or ""),
        str(document.partnership),
        document.get_serves_display(),
        ", ".join(document.groups),
        local_day(document.updated_at),
    )


def people_of(partnership):
    """Those who hold a seat or a role in the partnership today: whom its documents can be sent to."""
    day, holding = today(), DatedQuerySet.holding
    seated = Person.objects.filter(
        holding(day, "memberships__"),
        holding(day, "memberships__seat__"),
        memberships__seat__body__partnership=partnership,
    )
    return (seated | Person.objects.filter(roles__partnership=partnership)).distinct()
