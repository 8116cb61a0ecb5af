"""Finds of the chronology whose words stand in their entry no more: by whom they were mended, and when."""

import re
from dataclasses import dataclass

from reviews.models import ChronologyEntry


@dataclass(frozen=True)
class Mended:
    by: object
    at: object
    agency: object  # whose words they are; none where the review's keeper entered them

    @property
    def words(self):
        return f"{self.agency} mended it" if self.agency else "Mended"


def mended_of(check):
    """By find. An entry that another changed around the words still has them."""
    finds = list(
        check.finds.filter(entry__isnull=False).values_list("pk", "entry", "before", "words", "after")
    )
    if not finds:
        return {}
    entries = ChronologyEntry.objects.select_related("agency").in_bulk({entry for _, entry, *_ in finds})
    gone = [row for row in finds if not _stands(entries[row[1]], *row[2:])]
    if not gone:
        return {}
    versions: dict = {}
    kept = ChronologyEntry.history.filter(id__in={row[1] for row in gone}).select_related(
        "history_user__person"
    )
    for version in kept.order_by("-pk"):
        versions.setdefault(version.id, []).append(version)
    return {row[0]: _mended(entries[row[1]], versions.get(row[1], []), row[2:]) for row in gone}


def _mended(entry, versions, said):
    """The first version, back from the newest, in which the words stand no more."""
    first = None
    for version in versions:
        if _stands(version, *said):
            break
        first = version
    agency = entry.agency if entry.part_id else None
    return Mended(first and first.history_user, first and first.history_date, agency)


def _stands(row, before, words, after):
    text = "\n".join(filter(None, (row.what, row.involved, row.source)))
    near = before[-1:] + words + after[:1]
    return near in text or re.search(rf"(?<!\w){re.escape(words)}(?!\w)", text) is not None
