"""Queries that are built once: building one of many joins costs more than answering it."""

from functools import wraps

from django.db import connection
from django.db.models import Expression


class Given(Expression):
    """Where a value stands that is known only when the query is asked."""

    def __init__(self, name):
        super().__init__()
        self.name = name

    def as_sql(self, compiler, connection):
        return "%s", [self]


def prepared(build):
    """Makes of a function that gives a ``values_list`` one that gives its rows: ``lines(meeting=3)``.

    The function is called at the first asking, with a `Given` for each value; it may only put them where a filter
    takes an expression. What it leaves out or looks up besides is the same for everybody ever after, so nothing in
    it may depend on who asks. A value of None is None to it too: such a query is another, and built apart.
    """
    built = {}

    @wraps(build)
    def rows(**values):
        given = {name: None if value is None else Given(name) for name, value in values.items()}
        key = (connection.vendor, *(name for name in given if given[name]))
        if key not in built:
            built[key] = _compiled(build(**given))
        compiler, sql, params = built[key]
        with connection.cursor() as cursor:
            cursor.execute(sql, [values[each.name] if isinstance(each, Given) else each for each in params])
            found = cursor.fetchall()
        return compiler.results_iter([found])

    return rows


def _compiled(queryset):
    compiler = queryset.query.get_compiler(connection=connection)
    return compiler, *compiler.as_sql()
