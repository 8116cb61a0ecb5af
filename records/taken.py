"""Access that was withdrawn, for `audit.taken`: a backup that is put back does not give it back."""

from audit import taken
from records.models import GroupGrant, Record, UserGrant

KINDS = {"access of a person": (UserGrant, "user_id"), "access of an agency": (GroupGrant, "group_id")}
REASON = "Withdrawn before a backup was put back"


def names_of(row):
    """A grant is known for good by its record, its holder and when it was given."""
    name = next(name for name, (model, _) in KINDS.items() if isinstance(row, model))
    return name, (row.content_object.reference, getattr(row, KINDS[name][1]), row.granted_at.isoformat())


def note(row):
    name, names = names_of(row)
    taken.note(name, *names)


def register(end):
    """``end(row)`` ends one grant."""
    for name, (model, holder) in KINDS.items():
        taken.register(name, _kind(model, holder, end))


def _kind(model, holder, end):
    def standing():
        rows = model.objects.select_related("content_object").order_by("pk")
        return ((row, names_of(row)[1]) for row in rows.iterator())

    def gone():
        ended = model.history.filter(history_type="-").order_by("history_id")
        references = dict(Record.objects.values_list("pk", "reference"))
        for record, who, at in ended.values_list("content_object_id", holder, "granted_at"):
            if record in references:
                yield references[record], who, at.isoformat()

    return taken.Kind(
        standing=standing, taken=gone, again=end,
        says=lambda row: f"Access to {row.content_object.reference} was withdrawn and is back.",
    )  # fmt: skip
