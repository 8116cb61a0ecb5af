"""What was done to a record, from the log. Who read it is shown to those who may change its access only."""

from dataclasses import dataclass

from audit.models import Event
from design.filters import initial, joined

SIZE = 50
READING = {"reading": True}  # what `records.access.note_reading` adds to its events


@dataclass(frozen=True)
class Done:
    title: str
    by: str
    at: object
    text: str


@dataclass(frozen=True)
class Log:
    rows: tuple[Done, ...]
    before: int | None


def events_on(record, *, with_access, before=None, told=None):
    """A page of events, newest first. Values are left to the versions, which know what may be shown to whom.

    ``told`` are the verbs that the reader may read, where not all (`Record.events_told`).
    """
    events = Event.objects.filter(subject=record.reference).order_by("-pk")
    if not with_access:
        events = events.exclude(changes=READING)
    if told is not None:
        events = events.filter(verb__in=told)
    if before is not None:
        events = events.filter(pk__lt=before)
    found = list(events[: SIZE + 1])
    rows = tuple(Done(initial(e.verb), e.actor_label, e.at, _text(e, with_access)) for e in found[:SIZE])
    return Log(rows, found[SIZE - 1].pk if len(found) > SIZE else None)


def _text(event, with_access):
    parts = [event.reason]
    if event.verb in ("grant access", "withdraw access"):
        if with_access:
            parts.append(str(event.changes.get("to") or event.changes.get("from") or ""))
    else:
        changed = [name.replace("_", " ") for name, value in event.changes.items() if isinstance(value, list)]
        parts.append(f"Changed: {joined(changed)}" if changed else "")
    return ". ".join(part.rstrip(".") for part in parts if part)
