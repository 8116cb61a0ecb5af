from audit.clock import now
from records.models import Record


def record_of(county, *, created_by=None, audience=Record.Audience.PARTNERSHIP, **fields):
    """The least record there is, for tests of what any record may have."""
    by = created_by or county.officer
    return Record.objects.create(
        title="A meeting",
        reference=f"TEST-REC-{Record.objects.count() + 1}",
        kind="documents.document",
        partnership=county.here,
        audience=audience,
        created_at=now(),
        created_by=by,
        updated_at=now(),
        updated_by=by,
        **fields,
    )
