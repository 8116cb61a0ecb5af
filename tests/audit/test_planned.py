"""Statements planned once a connection."""

from collections import OrderedDict

import pytest
from django.db import connection

from audit import planned

pytestmark = pytest.mark.django_db
SUM = "SELECT CAST(%(b)s AS integer) - CAST(%(a)s AS integer) + %(three)s, CAST(%(a)s AS integer), '100%%' LIKE '%%0%%'"


def ask(**params):
    with connection.cursor() as cursor:
        planned.execute(cursor, SUM, {"three": 3}, params)
        return cursor.fetchone()


def test_it_answers_by_name_whatever_the_order():
    assert [ask(a=1, b=2)[:2], ask(b=20, a=5)[:2]] == [(4, 1), (18, 5)]
    assert ask(a=1, b=2)[2]


def test_another_connection_plans_it_again():
    ask(a=1, b=2)
    connection.planned = object(), ({}, OrderedDict())  # as after a reconnection
    assert ask(a=1, b=2)[0] == 4


def test_where_sessions_are_pooled_nothing_is_planned(monkeypatch):
    monkeypatch.setitem(connection.settings_dict, "DISABLE_SERVER_SIDE_CURSORS", True)
    with connection.execute_wrapper(
        lambda execute, sql, *rest: (
            pytest.fail("planned all the same") if "EXECUTE" in sql else execute(sql, *rest)
        )
    ):
        assert ask(a=1, b=2)[0] == 4


@pytest.mark.skipif(connection.vendor != "postgresql", reason="asked of PostgreSQL")
def test_of_people_a_connection_keeps_those_that_were_asked_last(monkeypatch):
    monkeypatch.setattr(planned, "MOST", 2)
    held = "SELECT count(*) FROM pg_prepared_statements WHERE statement LIKE '%asked in a test%'"
    with connection.cursor() as cursor:
        monkeypatch.setattr(
            connection, "planned", (connection.connection, ({}, OrderedDict())), raising=False
        )
        for number in (1, 2, 1, 3, 1, 2):
            sql = f"{planned.OF_ONE}/* asked in a test */ SELECT %(fixed)s + CAST(%(given)s AS integer) + {number}"
            planned.execute(cursor, sql, {"fixed": 10}, {"given": 100})
            assert cursor.fetchone() == (110 + number,)
            cursor.execute(held)
            assert cursor.fetchone()[0] <= 2
