"""Police data brought in: checked, then loaded whole or not at all; a month that comes again replaces the last.

Loads Polars: imported by the tasks and the command that load, and by no page.
"""

from collections.abc import Callable
from dataclasses import dataclass, field

from django.db import connection, transaction
from django.db.models import Sum

from assessments.models import Crime, CrimeOutcome, Edition, Load, RecordedCrime, Stop
from assessments.police.files import Unreadable, sources
from assessments.police.reading import BROKEN, Read
from assessments.police.tally import report
from assessments.reports.loads import held_in_place_of
from assessments.services import counting
from assessments.services.rows import Writer
from audit.clock import now, today
from design.filters import plural

KILLED = "It was stopped before it was done. Nothing of it was loaded. Load the files again."
ROWS = {"street": Crime, "outcomes": CrimeOutcome, "stop-and-search": Stop, "recorded-crime": RecordedCrime}


class LoadRefused(Exception):
    """Nothing was loaded. ``reasons`` are sentences; ``report`` says what the files hold."""

    def __init__(self, reasons, report=None):
        self.reasons, self.report = list(reasons), report or {}
        super().__init__(" ".join(self.reasons))


class HeldAnew(LoadRefused):
    """What is held is not what the check said, so nothing was loaded and a person is asked again."""


@dataclass
class Found:
    """Files as they were found: those to read, and the editions of those that are here already, unchanged."""

    to_read: list = field(default_factory=list)
    digests: dict = field(default_factory=dict)  # name of a file to its SHA-256
    unchanged: list = field(default_factory=list)


def check(paths, *, passed: Callable[[int], None] = lambda _bytes: None):
    """What the files hold, and why they could not be loaded; nothing is written."""
    found = _found(paths)
    read = _reader(keep=lambda *_rows: None, passed=passed)
    editions = read.all(found.to_read)
    return _report(editions, read, found), _reasons(read, leave_out_broken=False)


@transaction.atomic
def load_files(load, paths, *, passed: Callable[[int], None] = lambda _bytes: None):
    """Load the files in one transaction. The same files again change nothing."""
    one_at_a_time()
    _end_killed(load)
    found, made = _found(paths), {}

    def new(edition):
        row = Edition.objects.create(
            load=load, kind=edition.kind, force=edition.force[:80], month=edition.month, file=edition.file[:250],
            file_digest=found.digests[edition.file], rows=0, is_current=False, loaded_at=now(),
        )  # fmt: skip
        made[row.pk] = row
        return row.pk

    with Writer(new) as writer:
        read = _reader(keep=writer.keep, passed=passed)
        editions = read.all(found.to_read)
    report = _report(editions, read, found)
    if reasons := _reasons(read, leave_out_broken=load.leave_out_broken):
        raise LoadRefused(reasons, report)
    if load.report.get("held", report["held"]) != report["held"]:
        raise HeldAnew(_reasons(read, leave_out_broken=False), report | {"is_anew": True})
    replaced, kept = _take_the_place(editions, made)
    counting.count(kept)
    return report | {
        "replaced": replaced,
        "rows_after": rows_now(),
        "unchanged": report["unchanged"] + len(made) - len(kept),
    }


def one_at_a_time():
    """Of two loads, the second waits. SQLite has one writer anyway."""
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute(f"LOCK TABLE {Edition._meta.db_table} IN SHARE ROW EXCLUSIVE MODE")


def _end_killed(load):
    """Whoever loads by command holds the table; another that still says so was killed, and left no row behind."""
    others = Load.objects.filter(state=Load.State.LOADING, files=[], pk__lt=load.pk)
    others.update(state=Load.State.REFUSED, report={"reasons": [KILLED]}, finished_at=now())


def rows_now():
    return Edition.objects.filter(is_current=True).aggregate(n=Sum("rows"))["n"] or 0


def _reader(**hooks):
    day = today()
    return Read(today=day.year * 12 + day.month - 1, **hooks)


def _found(paths):
    """Two files with the same content are one; one that was loaded, and that nothing replaced since, is not read."""
    found, seen = Found(), set()
    try:
        every = sources(paths)
    except Unreadable as reason:
        raise LoadRefused([str(reason)]) from reason
    for source in every:
        digest = found.digests[source.name] = source.digest
        if digest in seen:
            continue
        seen.add(digest)
        there = list(Edition.objects.filter(file_digest=digest, is_current=True))
        replaced = Edition.objects.filter(file_digest=digest, is_current=False)
        if there and not replaced.exclude(month__in=[row.month for row in there]).exists():
            found.unchanged += there
        else:
            found.to_read.append(source)
    return found


def _reasons(read, *, leave_out_broken):
    reasons = list(read.faults)
    if read.amiss.count and not leave_out_broken:
        reasons.append(BROKEN.format(count=plural(read.amiss.count, "line", "lines")))
    if not read.editions and not reasons and read.empty:
        reasons.append("The files hold no rows. Check that they are the ones you meant.")
    return reasons


def _report(editions, read, found):
    said = report(editions, read.amiss)
    for name in ("rows", "unlocated", "exact_repeats"):
        said[name] += sum(getattr(row, name) for row in found.unchanged)
    said["months"] = len({row.month for row in found.unchanged} | {edition.month for edition in editions})
    said["unknown_categories"] += sum(sum(row.unknown_categories.values()) for row in found.unchanged)
    said |= {"unchanged": len(found.unchanged), "empty": read.empty, "replaced": 0}
    held = held_in_place_of([(one.kind, one.force, one.month) for one in editions])
    said["held"] = sorted(row.pk for row in held.values())
    return said | {"replaces": list(_replaces(editions, held))}


def _replaces(editions, held):
    """Months that are held already with other rows: what is there, and what would come in its place."""
    for one in editions:
        there = held.get((one.kind, one.force[:80], one.month))
        if there and there.digest != one.digest:
            yield {
                "kind": one.kind, "force": one.force, "month": one.month, "held": there.rows, "rows": one.rows,
                "held_file": there.file, "file": one.file, "loaded_at": there.loaded_at.isoformat(),
            }  # fmt: skip


def _take_the_place(editions, made):
    """Each new edition becomes the current one, unless the current one has the very same rows.

    How many rows were replaced, and the editions that are new.
    """
    at, replaced, kept = now(), 0, []
    for edition in editions:
        row = made[edition.number]
        before = Edition.objects.filter(
            kind=row.kind, force=row.force, month=row.month, is_current=True
        ).first()
        if before and before.digest == edition.digest:
            ROWS[row.kind].objects.filter(edition=row.pk).delete()
            row.delete()
            continue
        if before:
            before.is_current, before.replaced_at = False, at
            before.save(update_fields=["is_current", "replaced_at"])
            replaced += before.rows
        row.rows, row.unlocated, row.exact_repeats = edition.rows, edition.unlocated, edition.exact_repeats
        row.unknown_categories, row.digest, row.is_current = dict(edition.unknown), edition.digest, True
        row.save()
        kept.append(row)
    return replaced, kept
