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
        reason=plain(reason or ""),
        changes=plain(changes or {}),
    )
    event.digest = event.content_digest()
    event.save(force_insert=True)
    return event


def subject_key(subject):
    """A record's reference, as people say it; otherwise the model's name and key, as ``agency:4``."""
    if isinstance(subject, str):
        return subject[:80]
    return getattr(subject, "reference", None) or f"{subject._meta.model_name}:{subject.pk}"


def plain(content):
    """What any database gives back: JSON without what one of them would alter, refuse or round."""
    return _without_nul(json.loads(json.dumps(content, cls=DjangoJSONEncoder), parse_float=str))


def _without_nul(value):
    if isinstance(value, str):
        return value.replace("\0", "")
    if isinstance(value, list):
        return [_without_nul(item) for item in value]
    if isinstance(value, dict):
        return {_without_nul(key): _without_nul(item) for key, item in value.items()}
    return value
