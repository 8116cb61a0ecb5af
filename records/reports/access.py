"""Who can see this: each person, and why. The same answer as ``visible_to``, asked from the other end (S003-27)."""

from collections import Counter, defaultdict
from dataclasses import dataclass
from typing import NamedTuple

from audit.clock import today
from design.filters import joined, plural
from partnership.models import Agency, Membership, Partner, Post, Role, User
from partnership.places import BODY_ROLES, CASEWORKERS, FUNDERS
from records.models import GroupGrant, Record, ShutOut, UserGrant

CHAIRS = (Membership.Office.CHAIR, Membership.Office.DEPUTY_CHAIR)


class Reader(NamedTuple):
    user: User
    why: str
    until: object  # a day, or None while the end is open


@dataclass(frozen=True)
class Group:
    """People who see the record for one reason: a seat on a body, a post at an agency, a grant."""

    heading: str
    readers: tuple[Reader, ...]


@dataclass(frozen=True)
class Held:
    """A grant as the page lists it, with what closes it though its day has not come."""

    grant: UserGrant | GroupGrant
    holder: User | Agency
    closed: str


@dataclass(frozen=True)
class Readers:
    record: Record
    everyone: bool
    groups: tuple[Group, ...]
    held: tuple[Held, ...]
    shut_out: tuple[ShutOut, ...] = ()

    @property
    def ids(self):
        return {reader.user.pk for group in self.groups for reader in group.readers}

    def includes(self, user):
        return self.everyone or user.pk in self.ids


class Place(NamedTuple):
    heading: str
    person: int
    why: str
    until: object


def who_can_see(record, day=None):
    """Everyone with an account who may know of the record on the day, under each reason that they have."""
    day = day or today()
    held = tuple(_held(record, day))
    places = [*_places(record, day), *_through_agencies(held, day)]
    shut_out = tuple(record.shut_outs.filter(ended_at=None).select_related("user__person").order_by("pk"))
    outside = {row.user_id for row in shut_out}
    found = _users({place.person for place in places}, day)
    users = {person: user for person, user in found.items() if user.pk not in outside}
    groups = defaultdict(list)
    for place in places:
        if user := users.get(place.person):
            groups[place.heading].append(Reader(user, place.why, place.until))
    for line in held:
        may_read = isinstance(line.holder, User) and line.holder.pk not in outside
        if may_read and not line.closed and line.holder.may_sign_in(day):
            groups["Given access by name"].append(
                Reader(line.holder, _terms(line.grant), line.grant.expires_on)
            )
    everyone = record.audience == Record.Audience.PUBLIC
    grouped = tuple(Group(heading, tuple(readers)) for heading, readers in groups.items())
    return Readers(record, everyone, grouped, held, shut_out)


def counted(records):
    """How many there are of each kind, in words: 3 documents and 1 action."""
    kinds = Counter(record._meta.model for record in records)
    names = [(kind._meta.verbose_name, kind._meta.verbose_name_plural, n) for kind, n in kinds.items()]
    return joined([plural(n, str(one), str(many)) for one, many, n in names])


def _places(record, day):
    """Whom the audience lets in, by the places that people hold."""
    audience, kinds = record.audience, Record.Audience
    if audience == kinds.PARTNERSHIP:
        yield from _roles(record, day)
        yield from _seats(day, seat__body__partnership=record.partnership_id)
        partners = Partner.objects.on(day).filter(partnership=record.partnership_id)
        yield from _posts(day, "a partner agency", agency__in=partners.values("agency"))
    if audience in (kinds.BODY, kinds.OFFICERS):
        yield from _roles(record, day, kind=Role.Kind.OFFICER)
    if audience == kinds.BODY:
        yield from _seats(day, seat__body=record.body_id)
    if audience == kinds.OFFICERS and record.body_id:
        yield from _seats(day, seat__body=record.body_id, office__in=CHAIRS)
        yield from _seats(day, seat__body=record.body_id, may_draft=True, office__in=_OTHERS)
    if audience == kinds.CASE:
        yield from _roles(record, day, kind__in=CASEWORKERS)
        yield from _analysts(record, day)
        yield from _seats(day, seat__body=record.body_id, office__in=CHAIRS)
    if audience == kinds.FUNDING:
        yield from _roles(record, day, kind__in=FUNDERS)
        if record.body_id:
            yield from _seats(day, seat__body=record.body_id, office__in=CHAIRS)
    if audience in (kinds.AGENCY, kinds.CASE, kinds.FUNDING) and record.agency_id:
        yield from _posts(day, "whose record this is", agency=record.agency_id)


