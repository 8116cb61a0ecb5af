"""What the database itself enforces and records, on PostgreSQL and on SQLite.

Three kinds of trigger, made again after every migration: *append-only* tables refuse UPDATE and DELETE; an
event is *chained* to the one before it; and every write to a tracked table is *recorded*. The one door is
``purging()``, for the retention job and for the emptying of test databases.
"""

import hashlib
from contextlib import contextmanager

from django.apps import apps
from django.db import connection

_open_doors = set()


def append_only_models():
    """Versions, and the models that say ``append_only = True``."""
    return [m for m in apps.get_models() if getattr(m, "append_only", False) or is_version(m)]


def tracked_models():
    return [m for m in apps.get_models() if hasattr(m, "history") and not is_version(m)]


def is_version(model):
    return hasattr(model, "history_type") and hasattr(model, "history_date")


def teach_connection(connection, **kwargs):
    """SQLite has neither SHA-256 nor a session variable: lend it ours."""
    if connection.vendor != "sqlite":
        return
    raw, key = connection.connection, id(connection)
    _open_doors.discard(key)
    raw.create_function("portal_purging", 0, lambda: key in _open_doors)
    raw.create_function(
        "portal_sha256", 1, lambda text: hashlib.sha256(text.encode()).hexdigest(), deterministic=True
    )


@contextmanager
def purging():
    """Let this connection remove append-only rows: the retention job's door, and the tests'."""
    if connection.vendor == "sqlite":
        connection.ensure_connection()
        _open_doors.add(id(connection))
        try:
            yield
        finally:
            _open_doors.discard(id(connection))
        return
    with connection.cursor() as cursor:
        cursor.execute("SELECT set_config('portal.purge', 'on', false)")
    try:
        yield
    finally:
        with connection.cursor() as cursor:
            cursor.execute("SELECT set_config('portal.purge', '', false)")


def install_after_migrate(app_config, using, **kwargs):
    """Once, after the last app has migrated."""
    if app_config.label == _last_app():
        install()


def _last_app():
    return [a.label for a in apps.get_app_configs() if a.models_module][-1]


def install():
    tables = set(connection.introspection.table_names())
    build = _postgresql if connection.vendor == "postgresql" else _sqlite
    with connection.cursor() as cursor:
        for statement in build(tables):
            cursor.execute(statement)


def missing():
    """Names of the triggers that should stand guard and do not: somebody has taken them off."""
    query = {
        "postgresql": "SELECT tgname FROM pg_trigger WHERE NOT tgisinternal AND tgenabled <> 'D'",
        "sqlite": "SELECT name FROM sqlite_master WHERE type = 'trigger'",
    }[connection.vendor]
    with connection.cursor() as cursor:
        cursor.execute(query)
        present = {name for (name,) in cursor.fetchall()}
    return sorted(expected() - present)


def expected():
    names = {"audit_event_chain"}
    for model in append_only_models():
        names |= {_name(model, "no_update"), _name(model, "no_delete")}
    for model in tracked_models():
        names |= {_name(model, f"record_{op}") for op in ("insert", "update", "delete")}
    return names


def _name(model, what):
    """At most 63 letters, PostgreSQL's limit; a table name of ours never comes near it."""
    return f"{model._meta.db_table}_{what}"


