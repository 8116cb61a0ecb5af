"""The pins are right now, and each way of being wrong is found and said."""

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
