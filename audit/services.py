import json
from functools import cache

from django.core.serializers.json import DjangoJSONEncoder
from django.db import connection
from django.db.models import CharField, TextField

from audit import planned
from audit.clock import now
from audit.models import Event

ENCODER, DECODER = DjangoJSONEncoder(), json.JSONDecoder(parse_float=str)


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
        reason=plain(reason) if reason else "",
        changes=plain(changes) if changes else {},
    )
    event.digest = event.content_digest()
    _append(event)
    return event


def _append(event):
    """As ``save`` does, which puts the same statement together anew for each: every restricted page that is read
    leaves one.
    """
    sql, texts, others = _statement()
    said = event.__dict__
    values = {name: said[name] for name in texts}
    values |= {field.name: field.get_db_prep_save(said[field.name], connection) for field in others}
    with connection.cursor() as cursor:
        planned.execute(cursor, sql, {}, values)
        (event.pk,) = cursor.fetchone()
    event._state.adding, event._state.db = False, connection.alias


@cache
def _statement():
    fields = [field for field in Event._meta.concrete_fields if not field.primary_key]
    names, places = (", ".join(words % field.name for field in fields) for words in ("%s", "%%(%s)s"))
    texts = [field.name for field in fields if type(field) in (CharField, TextField)]  # which go as they are
    others = [field for field in fields if field.name not in texts]
    return f"INSERT INTO {Event._meta.db_table} ({names}) VALUES ({places}) RETURNING id", texts, others  # noqa: S608


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
