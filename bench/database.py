"""G6, G7 and G8: the access filter, what the database records of writes, and the history of one record."""

import itertools
import statistics
import time
from collections.abc import Callable, Iterator

from django.db import connection, transaction

from actions.models import Action
from audit.models import Change
from audit.verify import verify_chain
from bench import machine, scenes
from bench.figures import EXACT, Figure
from partnership.models import Partnership, Person, User
from records.models import Record
from records.reports.history import SIZE, versions_of

TIMES = 25
MEETING = "meetings.meeting"
USERS = {"typical": scenes.READER, "sparse": scenes.SPARSE, "wide": scenes.WIDE}


def access(_site) -> Iterator[Figure]:
    """G6. What a page waits for its records, over the same list of somebody who may see everything.

    Building the query, the database's answer and the rows: a filter costs in all but the last. The note says what
    the database took of it.
    """
    place = Partnership.objects.order_by("pk").first()
    users = {name: User.objects.get(email=email) for name, email in USERS.items()}
    slowest = 0.0
    for what, narrow in (
        ("25 newest records", lambda rows: rows),
        ("25 newest meetings of a partnership", lambda rows: rows.filter(partnership=place, kind=MEETING)),
    ):
        asked = {"unfiltered": lambda narrow=narrow: newest(narrow(Record.objects.all()))}
        for name, user in users.items():
            asked[name] = lambda user=user, narrow=narrow: newest(narrow(Record.objects.visible_to(user)))
        times, in_database = answers(asked)
        plain = times.pop("unfiltered")
        worst = max(times, key=times.get)
        slowest = max(slowest, times[worst])
        note = ", ".join(f"{name} {spent:.2f} ms" for name, spent in times.items())
        note += f"; unfiltered {plain:.2f} ms; in the database "
        note += ", ".join(f"{spent:.2f}" for spent in in_database.values())
        yield Figure("G6", f"access filter: {what}", times[worst] / plain, 2, "×", bare=1, note=note)
    yield Figure("G6", "access filter: slowest", slowest, 3, " ms")


def answers(asked) -> tuple[dict[str, float], dict[str, float]]:
    """Milliseconds until all rows of each query are here, and until the database has sent them.

    Medians of 50 turns in which each is asked once, so that what the machine does meanwhile strikes all alike.
    """
    times, in_database = ({name: [] for name in asked} for _ in range(2))
    with connection.cursor() as cursor:
        for name, rows in itertools.islice(itertools.cycle(asked.items()), 50 * len(asked)):
            start = time.perf_counter()
            list(rows())
            times[name].append((time.perf_counter() - start) * 1000)
            sql, params = rows().query.sql_with_params()
            start = time.perf_counter()
            cursor.execute(sql, params)
            cursor.fetchall()
            in_database[name].append((time.perf_counter() - start) * 1000)
    return tuple(
        {name: statistics.median(taken) for name, taken in found.items()} for found in (times, in_database)
    )


def newest(rows):
    return rows.order_by("-pk")[:25]


def milliseconds(rows: Callable) -> float:
    """The median of 25 times, each with a query built anew."""
    times = []
    for _ in range(TIMES):
        start = time.perf_counter()
        list(rows())
        times.append((time.perf_counter() - start) * 1000)
    return statistics.median(times)


MIX = 200
RAW = (
    "INSERT INTO partnership_person (prefix, given_name, family_name, email, phones, address,"
    " is_communications_contact) SELECT '', 'Raw', n, '', '', '', false FROM generate_series(1, 200) n"
)


def writes(site) -> Iterator[Figure]:
    """G7. Each of these leaves a row in `audit_change`, whoever wrote it and however."""
    before = Change.objects.filter(table_name="partnership_person").count()
    with transaction.atomic():
        wrote = _mix()
    recorded = Change.objects.filter(table_name="partnership_person").count() - before
    note = f"{recorded:,} of {wrote:,}: saved, in bulk, updated, raw SQL"
    yield Figure("G7", "writes that left no trace", wrote - recorded, 0, leeway=EXACT, note=note)
    with_triggers, without = _cost(site)
    yield Figure("G7", "cost of a mix of writes, over no triggers", with_triggers / without, 1.3, "×")
    start = time.perf_counter()
    finding = verify_chain()
    spent = time.perf_counter() - start
    note = f"{finding.checked:,} events in {spent:.1f} s, {len(finding.faults)} faults"
    yield Figure(
        "G7", "verify, for a million events", spent * 1e6 / max(1, finding.checked), 6, " s", note=note
    )


def _mix() -> int:
    """Writes by the ORM one by one and in bulk, by `update`, and in SQL; how many rows they were."""
    people = [Person(given_name="Saved", family_name=str(number)) for number in range(MIX // 4)]
    for person in people:
        person.save()
        person.given_name = "Changed"
        person.save()
    Person.objects.bulk_create(Person(given_name="Bulk", family_name=str(number)) for number in range(MIX))
    rows = Person._base_manager.filter(given_name="Bulk")
    wrote = 2 * len(people) + MIX + rows.update(phones="1")
    with connection.cursor() as cursor:
        for statement in (
            RAW,
            "UPDATE partnership_person SET phones = '2' WHERE given_name IN ('Raw', 'Bulk')",
            "DELETE FROM partnership_person WHERE given_name = 'Raw'",
        ):
            cursor.execute(statement)
            wrote += cursor.rowcount
    return wrote


def _cost(site) -> tuple[float, float]:
    """CPU seconds of the mix, ours and the database's, with the recording triggers and without: medians of five."""
    pids = (machine.psutil.Process().pid, site.postgres.running.pid)
    found = {True: [], False: []}
    for _ in range(5):
        for recording, times in found.items():
            before = machine.cpu_of(pids[1:])
            start = time.thread_time()
            with transaction.atomic():
                with connection.cursor() as cursor:
                    word = "ENABLE" if recording else "DISABLE"
                    cursor.execute(f"ALTER TABLE partnership_person {word} TRIGGER USER")
                _mix()
                transaction.set_rollback(True)
            times.append(time.thread_time() - start + machine.spent(before, machine.cpu_of(pids[1:])))
    return statistics.median(found[True]), statistics.median(found[False])


def history(size) -> Iterator[Figure]:
    """G8. The first page, one in the middle and the last, each by the number before which it begins."""
    record = Action.objects.get(reference=scenes.OLD)
    numbers = record.history.order_by("history_id").values_list("history_id", flat=True)
    count, first = numbers.count(), numbers.first()
    depths = {"newest": None, "middle": first + count // 2, "oldest": first + SIZE}
    times = {
        name: milliseconds(lambda at=at: versions_of(record, before=at).rows) for name, at in depths.items()
    }
    offset = milliseconds(lambda: record.history.order_by("-history_id")[count - SIZE :])
    yield Figure(
        "G8", f"page of history among {count:,} versions", max(times.values()), 5, " ms", bare=offset,
        note=", ".join(f"{name} {spent:.1f} ms" for name, spent in times.items()) + "; bare is by offset",
    )  # fmt: skip
