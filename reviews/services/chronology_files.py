"""A file of the chronology: read, kept while its columns are named, and taken whole or not at all."""

from django.db import transaction
from simple_history.utils import bulk_create_with_history

from audit.clock import now, today
from audit.services import log
from partnership.models import Agency
from records.lifecycle import MoveRefused
from reviews.importing import Told, entries_in
from reviews.models import ChronologyEntry, ChronologyFile
from reviews.services.chronology import held

BATCH = 500
NEEDS = "Say which column holds the date, and which says what happened."


@transaction.atomic
def keep_file(holder, sheet, name, *, by):
    """Of one person at a time one file of a chronology waits; the one before it is dropped."""
    review, part = held(holder, by)
    ChronologyFile.objects.filter(review=review, part=part, read_by=by).delete()
    row = ChronologyFile(
        review=review,
        part=part,
        name=name[:200],
        headings=sheet.headings,
        rows=sheet.rows,
        read_at=now(),
        read_by=by,
    )
    row.save()
    return row


def read(partnership, part, sheet, columns, *, agency=None, day_first=None):
    """What can be taken of the lines and what cannot."""
    known = Agency.objects.filter(standings__partnership=partnership).distinct().prefetch_related("aliases")
    names = {}
    for one in known:
        for name in (one.name, one.short_name, *(alias.name for alias in one.aliases.all())):
            names.setdefault(name.lower(), one)
    names.pop("", None)
    whose = part.agency if part else agency
    return entries_in(sheet, columns, Told(names, whose, day_first, today()))


@transaction.atomic
def import_entries(holder, sheet, columns, *, by, name, agency=None, day_first=None):
    """All of the file or nothing. Returns how many were new and how many were there already."""
    review, part = held(holder, by)
    if not {"day", "what"} <= set(columns):
        raise MoveRefused(NEEDS)
    found = read(review.partnership_id, part, sheet, columns, agency=agency, day_first=day_first)
    if found.left_out:
        raise MoveRefused(*_said(found))
    there = set(review.entries.filter(part=part).values_list("digest", flat=True))
    fresh = [entry for entry in found.entries if entry.digest not in there]
    for entry in fresh:
        entry.review, entry.part = review, part
    bulk_create_with_history(
        fresh, ChronologyEntry, batch_size=BATCH, default_user=by, default_change_reason=f"From {name}"[:100]
    )
    ChronologyFile.objects.filter(review=review, part=part, read_by=by).delete()
    said = {"file": name, "new": len(fresh), "there": len(found.entries) - len(fresh)}
    log(part or review, "import a chronology", by=by, changes=said)
    return len(fresh), len(found.entries) - len(fresh)


MOST_SAID = 50


def _said(found):
    said, more = found.refused[:MOST_SAID], len(found.refused) - MOST_SAID
    return [*found.asks, *said, *([f"{more:,} more lines cannot be taken."] if more > 0 else [])]
