"""Who can see this: each person, and why. The same answer as ``visible_to``, asked from the other end (S003-27)."""

from collections import Counter, defaultdict
from dataclasses import dataclass
from typing import NamedTuple

from django.db.models import Q

from audit.clock import today
from design.filters import joined, plural
from partnership.models import Agency, Membership, Partner, Partnership, Person, Post, Role, User
from partnership.places import ASSESSORS, BODY_ROLES, CASEWORKERS, FUNDERS
from records.models import GroupGrant, PartnershipGrant, Record, ShutOut, UserGrant
from records.together import read_together

CHAIRS = (Membership.Office.CHAIR, Membership.Office.DEPUTY_CHAIR)
NOBODY = Q(pk__in=[])


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

    grant: UserGrant | GroupGrant | PartnershipGrant
    holder: User | Agency | Partnership
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
    person: Person
    why: str
    until: object


def who_can_see(record, day=None):
    """Everyone with an account who may know of the record on the day, under each reason that they have.

    A query each for roles, seats, posts, the two sorts of grants and who is shut out, whatever the audience.
    """
    day = day or today()
    held = tuple(_held(record, day))
    shut_out = tuple(_shut_out(record))
    outside = {row.user_id for row in shut_out}
    groups = defaultdict(list)
    for place in (*_roles(record, day, held), *_seats(record, day), *_posts(record, day, held)):
        user = _account(place.person, day)
        if user and user.pk not in outside:
            groups[place.heading].append(Reader(user, place.why, place.until))
    for line in held:
        named = isinstance(line.holder, User) and line.holder.pk not in outside
        if named and not line.closed and line.holder.may_sign_in(day):
            groups["Given access by name"].append(
                Reader(line.holder, _terms(line.grant), line.grant.expires_on)
            )
    everyone = record.audience == Record.Audience.PUBLIC
    grouped = tuple(Group(heading, tuple(readers)) for heading, readers in groups.items())
    return Readers(record, everyone, grouped, held, shut_out)


def _shut_out(record):
    """Who is shut out by name. A page that fetched the record knows whether anybody is (`records.views.fetch`)."""
    if not getattr(record, "shuts_out", True):
        return ()
    return record.shut_outs.filter(ended_at=None).select_related("user__person").order_by("pk")


def counted(records):
    """How many there are of each kind, in words: 3 documents and 1 action."""
    kinds = Counter(record._meta.model for record in records)
    names = [(kind._meta.verbose_name, kind._meta.verbose_name_plural, n) for kind, n in kinds.items()]
    return joined([plural(n, str(one), str(many)) for one, many, n in names])


def _roles(record, day, held):
    """In the partnership; of a case, analysts of its body too, who have no seat on it (S001-74). Then those who work
    on cases in a partnership that was given access.
    """
    kinds = Record.Audience
    of_partnership = Q(partnership=record.partnership_id, body=None)
    let_in = {
        kinds.PARTNERS: Q(body=None),
        kinds.PARTNERSHIP: of_partnership,
        kinds.BODY: of_partnership & Q(kind=Role.Kind.OFFICER),
        kinds.OFFICERS: of_partnership & Q(kind=Role.Kind.OFFICER),
        kinds.FUNDING: of_partnership & Q(kind__in=FUNDERS),
        kinds.ANALYSIS: of_partnership & Q(kind__in=ASSESSORS),
        kinds.CASE: of_partnership & Q(kind__in=CASEWORKERS) | Q(body=record.body_id, kind__in=BODY_ROLES),
    }.get(record.audience, NOBODY)
    grants = _held_by(Partnership, held)
    let_in |= Q(partnership__in=grants, body=None, kind__in=CASEWORKERS)
    roles = Role.objects.on(day).filter(let_in).select_related("person__user")
    for role in sorted(roles, key=lambda role: (role.body_id is not None, role.kind, role.pk)):
        if grant := None if role.body_id else grants.get(role.partnership_id):
            heading, why = f"{grant.partnership}, given access as a partnership", _terms(grant)
            yield Place(heading, role.person, why, _first(grant.expires_on, role.ended_on))
            continue
        heading = f"Roles for {record.body}" if role.body_id else "Roles in the partnership"
        yield Place(heading, role.person, role.get_kind_display(), role.ended_on)


def _held_by(kind, held):
    """Grants that open something, by the key of the holder, of this kind of holder."""
    return {line.holder.pk: line.grant for line in held if isinstance(line.holder, kind) and not line.closed}


