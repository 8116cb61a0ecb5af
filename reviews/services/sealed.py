"""The key to a review's pseudonyms: the one place that reads it. Each opening has a reason and leaves an event."""

from django.db import transaction

from audit.clock import now, today
from audit.services import log
from records.asking import hold, say_why
from records.lifecycle import MoveRefused
from records.writing import drop, keep
from reviews.anonymity.matching import Terms
from reviews.anonymity.pieces import Piece
from reviews.anonymity.words import fold
from reviews.models import KeyEntry

OPEN = "reviews.open_key"


@transaction.atomic
def open_key(review, *, by, reason):
    """Every entry, for this once."""
    review = hold(review, by=by, permission=OPEN)
    say_why(reason, "Say why you open the key.")
    log(review, "open the key", by=by, reason=reason, changes={"reading": True})
    return list(review.key.all())


def stands_in(review, text):
    """Whether a name of the key stands in the text. Which one is not said, so that asking opens nothing."""
    return _says(_rows(review.key.all()), text)


@transaction.atomic
def add_entry(review, *, by, pseudonym, identity, also="", kind=KeyEntry.Kind.PERSON):
    """What the pseudonym stands for. The event names the pseudonym alone."""
    review = hold(review, by=by, permission=OPEN)
    reasons = []
    if review.key.filter(pseudonym__iexact=pseudonym).exists():
        reasons.append("The key has this pseudonym already. Choose another.")
    if pseudonym.casefold() in identity.casefold():
        reasons.append("The pseudonym is part of the name that it stands for. Choose another.")
    if identity.casefold() in review.title.casefold():
        reasons.append("The review's code name says this name. Change the code name first.")
    if reasons:
        raise MoveRefused(*reasons)
    entry = KeyEntry(
        review=review, pseudonym=pseudonym, identity=identity, also=also, kind=kind, made_at=now(), made_by=by
    )
    log(review, "add to the key", by=by, changes={"pseudonym": pseudonym})
    return keep(entry, by=by)


@transaction.atomic
def remove_entry(review, key, *, by, reason):
    review = hold(review, by=by, permission=OPEN)
    say_why(reason)
    entry = review.key.get(pk=key)
    log(review, "remove from the key", by=by, reason=reason, changes={"pseudonym": entry.pseudonym})
    drop(entry, by=by, reason=reason)


@transaction.atomic
def terms_of(review, *, by, reason):
    """(pseudonym, kind, words) of every name, alias, address, date and place in the key, and of what is sought besides.

    An opening of the key like any other.
    """
    entries = open_key(review, by=by, reason=reason)
    return [*_rows(entries), *(("", "other", row.text) for row in review.sought.all())]


@transaction.atomic
def is_said_in(review, text, *, by):
    """Whether a text says any name, pseudonym, address, date or place of the key; noted as an opening of it."""
    review = hold(review, by=by, permission=OPEN)
    log(review, "look a text up in the key", by=by, changes={"reading": True})
    entries = list(review.key.all())
    pseudonyms = [(entry.pseudonym, "other", entry.pseudonym) for entry in entries]
    return _says([*_rows(entries), *pseudonyms], text)


def _rows(entries):
    """(pseudonym, kind, words) of each line of the entries."""
    for entry in entries:
        for line in (entry.identity, *entry.also.splitlines()):
            if line.strip():
                yield entry.pseudonym, entry.kind, line.strip()


def _says(rows, text):
    """By the check for names itself. What is only near a name is left: here nobody could say why it may stand."""
    rows = list(rows)
    whole = {fold(line) for *_, line in rows}
    finds = Terms(rows, today().year).finds_in(Piece("", text))
    return any(find.is_sure or fold(find.words) in whole for find in finds)
