from typing import NamedTuple


class Guard(NamedTuple):
    """A trigger: its definition is letter for letter what the database's own catalogue says of it."""

    name: str
    table: str
    definition: str


def name_of(model, what):
    """At most 63 letters, PostgreSQL's limit; a table name of ours never comes near it."""
    return f"{model._meta.db_table}_{what}"
