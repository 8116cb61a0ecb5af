"""`make setup`: everything `make run` and `make test` share. Quick when there is nothing to do.

Runs on a bare Python 3.11 or 3.12. Each step is stamped, inside what it made, with a digest of what it was made
from: it runs again when either changes or is gone.
"""

import hashlib
import subprocess
import sys
from collections.abc import Iterable
from pathlib import Path

from bin import machine
from bin.say import Watch, say, stop

ROOT = Path(__file__).resolve().parent.parent
VENV = ROOT / ".venv"
PYTHON = VENV / "bin" / "python"
UV = VENV / "bin" / "uv"


def main(arguments: list[str]) -> None:
    watch = Watch()
    development = "--dev" in arguments
    machine.provide(machine.RUNNING + (machine.TESTING if "--test" in arguments else []))
    did = [make_environment(), install_python(development), install_front_end(), build_front_end()]
    say(f"Set up in {watch}." if any(did) else "Set up already: nothing to do.")


def make_environment() -> bool:
    if PYTHON.exists() and run(PYTHON, "-c", "", quiet=True):
        return False
    machine.provide([machine.ENSUREPIP])
    say(f"Making a virtual environment in .venv with Python {sys.version.split()[0]}.")
    must(sys.executable, "-m", "venv", "--clear", VENV, remedy="Delete the folder .venv and try again.")
    return True


def install_python(development: bool) -> bool:
    """Install the locked packages. An environment that has the developers' set keeps it."""
    stamp = VENV / ".stamp"
    sets = {name: digest([ROOT / name]) for name in ("requirements-dev.txt", "requirements.txt")}
    written = stamp.read_text() if stamp.exists() else ""
    development = development or written.startswith("requirements-dev.txt")
    name = "requirements-dev.txt" if development else "requirements.txt"
    if written == f"{name} {sets[name]}":
        return False
    remedy = "Check that this machine can reach its Python package index, then try again."
    if not UV.exists():
        say("Installing uv, which installs the other packages.")
        pip = (
            PYTHON,
            "-m",
            "pip",
            "install",
            "-q",
            "--require-hashes",
            "-r",
            ROOT / "requirements-setup.txt",
        )
        must(*pip, remedy=remedy)
    say(f"Installing Python packages: exactly those of {name}, each checked by its hash.")
    must(UV, "pip", "sync", "-q", "--python", PYTHON, "--require-hashes", ROOT / name, remedy=remedy)
    stamp.write_text(f"{name} {sets[name]}")
    return True


def install_front_end() -> bool:
    stamp = ROOT / "node_modules" / ".stamp"
    made_from = digest([ROOT / "package-lock.json", ROOT / ".npmrc"])
    if stamp.exists() and stamp.read_text() == made_from:
        return False
    say("Installing front-end packages: exactly those of package-lock.json.")
    remedy = "Check that this machine can reach its npm registry, then try again."
    must("npm", "ci", "--ignore-scripts", "--loglevel=error", remedy=remedy)
    stamp.write_text(made_from)
    return True


def build_front_end() -> bool:
    stamp = ROOT / "static" / "vendor" / ".stamp"
    made_from = digest([ROOT / "package-lock.json", ROOT / "design" / "build.py"])
    if stamp.exists() and stamp.read_text() == made_from:
        return False
    say("Copying what pages use of them to static/vendor.")
    must(PYTHON, "-m", "design.build", remedy="Delete node_modules and try again.")
    stamp.write_text(made_from)
    return True


def digest(paths: Iterable[Path]) -> str:
    total = hashlib.sha256()
    for path in paths:
        total.update(path.read_bytes())
    return total.hexdigest()


def run(*command: str | Path, quiet: bool = False) -> bool:
    hidden = subprocess.DEVNULL if quiet else None
    return subprocess.run(command, cwd=ROOT, stdout=hidden, stderr=hidden).returncode == 0


def must(*command: str | Path, remedy: str) -> None:
    try:
        done = run(*command)
    except OSError as error:
        stop(f"{command[0]} could not be started: {error.strerror}. {remedy}")
    if not done:
        stop(f"That did not work: {' '.join(map(str, command))}\n  {remedy}")


if __name__ == "__main__":
    main(sys.argv[1:])
