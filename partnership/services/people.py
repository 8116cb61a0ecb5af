import re

from django.core.exceptions import ValidationError
from django.db import transaction

from partnership.models import Person, PersonAlias, Post
from partnership.services import writing
from partnership.services.writing import DIRECTORY, ask, not_for_longer, not_oneself

POSTCODE = re.compile(r"\b[A-Z]{1,2}\d[A-Z\d]? ?\d[A-Z]{2}\b", re.I)


@transaction.atomic
def create_person(*, by, reason="", **fields):
    """The e-mail address is kept as typed and compared without regard to case (S000-30)."""
    ask(by, DIRECTORY)
    return writing.create(Person(**_tidy(fields)), by=by, reason=reason)


@transaction.atomic
def change_person(person, changes, *, by, reason="", version=None):
    """A new name keeps the former as a known-as name, so that old minutes still find the person."""
    ask(by, DIRECTORY)
    former = writing.locked(person).plain_name
    person = writing.change(person, _tidy(changes), by=by, reason=reason, version=version)
    if person.plain_name != former and not person.aliases.filter(name__iexact=former).exists():
        writing.create(PersonAlias(person=person, name=former), by=by, reason="Former name")
    return person


def _tidy(fields):
    """Names without stray spaces; a post code in an address written as the Royal Mail writes it (S002-34)."""
    tidy = dict(fields)
    for name in ("prefix", "given_name", "family_name"):
        if name in tidy:
            tidy[name] = " ".join(tidy[name].split())
    if tidy.get("address"):
        tidy["address"] = POSTCODE.sub(_as_postcode, tidy["address"])
    return tidy


def _as_postcode(match):
    code = match.group().replace(" ", "").upper()
    return f"{code[:-3]} {code[-3:]}"


@transaction.atomic
def add_known_as(person, name, *, by, reason=""):
    """Another name minutes call them by; two people may share one, and then import asks (S001-42)."""
    ask(by, DIRECTORY)
    return writing.create(PersonAlias(person=person, name=" ".join(name.split())), by=by, reason=reason)


@transaction.atomic
def remove_known_as(alias, *, by, reason=""):
    ask(by, DIRECTORY)
    writing.remove(alias, by=by, reason=reason)


@transaction.atomic
def appoint(person, agency, *, by, reason="", serves=(), **fields):
    """Give a person a post at an agency. A post opens the agency's own records, so nobody appoints themselves."""
    ask(by, DIRECTORY)
    if not person.posts.current().filter(agency=agency).exists():
        not_oneself(by, person, "a post at an agency")
    post = Post(person=person, agency=agency, **fields)
    _refuse_post(post)
    return writing.create(post, by=by, reason=reason, serves=serves)


@transaction.atomic
def change_post(post, changes, *, on, by, reason=""):
    """A change of title, rank or team from a day is a new post: the old one ends the day before (S000-14)."""
    ask(by, DIRECTORY)
    post = writing.locked(post)
    writing.refuse(
        post.ended_on and post.ended_on < on and "This post has ended. Add a new one instead.",
        post.started_on and post.started_on >= on and "The change must come after the post began.",
    )
    changes = dict(changes)
    serves, until = changes.pop("serves", list(post.serves.all())), post.ended_on
    writing.end(post, writing.day_before(on), by=by, reason=reason)
    new = Post(
        **{
            name: getattr(post, name)
            for name in (
                "person",
                "agency",
                "unit",
                "title",
                "rank",
                "number",
                "is_office_holder",
                "working_days",
            )
        }
    )
    for name, value in {**changes, "started_on": on, "ended_on": until}.items():
        setattr(new, name, value)
    _refuse_post(new)
    return writing.create(new, by=by, reason=reason, serves=serves)


@transaction.atomic
def correct_post(post, changes, *, by, reason="", version=None):
    """Mend what was entered wrongly. What became different on a day is ``change_post``."""
    ask(by, DIRECTORY)
    not_for_longer(by, writing.locked(post), "a post for longer", changes)
    unit = changes.get("unit")
    if unit is not None and unit.agency_id != post.agency_id:
        raise ValidationError({"unit": f"Choose a team of {post.agency}."})
    return writing.change(post, changes, by=by, reason=reason, version=version)


@transaction.atomic
def end_post(post, on, *, by, reason=""):
    ask(by, DIRECTORY)
    post = writing.locked(post)
    not_for_longer(by, post, "a post for longer", {"ended_on": on})
    return writing.end(post, on, by=by, reason=reason)


def _refuse_post(post):
    if post.unit_id and post.unit.agency_id != post.agency_id:
        raise ValidationError({"unit": f"Choose a team of {post.agency}."})
    if post.started_on and post.agency.ended_on and post.started_on > post.agency.ended_on:
        raise ValidationError({"agency": f"{post.agency} ended before that day. Choose its successor."})
