"""Pages of a list by the row they begin after, not by a count: page 4,000 costs what page 1 does.

Rows that have no value in the column that orders them come last, whichever way the list runs. The column is one of
the table, or one that was worked out for each row (``annotate``). Nobody counts by the marks (`records.veil`).
"""

import datetime as dt
from dataclasses import dataclass

from django.core.exceptions import FieldDoesNotExist, ValidationError
from django.db.models import F, Q
from django.db.models.expressions import RawSQL
from django.utils import timezone

from records.models import Record
from records.prepared import read
from records.veil import row_of, veil

SIZE = 25


@dataclass(frozen=True)
class Page:
    rows: list
    after: str | None = None  # for ?after= of the next page
    before: str | None = None  # for ?before= of the previous one


def page_of(rows, field, data, *, size=SIZE, descending=False, keys_first=False):
    """One page of ``rows`` in the order of ``field`` and then of age; ``data`` is the address's query.

    ``keys_first``: find the page's keys and then its rows, where thousands may be passed over that the person may
    not know of. With indexes for it, as ``record_known``, they are passed over unread.
    """
    backwards = bool(data.get("before"))
    start = _read(rows, field, data.get("before") or data.get("after"))
    if start is None:
        rows = first_rows(rows, field, size=size, descending=descending, keys_first=keys_first)
        return first_page(read(rows), field, size=size)
    empties = _has_empties(rows, field)
    rows = _ordered(
        rows.filter(_beyond(field, start, descending, backwards, empties)),
        _order(field, descending, backwards, empties), size, keys_first,
    )  # fmt: skip
    found = read(rows)
    more, found = len(found) > size, found[:size]
    if backwards:
        found.reverse()
    first, last = (_mark(found[0], field), _mark(found[-1], field)) if found else (None, None)
    return Page(
        found, after=last if more or backwards else None, before=first if more or not backwards else None
    )


def sorting(data, sorts, default):
    """The field and whether it runs downwards, by ``?sort=`` of the address's query: a name of ``sorts``, or -name.

    Where there is none or it makes no sense, by ``default``.
    """
    text = data.get("sort", "")
    name = text.removeprefix("-")
    if name not in sorts:
        text, name = default, default.removeprefix("-")
    return sorts[name], text.startswith("-")


def first_rows(rows, field, *, size=SIZE, descending=False, keys_first=False):
    """What the first page is made of: a queryset, which may be prepared for whoever opens the list every day."""
    order = _order(field, descending, False, _has_empties(rows, field))
    return _ordered(rows, order, size, keys_first)


def first_page(found, field, *, size=SIZE):
    """Of the rows of `first_rows`, which are one more than the page where another follows."""
    more, found = len(found) > size, found[:size]
    return Page(found, after=_mark(found[-1], field) if more else None)


def _ordered(rows, order, size, keys_first):
    if Record in rows.model._meta.parents:
        # So that an index that begins with the kind gives them in order. Said outright, PostgreSQL would take it to
        # leave a share of the rows joined, expect less than a page, and read and sort them all.
        rows = rows.filter(kind=RawSQL("SELECT %s", [rows.model._meta.label_lower]))
    rows = rows.order_by(*order)
    if keys_first and not rows.query.distinct:
        rows = rows.filter(pk__in=rows.values("pk")[: size + 1])
    return rows[: size + 1]


def _has_empties(rows, field):
    return field != "pk" and (field in rows.query.annotations or rows.model._meta.get_field(field).null)


def _order(field, descending, backwards, empties):
    falling = descending != backwards
    if not empties:
        return (f"-{field}", "-pk") if falling else (field, "pk")
    by = F(field).desc(nulls_first=True) if backwards else F(field).asc(nulls_last=True)
    if descending:
        by = F(field).asc(nulls_first=True) if backwards else F(field).desc(nulls_last=True)
    return by, "-pk" if falling else "pk"


def _beyond(field, start, descending, backwards, empties):
    """The rows that follow the one marked, in this direction."""
    value, key = start
    forward = "lt" if descending != backwards else "gt"
    same = Q(**{f"pk__{forward}": key})
    if value is None:
        unset = Q(**{f"{field}__isnull": True})
        return unset & same | ~unset if backwards else unset & same
    found = Q(**{f"{field}__{forward}": value}) | Q(**{field: value}) & same
    if not empties:  # said twice, since an index begins by what is not said with OR
        return Q(**{f"{field}__{forward}e": value}) & found
    return found if backwards else found | Q(**{f"{field}__isnull": True})


def _mark(row, field):
    value = None if field == "pk" else getattr(row, field)
    return f"{'' if value is None else value}~{veil(row.pk)}"


def _read(rows, field, text):
    """The mark as value and key; None for what is no mark, which then gives the first page."""
    value, divider, key = (text or "").rpartition("~")
    key = row_of(key)
    if not divider or key is None:
        return None
    if field == "pk":
        return key, key
    try:
        value = _column(rows, field).to_python(value) if value else None
        if isinstance(value, dt.datetime) and value.astimezone(dt.UTC) and timezone.is_naive(value):
            return None
    except (FieldDoesNotExist, ValidationError, OverflowError):  # of an instant that is in no year of ours
        return None
    return value, key


def _column(rows, field):
    worked_out = rows.query.annotations.get(field)
    return worked_out.output_field if worked_out is not None else rows.model._meta.get_field(field)
