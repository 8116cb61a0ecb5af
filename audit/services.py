import json

from django.core.serializers.json import DjangoJSONEncoder

from audit.clock import now
from audit.models import Event


def log(subject, verb, *, by, changes=None, reason=""):
    """Append one event. ``subject`` is a record, any other row, or a name for what has no row.

    ``by`` is a user, or None for the portal itself.
    """
    event = Event(
        at=now(),
        actor=f"user:{by.pk}" if by else "system",
        actor_label=str(by) if by else "The portal",
        verb=verb,
        subject=subject_key(subject),
        subject_label="" if isinstance(subject, str) else str(subject)[:250],
        reason=reason or "",
        changes=_plain(changes or {}),
    )
    event.digest = event.content_digest()
    event.save(force_insert=True)
    return event


def subject_key(subject):
    """A record's reference, as people say it; otherwise the model's name and key, as ``agency:4``."""
    if isinstance(subject, str):
        return subject[:80]
    return getattr(subject, "reference", None) or f"{subject._meta.model_name}:{subject.pk}"


def _plain(changes):
    """What the database will give back, so that the digest can be computed again from the row."""
    return json.loads(json.dumps(changes, cls=DjangoJSONEncoder).replace("\\u0000", ""))
