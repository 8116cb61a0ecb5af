"""Dependency pins: the lock files fit what is asked for, name no address, and each dependency says what it is for."""

import re
import tomllib
from collections.abc import Iterator
from pathlib import Path

from bin.say import stop

ROOT = Path(__file__).resolve().parent.parent
PYPROJECT = ROOT / "pyproject.toml"
PACKAGE_LOCK = ROOT / "package-lock.json"
SETS = {
    "requirements.txt": ("pyproject.toml",),
    "requirements-dev.txt": ("pyproject.toml", "dev"),
    "requirements-setup.txt": ("setup",),
}
PIN = re.compile(r"^(?P<name>[a-z0-9._-]+)==(?P<version>[^\s;]+)(?P<rest>.*(?:\n +.*)*)", re.MULTILINE)
REMEDY = "Run `make lock`."


def problems() -> Iterator[str]:
    """Every fault, each as a sentence that says how to mend it."""
    pyproject = PYPROJECT.read_text()
    yield from without_purpose(pyproject)
    asked = asked_for(tomllib.loads(pyproject))
    for name, groups in SETS.items():
        lock = (ROOT / name).read_text()
        yield from unpinned(name, lock, {package for group in groups for package in asked[group]})
        yield from faults(name, lock)
    yield from differing((ROOT / "requirements.txt").read_text(), (ROOT / "requirements-dev.txt").read_text())
    if "://" in PACKAGE_LOCK.read_text():
        yield f"package-lock.json holds an address. {REMEDY}"


def without_purpose(pyproject: str) -> Iterator[str]:
    """A dependency stands on a line of its own and says what it is for."""
    dependencies = pyproject.split("\n[tool.", maxsplit=1)[0]
    for line in re.findall(r'^ {4}"[A-Za-z0-9].*$', dependencies, re.MULTILINE):
        if not re.search(r'", # \w.+$', line):
            yield f"pyproject.toml: {line.strip()} does not say what it is for. Add a comment after it."


def asked_for(pyproject: dict) -> dict[str, set[str]]:
    """The names that each group asks for, without extras and versions."""
    groups = {"pyproject.toml": pyproject["project"]["dependencies"], **pyproject["dependency-groups"]}
    bare = re.compile(r"[^A-Za-z0-9._-].*")
    return {group: {normal(bare.sub("", line)) for line in lines} for group, lines in groups.items()}


def unpinned(name: str, lock: str, asked: set[str]) -> Iterator[str]:
    """What is asked for and not locked, and what is locked as asked for though nobody asks."""
    locked = {normal(pin["name"]): pin["rest"] for pin in PIN.finditer(lock)}
    for package in sorted(asked - locked.keys()):
        yield f"{name} does not pin {package}, which pyproject.toml asks for. {REMEDY}"
    for package in sorted(locked.keys() - asked):
        if "pyproject.toml" in locked[package]:
            yield f"{name} pins {package}, which pyproject.toml no longer asks for. {REMEDY}"


def faults(name: str, lock: str) -> Iterator[str]:
    if "://" in lock or re.search(r"^--(index|extra|find)", lock, re.MULTILINE):
        yield f"{name} holds an address. {REMEDY}"
    for pin in PIN.finditer(lock):
        if "--hash=sha256:" not in pin["rest"]:
            yield f"{name}: {pin['name']} has no hash. {REMEDY}"


def differing(running: str, developing: str) -> Iterator[str]:
    """Tests run what is served: both sets pin the same versions."""
    versions = {(pin["name"], pin["version"]) for pin in PIN.finditer(developing)}
    for pin in PIN.finditer(running):
        if (pin["name"], pin["version"]) not in versions:
            yield f"requirements-dev.txt does not pin {pin['name']} {pin['version']}. {REMEDY}"


def without_addresses(lock: dict) -> dict:
    """npm's lock without the addresses of downloads and of sponsors."""
    for package in lock["packages"].values():
        package.pop("funding", None)
        package.pop("resolved", None)
    return lock


def normal(name: str) -> str:
    return re.sub(r"[-_.]+", "-", name).lower()


if __name__ == "__main__":
    if found := list(problems()):
        stop("\n".join(found))
