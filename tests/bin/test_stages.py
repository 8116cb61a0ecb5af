"""`make test ARGS=…` runs each path where it belongs."""

import pytest
from django.core.cache import cache
from django.db import connection

from bin import tests as stages
from bin.tests import Count


@pytest.mark.parametrize(
    ("arguments", "ran"),
    [
        ([], ["SQLite", "PostgreSQL and Redis", "Browser"]),
        (["-k", "minutes"], ["SQLite", "PostgreSQL and Redis", "Browser"]),
        (["tests/meetings"], ["SQLite", "PostgreSQL and Redis"]),
        (["tests/browser/test_home.py", "-x"], ["Browser"]),
        (["tests/meetings", "tests/browser"], ["SQLite", "PostgreSQL and Redis", "Browser"]),
        (["--fast", "tests/meetings"], ["Without a database"]),
    ],
)
def test_paths_choose_the_stages(arguments, ran):
    planned = stages.plan(arguments)
    assert [name for name, _ in planned] == ran
    for name, words in planned:
        assert ("tests/meetings" in words) == ("tests/meetings" in arguments and name != "Browser")


def test_what_asks_every_address_is_asked_on_postgresql_alone():
    sqlite, postgres, browser = (words for _name, words in stages.plan([]))
    assert "not once" in sqlite
    assert "not once" not in [*postgres, *browser]


def test_what_asks_no_database_is_asked_once():
    sqlite, postgres, _browser = (words for _name, words in stages.plan([]))
    assert "not alone" in postgres
    assert "not alone" not in sqlite
    assert stages.plan(["--fast", "-x"]) == [
        (
            "Without a database",
            ["-m", "alone and not slow", f"--ignore={stages.BROWSER}", *stages.PARALLEL, "-x"],
        )
    ]


def test_what_asks_no_database_is_refused_it_and_the_cache():
    with pytest.raises(RuntimeError, match="Database access not allowed"):
        connection.cursor()
    with pytest.raises(pytest.fail.Exception, match="mark it `everywhere`"):
        cache.get("a key")


def test_counts_are_read_from_pytests_report(tmp_path):
    report = tmp_path / "report.xml"
    report.write_text('<testsuites><testsuite tests="9" failures="1" errors="2" skipped="1"/></testsuites>')
    assert stages.read(report) == Count(passed=5, failed=3, skipped=1)
    assert str(Count(5, 3, 1)) == "5 passed, 3 failed, 1 skipped"


def test_a_failed_stage_fails_the_command(capsys):
    with pytest.raises(SystemExit):
        stages.summarise([("SQLite: 2 passed, 0 failed", Count(2), True), ("Browser: died", Count(), False)])
    assert "Browser: died — FAILED" in capsys.readouterr().out


def test_no_test_at_all_is_a_failure():
    with pytest.raises(SystemExit):
        stages.summarise([("SQLite: 0 passed, 0 failed", Count(), True)])
