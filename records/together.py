"""Lists that a page shows, all in one statement, where prefetching asks once a list."""

import datetime as dt
from collections import defaultdict
from collections.abc import Sequence
from copy import copy
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property, lru_cache, partial, reduce, wraps
from json import loads
from operator import itemgetter

from django.db import DEFAULT_DB_ALIAS, models
from django.db.models import F, Value, Window
from django.db.models.fields.related_descriptors import ReverseManyToOneDescriptor
from django.db.models.functions import Cast, JSONArray, RowNumber
from django.utils.dateparse import parse_date, parse_datetime, parse_time

from records.instances import maker_of
from records.one import says_otherwise
from records.prepared import built_once, prepared
from records.querysets import KnownAs, known_as


def read_together(**lists):
    """The rows of each queryset by name, in their order, with what each selects as related.

    The querysets filter and order; they do not annotate, limit or leave out what is twice.
    """
    shapes = [_shape(rows) for rows in lists.values()]
    found = _rows(_union(list(lists.values()), shapes), shapes)
    return dict(zip(lists, found, strict=True))


def reads_together(build):
    """Makes of a function that gives the lists of `read_together` by name one that gives their rows: `built_once`."""
    shapes: dict[str, Shape] = {}

    def union(**values):
        lists = build(**values)
        shapes.update({name: _shape(found) for name, found in lists.items()})
        return _union(list(lists.values()), list(shapes.values()))

    rows = built_once(union, converts=False)

    @wraps(build)
    def read(**values):
        found = list(rows(**values))  # which says the shapes when it is first asked
        return dict(zip(shapes, _rows(found, list(shapes.values())), strict=True))

    return read


def _shape(rows):
    return Shape(rows.model, rows.query.select_related or {})


def gather(instance, *lookups):
    """As ``prefetch_related_objects`` does for one instance; lists that it holds already are not read again.

    A lookup names lists and what their rows refer to: "sources__agency", "responses__lines__action__owners". It may
    begin with what the instance refers to, which is read already: "previous__sections".
    """
    missing = tuple(each for each in _lists(type(instance), lookups) if not each.is_held_by(instance))
    if missing:
        texts = _texts(_statement(missing)(pk=instance.pk), len(missing))
        for each, of_it in zip(missing, texts, strict=True):
            each.hand_out(instance, of_it)


def gather_with(instance, user, name, *lookups):
    """`gather`, and in the same statement what hangs on the instance under this name and is a record of its own: those
    that the person may know of. They are returned; its list of all of them is not held.
    """
    records = _lists(type(instance), (name,))[0]
    model, known = records.shape.model, known_as(user)
    if known is None or says_otherwise(model):
        gather(instance, *lookups)
        return list(model.objects.visible_to(user).filter(**{records.back: instance.pk}).order_by("pk"))
    missing = tuple(each for each in _lists(type(instance), lookups) if not each.is_held_by(instance))
    *lists, texts = _texts(_statement(missing, records)(pk=instance.pk, **known), len(missing) + 1)
    for each, of_it in zip(missing, lists, strict=True):
        each.hand_out(instance, of_it)
    return Made(texts, records.shape.read)


def hand(instance, name, rows):
    """Its list of this name, as if it had been prefetched."""
    known = _list_of(instance, getattr(type(instance), name), name)
    known._result_cache, known._prefetch_done = rows if isinstance(rows, Made) else list(rows), True
    _held(instance)[name] = known


def _list_of(instance, descriptor, name):
    """What the manager of this name asks.

    A page is handed a dozen and asks few of them anew. So the manager of rows that refer to the instance is not made,
    and its filter is added when there is a question, as Django itself defers it.
    """
    if type(descriptor) is not ReverseManyToOneDescriptor:
        return getattr(instance, name).get_queryset()
    field = descriptor.rel.field
    known = descriptor.rel.related_model._default_manager.get_queryset()
    known._deferred_filter = False, (), {field.name: instance}
    known._known_related_objects = {field: {instance.pk: instance}}
    return known


def holding(instance, *lookups):
    """A copy of the instance that holds the lists as well: the one given reads them anew when it is next asked."""
    held = copy(instance)
    held.__dict__["_prefetched_objects_cache"] = dict(_held(instance))
    gather(held, *lookups)
    return held


class Made(Sequence):
    """Rows that become instances when they are looked at: of many a list a page asks only whether there are any."""

    def __init__(self, texts, make):
        self._rows, self._make = texts, make

    def __len__(self):
        return len(self._rows)

    def __iter__(self):
        return map(self.__getitem__, range(len(self._rows)))

    def __getitem__(self, place):
        if isinstance(place, slice):
            return [self[each] for each in range(len(self))[place]]
        row = self._rows[place]
        if type(row) is str:
            row = self._rows[place] = self._make(row)
        return row


class Shape:
    """How a row of a model, with what it refers to, is put in a list of values and made of one.

    Long texts that no list shows (`READ_ALONE` of the model) are read when they are looked at.
    """

    def __init__(self, model, related):
        self.model = model
        alone = getattr(model, "READ_ALONE", ())
        self.fields = [field for field in model._meta.concrete_fields if field.name not in alone]
        self.names = [field.attname for field in self.fields]
        self.from_db = maker_of(model).from_db
        self.readers = [READERS.get(field.get_internal_type()) for field in self.fields]
        beside = ((model._meta.get_field(name), more) for name, more in related.items())
        self.related = [(field, Shape(field.related_model, more)) for field, more in beside]
        self.key = self.fields.index(model._meta.pk)

    def columns(self, prefix=""):
        own = (F(prefix + field.attname) for field in self.fields)
        return Values(*own, *(shape.columns(f"{prefix}{field.name}__") for field, shape in self.related))

    def read(self, text):
        return self.instance(loads(text))

    def instance(self, values):
        own = [
            value if read is None or value is None else read(field, value)
            for field, read, value in zip(self.fields, self.readers, values, strict=False)
        ]
        row = self.from_db(DEFAULT_DB_ALIAS, self.names, own)
        for (field, shape), beside in zip(self.related, values[len(own) :], strict=True):
            other = None if beside[shape.key] is None else shape.instance(beside)
            field.set_cached_value(row, other)
            if other is not None and field.one_to_one:
                field.remote_field.set_cached_value(other, row)
        return row


