from dataclasses import dataclass

from django.db.models import FilteredRelation, Prefetch, prefetch_related_objects

from audit.clock import today
from partnership.models import Agency, Membership, Post, Seat, User


@dataclass(frozen=True)
class Member:
    """A line of the list of members: a person in a seat on the day, or the seat with nobody in it."""

    seat: Seat
    agencies: str  # whom the seat stands for
    membership: Membership | None = None
    name: str = ""
    title: str = ""
    agency: str = ""
    office: str = ""

    @property
    def is_vacant(self):
        return self.membership is None


@dataclass(frozen=True)
class Members:
    """Members of a body on a day, the voting apart from the others (S000-12, S003-04)."""

    voting: tuple[Member, ...]
    not_voting: tuple[tuple[str, tuple[Member, ...]], ...]  # category, its members

    @property
    def everyone(self):
        return [*self.voting, *(member for _, members in self.not_voting for member in members)]

    @property
    def vacancies(self):
        return [member for member in self.everyone if member.is_vacant]

    @property
    def agencies(self):
        """How many organisations have somebody here (S000-49)."""
        return len({member.agency for member in self.everyone if member.agency})

    @property
    def people(self):
        return len({member.membership.person_id for member in self.everyone if member.membership})


def members_of(body, day):
    lines = [_line(seat) for seat in _seats(body, day)]
    return Members(
        voting=tuple(line for line in lines if line.seat.is_voting),
        not_voting=tuple(
            (category.label, found)
            for category in Seat.Category
            if (found := tuple(m for m in lines if m.seat.category == category and not m.seat.is_voting))
        ),
    )


def _seats(body, day):
    """A seat comes once for each who sits in it, and once where nobody does."""
    held = FilteredRelation("memberships", condition=Membership.objects.holding(day, "memberships__"))
    seats = body.seats.on(day).annotate(held=held).select_related("held__person", "held__agency")
    agencies = Prefetch("stands_for", Agency.objects.order_by("name"))
    found = list(seats.order_by(*Seat._meta.ordering, "held__office", "held__pk").prefetch_related(agencies))
    posts = Post.objects.on(day).select_related("agency", "unit")
    people = [held.person for seat in found if (held := _held(seat))]
    prefetch_related_objects(people, Prefetch("posts", posts, to_attr="posts_then"))
    return found


def _held(seat):
    """Django leaves the attribute away where nothing was joined."""
    return getattr(seat, "held", None)


def _line(seat):
    """The title and rank are those of the post at the agency they speak for, else of any post that day."""
    agencies = ", ".join(agency.short_name or agency.name for agency in seat.stands_for.all())
    membership = _held(seat)
    if membership is None:
        return Member(seat, agencies)
    person, posts = membership.person, membership.person.posts_then
    post = next((one for one in posts if one.agency_id == membership.agency_id), posts[0] if posts else None)
    agency = membership.agency or (post.agency if post else "")
    return Member(
        seat,
        agencies,
        membership,
        name=" ".join(part for part in (post.rank if post else "", str(person)) if part),
        title=post.title if post else "",
        agency=str(agency),
        office="" if membership.office == Membership.Office.MEMBER else membership.get_office_display(),
    )


def speaking_for(agency, partnership):
    """Accounts that hear what an agency is told: of those who sit for it in the partnership, else of all its people."""
    active = User.objects.filter(is_active=True, is_guest=False)
    seats = Membership.objects.on(today()).filter(agency=agency, seat__body__partnership=partnership)
    sitting = active.filter(person__in=seats.values("person"))
    if sitting.exists():
        return sitting
    return active.filter(person__in=Post.objects.on(today()).filter(agency=agency).values("person"))
