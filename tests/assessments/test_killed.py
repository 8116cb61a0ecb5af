"""A load that is killed midway leaves nothing behind, and the same command again loads all of it."""

import json
import os
import signal
import sqlite3
import subprocess
import sys
import time
from pathlib import Path
from urllib.parse import quote

import pytest
from django.db import connection

from assessments.models import Crime, CrimeCount, Edition, Load
from tests.factories import police

ROOT = Path(__file__).parents[2]
EACH, TIMES, MONTHS = 5_000, 60, ("2026-01", "2026-02")
ROWS = EACH * TIMES  # more than the database keeps in memory, so that its log grows before all is written
WRITTEN = 1_000_000  # bytes in that log: the load is under way and not done


@pytest.fixture
def env(tmp_path):
    """A database of its own on disk, prepared."""
    kept = {name: os.environ[name] for name in ("PATH", "HOME", "LANG") if name in os.environ}
    given = kept | {
        "PORTAL_VAR": str(tmp_path / "var"),
        "DATABASE_URL": "",
        "DEBUG": "true",
        "PORTAL_TODAY": "2026-06-01",
    }
    (tmp_path / "var").mkdir()
    _manage("migrate", "-v", "0", env=given)
    return given


def _manage(*arguments, env):
    words = [sys.executable, "manage.py", *map(str, arguments)]
    done = subprocess.run(words, cwd=ROOT, env=env, capture_output=True, text=True, timeout=300, check=False)
    assert done.returncode == 0, done.stderr
    return done.stdout


def _asked(env, words):
    with sqlite3.connect(Path(env["PORTAL_VAR"]) / "db.sqlite3") as database:
        return database.execute(words).fetchall()


def _many(month):
    head, _newline, rows = police.month_of(month, EACH).partition("\n")
    return f"{head}\n{rows * TIMES}"


def _files(tmp_path):
    folder = tmp_path / "files"
    folder.mkdir()
    for month in MONTHS:
        police.write(folder, f"{month}-northshire-street.csv", _many(month))
    return folder


def _killed(folder, env, written):
    """Load, and kill it without warning once ``written()`` says that it is well under way."""
    child = subprocess.Popen(
        [sys.executable, "manage.py", "load_crime", str(folder)], cwd=ROOT, env=env,
        stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
    )  # fmt: skip
    until = time.monotonic() + 600
    while child.poll() is None and time.monotonic() < until and written() < WRITTEN:
        time.sleep(0.02)
    assert child.poll() is None, "it was done before it could be killed"
    assert written() >= WRITTEN, "it was killed before it had written anything"
    child.send_signal(signal.SIGKILL)
    child.wait()


@pytest.mark.slow
def test_a_killed_load_leaves_nothing_and_is_done_by_loading_again(tmp_path, env):
    folder = _files(tmp_path)
    log = Path(env["PORTAL_VAR"]) / "db.sqlite3-wal"
    _killed(folder, env, lambda: log.stat().st_size if log.exists() else 0)
    assert _asked(env, "select count(*) from assessments_crime") == [(0,)]
    assert _asked(env, "select state from assessments_load") == [("running",)]
    report = json.loads(_manage("load_crime", folder, "--json", env=env))
    assert (report["rows"], report["months"], report["rows_after"]) == (2 * ROWS, 2, 2 * ROWS)
    assert _asked(env, "select count(*) from assessments_crime") == [(2 * ROWS,)]
    assert _asked(env, "select sum(count) from assessments_crimecount") == [(2 * ROWS,)]
    assert _asked(env, "select state from assessments_load order by id") == [("refused",), ("done",)]


@pytest.fixture
def on_the_server(tmp_path):
    """The test's own database, for another process."""
    if connection.vendor != "postgresql":
        pytest.skip("asked of PostgreSQL")
    said = connection.settings_dict
    host, password = (quote(said[name] or "", safe="") for name in ("HOST", "PASSWORD"))
    port = f":{said['PORT']}" if said["PORT"] else ""
    kept = {name: os.environ[name] for name in ("PATH", "HOME", "LANG", "REDIS_URL") if name in os.environ}
    (tmp_path / "var").mkdir()
    return kept | {
        "PORTAL_VAR": str(tmp_path / "var"),
        "DATABASE_URL": f"postgres://{said['USER']}:{password}@{host}{port}/{said['NAME']}",
        "DEBUG": "true",
        "PORTAL_TODAY": "2026-06-01",
    }


def _written():
    """Bytes of the table, be they of a transaction that is not done."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_relation_size(%s)", [Crime._meta.db_table])
        return cursor.fetchone()[0]


def _others():
    """How many others are at work in the database: the server notices a while later that somebody is gone."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()"
        )
        return cursor.fetchone()[0]


@pytest.mark.django_db(transaction=True)
def test_a_load_that_is_killed_on_the_server_leaves_nothing_and_no_lock(tmp_path, on_the_server):
    folder, there, before = _files(tmp_path), _others(), _written()
    _killed(folder, on_the_server, lambda: _written() - before)
    until = time.monotonic() + 60
    while _others() > there and time.monotonic() < until:
        time.sleep(0.05)
    assert (Crime.objects.count(), Edition.objects.count(), CrimeCount.objects.count()) == (0, 0, 0)
    assert Load.objects.get().state == Load.State.LOADING
    report = json.loads(_manage("load_crime", folder, "--json", env=on_the_server))
    assert (report["rows"], report["months"], report["rows_after"]) == (2 * ROWS, 2, 2 * ROWS)
    assert Crime.objects.count() == 2 * ROWS
    assert sum(CrimeCount.objects.values_list("count", flat=True)) == 2 * ROWS
    assert [load.state for load in Load.objects.order_by("pk")] == [Load.State.REFUSED, Load.State.LOADED]
