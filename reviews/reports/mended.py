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


def mended_of(finds):
    """By find, of finds with their entries. An entry that another changed around the words still has them."""
    gone = [find for find in finds if find.entry_id and not _stands(find.entry, find)]
    if not gone:
        return {}
    versions: dict = {}
    kept = ChronologyEntry.history.filter(id__in={find.entry_id for find in gone})
    for version in kept.select_related("history_user__person").order_by("-pk"):
        versions.setdefault(version.id, []).append(version)
    return {find.pk: _mended(find, versions.get(find.entry_id, [])) for find in gone}


def _mended(find, versions):
    """The first version, back from the newest, in which the words stand no more."""
    first = None
    for version in versions:
        if _stands(version, find):
            break
        first = version
    agency = find.entry.agency if find.entry.part_id else None
    return Mended(first and first.history_user, first and first.history_date, agency)


def _stands(row, find):
    text = "\n".join(filter(None, (row.what, row.involved, row.source)))
    near = find.before[-1:] + find.words + find.after[:1]
    return near in text or re.search(rf"(?<!\w){re.escape(find.words)}(?!\w)", text) is not None
