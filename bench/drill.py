"""G14: reminders while worker, broker, web and database are killed in turn, without a word, in the middle of work.

Each owner is to get each reminder once. What counts is what a mail server took; a message that is sent again
under its own Message-ID, as SMTP cannot rule out, is the same message, and the note says how many were.
"""

import itertools
import os
import time
from collections import Counter, defaultdict
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from email import message_from_bytes

import psycopg2
from aiosmtpd.controller import Controller

from bench.figures import EXACT, Figure
from bench.site import PROGRAMS, Site, free_port
from bench.sizes import Size
from bin.health import web_is_well
from bin.process import Process
from bin.services import broker_answers, postgres_answers

VICTIMS = ("worker", "broker", "web", "database")
PAUSE, PATIENCE = 1.5, 3600  # seconds between kills; seconds altogether


class Letterbox:
    """An SMTP server that keeps what it is given."""

    def __init__(self) -> None:
        self.messages: dict[str, list[str]] = defaultdict(list)

    async def handle_DATA(self, server, session, envelope) -> str:
        found = message_from_bytes(envelope.content)
        for address in envelope.rcpt_tos:
            self.messages[address].append(found["Message-ID"])
        return "250 Taken"


def drill(site: Site, size: Size) -> Iterator[Figure]:
    letters = Letterbox()
    port = free_port()
    server = Controller(letters, hostname="127.0.0.1", port=port)
    server.start()
    try:
        with site.database("drill"), _worker(site, port) as worker:
            owners = _set_up(size)
            killed = _through(Kills(site, worker, size.kills), owners, letters)
    finally:
        server.stop()
    lost = sum(not letters.messages[address] for address in owners)
    twice = sum(len(set(letters.messages[address])) > 1 for address in owners)
    again = sum(len(ids) - len(set(ids)) for ids in letters.messages.values())
    note = f"{len(owners):,} reminders, kills: {', '.join(f'{n} of {name}' for name, n in killed.items())}"
    yield Figure("G14", "reminders lost", lost, 0, leeway=EXACT, note=note)
    yield Figure(
        "G14", "reminders doubled", twice, 0, leeway=EXACT, note=f"{again} sent again as the same message"
    )


def _set_up(size: Size) -> list[str]:
    """Open actions that are due on the day, each with an owner of its own."""
    from actions.models import Action, Owner  # noqa: PLC0415 -- after setup
    from bench.copying import Loader  # noqa: PLC0415
    from bench.worker import DAY  # noqa: PLC0415
    from partnership.models import Partnership, Person, User  # noqa: PLC0415

    owners = []
    with Loader() as load:
        place = load.add(Partnership, name="Drill", slug="drill")
        for number in range(size.reminders):
            owners.append(f"owner-{number}@example.org")
            person = load.add(Person, given_name="Owner", family_name=str(number), email=owners[-1])
            load.add(User, email=owners[-1], person_id=person, password="!", is_active=True)
            action = load.record(
                Action, reference=f"CSP-ACT-2022-{number:05d}", title="Due", wording="Due", partnership_id=place,
                audience="public", status="open", due_on=DAY, created_at="2026-01-05 09:00+00",
            )  # fmt: skip
            load.add(Owner, action_id=action, person_id=person, printed_name="Owner", is_lead=True)
    return owners


@contextmanager
def _worker(site: Site, port: int) -> Iterator[Process]:
    env = site.env | {
        "DATABASE_URL": os.environ["DATABASE_URL"],
        "MAIL_URL": f"smtp://127.0.0.1:{port}",
        "BENCH_START": str(time.time()),
    }
    command = [PROGRAMS / "celery", "-A", "bench.worker", "worker", "-c", "2", "-l", "warning"]
    command += ["--without-mingle", "--without-gossip"]
    with Process("The worker", command, log=site.folder / "worker.log", env=env) as worker:
        yield worker


class Kills:
    """One victim after another, each started again at once, as a service manager would."""

    def __init__(self, site: Site, worker: Process, count: int) -> None:
        self.site, self.left, self.done = site, count, Counter()
        self.victims = itertools.cycle(VICTIMS)
        self.programs = {"worker": worker, "broker": site.broker, "web": site.web, "database": site.postgres}
        self.next_at = time.monotonic() + PAUSE

    def one(self) -> None:
        if not self.left or time.monotonic() < self.next_at:
            return
        name = next(self.victims)
        program = self.programs[name]
        program.running.kill()
        program.sweep()
        program.running.wait()
        program.start()
        ready = {
            "broker": lambda: broker_answers(self.site.env["REDIS_URL"]),
            "web": lambda: web_is_well("127.0.0.1", self.site.port, self.site.env["PORTAL_URL"]),
            "database": lambda: self._database_is_back(program),
        }
        program.wait_until(ready.get(name, lambda: True))
        self.left -= 1
        self.done[name] += 1
        self.next_at = time.monotonic() + PAUSE

    def _database_is_back(self, program: Process) -> bool:
        """Its last processes may hold its memory for a moment, and then it does not start."""
        if program.died():
            program.start()
        return postgres_answers(self.site.folder)


def _through(kills: Kills, owners: list[str], letters: Letterbox) -> Counter:
    """Keep asking for reminders, as the timetable does, until everyone has one and the killing is over."""
    from bench.worker import app  # noqa: PLC0415 -- after setup

    until, turn = time.monotonic() + PATIENCE, 0
    while time.monotonic() < until and (kills.left or not _all_sent(kills.site, len(owners))):
        if turn % 8 == 0:
            _wake(app, "bench.remind")
        _wake(app, "bench.send")
        turn += 1
        time.sleep(0.5)
        kills.one()
    return kills.done


def _wake(app, name: str) -> None:
    """Unless the queue is long already, or the broker away."""
    with suppress(Exception), app.connection_for_write() as connection:
        if connection.default_channel.client.llen("celery") < 6:
            app.send_task(name, connection=connection, retry=False, ignore_result=True)


def _all_sent(site: Site, count: int) -> bool:
    try:
        connection = psycopg2.connect(host=str(site.folder / "postgres"), user="portal", dbname="drill")
        with connection.cursor() as cursor:
            cursor.execute(
                "SELECT count(*) FROM notices_notice WHERE sent_at IS NOT NULL AND trigger LIKE 'action-%'"
            )
            sent = cursor.fetchone()[0]
        connection.close()
    except psycopg2.Error:
        return False
    return sent >= count
