from audit.triggers.guard import Guard, name_of

BODIES = {
    "portal_refuse": """
BEGIN
    IF current_setting('portal.purge', true) = 'on' THEN
        RETURN CASE TG_OP WHEN 'DELETE' THEN OLD ELSE NEW END;
    END IF;
    RAISE EXCEPTION '% is append-only', TG_TABLE_NAME USING ERRCODE = 'integrity_constraint_violation';
END """,
    "portal_chain": """
BEGIN
    PERFORM pg_advisory_xact_lock(7316851);  -- by itself: what follows sees all that was there when it was got
    INSERT INTO audit_chainlink (event_id, hash) VALUES (NEW.id, encode(sha256(convert_to(coalesce(
        (SELECT hash FROM audit_chainlink ORDER BY id DESC LIMIT 1), '') || NEW.digest, 'UTF8')), 'hex'));
    RETURN NULL;
END """,
    "portal_record": """
BEGIN
    INSERT INTO audit_change (at, table_name, row_id, operation, before) VALUES (
        clock_timestamp(), TG_TABLE_NAME,
        to_jsonb(CASE TG_OP WHEN 'INSERT' THEN NEW ELSE OLD END) ->> TG_ARGV[0], lower(TG_OP),
        CASE TG_OP WHEN 'INSERT' THEN NULL ELSE to_jsonb(OLD) END);
    RETURN NULL;
END """,
}


def functions():
    return BODIES


def preparations():
    for name, body in BODIES.items():
        yield f"CREATE OR REPLACE FUNCTION {name}() RETURNS trigger LANGUAGE plpgsql AS $${body}$$"


def guards(append_only, tracked):
    yield Guard(
        "audit_event_chain",
        "audit_event",
        "CREATE CONSTRAINT TRIGGER audit_event_chain AFTER INSERT ON audit_event"
        " DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION portal_chain()",
    )
    for model in append_only:
        for op in ("update", "delete"):
            yield _trigger(model, f"no_{op}", f"BEFORE {op.upper()}", "ROW", "portal_refuse()")
        yield _trigger(model, "no_truncate", "BEFORE TRUNCATE", "STATEMENT", "portal_refuse()")
    for model in tracked:
        for op in ("insert", "update", "delete"):
            record = f"portal_record('{model._meta.pk.column}')"
            yield _trigger(model, f"record_{op}", f"AFTER {op.upper()}", "ROW", record)
        yield _trigger(model, "no_truncate", "BEFORE TRUNCATE", "STATEMENT", "portal_refuse()")


def _trigger(model, what, when, each, function):
    name, table = name_of(model, what), model._meta.db_table
    definition = f"CREATE TRIGGER {name} {when} ON {table} FOR EACH {each} EXECUTE FUNCTION {function}"
    return Guard(name, table, definition)


def drop(guard):
    return f"DROP TRIGGER IF EXISTS {guard.name} ON {guard.table}"


def present(cursor):
    """Triggers that are on, and the bodies of our functions, as the catalogue has them."""
    cursor.execute(
        "SELECT tgname, pg_get_triggerdef(oid, true) FROM pg_trigger"
        " WHERE NOT tgisinternal AND tgenabled IN ('O', 'A')"
        " UNION ALL SELECT proname, prosrc FROM pg_proc WHERE proname = ANY(%s)",
        [list(BODIES)],
    )
    return dict(cursor.fetchall())


def open_door(connection):
    _set(connection, "on")


def close_door(connection):
    _set(connection, "")


def _set(connection, value):
    with connection.cursor() as cursor:
        cursor.execute("SELECT set_config('portal.purge', %s, false)", [value])
