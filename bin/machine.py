"""What this machine has, and how to give it what it lacks: Debian's packages, by apt-get."""

import ctypes
import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

from bin.say import say, stop


class Need(NamedTuple):
    """Something the portal uses that no wheel carries."""

    purpose: str
    package: str
    present: Callable[[], bool]


def library(name: str) -> Callable[[], bool]:
    def present() -> bool:
        try:
            ctypes.CDLL(name)
        except OSError:
            return False
        return True

    return present


def program(name: str) -> Callable[[], bool]:
    return lambda: shutil.which(name) is not None


def postgres_programs() -> Path | None:
    """The folder of initdb and pg_ctl: Debian keeps them off the PATH, one folder a version."""
    if found := shutil.which("initdb"):
        return Path(found).resolve().parent
    versions = [path for path in Path("/usr/lib/postgresql").glob("*/bin") if (path / "initdb").exists()]
    return max(versions, key=lambda path: float(path.parent.name), default=None)


def chromium() -> str | None:
    return os.environ.get("CHROMIUM") or shutil.which("chromium")


def has_ensurepip() -> bool:
    return subprocess.run([sys.executable, "-c", "import ensurepip"], capture_output=True).returncode == 0


RUNNING = [
    Need("text in PDF files", "libpango-1.0-0", library("libpango-1.0.so.0")),
    Need("fonts in PDF files", "libpangoft2-1.0-0", library("libpangoft2-1.0.so.0")),
    Need("smaller fonts in PDF files", "libharfbuzz-subset0", library("libharfbuzz-subset.so.0")),
    Need("front-end packages", "npm", program("npm")),
]
TESTING = [
    Need("browser tests", "chromium", lambda: chromium() is not None),
    Need("the words of PDF files in tests", "poppler-utils", program("pdftotext")),
    Need("tests on PostgreSQL", "postgresql", lambda: postgres_programs() is not None),
]
ENSUREPIP = Need("the virtual environment", "python3-venv", has_ensurepip)


def provide(needs: list[Need]) -> None:
    """Install what is missing; say by name what cannot be installed, and how."""
    missing = [need for need in needs if not need.present()]
    if not missing:
        return
    packages = [need.package for need in missing]
    by_hand = f"As root: apt-get update && apt-get install {' '.join(packages)}"
    for need in missing:
        say(f"Missing for {need.purpose}: {need.package}.")
    if not shutil.which("apt-get"):
        stop(f"This machine has no apt-get. Install the equivalent of: {', '.join(packages)}.")
    if os.geteuid() != 0 and not shutil.which("sudo"):
        stop(f"Installing these needs root or sudo. {by_hand}")
    say("Installing them from Debian's packages.")
    if not (
        _apt_get("update", "-q") and _apt_get("install", "-q", "-y", "--no-install-recommends", *packages)
    ):
        stop(f"Debian's packages could not be installed (what apt-get said is above). {by_hand}")
    absent = [need.package for need in missing if not need.present()]
    if absent:
        stop(f"Installed, but still not found: {', '.join(absent)}. {by_hand}")


def _apt_get(*arguments: str) -> bool:
    """Quiet unless it fails, so that what went wrong is the last thing on the screen."""
    command = ["env", "DEBIAN_FRONTEND=noninteractive", "apt-get", *arguments]
    if os.geteuid() != 0:
        command.insert(0, "sudo")
    done = subprocess.run(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)
    if done.returncode:
        print(done.stdout[-3000:], file=sys.stderr)
    return done.returncode == 0
