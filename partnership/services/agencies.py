import re

from django.contrib.auth.models import Group
from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models.functions import Lower

from audit.clock import today
from partnership.models import Agency, AgencyAlias, AgencyLink, AgencyUnit, Partner
from partnership.services import writing
from partnership.services.writing import DIRECTORY, ConfirmationNeeded, ask, not_oneself

SMALL_WORDS = {"the", "of", "and", "for", "in", "authority", "service", "office"}
NEVER_RESPONSIBLE = (
    "The local policing body is not a responsible authority (Crime and Disorder Act 1998, section 5(1)). "
    "Choose the rank “Local policing body”."
)


@transaction.atomic
def create_agency(*, by, reason="", confirmed=False, areas=(), **fields):
    """A name that differs from another only by words such as authority and service is asked about (S001-08)."""
    ask(by, DIRECTORY)
    name = fields.get("name", "")
    _refuse_alias(name)
    if not confirmed and (near := similar_agencies(name)):
        raise ConfirmationNeeded(
            f"{near[0]} is already here. Say that “{name}” is another agency.", "confirm"
        )
    number = (Agency.objects.order_by("-pk").values_list("pk", flat=True).first() or 0) + 1
    group, _ = Group.objects.get_or_create(name=f"agency {number}: {name}"[:150])
    return writing.create(Agency(group=group, **fields), by=by, reason=reason, areas=areas)


@transaction.atomic
def change_agency(agency, changes, *, by, reason="", version=None):
    """A new name keeps the former as an alias, so that old papers still find the agency (X-76)."""
    ask(by, DIRECTORY)
    former = writing.locked(agency).name
    if changes.get("kind") == Agency.Kind.POLICING_BODY and _is_responsible(agency):
        raise ValidationError({"kind": NEVER_RESPONSIBLE})
    agency = writing.change(agency, changes, by=by, reason=reason, version=version)
    if agency.name != former:
        agency.aliases.filter(name__iexact=agency.name).delete()
        _keep_name(agency, former, by=by)
    return agency


@transaction.atomic
def merge_agency(agency, into, *, on, by, reason, confirmed=False):
    """End the agency on the day and name its successor, which takes over its names, posts, seats and standings.

    Old records keep the old agency, and the people of the successor stand for it (`Places.agencies`). Signatures
    under agreements, and what was opened to the agency by name, are not carried over: the successor signs.
    """
    ask(by, DIRECTORY)
    first, second = (writing.locked(one) for one in sorted((agency, into), key=lambda one: one.pk))
    agency, into = (first, second) if first == agency else (second, first)
    if agency.successor_id == into.pk and agency.ended_on == on:
        return into  # done already: pressed twice
    writing.refuse(
        agency == into and "An agency cannot be merged with itself. Choose the other one.",
        agency.ended_on and f"{agency} has already ended. Nothing was changed.",
        into.ended_on and f"{into} has ended. Choose an agency that is still there.",
        not reason.strip() and "Say why they are merged, such as the order that did it.",
    )
    own = set(by.person.posts.current().values_list("agency", flat=True)) if by.person else set()
    if into.pk in own and agency.pk not in own:
        writing.not_oneself(by, by.person, "the records of an agency that yours takes over")
    if not confirmed:
        raise ConfirmationNeeded(
            f"{agency} will end and {into} will take its place. They may be two agencies, as a fire authority "
            "and its fire service are. Say that you mean to merge them.",
            "confirm",
        )
    if _holds_a_post(by, agency, on) and not _holds_a_post(by, into, writing.next_day(on)):
        not_oneself(by, by.person, f"a post at {into}")  # which the merger would carry over to it
    writing.change(agency, {"ended_on": on, "successor": into}, by=by, reason=reason)
    for former in agency.predecessors.all():
        writing.change(former, {"successor": into}, by=by, reason=reason)
    for alias in [agency.name, *agency.aliases.values_list("name", flat=True)]:
        _keep_name(into, alias, by=by)
    _carry_over(agency, into, on, by=by, reason=reason)
    return into


def _holds_a_post(user, agency, on):
    return agency.posts.on(on).filter(person=user.person_id).exists()


