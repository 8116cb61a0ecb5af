"""`make test`: the suite on SQLite, then on PostgreSQL and Redis, then in a browser.

DATABASE_URL and REDIS_URL are used where given; otherwise both are private, in a temporary folder, and gone at the
end. Arguments go to pytest: paths under tests/browser run in the browser alone, other paths run without it; `--fast`
is the part that asks no database.
"""

import os
import subprocess
import sys
import tempfile
import xml.etree.ElementTree as ET
from collections import Counter
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import NamedTuple

from bin.machine import chromium
from bin.process import stop_on_signals
from bin.say import Watch, say, stop
from bin.services import private_broker, private_postgres
from bin.setup import ROOT

BROWSER, FAST = "tests/browser", "--fast"
NEEDS_SERVICES = ("PostgreSQL and Redis", "Browser")
PARALLEL = ["-n", "2", "--dist", "worksteal"]
NO_TESTS = 5


class Count(NamedTuple):
    passed: int = 0
    failed: int = 0
    skipped: int = 0

    def __str__(self) -> str:
        return f"{self.passed} passed, {self.failed} failed" + (
            f", {self.skipped} skipped" if self.skipped else ""
        )


Result = tuple[str, Count, bool]


def main(arguments: list[str]) -> None:
    stop_on_signals()
    try:
        with tempfile.TemporaryDirectory(prefix="portal-") as name, ExitStack() as services:
            results = list(perform(plan(arguments), Path(name), services))
    except KeyboardInterrupt:
        stop("Stopped before the end.", 130)
    summarise(results)


def plan(arguments: list[str]) -> list[tuple[str, list[str]]]:
    """Each stage that has anything to run, and what pytest is told: with no path named, all three.

    What asks every address of the portal takes minutes and is asked once, of PostgreSQL (the marker ``once``). What
    asks neither database nor cache would say the same there again, and is asked once, beside SQLite (``alone``).
    """
    named = [word for word in arguments if word.startswith("tests")]
    options = [word for word in arguments if word not in (*named, FAST)]
    browser = [path for path in named if path.startswith(BROWSER)]
    others = [path for path in named if path not in browser]
    stages = []
    if others or not named:
        parallel = [f"--ignore={BROWSER}", *PARALLEL, *options, *others]
        if FAST in arguments:
            return [("Without a database", ["-m", "alone and not slow", *parallel])]
        stages += [
            ("SQLite", ["-m", "not once", *parallel]),
            ("PostgreSQL and Redis", ["-m", "not alone", *parallel]),
        ]
    if browser or not named:
        stages.append(("Browser", [*PARALLEL, *options, *(browser or [BROWSER])]))
    return stages


def perform(stages: list[tuple[str, list[str]]], folder: Path, services: ExitStack) -> Iterator[Result]:
    """Run each; the services start when the first stage that needs them does."""
    env = {key: value for key, value in os.environ.items() if key not in ("DATABASE_URL", "REDIS_URL")}
    env |= {"PORTAL_VAR": str(folder), "CHROMIUM": chromium() or ""} | compiled_once(env)
    for name, words in stages:
        if name in NEEDS_SERVICES and "DATABASE_URL" not in env:
            env |= addresses(folder, services)
        yield stage(name, env, words, folder)


def compiled_once(env: dict[str, str]) -> dict[str, str]:
    """Where Python may keep nothing beside the source, it would compile every test in each process anew."""
    if not env.pop("PYTHONDONTWRITEBYTECODE", ""):
        return {}
    return {"PYTHONPYCACHEPREFIX": str(ROOT / "var" / "bytecode")}


def addresses(folder: Path, services: ExitStack) -> dict[str, str]:
    given = {key: os.environ[key] for key in ("DATABASE_URL", "REDIS_URL") if os.environ.get(key)}
    if "REDIS_URL" not in given:
        say("Starting a private broker.")
        given["REDIS_URL"] = services.enter_context(private_broker(folder))
    if "DATABASE_URL" not in given:
        say("Starting a private PostgreSQL.")
        given["DATABASE_URL"] = services.enter_context(private_postgres(folder))
    return given


def stage(name: str, env: dict[str, str], arguments: list[str], folder: Path) -> Result:
    """Run pytest; its exit code decides, its report gives the counts."""
    watch, report = Watch(), folder / "report.xml"
    report.unlink(missing_ok=True)
    print(f"\n── {name} " + "─" * (76 - len(name)), flush=True)
    reports = [f"--junitxml={report}", f"--basetemp={folder / 'pytest'}"]
    command = [sys.executable, "-m", "pytest", *reports, *arguments]
    code = subprocess.run(command, cwd=ROOT, env=env).returncode
    count = read(report) if report.exists() else Count()
    return f"{name}: {count} in {watch}", count, code in (0, NO_TESTS)


def read(report: Path) -> Count:
    found: Counter[str] = Counter()
    for suite in ET.parse(report).getroot().iter("testsuite"):  # noqa: S314 -- written by pytest a moment ago
        found.update({key: int(suite.get(key, 0)) for key in ("tests", "failures", "errors", "skipped")})
    failed = found["failures"] + found["errors"]
    return Count(found["tests"] - failed - found["skipped"], failed, found["skipped"])


def summarise(results: list[Result]) -> None:
    print(flush=True)
    for line, _, passed in results:
        say(line if passed else f"{line} — FAILED")
    total = Count(*map(sum, zip(*(count for _, count, _ in results), strict=True)))
    if not all(passed for _, _, passed in results):
        stop(f"Some tests failed.\n{total}")
    if not total.passed:
        stop("No test ran. Name a path under tests: make test ARGS=tests/meetings")
    print(total, flush=True)


if __name__ == "__main__":
    main(sys.argv[1:])
