"""The stages of a document (S004-03): draft, consultation, agreed, withdrawn."""

from django.db import transaction

from documents.lifecycle import Action
from documents.services.keeping import change_document, write_agreed
from records.lifecycle import MoveRefused, move


@transaction.atomic
def set_stage(document, action, *, by, reason="", opens_on=None, closes_on=None):
    """Move the document to its next stage. A consultation needs its two dates; agreeing makes version 1.0."""
    if action == Action.CONSULT:
        _refuse_dates(opens_on, closes_on)
        days = {"consultation_from": opens_on, "consultation_until": closes_on}
        document = change_document(document, days, by=by)
    document = move(document, action, by=by, reason=reason)
    if action == Action.AGREE:
        write_agreed(document, by=by)
    return document


def withdraw_document(document, *, by, reason):
    """Take the document out of use. Its versions stay, and say so."""
    if not reason.strip():
        raise MoveRefused("Say why the document is withdrawn.")
    return move(document, Action.WITHDRAW, by=by, reason=reason)


def _refuse_dates(opens_on, closes_on):
    if opens_on is None or closes_on is None:
        raise MoveRefused("Say on which day the consultation opens and on which it closes.")
    if closes_on < opens_on:
        raise MoveRefused("The consultation cannot close before it opens.")
