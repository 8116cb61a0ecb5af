"""Access that was withdrawn, for `audit.taken`: a backup that is put back does not give it back."""

from audit import taken
from records.models import GroupGrant, PartnershipGrant, Record, UserGrant

KINDS = {
    "access of a person": (UserGrant, "user_id"),
    "access of an agency": (GroupGrant, "group_id"),
    "access of a partnership": (PartnershipGrant, "partnership_id"),
}
REASON = "Withdrawn before a backup was put back"


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
