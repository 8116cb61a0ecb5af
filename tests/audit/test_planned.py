"""Statements planned once a connection."""

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
    connection.planned = object(), {}  # as after a reconnection
    assert ask(a=1, b=2)[0] == 4


def test_where_sessions_are_pooled_nothing_is_planned(monkeypatch):
    monkeypatch.setitem(connection.settings_dict, "DISABLE_SERVER_SIDE_CURSORS", True)
    with connection.execute_wrapper(
        lambda execute, sql, *rest: (
            pytest.fail("planned all the same") if "EXECUTE" in sql else execute(sql, *rest)
        )
    ):
        assert ask(a=1, b=2)[0] == 4
