"""What of a record is signed, as each kind of record says it. Sign-offs stand beneath the subjects and know none."""

from django.apps import apps

_CONTENT_OF = {}


def register(kind, content_of):
    """``content_of(record)`` gives, as data, what a sign-off of this kind of record is of."""
    _CONTENT_OF[kind] = content_of


def content_now(record):
    """The same content computed anew, from the record as it stands."""
    subject = apps.get_model(record.kind).objects.get(pk=record.pk)
    return _CONTENT_OF[record.kind](subject)
