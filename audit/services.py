import json

from django.core.serializers.json import DjangoJSONEncoder
from django.db import connection

from audit import planned
from audit.clock import now
from audit.models import Event, digest_of_event
from audit.text import canonical

ENCODER, DECODER = DjangoJSONEncoder(), json.JSONDecoder(parse_float=str)
AT = Event._meta.get_field("at")
COLUMNS = [field.name for field in Event._meta.concrete_fields if not field.primary_key]
APPEND = "INSERT INTO {} ({}) VALUES ({}) RETURNING id".format(  # noqa: S608 -- built of names of columns
    Event._meta.db_table, ", ".join(COLUMNS), ", ".join(f"%({name})s" for name in COLUMNS)
)


def log(subject, verb, *, by, changes=None, reason=""):
    """Append one event and give its key. ``subject`` is a record, any other row, or a name for what has no row.

    ``by`` is a user, or None for the portal itself.
    """
    values = _values(subject, verb, by, changes, reason)
    with connection.cursor() as cursor:
        planned.execute(cursor, APPEND, {}, values)
        (key,) = cursor.fetchone()
    return key


def log_ahead(subject, verb, *, by, changes=None):
    """`log`, sent with the first statement planned once that is asked within (`planned.ahead`)."""
    return planned.ahead(APPEND, _values(subject, verb, by, changes))


def _values(subject, verb, by, changes, reason=""):
    """What the event says by the names of its columns. No instance is made of it: every restricted page that is read
    leaves one.
    """
    at = now()
    said = {  # in the order of the digest
        "actor": f"user:{by.pk}" if by else "system",
        "actor_label": str(by) if by else "The portal",
        "verb": verb,
        "subject": subject_key(subject),
        "subject_label": "" if isinstance(subject, str) else str(subject)[:250],
        "reason": plain(reason) if reason else "",
        "changes": canonical(plain(changes)) if changes else "{}",
    }
    return said | {"at": AT.get_db_prep_save(at, connection), "digest": digest_of_event(at, *said.values())}


def subject_key(subject):
    """A record's reference, as people say it; otherwise the model's name and key, as ``agency:4``."""
    if isinstance(subject, str):
        return subject[:80]
    return getattr(subject, "reference", None) or f"{subject._meta.model_name}:{subject.pk}"


def plain(content):
    """What any database gives back: JSON without what one of them would alter, refuse or round."""
    return _without_nul(DECODER.decode(ENCODER.encode(content)))


def _without_nul(value):
    if isinstance(value, str):
        return value.replace("\0", "")
    if isinstance(value, list):
        return [_without_nul(item) for item in value]
    if isinstance(value, dict):
        return {_without_nul(key): _without_nul(item) for key, item in value.items()}
    return value
