"""To whom a version went, and when (S004-06, S004-07, S004-10); and sharing with one agency (S001-103)."""

from django.core.exceptions import PermissionDenied
from django.db import transaction

from audit.clock import today
from audit.services import log
from documents.models import Issue
from documents.querysets import chair_of, holders_of, members_of
from records.access import give, grant_blockers
from records.lifecycle import MoveRefused, locked, tell
from records.models import Record
from records.writing import keep

NOT_YOURS = "Only those who keep this document may send it out."


@transaction.atomic
def add_recipients(version, *, people=(), bodies=(), chairs=(), posts=(), by):
    """Put people, bodies, their chairs and posts on the version's list. Until it is issued they stand as not issued."""
    version.document = locked(version.document)
    _require(by, "issue", version.document)
    listed = set(version.issues.values_list("person", "body", "is_chair", "post"))
    rows = [Issue(body=body, printed_as=body.name) for body in bodies]
    rows += [Issue(body=body, is_chair=True, printed_as=f"Chair of {body}"[:200]) for body in chairs]
    rows += [Issue(post=title, printed_as=f"{title}, at every agency"[:200]) for title in posts]
    rows += [Issue(person=person, printed_as=_printed(person)) for person in people]
    added = [row for row in rows if (row.person_id, row.body_id, row.is_chair, row.post) not in listed]
    for row in added:
        row.version = version
        keep(row, by=by, reason="Put on the distribution list")
    return added


@transaction.atomic
def issue_version(version, *, people=(), bodies=(), chairs=(), posts=(), by, issued_on=None):
    """Send the version to all on its list who have not had it, and let them open it; they are told by notice.

    A body is its members on that day, its chair and a post whoever holds them then, and their names are kept.
    """
    issued_on = issued_on or today()
    add_recipients(version, people=people, bodies=bodies, chairs=chairs, posts=posts, by=by)
    document = version.document
    waiting = list(version.issues.filter(issued_on=None).select_related("person", "body"))
    if reasons := list(_issue_blockers(version, waiting, issued_on)):
        raise MoveRefused(*reasons)
    for row in waiting:
        row.issued_on = issued_on
        keep(row, by=by, reason=f"Version {version.number} issued")
    rows = waiting + [row for many in waiting if many.is_for_many for row in _rows_of(many, by)]
    reached = [row.person for row in rows if row.person_id]
    _open_to(document, reached, version, by)
    log(
        document,
        "issue",
        by=by,
        changes={"version": version.number, "to": [row.printed_as for row in rows], "on": issued_on},
    )
    tell(document, "issue", by=by)
    return rows


@transaction.atomic
def share_document(document, agency, *, by, reason, purpose="", agreement=None, expires_on=None):
    """Open one document to one agency, for its author too; the share shows in the document's history."""
    document = locked(document)
    if not by.has_perm("documents.share_document", document):
        raise PermissionDenied("Only the author and those who run this document may share it.")
    terms = {"reason": reason, "purpose": purpose, "agreement": agreement, "expires_on": expires_on}
    if reasons := grant_blockers(document, agency, by=by, **terms):
        raise MoveRefused(*reasons)
    return give(document, agency, by=by, **terms)


def _issue_blockers(version, waiting, issued_on):
    if not waiting:
        yield "Everybody on the list has had this version. Add somebody first."
    if issued_on > today():
        yield "The date of issue cannot be in the future."
    if version.withheld_because:
        yield version.withheld_because
    for row in waiting:
        if row.is_for_many and not _holders(row, issued_on).exists():
            yield _nobody(row)


def _nobody(row):
    if row.post:
        return (
            f"Nobody is {row.post} at any agency on that day. Check the title, or send it to people by name."
        )
    if row.is_chair:
        return f"{row.body} has no chair on that day. Name one, or send it to somebody by name."
    return f"Nobody sits on {row.body} on that day. Take it off the list or fill a seat."


def _holders(row, day):
    """The memberships or posts that a line stands for on the day."""
    if row.post:
        return holders_of(row.post, row.version.document.partnership, day)
    return chair_of(row.body, day) if row.is_chair else members_of(row.body, day)


def _rows_of(listed, by):
    for holder in _holders(listed, listed.issued_on):
        row = Issue(
            version=listed.version,
            person=holder.person,
            body=listed.body,
            is_chair=listed.is_chair,
            post=listed.post,
            printed_as=_printed(holder.person, holder.agency),
            issued_on=listed.issued_on,
        )
        keep(row, by=by, reason=f"{row.reached_as[3:].capitalize()} on that day")
        yield row


def _open_to(document, people, version, by):
    for user in {person.user for person in people if hasattr(person, "user")}:
        if not Record.objects.visible_to(user).filter(pk=document.pk).exists():
            give(document, user, by=by, reason=f"Version {version.number} was issued to them")


def _printed(person, agency=None):
    return ", ".join(str(part) for part in (person, agency) if part)[:200]


def _require(by, verb, document):
    if not by.has_perm(f"documents.{verb}_document", document):
        raise PermissionDenied(NOT_YOURS)
