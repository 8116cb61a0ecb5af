"""What of a record is signed, as each kind of record says it. Sign-offs stand beneath the subjects and know none."""

from django.apps import apps

_CONTENT_OF = {}
_KNOWN_BY = {}


def register(kind, content_of, *, act="", of_one=False, known_by=None):
    """``content_of(record)`` gives, as data, what a sign-off of this kind of record is of.

    A record that is signed at several of its stages says so for each act: what comes after one act does not
    make its signature stale. Where a signature is of one part among many (``of_one``), as each scorer's form of a
    bid, it is ``content_of(record, signoff)``. Where fewer people read that part than the record,
    ``known_by(user)`` gives the keys of the sign-offs of this act that they may know of.
    """
    if known_by is not None:
        _KNOWN_BY[kind, act] = known_by
    _CONTENT_OF[kind, act] = content_of if of_one else lambda record, _: content_of(record)


def content_now(signoff):
    """The same content computed anew, from the record as it stands."""
    kind = signoff.record.kind
    subject = apps.get_model(kind).objects.get(pk=signoff.record_id)
    content_of = _CONTENT_OF.get((kind, signoff.act)) or _CONTENT_OF[kind, ""]
    return content_of(subject, signoff)


def kept_close(user):
    """(kind, act, keys that this person may know of) of each act that fewer people read than its record."""
    return [(kind, act, known_by(user)) for (kind, act), known_by in _KNOWN_BY.items()]
