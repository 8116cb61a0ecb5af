"""What the malware scanner has looked at, and what waits for it."""

import datetime as dt

from django.db import transaction

from audit.services import log
from documents.checking import FileRefused
from documents.scanning import ScannerAway, find_infection, is_wanted
from records.jobs import enqueue
from records.writing import keep

AGAIN_AFTER = dt.timedelta(minutes=5)


def is_clean(file):
    """Whether the scanner has passed the file; False where none is set or it is away. Refuses what it finds."""
    if not is_wanted():
        return False
    try:
        found = find_infection(file)
    except ScannerAway:
        return False
    if found:
        raise FileRefused(
            f"The malware scanner found “{found}” in this file, so it was not kept. "
            "Tell your IT service desk before you open it again."
        )
    return True


def scan_later(version, *, delay=dt.timedelta(0)):
    """A version that nobody has looked at is held back until the scanner has (`Version.withheld_because`)."""
    if is_wanted() and not version.scanned:
        enqueue("documents.scan_version", version_id=version.pk, delay=delay)


def scan_version(version):
    """Look at a version held back. Where the scanner is still away, look again in five minutes."""
    if not is_wanted() or version.scanned:
        return
    try:
        with version.file.open("rb") as file:
            version.infected_with = find_infection(file)
    except ScannerAway:
        scan_later(version, delay=AGAIN_AFTER)
        return
    version.scanned = True
    with transaction.atomic():
        keep(version, by=None, reason="Looked at by the malware scanner")
        if version.infected_with:
            log(version.document, "find malware", by=None, changes={"version": version.number})
