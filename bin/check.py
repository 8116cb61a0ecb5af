"""`make check`: every check of the code but its tests. All run, and all that fail are shown."""

import os
import subprocess
import sys
import tempfile
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import NamedTuple

from bin.say import Watch, say, stop
from bin.setup import ROOT

MANAGE = (sys.executable, "manage.py")
PRODUCTION = {
    "PORTAL_URL": "https://portal.example.org",
    "ALLOWED_HOSTS": "portal.example.org",
    "SECRET_KEY": "of-a-check-and-of-nothing-else-0123456789-abcdefghij",
    "DATABASE_URL": "postgres://portal@database/portal",
    "REDIS_URL": "redis://broker:6379/0",
    "MAIL_URL": "smtp://mail:587/?tls=true",
    "MAIL_FROM": "Partnership Portal <portal@example.org>",
    "CLAMAV_SOCKET": "/run/clamav/clamd.sock",
    "STOLEN_PASSWORDS": str(ROOT / "requirements.txt"),  # any file that is there
}


class Check(NamedTuple):
    name: str
    command: tuple[str, ...]
    env: dict[str, str] = {}


def python(module: str, *arguments: str) -> tuple[str, ...]:
    return (sys.executable, "-m", module, *arguments)


CHECKS = [
    Check("types", python("mypy")),
    Check("lint", python("ruff", "check", "--quiet", ".")),
    Check("format", python("ruff", "format", "--quiet", "--check", ".")),
    Check("templates", python("bin.templates")),
    Check("html", python("djlint", "--lint", "--quiet", "templates")),
    Check("imports", (str(Path(sys.executable).with_name("lint-imports")), "--no-logo")),
    Check("migrations", (*MANAGE, "makemigrations", "--check", "--dry-run")),
    Check("production settings", (*MANAGE, "check", "--deploy", "--fail-level", "WARNING"), PRODUCTION),
    Check("pins", python("bin.pins")),
]


def main() -> None:
    watch = Watch()
    with tempfile.TemporaryDirectory(prefix="portal-") as folder, ThreadPoolExecutor(2) as pool:
        given = {key: value for key, value in os.environ.items() if key not in PRODUCTION}
        passed = list(
            pool.map(lambda check: perform(check, given | {"PORTAL_VAR": folder} | check.env), CHECKS)
        )
    if failed := [check.name for check, good in zip(CHECKS, passed, strict=True) if not good]:
        stop(f"{len(failed)} of {len(CHECKS)} checks failed, in {watch}; see above: {', '.join(failed)}.")
    say(f"All {len(CHECKS)} checks passed, in {watch}.")


def perform(check: Check, env: dict[str, str]) -> bool:
    """Run it; say that it passed, or show all that it found."""
    watch = Watch()
    done = subprocess.run(
        check.command,
        cwd=ROOT,
        env=env | check.env,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )
    if done.returncode:
        print(f"\n✗ {check.name}\n{done.stdout}", flush=True)
    else:
        say(f"{check.name}: passed in {watch}")
    return done.returncode == 0


if __name__ == "__main__":
    main()