def _carry_over(agency, into, on, *, by, reason):
    """What holds on the last day ends with it, and begins anew under the successor the day after."""
    ranked = set(into.standings.on(writing.next_day(on)).values_list("partnership", "area"))
    for rows in (agency.posts, agency.memberships, agency.standings, agency.topic_contacts):
        for row in rows.on(on).exclude(ended_on=on):
            has_rank = isinstance(row, Partner) and (row.partnership_id, row.area_id) in ranked
            _succeed(row, None if has_rank else into, on, by=by, reason=reason)
    for rows in (agency.posts, agency.memberships, agency.topic_contacts):
        for row in rows.filter(started_on__gt=on):
            no_team = {"unit": None} if hasattr(row, "unit") else {}
            writing.change(row, {"agency": into, **no_team}, by=by, reason=reason)
    for seat in agency.seats.on(on):
        stands_for = {into, *seat.stands_for.exclude(pk=agency.pk)}
        writing.change(seat, {"stands_for": stands_for}, by=by, reason=reason)


def _succeed(former, into, on, *, by, reason):
    many = {field.name: list(getattr(former, field.name).all()) for field in former._meta.many_to_many}
    row, until = writing.end(former, on, by=by, reason=reason), former.ended_on
    if into is None:
        return
    row.pk, row._state.adding = None, True
    row.agency, row.started_on, row.ended_on = into, writing.next_day(on), until
    if hasattr(row, "unit"):
        row.unit = None
    writing.create(row, by=by, reason=reason, **many)


@transaction.atomic
def add_agency_alias(agency, name, *, by, reason=""):
    ask(by, DIRECTORY)
    name = " ".join(name.split())
    _refuse_alias(name)
    if Agency.objects.filter(name__iexact=name, ended_on__isnull=True).exists():
        raise ValidationError({"name": f"“{name}” is the name of an agency here. Merge the two instead."})
    return writing.create(AgencyAlias(agency=agency, name=name), by=by, reason=reason)


@transaction.atomic
def remove_agency_alias(alias, *, by, reason=""):
    ask(by, DIRECTORY)
    writing.remove(alias, by=by, reason=reason)


@transaction.atomic
def link_agencies(agency, other, kind, *, by, reason=""):
    ask(by, DIRECTORY)
    writing.refuse(agency == other and "An agency cannot be linked to itself. Choose the other one.")
    return writing.create(AgencyLink(agency=agency, other=other, kind=kind), by=by, reason=reason)


@transaction.atomic
def unlink_agencies(link, *, by, reason=""):
    ask(by, DIRECTORY)
    writing.remove(link, by=by, reason=reason)


@transaction.atomic
def create_unit(agency, *, by, reason="", **fields):
    """A directorate, service or team; its parent must be of the same agency (S001-18, S001-19)."""
    ask(by, DIRECTORY)
    unit = AgencyUnit(agency=agency, **fields)
    _refuse_parent(unit, unit.parent)
    return writing.create(unit, by=by, reason=reason)


@transaction.atomic
def change_unit(unit, changes, *, by, reason="", version=None):
    ask(by, DIRECTORY)
    _refuse_parent(unit, changes.get("parent", unit.parent))
    return writing.change(unit, changes, by=by, reason=reason, version=version)


def similar_agencies(name):
    """Agencies of today whose names say the same but for small words, such as a fire authority and its service."""
    wanted = _key_words(name)
    named = Agency.objects.filter(ended_on__isnull=True).order_by(Lower("name"))
    return [agency for agency in named if wanted and _key_words(agency.name) == wanted]


def _key_words(name):
    found = (word.removesuffix("s") for word in re.findall(r"\w+", name.casefold().replace("’", "'")))
    return frozenset(word for word in found if word and word not in SMALL_WORDS)


def _refuse_alias(name):
    alias = AgencyAlias.objects.filter(name__iexact=name.strip()).select_related("agency").first()
    if alias:
        raise ValidationError({"name": f"“{name}” is another name of {alias.agency}. Use that agency."})


def _keep_name(agency, name, *, by):
    if not AgencyAlias.objects.filter(name__iexact=name).exists():
        writing.create(AgencyAlias(agency=agency, name=name), by=by, reason="Former name")
        return
    for alias in AgencyAlias.objects.filter(name__iexact=name).exclude(agency=agency):
        writing.change(alias, {"agency": agency}, by=by, reason="Merged")


def _is_responsible(agency):
    return agency.standings.on(today()).filter(rank="responsible").exists()


def _refuse_parent(unit, parent):
    above = parent
    while above is not None:
        if above == unit and unit.pk:
            raise ValidationError({"parent": "A team cannot be part of itself. Choose another."})
        if above.agency_id != unit.agency_id:
            raise ValidationError({"parent": "Choose a team of the same agency."})
        above = above.parent
