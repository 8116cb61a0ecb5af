"""What a test that committed leaves behind is taken away again.

Django empties every table, makes content types and permissions anew, and has the guards looked at: seconds on
PostgreSQL for some seven hundred tables, most of which hold nothing.
"""

from django.db import connection

KEPT = ("django_migrations", "django_content_type", "auth_permission")  # as migrations left them
MANY = 250


def can_empty():
    """Whether rows may go without asking the guards: of PostgreSQL, and of its superuser."""
    if connection.vendor != "postgresql":
        return False
    with connection.cursor() as cursor:
        cursor.execute("SELECT usesuper FROM pg_user WHERE usename = current_user")
        return cursor.fetchone()[0]


def empty():
    """Delete the rows of every table that has any, past triggers and foreign keys. Sequences go on."""
    with connection.cursor() as cursor:
        held = list(_with_rows(cursor))
        cursor.execute("SET session_replication_role = replica")
        try:
            for table in held:
                cursor.execute(f'DELETE FROM "{table}"')
        finally:
            cursor.execute("SET session_replication_role = DEFAULT")


def _with_rows(cursor):
    cursor.execute("SELECT tablename FROM pg_tables WHERE schemaname = current_schema()")
    tables = [name for (name,) in cursor.fetchall() if name not in KEPT]
    for first in range(0, len(tables), MANY):
        asked = (f"(SELECT '{table}' FROM \"{table}\" LIMIT 1)" for table in tables[first : first + MANY])
        cursor.execute(" UNION ALL ".join(asked))
        yield from (name for (name,) in cursor.fetchall())
