"""A connection to PostgreSQL that is kept between requests."""

import time

import pytest
from django.conf import settings
from django.db import connection

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.skipif(
        settings.DATABASES["default"]["ENGINE"].endswith("sqlite3"), reason="SQLite has no server"
    ),
]
ASKED = "SELECT query FROM pg_stat_activity WHERE pid = %s"


def of_server(sql, *params):
    with connection.cursor() as cursor:
        cursor.execute(sql, params)
        return cursor.fetchone()[0]


@pytest.fixture
def kept():
    """As another worker keeps it."""
    other = connection.copy()
    other.ensure_connection()
    yield other
    other.close()


def test_that_it_stands_is_known_without_asking_the_server(kept):
    with kept.cursor() as cursor:
        cursor.execute("SELECT 'the last request'")
    assert kept.is_usable()
    assert of_server(ASKED, kept.connection.info.backend_pid) == "SELECT 'the last request'"


def test_one_that_the_server_ended_is_not_used_again(kept):
    number = kept.connection.info.backend_pid
    assert of_server("SELECT pg_terminate_backend(%s)", number)
    ends = time.monotonic() + 10
    while kept.is_usable() and time.monotonic() < ends:
        time.sleep(0.01)
    assert not kept.is_usable()
    kept.health_check_enabled, kept.health_check_done = True, False
    with kept.cursor() as cursor:
        cursor.execute("SELECT pg_backend_pid()")
        assert cursor.fetchone()[0] != number


def test_what_the_server_says_by_the_way_does_not_end_it(kept):
    speaker = connection.copy()
    for asked, sql in ((kept, "LISTEN said"), (speaker, "NOTIFY said")):
        with asked.cursor() as cursor:
            cursor.execute(sql)
    speaker.close()
    assert kept.is_usable()


def test_one_that_was_closed_is_not_usable(kept):
    kept.connection.close()
    assert not kept.is_usable()
