from audit.text import said, sha256
from audit.triggers.guard import Guard, name_of

MOST_PAIRS = 60  # of name and value, in one call of json_object
_open_doors = set()


def teach(connection):
    """SQLite has neither SHA-256 nor a session variable: lend it ours."""
    raw, key = connection.connection, id(connection.connection)
    _open_doors.discard(key)
    raw.create_function("portal_purging", 0, lambda: key in _open_doors)
    raw.create_function("portal_sha256", 1, sha256, deterministic=True)
    raw.create_function("portal_said", -1, _said, deterministic=True)


def _said(at, *texts):
    """What an event says (`digest_of_event`), from the row: SQLite keeps an instant as text, in UTC."""
    if at is None:
        return None
    moment, _, fraction = at.replace(" ", "T").partition(".")
    return said([f"{moment}.{fraction or '000000'}Z", *texts])


def functions():
    return {}


def preparations():
    return ()


def guards(append_only, tracked):
    yield _trigger(
        "audit_event_chain",
        "audit_event",
        "AFTER INSERT",
        "INSERT INTO audit_chainlink (event_id, hash) SELECT NEW.id, portal_sha256(coalesce("
        "(SELECT hash FROM audit_chainlink ORDER BY id DESC LIMIT 1), '') || NEW.digest);",
    )
    for model in append_only:
        yield from _refusals(model)
    for model in tracked:
        for op in ("insert", "update", "delete"):
            name = name_of(model, f"record_{op}")
            yield _trigger(name, model._meta.db_table, f"AFTER {op.upper()}", _record(model, op))


def _refusals(model):
    """INSERT OR REPLACE fires no delete trigger, so a row that is there already is refused as well."""
    table, key = model._meta.db_table, model._meta.pk.column
    refuse = f"SELECT raise(ABORT, '{table} is append-only');"
    for op in ("update", "delete"):
        yield _trigger(
            name_of(model, f"no_{op}"), table, f"BEFORE {op.upper()}", refuse, "NOT portal_purging()"
        )
    there = f'EXISTS (SELECT 1 FROM "{table}" WHERE "{key}" = NEW."{key}")'  # noqa: S608 -- names of ours
    yield _trigger(name_of(model, "no_replace"), table, "BEFORE INSERT", refuse, there)


def _trigger(name, table, when, body, condition=""):
    condition = f" WHEN {condition}" if condition else ""
    return Guard(name, table, f'CREATE TRIGGER "{name}" {when} ON "{table}"{condition} BEGIN {body} END')


def _record(model, op):
    columns = [f.column for f in model._meta.local_concrete_fields]
    row, before = ("NEW", "NULL") if op == "insert" else ("OLD", _as_json(columns))
    return (
        "INSERT INTO audit_change (at, table_name, row_id, operation, before) VALUES "  # noqa: S608 -- as above
        f"(strftime('%Y-%m-%d %H:%M:%f', 'now'), '{model._meta.db_table}', {row}.\"{model._meta.pk.column}\", "
        f"'{op}', {before});"
    )


def _as_json(columns):
    """The old row as one JSON object. A function takes 127 arguments, so a wide table is written in pieces."""
    pieces = [columns[start : start + MOST_PAIRS] for start in range(0, len(columns), MOST_PAIRS)]
    objects = ["json_object(" + ", ".join(f"'{c}', OLD.\"{c}\"" for c in piece) + ")" for piece in pieces]
    joined = objects[0]
    for following in objects[1:]:  # no value is an object, so only the closing brace is trimmed
        joined = f"rtrim({joined}, '}}') || ',' || ltrim({following}, '{{')"
    return joined


def drop(guard):
    return f'DROP TRIGGER IF EXISTS "{guard.name}"'


def present(cursor):
    cursor.execute("SELECT name, sql FROM sqlite_master WHERE type = 'trigger'")
    return dict(cursor.fetchall())


def open_door(connection):
    connection.ensure_connection()
    _open_doors.add(id(connection.connection))


def close_door(connection):
    _open_doors.discard(id(connection.connection))
