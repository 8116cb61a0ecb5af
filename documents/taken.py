"""Versions that were destroyed, for `audit.taken`: a backup that is put back does not give them back."""

from audit import taken
from audit.clock import today
from documents.models import Version
from documents.storing import remove
from records.writing import keep

NAME = "version"
REASON = "Destroyed before a backup was put back"


def names_of(version):
    return version.document_id, version.number, version.sha256


def note(version):
    taken.note(NAME, *names_of(version))


def _of(versions):
    return versions.select_related("document").iterator()


def again(version):
    version.destroyed_on = today()
    keep(version, by=None, reason=REASON)
    remove(version.sha256)


KIND = taken.Kind(
    standing=lambda: ((row, names_of(row)) for row in _of(Version.objects.filter(destroyed_on=None))),
    taken=lambda: (names_of(row) for row in _of(Version.objects.exclude(destroyed_on=None))),
    again=again,
    says=lambda row: f"{row.document.reference}, version {row.number}, was destroyed and is back.",
)