_OTHERS = [office for office in Membership.Office.values if office not in CHAIRS]


def _roles(record, day, **only):
    roles = Role.objects.on(day).filter(partnership=record.partnership_id, body=None, **only)
    for role in roles.order_by("kind", "pk"):
        yield Place("Roles in the partnership", role.person_id, role.get_kind_display(), role.ended_on)


def _analysts(record, day):
    """Of the record's body alone, without a seat on it (S001-74)."""
    if record.body_id is None:
        return
    for role in Role.objects.on(day).filter(body=record.body_id, kind__in=BODY_ROLES).order_by("pk"):
        yield Place(f"Roles for {record.body}", role.person_id, role.get_kind_display(), role.ended_on)


def _seats(day, **only):
    held = Membership.objects.on(day).filter(Membership.objects.holding(day, "seat__"), **only)
    for member in held.select_related("seat__body").order_by("seat__body__name", "seat__position", "pk"):
        office = "" if member.office == member.Office.MEMBER else f", {member.get_office_display().lower()}"
        until = min((day for day in (member.ended_on, member.seat.ended_on) if day), default=None)
        yield Place(str(member.seat.body), member.person_id, f"{member.seat.title}{office}", until)


def _posts(day, standing, **only):
    for post in Post.objects.on(day).filter(**only).select_related("agency").order_by("agency__name", "pk"):
        yield Place(f"{post.agency}, {standing}", post.person_id, post.title or "Post", post.ended_on)


def _through_agencies(held, day):
    agencies = {
        line.holder.pk: line.grant for line in held if isinstance(line.holder, Agency) and not line.closed
    }
    for post in Post.objects.on(day).filter(agency__in=agencies).select_related("agency").order_by("pk"):
        grant = agencies[post.agency_id]
        until = min((day for day in (grant.expires_on, post.ended_on) if day), default=None)
        yield Place(f"{post.agency}, given access as an agency", post.person_id, _terms(grant), until)


def _held(record, day):
    """Every grant on the record: those that hold, and those that an agreement or a day has closed."""
    for model, holder in ((UserGrant, lambda g: g.user), (GroupGrant, lambda g: g.group.agency)):
        related = ("user__person",) if model is UserGrant else ("group__agency",)
        of_record = model.objects.filter(content_object=record.pk).order_by("pk")
        holding = set(
            model.objects.holding(day).filter(content_object=record.pk).values_list("pk", flat=True)
        )
        for grant in of_record.select_related(*related, "granted_by__person", "agreement"):
            yield Held(grant, holder(grant), "" if grant.pk in holding else _closed(grant, day))


def _closed(grant, day):
    if grant.expires_on and grant.expires_on < day:
        return "Its last day has passed."
    return f"The agreement “{grant.agreement}” is not in force."


def _terms(grant):
    """Who gave it, for what, and what it rests on."""
    parts = [grant.purpose or grant.reason, f"given by {grant.granted_by}"]
    if grant.with_sides:
        parts.append("with what it says of people")
    if grant.agreement_id:
        parts.append(f"under {grant.agreement}")
    return ", ".join(parts)


def _users(people, day):
    """Accounts by person. A guest holds no place; a closed account, nothing."""
    accounts = User.objects.filter(person__in=people, is_guest=False, is_active=True).select_related("person")
    return {user.person_id: user for user in accounts if user.may_sign_in(day)}
