from django.core.exceptions import ValidationError
from django.db import transaction

from audit.clock import today
from partnership.models import Accreditation, Body, BodyAlias, TermsOfReference
from partnership.services import writing
from partnership.services.partnerships import free_slug
from partnership.services.writing import PARTNERSHIP, ask


@transaction.atomic
def create_body(partnership, *, by, reason="", areas=(), answers_also_to=(), **fields):
    """A new body is being set up until it has met and has terms (S004-59, X-64)."""
    ask(by, PARTNERSHIP, partnership)
    fields.setdefault("slug", free_slug(Body, fields.get("name", "")))
    fields.setdefault("status", Body.Status.SETTING_UP)
    body = Body(partnership=partnership, status_since=today(), **fields)
    return writing.create(body, by=by, reason=reason, areas=areas, answers_also_to=answers_also_to)


@transaction.atomic
def change_body(body, changes, *, by, reason="", version=None):
    """A new name keeps the former as an alias; the address stays as it was (S002-108)."""
    ask(by, PARTNERSHIP, body)
    _refuse_loop(body, changes.get("parent", body.parent))
    if body in changes.get("answers_also_to", ()):
        raise ValidationError({"answers_also_to": "A group cannot answer to itself. Choose another."})
    former = writing.locked(body).name
    body = writing.change(body, changes, by=by, reason=reason, version=version)
    if body.name != former and not body.aliases.filter(name__iexact=former).exists():
        writing.create(BodyAlias(body=body, name=former), by=by, reason="Former name")
    return body


@transaction.atomic
def set_body_status(body, status, *, on=None, by, reason="", version=None):
    """Active only when it has met and has agreed terms; closed only when nothing is left beneath it."""
    ask(by, PARTNERSHIP, body)
    body, day = writing.locked(body), on or today()
    writing.refuse(
        status == body.status and f"It is {body.get_status_display().lower()} already. Nothing was changed.",
        *(_blockers(body, status, day)),
    )
    return writing.change(
        body, {"status": status, "status_since": day}, by=by, reason=reason, version=version
    )


def _blockers(body, status, day):
    if status == Body.Status.ACTIVE and body.status == Body.Status.SETTING_UP:
        if body.first_meeting_on is None or body.first_meeting_on > day:
            yield "It has not met yet. Enter the date of its first meeting once it has."
        if not body.terms.filter(status=TermsOfReference.Status.AGREED).exists():
            yield "It has no agreed terms of reference. Write them and have them agreed."
    if status == Body.Status.CLOSED:
        for child in body.children.open():
            yield f"{child} still reports to it. Close that group, or have it report to another."


@transaction.atomic
def add_body_alias(body, name, *, by, reason=""):
    ask(by, PARTNERSHIP, body)
    if body.aliases.filter(name__iexact=name.strip()).exists():
        raise ValidationError({"name": "This name is there already."})
    return writing.create(BodyAlias(body=body, name=" ".join(name.split())), by=by, reason=reason)


@transaction.atomic
def remove_body_alias(alias, *, by, reason=""):
    ask(by, PARTNERSHIP, alias.body)
    writing.remove(alias, by=by, reason=reason)


def _refuse_loop(body, parent):
    while parent is not None:
        if parent == body:
            raise ValidationError(
                {"parent": "A group cannot report to itself or to one beneath it. Choose another."}
            )
        parent = parent.parent


@transaction.atomic
def add_accreditation(body, *, by, reason="", **fields):
    """A scheme has accredited the group (S002-60). Each stage is a row of its own, so that earlier ones stay."""
    ask(by, PARTNERSHIP, body)
    return writing.create(Accreditation(body=body, **fields), by=by, reason=reason)


@transaction.atomic
def change_accreditation(accreditation, changes, *, by, reason="", version=None):
    ask(by, PARTNERSHIP, accreditation.body)
    return writing.change(accreditation, changes, by=by, reason=reason, version=version)


@transaction.atomic
def remove_accreditation(accreditation, *, by, reason=""):
    ask(by, PARTNERSHIP, accreditation.body)
    writing.remove(accreditation, by=by, reason=reason)
