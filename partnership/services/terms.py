from django.core.exceptions import ValidationError
from django.db import transaction

from partnership.models import TermsOfReference
from partnership.services import writing
from partnership.services.writing import PARTNERSHIP, ask

Status = TermsOfReference.Status


@transaction.atomic
def draft_terms(body, text, *, review_on=None, by, reason=""):
    """A new version of the terms, as a draft. Drafts count up: 0.1, 0.2 before the first, 1.1 after 1.0."""
    ask(by, PARTNERSHIP, body)
    if draft := body.terms.filter(status=Status.DRAFT).first():
        writing.refuse(f"Version {draft.version} is still in draft. Change that one.")
    terms = TermsOfReference(body=body, version=_next_draft(body), text=text, review_on=review_on)
    return writing.create(terms, by=by, reason=reason)


@transaction.atomic
def change_terms(terms, changes, *, by, reason="", version=None):
    """Only a draft changes. Agreed terms are amended by a new version (S001-148)."""
    ask(by, PARTNERSHIP, terms.body)
    terms = writing.locked(terms)
    writing.refuse(terms.status != Status.DRAFT and "These terms are agreed. Write a new version instead.")
    return writing.change(terms, changes, by=by, reason=reason, version=version)


@transaction.atomic
def agree_terms(terms, *, on, agreed_by, by, reason=""):
    """The draft becomes the next whole version; the former is superseded, its open amendment with it."""
    ask(by, PARTNERSHIP, terms.body)
    terms = writing.locked(terms)
    writing.refuse(
        terms.status != Status.DRAFT and "Only a draft can be agreed. Nothing was changed.",
        not agreed_by.strip() and "Say what agreed them, such as item 6 resolution 2 of a meeting.",
    )
    number = 1
    for former in terms.body.terms.filter(status=Status.AGREED):
        if on < former.agreed_on:
            raise ValidationError({"agreed_on": "These terms cannot be agreed before the former ones were."})
        number = int(former.version.partition(".")[0]) + 1
        writing.change(former, {"status": Status.SUPERSEDED}, by=by, reason=f"Version {number}.0 was agreed")
    agreed = {
        "status": Status.AGREED,
        "version": f"{number}.0",
        "agreed_on": on,
        "agreed_by": agreed_by,
        "amendment_note": "",
    }
    return writing.change(terms, agreed, by=by, reason=reason or "Agreed")


@transaction.atomic
def note_amendment(body, note, *, by, reason=""):
    """What a decision changed in the terms, shown as open until the next version is agreed (S001-148)."""
    ask(by, PARTNERSHIP, body)
    terms = body.terms.filter(status=Status.AGREED).first()
    writing.refuse(terms is None and "There are no agreed terms to amend. Write a draft instead.")
    return writing.change(terms, {"amendment_note": note}, by=by, reason=reason)


def _next_draft(body):
    """The version after the latest, agreed or not: 0.1, then 0.2; 1.1 after 1.0."""
    latest = body.terms.order_by("-pk").values_list("version", flat=True).first() or "0.0"
    whole, _, part = latest.partition(".")
    return f"{whole}.{int(part or 0) + 1}"
