"""How parts of a record are saved with who and why, and a form's fields in one version with them.

What is locked and who may is asked first, by each room in its own services.
"""

from audit.attribution import attribute
from audit.services import log
from records import search
from records.lifecycle import MoveRefused, save
from records.services import refuse_other_version, said_of


def keep(row, *, by, reason=""):
    attribute(row, by=by, reason=reason)
    row.save()
    return row


def drop(row, *, by, reason=""):
    """Of two who take the same thing out at once, the second changes nothing."""
    attribute(row, by=by, reason=reason)
    _, deleted = row.delete()
    if not deleted.get(row._meta.label):
        raise MoveRefused("Somebody took this out already. Nothing was changed.")


def set_parts(rows, wanted, *, by, key, reason="", fields=()):
    """Make the parts of a record these and no others; what is there already keeps its row.

    ``wanted`` are unsaved rows; two are the same part where ``key(row)`` is the same. With ``fields``, a part that
    is new takes the row, and so the place, of one that went: it was reworded. Returns whether any changed.
    """
    wanted = {key(row): row for row in wanted}
    there = {key(row): row for row in rows}
    gone = [row for name, row in there.items() if name not in wanted]
    new = [row for name, row in wanted.items() if name not in there]
    while fields and gone and new:
        row, other = gone.pop(0), new.pop(0)
        for name in fields:
            setattr(row, name, getattr(other, name))
        keep(row, by=by, reason=reason)
    for row in gone:
        drop(row, by=by, reason=reason)
    for row in new:
        keep(row, by=by, reason=reason)
    return wanted.keys() != there.keys()


def as_seen(part, version):
    """The part of a record as it stands, locked, if nobody has changed it since it was shown."""
    part = type(part)._default_manager.select_for_update().filter(pk=part.pk).first()
    if part is None:
        raise MoveRefused("Somebody took this out while you were writing. Nothing was changed.")
    refuse_other_version(part, version)
    return part


def alter(record, changes, *, by, parts=(), many=None, verb="change", reason=""):
    """Set fields of the locked row, in one version with its ``many`` (field to rows) and its changed ``parts``.

    ``parts`` are (name, words before, words after) of rows beside it that were written already. Where nothing at
    all is new, nothing is written.
    """
    said = {name: [before, after] for name, before, after in parts}
    for name, value in changes.items():
        before = getattr(record, name)
        if before != value:
            setattr(record, name, value)
            said[name] = [said_of(before), said_of(value)]
    said |= _set_many(record, many or {})
    if said:
        save(record, by=by, reason=reason)
        log(record, verb, by=by, reason=reason, changes=said)
        search.index(record)
    return record


def _set_many(record, many):
    """The version that follows holds them; alone each would leave one of its own."""
    record.skip_history_when_saving = True
    said = {}
    for name, rows in many.items():
        before, after = set(getattr(record, name).all()), set(rows)
        if before != after:
            getattr(record, name).set(after)
            said[name] = [", ".join(sorted(map(str, found))) for found in (before, after)]
    del record.skip_history_when_saving
    return said
