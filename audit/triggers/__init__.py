"""What the database itself enforces and records, on PostgreSQL and on SQLite.

Three kinds of trigger, looked after at the end of every migration: *append-only* tables refuse every change;
an event is *chained* to the one before it; and every write to a tracked table is *recorded*. The one door is
``purging()``, for the retention job and for the emptying of test databases.
"""

from contextlib import contextmanager

from django.apps import apps
from django.db import connection

from audit.triggers import postgresql, sqlite
from audit.versions import index_statements, is_version, versioned_models


def append_only_models():
    """Versions, and the models that say ``append_only = True``, by name: versions are made in no fixed order."""
    found = [m for m in apps.get_models() if getattr(m, "append_only", False) or is_version(m)]
    return sorted(found, key=lambda model: model._meta.label)


def tracked_models():
    """Models with versions, the rows above them, and the tables that join them to many others."""
    found = {}
    for model in versioned_models():
        joins = [f.remote_field.through for f in model._meta.local_many_to_many]
        above = model._meta.get_parent_list()
        found |= dict.fromkeys([model, *above, *(m for m in joins if m._meta.auto_created)])
    return list(found)


def teach_connection(connection, **kwargs):
    if connection.vendor == "sqlite":
        sqlite.teach(connection)


@contextmanager
def purging():
    """Let this connection remove append-only rows: the retention job's door, and the tests'."""
    _vendor().open_door(connection)
    try:
        yield
    finally:
        _vendor().close_door(connection)


def install_after_migrate(app_config, **kwargs):
    """Once, after the last app has migrated."""
    if app_config.label == [a.label for a in apps.get_app_configs() if a.models_module][-1]:
        install()


def install():
    """Set up every guard that is missing or is not as it should be, and the indexes of versions."""
    tables = set(connection.introspection.table_names())
    with connection.cursor() as cursor:
        for statement in _vendor().preparations():
            cursor.execute(statement)
        present = _vendor().present(cursor)
        for guard in _guards(tables):
            if present.get(guard.name) != guard.definition:
                cursor.execute(_vendor().drop(guard))
                cursor.execute(guard.definition)
        for statement in index_statements(tables):
            cursor.execute(statement)


def expected():
    """Name and definition of each guard that should stand."""
    return {guard.name: guard.definition for guard in _guards()} | _vendor().functions()


def missing():
    """Names of guards that are gone, off, or not as they were set up."""
    with connection.cursor() as cursor:
        present = _vendor().present(cursor)
    return sorted(name for name, definition in expected().items() if present.get(name) != definition)


def _guards(tables=None):
    models = append_only_models(), tracked_models()
    return [g for g in _vendor().guards(*models) if tables is None or g.table in tables]


def _vendor():
    return {"postgresql": postgresql, "sqlite": sqlite}[connection.vendor]
