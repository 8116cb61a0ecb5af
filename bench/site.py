"""A whole installation in a temporary folder: PostgreSQL and a broker on sockets, the portal and a bare site on
two loopback ports, each with two web processes."""

import os
import socket
import subprocess
import sys
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager, suppress
from pathlib import Path

import django
import psycopg2

from bin.health import web_is_well
from bin.process import Process
from bin.say import Watch, say, stop
from bin.services import broker, broker_answers, broker_url, postgres, postgres_answers, postgres_url
from bin.setup import ROOT

PROGRAMS = Path(sys.executable).parent
POSTGRES = {
    "autovacuum": "off",  # it would run in the middle of a round; what it does is done after loading
    "shared_buffers": "512MB",
    "effective_cache_size": "2GB",
    "work_mem": "16MB",
    "maintenance_work_mem": "512MB",
    "max_wal_size": "8GB",
    "random_page_cost": "1.1",
    "jit": "off",  # as the portal asks of its connections: the bare site's too
}
BARE = ["--interface", "wsgi", "--workers", "2", "--blocking-threads", "4", "--host", "127.0.0.1", "--no-ws"]


class Site:
    """The programs that serve, and the addresses at which they do."""

    def __init__(self, folder: Path, leaving: ExitStack) -> None:
        self.folder, self.leaving = folder, leaving
        self.port, self.bare_port = free_port(), free_port()
        self.postgres = self._run(postgres(folder, **POSTGRES))
        self.postgres.wait_until(lambda: postgres_answers(folder))
        socket_path = folder / "broker.sock"
        self.broker = self._run(broker(socket_path, data=folder / "broker", log=folder / "broker.log"))
        self.env = self._environment(socket_path)
        self.broker.wait_until(lambda: broker_answers(self.env["REDIS_URL"]))
        self.web = self.bare = None

    def _run(self, process: Process) -> Process:
        self.leaving.callback(process.stop)
        return process.start()

    def _environment(self, broker_socket: Path) -> dict[str, str]:
        kept = {name: os.environ[name] for name in ("PATH", "HOME", "CHROMIUM") if name in os.environ}
        return kept | {
            "DJANGO_SETTINGS_MODULE": "bench.settings",
            "DATABASE_URL": postgres_url(self.folder),
            "REDIS_URL": broker_url(broker_socket),
            "PORTAL_VAR": str(self.folder / "var"),
            "PORTAL_URL": f"http://127.0.0.1:{self.port}",
            "SECRET_KEY": "of-a-bench-and-of-nothing-else-0123456789-abcdefghij",
            "LOG_LEVEL": "WARNING",
            "PYTHONPATH": str(ROOT),
        }

    def prepare(self) -> None:
        """Migrations and static files, as an installation has them; then Django in this process too.

        The drill and the races have an empty database of their own, so that neither finds the other's work.
        """
        watch = Watch()
        self.make_database("portal")
        for command in (["migrate", "--verbosity", "0"], ["collectstatic", "--noinput", "--verbosity", "0"]):
            self.manage(*command)
        self.make_database("drill", like="portal")
        os.environ.update(self.env)
        django.setup()
        say(f"Made the database and the static files in {watch}.")

    def manage(self, *arguments: str) -> None:
        done = subprocess.run(
            [sys.executable, "manage.py", *arguments], cwd=ROOT, env=self.env, capture_output=True, text=True
        )
        if done.returncode:
            stop(f"manage.py {arguments[0]} failed:\n{done.stderr[-3000:]}")

    def make_database(self, name: str, like: str = "template1") -> None:
        connection = psycopg2.connect(host=str(self.folder / "postgres"), user="portal", dbname="postgres")
        connection.autocommit = True
        with connection.cursor() as cursor:
            cursor.execute(f'CREATE DATABASE "{name}" TEMPLATE "{like}"')
        connection.close()

    @contextmanager
    def database(self, name: str) -> Iterator[None]:
        """Django in this process, and in those it starts, on another database meanwhile. It forgets nothing that
        it has been told: the postmaster may be killed, and what was committed stays.
        """
        from django.db import connection  # noqa: PLC0415 -- after setup

        with connection.cursor() as cursor:
            cursor.execute(f'ALTER DATABASE "{name}" SET synchronous_commit = on')
        usual, usual_url = connection.settings_dict["NAME"], os.environ["DATABASE_URL"]
        os.environ["DATABASE_URL"] = postgres_url(self.folder, name)
        connection.close()
        connection.settings_dict["NAME"] = name
        try:
            yield
        finally:
            with suppress(Exception):  # the server it was connected to may be gone
                connection.close()
            connection.settings_dict["NAME"] = usual
            os.environ["DATABASE_URL"] = usual_url

    def serve(self) -> None:
        """The portal and the bare site."""
        portal = [sys.executable, "-m", "config.serve"]
        self.web = self._web("portal", portal, self.env | {"PORT": str(self.port)})
        self.web.wait_until(lambda: web_is_well("127.0.0.1", self.port, self.env["PORTAL_URL"]))
        bare = [PROGRAMS / "granian", *BARE, "--port", self.bare_port, "bench.bare:application"]
        self.bare = self._web("bare", bare, self.env)
        self.bare.wait_until(lambda: answers(self.bare_port))

    def _web(self, name: str, command: list, env: dict[str, str]) -> Process:
        return self._run(Process(f"The {name} site", command, log=self.folder / f"{name}.log", env=env))

    @property
    def portal_pids(self) -> tuple[int, ...]:
        return self.web.running.pid, self.postgres.running.pid

    @property
    def bare_pids(self) -> tuple[int, ...]:
        return self.bare.running.pid, self.postgres.running.pid


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def answers(port: int) -> bool:
    try:
        socket.create_connection(("127.0.0.1", port), timeout=1).close()
    except OSError:
        return False
    return True