# -- PostgreSQL ------------------------------------------------------------------------------------------------
POSTGRESQL_FUNCTIONS = """
CREATE OR REPLACE FUNCTION portal_refuse() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF current_setting('portal.purge', true) = 'on' THEN
        RETURN CASE TG_OP WHEN 'DELETE' THEN OLD ELSE NEW END;
    END IF;
    RAISE EXCEPTION '% is append-only', TG_TABLE_NAME USING ERRCODE = 'integrity_constraint_violation';
END $$;
CREATE OR REPLACE FUNCTION portal_chain() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE previous text;
BEGIN
    PERFORM pg_advisory_xact_lock(7316851);
    SELECT hash INTO previous FROM audit_chainlink ORDER BY id DESC LIMIT 1;
    INSERT INTO audit_chainlink (event_id, hash)
        VALUES (NEW.id, encode(sha256(convert_to(coalesce(previous, '') || NEW.digest, 'UTF8')), 'hex'));
    RETURN NULL;
END $$;
CREATE OR REPLACE FUNCTION portal_record() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    INSERT INTO audit_change (at, table_name, row_id, operation, before) VALUES (
        clock_timestamp(), TG_TABLE_NAME,
        to_jsonb(CASE TG_OP WHEN 'INSERT' THEN NEW ELSE OLD END) ->> TG_ARGV[0], lower(TG_OP),
        CASE TG_OP WHEN 'INSERT' THEN NULL ELSE to_jsonb(OLD) END);
    RETURN NULL;
END $$;
"""


def _postgresql(tables):
    yield POSTGRESQL_FUNCTIONS
    yield _pg_trigger(
        "audit_event_chain",
        "audit_event",
        "CONSTRAINT TRIGGER {name} AFTER INSERT ON {table} DEFERRABLE INITIALLY DEFERRED",
        "portal_chain()",
    )
    for model in append_only_models():
        if (table := model._meta.db_table) in tables:
            for op in ("update", "delete"):
                head = f"TRIGGER {{name}} BEFORE {op.upper()} ON {{table}}"
                yield _pg_trigger(_name(model, f"no_{op}"), table, head, "portal_refuse()")
    for model in tracked_models():
        if (table := model._meta.db_table) in tables:
            for op in ("insert", "update", "delete"):
                head = f"TRIGGER {{name}} AFTER {op.upper()} ON {{table}}"
                yield _pg_trigger(
                    _name(model, f"record_{op}"), table, head, f"portal_record('{model._meta.pk.column}')"
                )


def _pg_trigger(name, table, head, function):
    head = head.format(name=f'"{name}"', table=f'"{table}"')
    return f'DROP TRIGGER IF EXISTS "{name}" ON "{table}"; CREATE {head} FOR EACH ROW EXECUTE FUNCTION {function}'


# -- SQLite ----------------------------------------------------------------------------------------------------
def _sqlite(tables):
    yield from _lite_trigger(
        "audit_event_chain",
        "AFTER INSERT ON audit_event",
        "INSERT INTO audit_chainlink (event_id, hash) SELECT NEW.id, portal_sha256(coalesce("
        "(SELECT hash FROM audit_chainlink ORDER BY id DESC LIMIT 1), '') || NEW.digest);",
    )
    for model in append_only_models():
        if (table := model._meta.db_table) in tables:
            for op in ("update", "delete"):
                yield from _lite_trigger(
                    _name(model, f"no_{op}"),
                    f'BEFORE {op.upper()} ON "{table}" WHEN NOT portal_purging()',
                    f"SELECT raise(ABORT, '{table} is append-only');",
                )
    for model in tracked_models():
        if (table := model._meta.db_table) in tables:
            for op in ("insert", "update", "delete"):
                yield from _lite_trigger(
                    _name(model, f"record_{op}"), f'AFTER {op.upper()} ON "{table}"', _lite_record(model, op)
                )


def _lite_trigger(name, head, body):
    yield f'DROP TRIGGER IF EXISTS "{name}"'
    yield f'CREATE TRIGGER "{name}" {head} BEGIN {body} END'


def _lite_record(model, op):
    columns = [f.column for f in model._meta.local_concrete_fields]
    pairs = ", ".join(f"'{c}', OLD.\"{c}\"" for c in columns)
    row, before = ("NEW", "NULL") if op == "insert" else ("OLD", f"json_object({pairs})")
    return (
        "INSERT INTO audit_change (at, table_name, row_id, operation, before) VALUES "
        f"(strftime('%Y-%m-%d %H:%M:%f', 'now'), '{model._meta.db_table}', {row}.\"{model._meta.pk.column}\", "
        f"'{op}', {before});"
    )
