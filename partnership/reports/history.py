import datetime as dt
from dataclasses import dataclass

from django.db import models

KINDS = {"+": "Added", "~": "Changed", "-": "Removed"}


@dataclass(frozen=True)
class Version:
    """What a row said from an instant on: who wrote it, when and why."""

    id: int
    number: int
    at: dt.datetime
    by: str
    why: str
    kind: str


def versions(row, limit=100):
    """The versions of a row, latest first."""
    rows = row.history.select_related("history_user__person").order_by("-history_id")
    total = rows.count()
    return [
        Version(
            id=one.history_id,
            number=total - place,
            at=one.history_date,
            by=str(one.history_user or "The portal"),
            why=one.history_change_reason or "",
            kind=KINDS[one.history_type],
        )
        for place, one in enumerate(rows[:limit])
    ]


def differences(row, earlier_id, later_id):
    """What differs between two versions, as (field, before, after) in words."""
    earlier, later = (row.history.get(history_id=one) for one in sorted((earlier_id, later_id)))
    found = later.diff_against(earlier, foreign_keys_are_objs=True)
    return [
        (
            label_of(row, change.field),
            shown(row, change.field, change.old),
            shown(row, change.field, change.new),
        )
        for change in found.changes
    ]


def label_of(row, name):
    label = str(row._meta.get_field(name).verbose_name)
    return label[:1].upper() + label[1:]


def shown(row, name, value):
    """A value as a person reads it: the words of a choice, the names of a list, yes or no."""
    field = row._meta.get_field(name)
    if field.many_to_many:
        return ", ".join(sorted(str(_other_end(one)) for one in value))
    if value in (None, ""):
        return ""
    if isinstance(value, bool):
        return "Yes" if value else "No"
    if isinstance(value, dt.date):
        return f"{value.day} {value:%B %Y}"
    if isinstance(field, models.Field) and field.choices:
        return str(dict(field.flatchoices).get(value, value))
    return str(value)


def _other_end(one):
    """Simple-history gives each row of a join table as a mapping; the row that is not this one is meant."""
    if isinstance(one, dict):
        return list(one.values())[-1]
    return one