def _seats(record, day):
    kinds, chairs = Record.Audience, Q(office__in=CHAIRS)
    let_in = {
        kinds.PARTNERS: Q(seat__body__isnull=False),
        kinds.PARTNERSHIP: Q(seat__body__partnership=record.partnership_id),
        kinds.BODY: Q(seat__body=record.body_id),
        kinds.OFFICERS: Q(seat__body=record.body_id) & (chairs | Q(may_draft=True)),
        kinds.CASE: Q(seat__body=record.body_id) & chairs,
        kinds.FUNDING: Q(seat__body=record.body_id) & chairs,
        kinds.ANALYSIS: Q(seat__body=record.body_id) & chairs,
    }.get(record.audience)
    if let_in is None:
        return
    held = Membership.objects.on(day).filter(Membership.objects.holding(day, "seat__"), let_in)
    held = held.select_related("seat__body", "person__user")
    for member in held.order_by("seat__body__name", "seat__position", "pk"):
        office = "" if member.office == member.Office.MEMBER else f", {member.get_office_display().lower()}"
        until = _first(member.ended_on, member.seat.ended_on)
        yield Place(str(member.seat.body), member.person, f"{member.seat.title}{office}", until)


def _posts(record, day, held):
    """At agencies that the audience lets in, and then at those given access; some are both."""
    grants = _held_by(Agency, held)
    agencies, standing = _agencies_let_in(record, day)
    posts = Post.objects.on(day).annotate(is_let_in=Q(agency__in=agencies))
    posts = posts.filter(Q(is_let_in=True) | Q(agency__in=grants)).select_related("agency", "person__user")
    posts = list(posts.order_by("agency__name", "pk"))
    for post in posts:
        if post.is_let_in:
            yield Place(f"{post.agency}, {standing}", post.person, post.title or "Post", post.ended_on)
    for post in posts:
        if grant := grants.get(post.agency_id):
            until = _first(grant.expires_on, post.ended_on)
            yield Place(f"{post.agency}, given access as an agency", post.person, _terms(grant), until)


def _agencies_let_in(record, day):
    """Whose people the audience lets in, and what those agencies are to the record."""
    kinds = Record.Audience
    if record.audience in (kinds.PARTNERS, kinds.PARTNERSHIP):
        partners = Partner.objects.on(day)
        if record.audience == kinds.PARTNERSHIP:
            partners = partners.filter(partnership=record.partnership_id)
        return partners.values("agency"), "a partner agency"
    if record.audience in (kinds.AGENCY, kinds.CASE, kinds.FUNDING, kinds.ANALYSIS):
        after = Q(predecessors=record.agency_id, predecessors__ended_on__lt=day)
        return Agency.objects.filter(Q(pk=record.agency_id) | after).values("pk"), "whose record this is"
    return [], ""


def _account(person, day):
    """Somebody's account, if it opens what their places open. A guest holds no place; a closed account, nothing."""
    user = getattr(person, "user", None)
    return user if user and not user.is_guest and user.may_sign_in(day) else None


def _first(*days):
    return min((day for day in days if day), default=None)


def _held(record, day):
    """Every grant on the record: those that hold, and those that an agreement or a day has closed."""
    there = {"content_object": record.pk}
    about = ("granted_by__person", "agreement")
    found = read_together(
        users=UserGrant.objects.filter(**there).select_related("user__person", *about).order_by("pk"),
        groups=GroupGrant.objects.filter(**there).select_related("group__agency", *about).order_by("pk"),
        partnerships=PartnershipGrant.objects.filter(**there)
        .select_related("partnership", *about)
        .order_by("pk"),
    )
    for grant in found["users"]:
        yield Held(grant, grant.user, _closed(grant, day))
    for grant in found["groups"]:
        yield Held(grant, grant.group.agency, _closed(grant, day))
    for grant in found["partnerships"]:
        yield Held(grant, grant.partnership, _closed(grant, day))


def _closed(grant, day):
    """Why it does not hold on the day, as `GrantQuerySet.holds_on` asks the database; nothing where it does."""
    rests_on = grant.agreement
    if grant.expires_on and grant.expires_on < day:
        return "Its last day has passed."
    if rests_on and (rests_on.status != rests_on.Status.SIGNED or (rests_on.ended_on or day) < day):
        return f"The agreement “{rests_on}” is not in force."
    return ""


def _terms(grant):
    """Who gave it, for what, and what it rests on."""
    parts = [grant.purpose or grant.reason, f"given by {grant.granted_by}"]
    if grant.with_sides:
        parts.append("with what it says of people")
    if grant.agreement_id:
        parts.append(f"under {grant.agreement}")
    return ", ".join(parts)