class Values(JSONArray):
    """As text at once, which is all that is read of it: PostgreSQL builds its ``jsonb`` first, of columns cast anew."""

    def as_postgresql(self, compiler, connection, **extra):
        return self.as_sql(compiler, connection, function="JSON_BUILD_ARRAY", **extra)


def _instant(_field, text):
    found = parse_datetime(text)
    return found if found.tzinfo else found.replace(tzinfo=dt.UTC)  # SQLite keeps them so


def _decimal(field, number):
    """To as many places as the database keeps, for what is signed says them all."""
    return Decimal(str(number)).quantize(Decimal(1).scaleb(-field.decimal_places))


READERS = {  # what JSON has no word for, or one database says otherwise
    "BooleanField": lambda _field, value: bool(value),
    "DateField": lambda _field, text: parse_date(text),
    "DateTimeField": _instant,
    "DecimalField": _decimal,
    "JSONField": lambda _field, value: loads(value) if isinstance(value, str) else value,
    "TimeField": lambda _field, text: parse_time(text),
}


@dataclass(eq=False)
class Beside:
    """A list of an instance, or of the rows of another of its lists (``above``) and what these refer to (``via``)."""

    field: models.Field | models.ForeignObjectRel
    back: str  # from its rows to the instance
    above: "Beside | None"
    via: tuple[str, ...]
    related: dict

    @cached_property
    def shape(self):
        return Shape(self.field.related_model, self.related)

    @cached_property
    def name(self):
        return self.field.name if self.field.many_to_many else self.field.get_accessor_name()

    def parents(self, instance):
        """Whose list it is; None where the list above it is not read."""
        if self.above is None:
            rows = [instance]
        elif self.above.is_held_by(instance):
            rows = (row for parent in self.above.parents(instance) for row in _held(parent)[self.above.name])
        else:
            return None
        found = (reduce(_beyond, self.via, row) for row in rows)
        return [parent for parent in found if parent is not None]

    def is_held_by(self, instance):
        if self.above is None and not self.via:
            return self.name in _held(instance)
        parents = self.parents(instance)
        return parents is not None and all(self.name in _held(parent) for parent in parents)

    def hand_out(self, instance, texts):
        """A row that several refer to comes once for each of them, and is in the list once."""
        if self.above is None and not self.via and not self.field.many_to_many:
            hand(instance, self.name, Made(texts, partial(self._of, instance)))
            return
        theirs = defaultdict(list)
        for row in {row.pk: row for row in map(self.shape.read, texts)}.values():
            theirs[instance.pk if self.field.many_to_many else getattr(row, self.field.field.attname)].append(
                row
            )
        for parent in self.parents(instance):
            hand(parent, self.name, theirs[parent.pk])
            if not self.field.many_to_many:
                for row in theirs[parent.pk]:
                    self.field.field.set_cached_value(row, parent)

    def _of(self, instance, text):
        row = self.shape.read(text)
        self.field.field.set_cached_value(row, instance)
        return row


def _beyond(row, name):
    """What a row refers to; None where it refers to nothing."""
    return None if row is None else getattr(row, name)


def _held(instance):
    return instance.__dict__.setdefault("_prefetched_objects_cache", {})


@lru_cache
def _lists(model, lookups):
    """`Beside` of each list that the lookups name, those above others first."""
    lists = {}
    for lookup in sorted(lookups):
        above, path, via, back, at, related = None, (), (), "", model, {}
        for step in lookup.split("__"):
            field, path = at._meta.get_field(step), (*path, step)
            at = field.related_model
            back = "__".join(filter(None, (_back(field), back)))
            if field.one_to_many or field.many_to_many:
                above = lists.setdefault(path, Beside(field, back, above, via, {}))
                via, related = (), above.related
            else:
                via, related = (*via, step), related.setdefault(step, {})
    return tuple(lists.values())


def _back(field):
    """What the other end calls the way back."""
    return field.field.name if field.auto_created else field.related_query_name()


@lru_cache
def _statement(lists, records=None):
    """Of the lists, and of the records that somebody may know of among those of another (`KNOWS`)."""

    def rows(pk, **known):
        every = [*lists, records] if records else lists
        querysets = [each.shape.model._default_manager.filter(**{each.back: pk}) for each in every]
        if records:
            querysets[-1] = querysets[-1].filter(KnownAs(**known))
        return _union(querysets, [each.shape for each in every])

    return prepared(rows, converts=False)


def _union(querysets, shapes):
    """(place of the queryset, place of the row in it, its values as JSON) of every row."""
    first, *others = (
        rows.order_by().values_list(
            Value(number),
            Window(RowNumber(), order_by=rows.query.order_by or rows.model._meta.ordering or ("pk",)),
            Cast(shape.columns(), models.TextField()),
        )
        for number, (rows, shape) in enumerate(zip(querysets, shapes, strict=True))
    )
    return first.union(*others, all=True) if others else first


def _rows(found, shapes):
    return [
        list(map(shape.read, texts)) for shape, texts in zip(shapes, _texts(found, len(shapes)), strict=True)
    ]


def _texts(found, count):
    lists = [[] for _ in range(count)]
    for number, _, text in sorted(found, key=itemgetter(0, 1)):
        lists[number].append(text)
    return lists
