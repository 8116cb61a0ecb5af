"""Moves along a lifecycle. The table of each kind's moves is in its own ``lifecycle.py``."""

from django.apps import apps
from django.core.exceptions import PermissionDenied
from django.db import transaction

from audit.attribution import attribute
from audit.clock import now
from audit.services import log
from records.jobs import enqueue


class MoveRefused(Exception):
    """It cannot be done now. ``reasons`` are sentences, all that apply, shown to the person as they are."""

    def __init__(self, *reasons):
        self.reasons = reasons
        super().__init__(" ".join(reasons))


@transaction.atomic
def move(record, action, *, by, reason="", **also):
    """Move a record along its lifecycle; leave a version and an event behind; wake whoever must hear.

    ``also``: fields that change with the status, in the same version: one act is one line of the history.

    The row is locked before it is judged, so of two people who press together the second is refused
    rather than silently overwritten.
    """
    record = locked(record)
    if not by.has_perm(permission(record, action), record):
        raise PermissionDenied(refusal(record, action))
    sources, target = record.MOVES[action]
    if record.status not in sources:
        raise MoveRefused(
            f"It is now “{record.get_status_display()}”, so this cannot be done. Nothing was changed."
        )
    if reasons := list(record.blockers(action)):
        raise MoveRefused(*reasons)
    before, record.status = record.status, target
    for name, value in also.items():
        setattr(record, name, value)
    save(record, by=by, reason=reason or action.label)
    log(record, str(action), by=by, reason=reason, changes={"status": [before, str(target)]})
    tell(record, action, by=by)
    return record


def tell(record, action, *, by):
    """Wake whoever must hear. What is done again on one day, as minutes that are returned twice, is told again."""
    said = {"record_id": record.pk, "action": str(action), "by_id": by.pk}
    enqueue("notices.announce_move", **said, at=now().isoformat())


def locked(record):
    """The row of the record's own kind, held until the transaction ends; its row as a record is held with it."""
    return kind_of(record).objects.select_for_update().get(pk=record.pk)


def kind_of(record):
    """The model of the record's own kind, also where a list has fetched it as a plain record."""
    return type(record) if hasattr(record, "record_ptr_id") else apps.get_model(record.kind)


def walled_above(record):
    """What it is attached to or arises from, where that must not be known to exist; else None."""
    if (
        record is None
        or record.audience != record.Audience.NAMED
        or not (kind := kind_of(record)).HANGS_UNDER
    ):
        return None
    own = record if isinstance(record, kind) else kind.objects.get(pk=record.pk)
    above = getattr(own, kind.HANGS_UNDER)
    return above if above is not None and kind_of(above).IS_WALLED else None


def kind_by_reference(reference):
    """The model whose records bear such references, as ``CSP-MTG-2026-0042``; None where none does."""
    code = (["", *reference.split("-")])[-3:][0]
    kinds = (model for model in apps.get_models() if hasattr(model, "record_ptr_id"))
    return next((model for model in kinds if getattr(model, "CODE", None) == code), None)


def save(record, *, by, reason=""):
    """Save with who and why, for the version that the save leaves behind."""
    record.updated_at, record.updated_by = now(), by
    attribute(record, by=by, reason=reason)
    record.save()
    return record


def permission(record, action):
    return f"{record._meta.app_label}.{action}_{record._meta.model_name}"


def refusal(record, action):
    return getattr(type(record), "REFUSALS", {}).get(action) or (
        f"Your place in this partnership does not let you {action.label[0].lower()}{action.label[1:]}."
    )


def moves_open_to(user, record):
    """The buttons of a record's page: actions this person may take, with what blocks each."""
    return [
        (action, list(record.blockers(action)))
        for action, (sources, _) in record.MOVES.items()
        if record.status in sources and user.has_perm(permission(record, action), record)
    ]
