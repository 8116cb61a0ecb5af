"""Queries that are built once: building one of many joins costs more than answering it."""

from collections import OrderedDict
from functools import wraps
from itertools import count

from django.core.exceptions import EmptyResultSet
from django.db import DEFAULT_DB_ALIAS, connection, connections
from django.db.models import Expression, QuerySet, prefetch_related_objects
from django.db.models.query import ModelIterable, get_related_populators

from audit import planned
from records.instances import maker_of
from records.querysets import known_to

MOST_PEOPLE = 300  # whose statements a process keeps
BUILT = count(1)


class Given(Expression):
    """Where a value stands that is known only when the query is asked."""

    def __init__(self, name):
        super().__init__()
        self.name = name

    def as_sql(self, compiler, connection):
        return "%s", [self]


def prepared(build, *, converts=True):
    """Makes of a function that gives a queryset one that gives its rows: ``lines(meeting=3)``. They are tuples of a

    ``values_list``, else instances with what they select as related; nothing is prefetched.

    The function is called at the first asking, with a `Given` for each value; it may only put them where a filter
    takes an expression. What it leaves out or looks up besides is the same for everybody ever after, so nothing in
    it may depend on who asks; but for a value that is a queryset of one key, as of what somebody may know of.
    A value of None is None to it too: such a query is another, and built apart.
    Where all columns are numbers and texts that both databases give as they are, nothing need be converted.
    """
    return _built_once(build, _ask, converts)


def built_once(build, *, converts=True):
    """`prepared`, but PostgreSQL plans it each time.

    For rows that come by the thousand between two questions: on a plan made before them it would take minutes.
    """
    return _built_once(build, _ask_unplanned, converts)


def _built_once(build, ask, converts):
    built = {}

    @wraps(build)
    def rows(**values):
        db = connections[DEFAULT_DB_ALIAS]
        key = (db.vendor, *[name for name, value in values.items() if value is not None])
        if key not in built:
            given = {name: None if value is None else Given(name) for name, value in values.items()}
            built[key] = _compiled(build(**given))
        compiler, asked, converters, made = built[key]
        with db.cursor() as cursor:
            try:
                ask(cursor, asked, values)
            except EmptyResultSet:
                return iter(())
            found = cursor.fetchall()
        if converters and converts:  # as `results_iter` does, which looks for them each time
            found = compiler.apply_converters(found, converters)
        return map(made or tuple, found)

    return rows


def built_for_each(build):
    """Keeps what a function gives of (person, day) for each person, until their places, what was opened to them, or

    the day is another: a statement through the access filter, say. The function may rest on nothing else, and asks
    the database nothing.
    """
    built: OrderedDict = OrderedDict()

    @wraps(build)
    def found(user, day, **values):
        rests_on = connection.vendor, user.places, known_to(user), user.person_id, user.is_guest, day
        kept = built.get(user.pk)
        if kept is None or kept[0] != rests_on:
            kept = built[user.pk] = rests_on, build(user, day, **values)
            while len(built) > MOST_PEOPLE:
                built.popitem(last=False)
        return kept[1]

    return found


def prepared_for_each(build):
    """The same of a function that gives a queryset, as of what waits for somebody: a union of a dozen queries.

    Values by name it gets as a prepared one does, each a `Given`: ``bids(user, day, call=3)``. Planned once a
    connection, for those who ask it again before others have: planning such a union takes PostgreSQL longer than
    answering it.
    """

    @built_for_each
    def compiled(user, day, **values):
        return _compiled_or_none(build(user, day, **{name: Given(name) for name in values}))

    @wraps(build)
    def rows(user, day, **values):
        kept = compiled(user, day, **values)
        if kept is None:
            return iter(())
        compiler, (_, _, named), converters, made = kept
        with connection.cursor() as cursor:
            planned.execute(cursor, *named, values)
            found = cursor.fetchall()
        return map(made or tuple, compiler.apply_converters(found, converters) if converters else found)

    return rows


def read(queryset):
    """The rows of a queryset as ``list`` gives them, its instances made in less time (`records.instances`)."""
    if queryset._iterable_class is not ModelIterable:
        return list(queryset)
    try:
        compiler, (sql, params, _), converters, made = _compiled(queryset)
    except EmptyResultSet:
        return []
    with connection.cursor() as cursor:
        cursor.execute(sql, params)
        found = cursor.fetchall()
    rows = list(map(made, compiler.apply_converters(found, converters) if converters else found))
    for field, known in queryset._known_related_objects.items():  # whose list it is
        for row in rows:
            if not field.is_cached(row) and (whose := known.get(getattr(row, field.attname))):
                field.set_cached_value(row, whose)
    if lookups := queryset._prefetch_related_lookups:
        prefetch_related_objects(rows, *lookups)
    return rows


def _compiled_or_none(queryset):
    try:
        compiler, (sql, params, (text, fixed)), *others = _compiled(queryset)
    except EmptyResultSet:
        return None
    # by its number it is told from that of somebody else, who is fixed in the same words
    return compiler, (sql, params, (f"{planned.OF_ONE}/* {next(BUILT)} */ {text}", fixed)), *others


def _ask_unplanned(cursor, asked, values):
    sql, params, _ = asked
    return cursor.execute(sql, [values[each.name] if isinstance(each, Given) else each for each in params])


def _ask(cursor, asked, values):
    """The statement with what is given. A queryset of one key is compiled each time, and stands where the key would."""
    sql, params, named = asked
    if not any(isinstance(value, QuerySet) for value in values.values()):
        return planned.execute(cursor, *named, values)
    start, *others = sql.split("%s")
    bound = []
    for each, following in zip(params, others, strict=True):
        value = values[each.name] if isinstance(each, Given) else each
        inner, more = "%s", (value,)
        if isinstance(value, QuerySet):
            inner, more = value.query.get_compiler(connection=connection).as_sql()
            inner = f"({inner})"
        start += f"{inner}{following}"
        bound += more
    return cursor.execute(start, bound)


def _named(sql, params):
    """The statement with its parameters by name, and what those are that are the same for everybody."""
    start, *others = sql.split("%s")
    fixed = {}
    for each, following in zip(params, others, strict=True):
        name = each.name if isinstance(each, Given) else f"fixed_{len(fixed)}"
        if not isinstance(each, Given):
            fixed[name] = each
        start += f"%({name})s{following}"
    return start, fixed


def _compiled(queryset):
    compiler = queryset.query.get_compiler(connection.alias)
    sql, params = compiler.as_sql()
    converters = compiler.get_converters([column for column, *_ in compiler.select])
    made = _instances(compiler) if queryset._iterable_class is ModelIterable else None
    return compiler, (sql, params, _named(sql, params)), converters, made


def _instances(compiler):
    """What makes an instance of a row, as `ModelIterable` does."""
    info, select, db = compiler.klass_info, compiler.select, compiler.using
    from_db = maker_of(info["model"]).from_db
    own = slice(info["select_fields"][0], info["select_fields"][-1] + 1)
    names = [column.target.attname for column, *_ in select[own]]
    related = _quiet(get_related_populators(info, select, db))
    annotated = list(compiler.annotation_col_map.items())

    def made(row):
        instance = from_db(db, names, row[own])
        for each in related:
            each.populate(row, instance)
        for name, column in annotated:
            setattr(instance, name, row[column])
        return instance

    return made


def _quiet(populators):
    for each in populators:
        each.model_cls = maker_of(each.model_cls)
        _quiet(each.related_populators)
    return populators
