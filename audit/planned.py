"""Statements that PostgreSQL plans once a connection: planning one of many joins takes longer than answering it."""

import re
from collections import OrderedDict
from contextlib import contextmanager
from itertools import count

from django.db import DEFAULT_DB_ALIAS, connection, connections

NAMED = re.compile(r"%\((\w+)\)s|%%")
NUMBER, NAME = count(1), re.compile(r"planned_\d+")
MOST = 40  # plans of people, of a connection: a large one takes some two hundred kilobytes of the server


OF_ONE = "/* of one */ "  # begins a statement that one person asks


def execute(cursor, sql, fixed, params):
    """As ``cursor.execute(sql, fixed | params)``, with params by name and of the types that their places give.

    What is fixed is the same whenever this statement is asked, and stands in its plan. Of statements that begin with
    `OF_ONE` a connection keeps those asked last, for the server holds a plan of each.

    Not where sessions are pooled a transaction at a time (`DISABLE_SERVER_SIDE_CURSORS`): what one connection has
    planned, the next one would look for in vain.
    """
    db = cursor.db  # not Django's proxy of it, which looks up the thread at each word
    if not _plans(db):
        return cursor.execute(sql, fixed | params)
    statement, values = _planned(db, sql, fixed, params)
    if ahead := db.__dict__.pop("sent_ahead", None):
        statement, values = f"{ahead[0]}; {statement}", [*ahead[1], *values]
    return cursor.execute(statement, values)


@contextmanager
def ahead(sql, params):
    """Sends a statement along with the first planned one that is asked within: of PostgreSQL both are one message and
    one transaction. Where none is asked, or nothing is planned, it goes by itself. What it answers is lost.
    """
    db = connections[DEFAULT_DB_ALIAS]
    if not _plans(db):
        with db.cursor() as cursor:
            cursor.execute(sql, params)
        yield
        return
    db.ensure_connection()
    db.sent_ahead = _planned(db, sql, {}, params)
    try:
        yield
    except BaseException:
        db.__dict__.pop("sent_ahead", None)
        raise
    if alone := db.__dict__.pop("sent_ahead", None):
        with db.cursor() as cursor:
            cursor.execute(*alone)


def _plans(db):
    return db.vendor == "postgresql" and not db.settings_dict["DISABLE_SERVER_SIDE_CURSORS"]


def _planned(db, sql, fixed, params):
    """The statement that asks what is planned, and its values in order."""
    every, of_people = _known(db)
    known = of_people if sql.startswith(OF_ONE) else every
    if sql not in known:
        known[sql] = _prepare(sql, fixed)
    statement, names = known[sql]
    if known is of_people:
        known.move_to_end(sql)
        if len(known) > MOST:
            _forget(*known.popitem(last=False)[1])
    return statement, [params[name] for name in names]


def _known(db):
    """What the session behind the connection has planned, of everybody and of one; nothing when it is a new one."""
    session, known = getattr(db, "planned", (None, None))
    if session is not db.connection:
        known = {}, OrderedDict()
        db.planned = db.connection, known
    return known


def _forget(statement, _names):
    with connection.wrap_database_errors, connection.connection.cursor() as cursor:
        cursor.execute(f"DEALLOCATE {NAME.search(statement)[0]}")


def _prepare(sql, fixed):
    """Past Django's cursors, whose statements tests count."""
    names, name = [], f"planned_{next(NUMBER)}"
    with connection.wrap_database_errors, connection.connection.cursor() as cursor:

        def place(found):
            if not found[1]:
                return "%"
            if found[1] in fixed:
                return cursor.mogrify("%s", [fixed[found[1]]]).decode()
            if found[1] not in names:
                names.append(found[1])
            return f"${names.index(found[1]) + 1}"

        cursor.execute(f"PREPARE {name} AS {NAMED.sub(place, sql)}")
    return f"EXECUTE {name}({', '.join(['%s'] * len(names))})" if names else f"EXECUTE {name}", names
