"""Access that was withdrawn and people who were shut out, for `audit.taken`: no backup that is put back undoes it."""

from collections import Counter
from dataclasses import dataclass

from audit import taken
from partnership.models import User
from records.models import GroupGrant, PartnershipGrant, Record, ShutOut, UserGrant

KINDS = {
    "access of a person": (UserGrant, "user_id"),
    "access of an agency": (GroupGrant, "group_id"),
    "access of a partnership": (PartnershipGrant, "partnership_id"),
}
REASON = "Withdrawn before a backup was put back"
SHUT, SOMEBODY = "shut out", "somebody shut out"  # of a record this person, and that there is anybody
SHUT_BEFORE = "Shut out before a backup was put back"


def note(row):
    """By its record, its holder and each moment at which it was given: a backup may hold any of them."""
    name = next(name for name, (model, _) in KINDS.items() if isinstance(row, model))
    holder = getattr(row, KINDS[name][1])
    for at in set(row.history.values_list("granted_at", flat=True)):
        taken.note(name, row.content_object.reference, holder, at.isoformat())


def register(end):
    """``end(row)`` ends one grant."""
    for name, (model, holder) in KINDS.items():
        taken.register(name, _kind(model, holder, end))


def _kind(model, holder, end):
    def standing():
        rows = model.objects.select_related("content_object").order_by("pk")
        for row in rows.iterator():
            yield row, (row.content_object.reference, getattr(row, holder), row.granted_at.isoformat())

    def gone():
        ended = model.history.filter(history_type="-").values("id")
        references = dict(Record.objects.values_list("pk", "reference"))
        rows = model.history.filter(id__in=ended).order_by("history_id")
        for record, who, at in rows.values_list("content_object_id", holder, "granted_at"):
            if record in references:
                yield references[record], who, at.isoformat()

    return taken.Kind(
        standing=standing, taken=gone, again=end,
        says=lambda row: f"Access to {row.content_object.reference} was withdrawn and is back.",
    )  # fmt: skip


@dataclass(frozen=True)
class Pair:
    """A person who is not shut out of a record, and was."""

    record: Record
    user: User


def note_shut_out(row):
    """By the record, the person, and how often they had been shut out of it before: they may have been let in since.

    The record is noted by itself too, so that the list is asked for the people of few records.
    """
    before = ShutOut.objects.filter(record=row.record_id, user=row.user_id).exclude(pk=row.pk).count()
    taken.note(SHUT, row.record.reference, row.user_id, before)
    taken.note(SOMEBODY, row.record.reference)


def register_shut_outs(shut):
    """``shut(pair)`` shuts one person out of one record."""
    says = "Somebody was shut out of {} and is not."
    taken.register(
        SHUT,
        taken.Kind(_not_shut_out, _shut_out, shut, says=lambda pair: says.format(pair.record.reference)),
    )
    taken.register(SOMEBODY, taken.Kind(tuple, _records_shut, lambda _row: None, says=str))


def _not_shut_out():
    """Only of records of which it is noted that somebody was shut out."""
    noted = [row for row in Record.objects.order_by("pk") if taken.is_noted(SOMEBODY, row.reference)]
    if not noted:
        return
    users = list(User.objects.filter(is_active=True).select_related("person").order_by("pk"))
    rows = list(ShutOut.objects.filter(record__in=[one.pk for one in noted]))
    times = Counter((row.record_id, row.user_id) for row in rows)
    standing = {(row.record_id, row.user_id) for row in rows if row.ended_at is None}
    for record in noted:
        for user in users:
            if (record.pk, user.pk) not in standing:
                yield Pair(record, user), (record.reference, user.pk, times[record.pk, user.pk])


def _shut_out():
    times: Counter = Counter()
    for reference, user in _rows():
        yield reference, user, times[reference, user]
        times[reference, user] += 1


def _records_shut():
    return ((reference,) for reference in dict.fromkeys(reference for reference, _ in _rows()))


def _rows():
    return ShutOut.objects.order_by("pk").values_list("record__reference", "user")
