"""The people of the tests, named by role, and the small county they work in."""

import datetime as dt
from dataclasses import dataclass

from accounts.services.sessions import SECOND_FACTOR
from partnership.models import Agency, Body, Membership, Partnership, Role, Seat, User
from tests.factories import partnership as make


@dataclass
class County:
    here: Partnership
    there: Partnership
    council: Agency
    police: Agency
    health: Agency
    charity: Agency
    strategic: Body  # the strategic group of the partnership here
    delivery: Body  # reports to it
    other_body: Body  # of the partnership there
    officer: User  # partnership officer, council
    chair: User  # chairs the strategic group, council
    police_lead: User  # core member, voting
    health_lead: User  # core member, voting
    attendee: User  # of the charity, no vote
    support: User  # council support officer, may draft
    partner: User  # works for the police, sits on nothing
    supervisor: User  # of the police, signs plans of problem records
    commander: User  # of the police, decides on problem records
    administrator: User  # keeps people and bodies, runs no meetings
    outsider: User  # officer and chair of the other partnership
    guest: User  # sees only what is granted

    @property
    def personas(self):
        return {name: value for name, value in vars(self).items() if isinstance(value, User)}


SEATS = {  # who: (agency, category, votes, office, may draft)
    "chair": ("council", Seat.Category.CORE, True, Membership.Office.CHAIR, False),
    "police_lead": ("police", Seat.Category.CORE, True, Membership.Office.MEMBER, False),
    "health_lead": ("health", Seat.Category.CORE, True, Membership.Office.MEMBER, False),
    "attendee": ("charity", Seat.Category.ATTENDEE, False, Membership.Office.MEMBER, False),
    "support": ("council", Seat.Category.SUPPORT, False, Membership.Office.MEMBER, True),
}


def account(name, agency=None, **fields):
    """A person with a sign-in and, where an agency is named, a post there."""
    given, _, family = name.replace("_", " ").capitalize().partition(" ")
    person = make.PersonFactory(given_name=given, family_name=family or "Northshire")
    if agency:
        make.PostFactory(person=person, agency=agency, title=name.replace("_", " ").capitalize())
    return make.UserFactory(person=person, email=f"{name.replace('_', '-')}@example.org", **fields)


def seat(body, user, agency, category, votes, office, may_draft):
    place = make.SeatFactory(
        body=body, title=str(user), category=category, is_voting=votes, position=body.seats.count()
    )
    place.stands_for.add(agency)
    make.MembershipFactory(seat=place, person=user.person, agency=agency, office=office, may_draft=may_draft)


def build():
    here = make.PartnershipFactory(name="Northshire Community Safety Partnership", slug="northshire")
    there = make.PartnershipFactory(name="Southshire Community Safety Partnership", slug="southshire")
    agencies = {
        "council": make.AgencyFactory(name="Northshire Council", short_name="NC"),
        "police": make.AgencyFactory(name="Northshire Police", kind=Agency.Kind.POLICE),
        "health": make.AgencyFactory(name="NHS Northshire", kind=Agency.Kind.NHS),
        "charity": make.AgencyFactory(
            name="Northshire Advice", kind=Agency.Kind.VOLUNTARY, sector=Agency.Sector.VCS
        ),
    }
    for name, agency in agencies.items():
        make.PartnerFactory(
            partnership=here, agency=agency, rank="other" if name == "charity" else "responsible"
        )
    strategic = make.BodyFactory(partnership=here, name="Strategic group", slug="strategic-group")
    delivery = make.BodyFactory(
        partnership=here, name="Delivery group", slug="delivery-group", kind="delivery", parent=strategic
    )
    other_body = make.BodyFactory(partnership=there, name="Southshire group", slug="southshire-group")
    people = {name: account(name, agencies[agency]) for name, (agency, *_) in SEATS.items()}
    for name, (agency, *rest) in SEATS.items():
        seat(strategic, people[name], agencies[agency], *rest)
    people["officer"] = account("officer", agencies["council"])
    people["partner"] = account("partner", agencies["police"])
    people["supervisor"] = account("supervisor", agencies["police"])
    people["commander"] = account("commander", agencies["police"])
    people["administrator"] = account("administrator", agencies["council"])
    people["guest"] = account("guest", is_guest=True, access_ends_on=dt.date(2999, 12, 31))
    people["outsider"] = account("outsider", make.AgencyFactory(name="Southshire Council"))
    make.RoleFactory(person=people["officer"].person, partnership=here, kind=Role.Kind.OFFICER)
    make.RoleFactory(person=people["administrator"].person, partnership=here, kind=Role.Kind.ADMINISTRATOR)
    for role in (Role.Kind.SUPERVISOR, Role.Kind.COMMANDER):
        make.RoleFactory(person=people[role].person, partnership=here, kind=role)
    make.RoleFactory(person=people["outsider"].person, partnership=there, kind=Role.Kind.OFFICER)
    seat(
        other_body,
        people["outsider"],
        Agency.objects.get(name="Southshire Council"),
        Seat.Category.CORE,
        True,
        Membership.Office.CHAIR,
        False,
    )
    return County(
        here=here,
        there=there,
        strategic=strategic,
        delivery=delivery,
        other_body=other_body,
        **agencies,
        **people,
    )


def enter(client, user):
    """The client, signed in as the person; a guest past the second factor that the wall of reviews asks of them."""
    client.force_login(user)
    if user.is_guest:
        session = client.session
        session[SECOND_FACTOR] = True
        session.save()
    return client
