import datetime as dt
import secrets
from datetime import UTC

from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.db import transaction

from audit.attribution import attribute
from audit.clock import now, today
from audit.services import log
from partnership.models import User
from partnership.services.writing import ChangedMeanwhile
from partnership.services.writing import version_of as version_of_row
from records import search
from records.audience import keep_if_named
from records.lifecycle import MoveRefused, locked, save
from records.models import Link, Numbering, Record

SAME_FORM = dt.timedelta(days=1)


def scattered_reference(code):
    """One of its kind this year that tells nothing of how many there are. The unique column refuses a second."""
    while True:
        reference = (
            f"{settings.REFERENCE_PREFIX}-{code}-{today().year}-{secrets.randbelow(9_000_000) + 1_000_000}"
        )
        if not Record.objects.filter(reference=reference).exists():
            return reference


def next_reference(code):
    """The next of its kind this year, as ``CSP-MTG-2026-0042``. Never given twice, whatever happens after."""
    year = today().year
    Numbering.objects.get_or_create(code=code, year=year)
    counter = Numbering.objects.select_for_update().get(code=code, year=year)
    counter.last += 1
    counter.save(update_fields=["last"])
    return f"{settings.REFERENCE_PREFIX}-{code}-{year}-{counter.last:04d}"


def refuse_a_second(rows, *, by):
    """A form sent again, by the back button or an impatient press, makes no second record.

    ``rows`` are the records that say the same. Their maker's own row is locked, in the transaction of the service that
    asks, so that of two presses at once the second finds what the first has made.
    """
    User.objects.select_for_update().get(pk=by.pk)
    made = rows.filter(created_by=by, created_at__gte=now() - SAME_FORM).order_by("-pk").first()
    if made:
        raise MoveRefused(
            f"You made {made.reference} with the same words in the last day. Open it, or word this one otherwise."
        )


@transaction.atomic
def create_record(record, *, by, reason=""):
    """Give a new record its reference and kind, save it with a version and an event, and let search find it.

    What is open by name alone takes nothing from the shared run: a gap in it would say that there is something.
    """
    number = scattered_reference if record.audience == Record.Audience.NAMED else next_reference
    record.reference = number(record.CODE)
    record.kind = record._meta.label_lower
    record.created_at, record.created_by = now(), by
    save(record, by=by, reason=reason or "Created")
    log(record, "create", by=by, reason=reason)
    keep_if_named(record, by=by)
    search.index(record)
    return record


@transaction.atomic
def change_record(record, changes, *, by, reason="", version=None):
    """Set fields on the locked row. ``version`` is what the person saw; another's change meanwhile is refused."""
    record = locked(record)
    refuse_other_version(record, version)
    before = {name: getattr(record, name) for name in changes}
    altered = {name: (before[name], value) for name, value in changes.items() if before[name] != value}
    if not altered:
        return record
    for name, (_, value) in altered.items():
        setattr(record, name, value)
    save(record, by=by, reason=reason)
    said = {name: [said_of(old), said_of(new)] for name, (old, new) in altered.items()}
    log(record, "change", by=by, reason=reason, changes=said)
    search.index(record)
    return record


def said_of(value):
    """What the log says of a field's value."""
    return "" if value is None else str(value)


def refuse_other_version(record, version):
    """Of two people who write at once, the second is shown what the first saved."""
    if version is not None and version != version_of(record):
        raise ChangedMeanwhile(record)


def version_of(record):
    """What a form carries, to tell whether the record, or a row that hangs under it, has changed since it was shown."""
    if not hasattr(record, "updated_at"):
        return version_of_row(record)
    return record.updated_at.astimezone(UTC).isoformat()


@transaction.atomic
def link_records(source, target, kind, *, by, part="", note=""):
    """Join two records, both of them open to the person, who keeps at least one."""
    source = locked(source)  # of two who link the same at once, the second is told
    _require_link(source, target, by)
    if source.pk == target.pk:
        raise MoveRefused("A record cannot be linked to itself. Choose another.")
    if Link.objects.filter(source=source.pk, target=target.pk, kind=kind, part=part).exists():
        raise MoveRefused(f"This is linked to {target.reference} already. Nothing was changed.")
    return join(source, target, kind, by=by, part=part, note=note)


def join(source, target, kind, *, by, part="", note=""):
    """As ``link_records``, where the service that calls has made both ends itself; once, however often asked."""
    key = {"source_id": source.pk, "target_id": target.pk, "kind": kind, "part": part}
    if link := Link.objects.filter(**key).first():
        return link
    link = Link(**key, note=note, made_at=now(), made_by=by)
    attribute(link, by=by)
    link.save()
    log(source, "link", by=by, changes={"kind": str(kind), "to": target.reference, "part": part})
    return link


@transaction.atomic
def unlink_records(link, *, by, reason):
    """Take a link away. What it said stays in the history of both records."""
    link = Link.objects.select_for_update().filter(pk=link.pk).first()
    if link is None:
        raise MoveRefused("This link was removed already. Nothing was changed.")
    _require_link(link.source, link.target, by)
    if not reason.strip():
        raise MoveRefused("Say why the link is removed.")
    attribute(link, by=by, reason=reason)
    said = {"kind": link.kind, "to": link.target.reference, "part": link.part}
    log(link.source, "unlink", by=by, reason=reason, changes=said)
    link.delete()


def _require_link(source, target, by):
    ends = {source.pk, target.pk}
    if Record.objects.visible_to(by).filter(pk__in=ends).count() != len(ends):
        raise PermissionDenied("Both records must be open to you before you can link them.")
    if not any(by.has_perm("records.link_record", end) for end in (source, target)):
        raise PermissionDenied("Only those who keep one of the two records may link them.")
