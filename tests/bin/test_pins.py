"""The pins are right now, and each way of being wrong is found and said."""

import ast
import tomllib
from importlib.metadata import packages_distributions

import pytest

from bin import pins

HASH = "--hash=sha256:" + "0" * 64
LOCK = f"""django==5.2.1 \\
    {HASH}
    # via portal (pyproject.toml)
sqlparse==0.5.0 ; python_version > '3' \\
    {HASH}
    # via django
"""


def test_the_pins_are_right():
    assert list(pins.problems()) == []


def test_a_dependency_says_what_it_is_for():
    text = 'dependencies = [\n    "django", # the framework\n    "rules",\n]\n[tool.x]\na = [\n    "silent",\n]\n'
    assert list(pins.without_purpose(text)) == [
        'pyproject.toml: "rules", does not say what it is for. Add a comment after it.'
    ]


def test_names_are_read_without_extras_and_versions():
    pyproject = {
        "project": {"dependencies": ["Django~=5.2", "celery[redis]"]},
        "dependency-groups": {"dev": ["a.b"]},
    }
    assert pins.asked_for(pyproject) == {"pyproject.toml": {"django", "celery"}, "dev": {"a-b"}}


@pytest.mark.parametrize(
    ("asked", "said"),
    [
        ({"django"}, []),
        (
            {"django", "rules"},
            ["locks.txt does not pin rules, which pyproject.toml asks for. Run `make lock`."],
        ),
        (set(), ["locks.txt pins django, which pyproject.toml no longer asks for. Run `make lock`."]),
    ],
)
def test_a_lock_fits_what_is_asked_for(asked, said):
    assert list(pins.unpinned("locks.txt", LOCK, asked)) == said


@pytest.mark.parametrize(
    ("lock", "said"),
    [
        (LOCK, []),
        ("--index-url x\n" + LOCK, ["locks.txt holds an address. Run `make lock`."]),
        (LOCK + "# https://packages.example/\n", ["locks.txt holds an address. Run `make lock`."]),
        ("django==5.2.1\n    # via portal\n", ["locks.txt: django has no hash. Run `make lock`."]),
    ],
)
def test_a_lock_has_hashes_and_no_address(lock, said):
    assert list(pins.faults("locks.txt", lock)) == said


def test_what_is_tested_is_what_is_served():
    newer = LOCK.replace("0.5.0", "0.5.1")
    assert list(pins.differing(LOCK, LOCK)) == []
    assert list(pins.differing(LOCK, newer)) == [
        "requirements-dev.txt does not pin sqlparse 0.5.0. Run `make lock`."
    ]


def test_the_front_end_lock_keeps_no_address():
    lock = {"packages": {"a": {"version": "1", "resolved": "x://y", "funding": {"url": "x://z"}}}}
    assert pins.without_addresses(lock) == {"packages": {"a": {"version": "1"}}}


def test_what_the_code_imports_is_asked_for():
    """And does not merely come along with something else that may one day do without it."""
    asked = pins.asked_for(tomllib.loads(pins.PYPROJECT.read_text()))
    known = packages_distributions()
    files = {
        path: path.relative_to(pins.ROOT).parts[0]
        for folder in FOLDERS
        for path in (pins.ROOT / folder).rglob("*.py")
    }
    missing = {
        (folder, module)
        for path, folder in files.items()
        for module in imported(path)
        if module in known
        and not {pins.normal(name) for name in known[module]}
        & (asked["pyproject.toml"] | (asked["dev"] if folder in DEVELOPERS else set()))
    }
    assert missing == set()


DEVELOPERS = {"tests", "bench"}
FOLDERS = ["bin", *(path.name for path in pins.ROOT.iterdir() if (path / "__init__.py").exists())]


def imported(path):
    """The first names of what a module imports, wherever in it."""
    for node in ast.walk(ast.parse(path.read_text())):
        if isinstance(node, ast.Import):
            yield from (alias.name.partition(".")[0] for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
            yield node.module.partition(".")[0]
