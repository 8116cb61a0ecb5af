"""What a record said at any time: its versions, and any two of them field by field."""

import datetime as dt
from dataclasses import dataclass
from itertools import zip_longest

from django.db.models import ForeignKey

from design import filters
from partnership.models import User
from records.models import Record

SIZE = 25
SILENT = {"updated_at", "updated_by", "record_ptr", "id", "kind"}  # said by every version, or by none


@dataclass(frozen=True)
class Version:
    number: int
    at: dt.datetime
    by: User | None
    reason: str
    changed: tuple[str, ...]


@dataclass(frozen=True)
class Versions:
    rows: tuple[Version, ...]
    before: int | None  # for ?before= of the next page


@dataclass(frozen=True)
class Comparison:
    older: Version
    newer: Version
    fields: tuple[tuple[str, str, str], ...]  # label, before, after


def versions_of(record, *, before=None):
    """A page of versions, newest first, by the number that the page begins before: any depth costs the same."""
    rows = _rows(record)
    if before is not None:
        rows = rows.filter(history_id__lt=before)
    found = list(rows[: SIZE + 1])
    fields, pairs = _fields(record), zip_longest(found, found[1:])
    shown = [_version(row, _changed(fields, former, row)) for row, former in pairs][:SIZE]
    return Versions(tuple(shown), shown[-1].number if len(found) > SIZE else None)


def version_numbered(record, number):
    """The record's own version of this number, or None."""
    return _rows(record).filter(history_id=number).first()


def two_newest(record):
    """The numbers that a comparison begins with when none are named; the first again where there is one."""
    newest = list(_rows(record).values_list("history_id", flat=True)[:2])
    return newest[-1], newest[0]


def compare(record, older, newer, user):
    """Every field that differs, in words. A record that the person may not know of is not named."""
    differing = [f for f in _fields(record) if getattr(older, f.attname) != getattr(newer, f.attname)]
    rows = tuple(
        (filters.initial(str(f.verbose_name)), *(_shown(record, f, row, user) for row in (older, newer)))
        for f in differing
    )
    return Comparison(_version(older), _version(newer), rows)


def _rows(record):
    return record.history.select_related("history_user__person").order_by("-history_id")


def _version(row, changed=()):
    return Version(
        row.history_id, row.history_date, row.history_user, row.history_change_reason or "", changed
    )


def _fields(record):
    return [f for f in record._meta.concrete_fields if f.name not in SILENT and f.name not in record.UNSAID]


def _changed(fields, older, newer):
    """Which fields the newer version changed, by name; nothing where there is no older one to compare."""
    if older is None:
        return ()
    return tuple(
        str(f.verbose_name) for f in fields if getattr(older, f.attname) != getattr(newer, f.attname)
    )


def _shown(record, field, row, user):
    own = record.words_of(field.name, getattr(row, field.attname))
    return _words(field, row, user) if own is None else own


def _words(field, row, user):
    value = getattr(row, field.attname)
    if value in (None, ""):
        return ""
    if isinstance(field, ForeignKey):
        return _name(field.related_model, value, user)
    if field.choices:
        return str(dict(field.flatchoices).get(value, value))
    if isinstance(value, bool):
        return "Yes" if value else "No"
    for kind, write in ((dt.datetime, filters.datetime), (dt.date, filters.date), (dt.time, filters.time)):
        if isinstance(value, kind):
            return write(value)
    return "\n".join(map(str, value)) if isinstance(value, list) else str(value)


def _name(model, key, user):
    if issubclass(model, Record):
        found = model.objects.visible_to(user).filter(pk=key).first()
        return f"{found.reference} {found}" if found else "A record that you may not open"
    found = model._base_manager.filter(pk=key).first()
    return str(found) if found else "Removed since"
