from django.core.exceptions import ValidationError
from django.db import transaction
from django.dispatch import Signal
from django.utils.text import slugify

from audit.clock import local_day, today
from partnership.models import Agency, Partner, Partnership, Role, User
from partnership.places import BODY_ROLES
from partnership.services import writing
from partnership.services.agencies import NEVER_RESPONSIBLE
from partnership.services.writing import DIRECTORY, PARTNERSHIP, ask, not_for_longer, not_oneself

LAST = "They are the last administrator who can sign in. Name another first, then end this role."
role_given = Signal()  # rooms that this one may not import tell of it


@transaction.atomic
def create_partnership(*, by, reason="", areas=(), **fields):
    """Whoever founds a partnership administers it, until they name others."""
    ask(by, DIRECTORY)
    fields.setdefault("slug", free_slug(Partnership, fields.get("name", "")))
    partnership = writing.create(Partnership(**fields), by=by, reason=reason, areas=areas)
    role = Role(partnership=partnership, person=by.person, kind=Role.Kind.ADMINISTRATOR, started_on=today())
    writing.create(role, by=by, reason="Founded the partnership")
    return partnership


@transaction.atomic
def change_partnership(partnership, changes, *, by, reason="", version=None):
    ask(by, PARTNERSHIP, partnership)
    above = changes.get("parent", partnership.parent)
    while above is not None:
        if above == partnership:
            raise ValidationError({"parent": "A partnership cannot stand above itself. Choose another."})
        above = above.parent
    return writing.change(partnership, changes, by=by, reason=reason, version=version)


@transaction.atomic
def set_standing(partnership, agency, rank, *, area=None, on=None, by, reason=""):
    """Give an agency its rank from a day, for all the area or a part; a former rank ends the day before.

    Crime and Disorder Act 1998, section 5: the policing body is never a responsible authority.
    """
    ask(by, PARTNERSHIP, partnership)
    if rank == Partner.Rank.RESPONSIBLE and agency.kind == Agency.Kind.POLICING_BODY:
        raise ValidationError({"rank": NEVER_RESPONSIBLE})
    day = on or today()
    for former in partnership.partners.on(day).filter(agency=agency, area=area):
        if former.rank == rank:
            raise ValidationError({"rank": f"{agency} already has this rank. Nothing was changed."})
        _end_standing_before(former, on, by=by, reason=reason)
    standing = Partner(partnership=partnership, agency=agency, area=area, rank=rank, started_on=on)
    return writing.create(standing, by=by, reason=reason)


def _end_standing_before(former, on, *, by, reason):
    if on is None or (former.started_on and former.started_on >= on):
        raise ValidationError(
            {"started_on": f"Say from which day; {former.agency} has a rank here already, and it then ends."}
        )
    writing.end(former, writing.day_before(on), by=by, reason=reason)


@transaction.atomic
def end_standing(standing, on, *, by, reason=""):
    ask(by, PARTNERSHIP, standing)
    return writing.end(standing, on, by=by, reason=reason)


@transaction.atomic
def give_role(
    person, partnership, kind, *, area=None, body=None, started_on=None, ended_on=None, by, reason=""
):
    """A role for the partnership, or for one of its areas or bodies alone."""
    ask(by, PARTNERSHIP, partnership)
    not_oneself(by, person, "a role", founder_may=kind != Role.Kind.REVIEWS)
    writing.locked(partnership)  # of two who give the same role at once, the second is told
    where = {"partnership": partnership, "kind": kind, "area": area, "body": body}
    role = Role(person=person, started_on=started_on or today(), ended_on=ended_on, **where)
    if body is not None and kind not in BODY_ROLES:
        raise ValidationError({"body": "Only an analyst works for one body. Leave this empty."})
    if person.roles.on(role.started_on).filter(**where).exists():
        raise ValidationError({"kind": f"{person} has this role already. Nothing was changed."})
    writing.create(role, by=by, reason=reason)
    role_given.send(Role, role=role)
    return role


@transaction.atomic
def end_role(role, on, *, by, reason=""):
    """A partnership is never left without an administrator: somebody must be able to name the next."""
    ask(by, PARTNERSHIP, role)
    writing.locked(role.partnership)  # of two administrators who end each other's role at once, one stays
    role = writing.locked(role)
    founder_may = role.kind != Role.Kind.REVIEWS
    not_for_longer(by, role, "a role for longer", {"ended_on": on}, founder_may=founder_may)
    writing.refuse(_is_last_administrator(role, writing.next_day(on)) and LAST)
    return writing.end(role, on, by=by, reason=reason)


@transaction.atomic
def take_back_role(role, *, by, reason):
    """Given in error: it is gone at once, while a last day would leave it until midnight. Its versions stay."""
    ask(by, PARTNERSHIP, role)
    writing.locked(role.partnership)
    role = writing.locked(role)
    writing.refuse(
        not may_take_back(role) and "It has held since before today. Write its last day instead.",
        not reason.strip() and "Say why it was given in error.",
        _is_last_administrator(role, today()) and LAST,
    )
    writing.remove(role, by=by, reason=reason)


def may_take_back(role):
    """Given today, or not to begin before today."""
    begins = role.started_on is not None and role.started_on >= today()
    return begins or local_day(role.history.earliest("history_date").history_date) >= today()


def _is_last_administrator(role, day):
    """Of those who can sign in: a role whose holder's account was closed names nobody the next."""
    if role.kind != Role.Kind.ADMINISTRATOR:
        return False
    rest = role.partnership.roles.on(day).filter(kind=role.kind).exclude(pk=role.pk)
    accounts = User.objects.filter(person__in=rest.values("person"))
    return not any(user.may_sign_in(day) for user in accounts)


def free_slug(model, name):
    """The name as an address, with a number after it where another has the same."""
    wanted = slugify(name)[:45] or "group"
    taken, number = set(model.objects.filter(slug__startswith=wanted).values_list("slug", flat=True)), 2
    slug = wanted
    while slug in taken:
        slug, number = f"{wanted}-{number}", number + 1
    return slug
