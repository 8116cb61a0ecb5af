"""A load that is killed midway leaves nothing behind, and the same command again loads all of it."""

import json
import os
import signal
import sqlite3
import subprocess
import sys
import time
from pathlib import Path

import pytest

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


def test_a_killed_load_leaves_nothing_and_is_done_by_loading_again(tmp_path, env):
    folder = tmp_path / "files"
    folder.mkdir()
    for month in MONTHS:
        police.write(folder, f"{month}-northshire-street.csv", _many(month))
    log = Path(env["PORTAL_VAR"]) / "db.sqlite3-wal"
    child = subprocess.Popen(
        [sys.executable, "manage.py", "load_crime", str(folder)], cwd=ROOT, env=env,
        stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
    )  # fmt: skip
    until = time.monotonic() + 120
    while child.poll() is None and time.monotonic() < until:
        if log.exists() and log.stat().st_size > WRITTEN:
            break
        time.sleep(0.01)
    assert child.poll() is None, "it was done before it could be killed"
    child.send_signal(signal.SIGKILL)
    child.wait()
    assert _asked(env, "select count(*) from assessments_crime") == [(0,)]
    assert _asked(env, "select state from assessments_load") == [("running",)]
    report = json.loads(_manage("load_crime", folder, "--json", env=env))
    assert (report["rows"], report["months"], report["rows_after"]) == (2 * ROWS, 2, 2 * ROWS)
    assert _asked(env, "select count(*) from assessments_crime") == [(2 * ROWS,)]
    assert _asked(env, "select sum(count) from assessments_crimecount") == [(2 * ROWS,)]
    assert _asked(env, "select state from assessments_load order by id") == [("refused",), ("done",)]
