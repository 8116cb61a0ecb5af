"""Agencies, people, partnerships and bodies of the invented county."""

import datetime as dt
from dataclasses import dataclass, field

from django.conf import settings
from django.contrib.auth.hashers import make_password

from partnership.models import Agency, Membership, Partner, Person, Role, Seat, User
from partnership.services import agencies, agreements, areas, bodies, partnerships, people, seats, terms

AGENCIES = {  # key: (name, short name, kind, sector, rank in the partnership, aliases)
    "council": ("Northshire Council", "NC", "council", "statutory", "responsible", ["The council"]),
    "police": ("Shire Police", "SP", "police", "statutory", "responsible", []),
    "fire_authority": ("Shire Fire and Rescue Authority", "", "fire", "statutory", "responsible", []),
    "fire": ("Shire Fire and Rescue Service", "SFRS", "fire", "statutory", "other", []),
    "health": ("NHS Shire", "", "nhs", "statutory", "responsible", ["Shire Integrated Care Board"]),
    "probation": ("Shire Probation", "", "probation", "statutory", "responsible", ["Probation Service"]),
    "youth": (
        "Youth Justice Service", "YJS", "youth-justice", "statutory", "other", ["Shire Youth Justice Service"],
    ),
    "commissioner": ("Shire Policing Body", "", "policing-body", "statutory", "policing-body", []),
    "voluntary": ("Northshire Voluntary Action", "NVA", "voluntary", "vcs", "co-operating", []),
    "refuge": ("Safe Harbour Northshire", "", "voluntary", "vcs", "other", []),
    "housing": ("Riverside Homes", "", "housing", "other", "co-operating", []),
}  # fmt: skip
PEOPLE = {  # key: (first name, surname, prefix, agency, job title, rank, account)
    "chair": ("Chair", "Northshire", "", "council", "Cabinet member, safer communities", "", True),
    "officer": ("Council", "Officer", "", "council", "Community safety manager", "", True),
    "support": ("Support", "Officer", "", "council", "Partnership support officer", "", True),
    "analyst": ("Partnership", "Analyst", "", "council", "Analyst", "", True),
    "police": ("Police", "Lead", "", "police", "Local policing commander", "Superintendent", True),
    "inspector": ("Neighbourhood", "Inspector", "", "police", "Neighbourhood policing", "Inspector", False),
    "authority": ("Fire", "Authority", "Cllr", "fire_authority", "Member", "", False),
    "fire": ("Fire", "Lead", "", "fire", "Prevention manager", "", False),
    "member": ("Health", "Lead", "", "health", "Associate director of nursing", "", True),
    "probation": ("Probation", "Lead", "", "probation", "Head of delivery unit", "", False),
    "youth": ("Youth", "Justice", "", "youth", "Service manager", "", False),
    "commissioner": ("Policing", "Body", "", "commissioner", "Commissioning manager", "", False),
    "voluntary": ("Voluntary", "Lead", "", "voluntary", "Chief executive", "", False),
    "refuge": ("Refuge", "Manager", "", "refuge", "Service manager", "", False),
    "housing": ("Housing", "Lead", "", "housing", "Tenancy manager", "", True),
    "beat": ("Beat", "Officer", "", "police", "Community beat officer", "Constable", True),
    "supervisor": ("Neighbourhood", "Supervisor", "", "police", "Neighbourhood supervisor", "Sergeant", True),
    "commander": ("Section", "Commander", "", "police", "Section commander", "Chief Inspector", True),
}
NUMBERS = {"beat": "P1187", "supervisor": "P0642", "commander": "P0219"}  # as printed on problem records
SEATS = [  # of the strategic group: (person, title, category, votes, office)
    ("chair", "Council", "core", True, "chair"),
    ("police", "Police", "core", True, "deputy-chair"),
    ("member", "Health", "core", True, "member"),
    ("authority", "Fire and rescue", "core", True, "member"),
    ("probation", "Probation", "core", True, "member"),
    ("commissioner", "Policing body", "attendee", False, "member"),
    ("youth", "Youth justice", "attendee", False, "member"),
    ("fire", "Fire service", "attendee", False, "member"),
    ("voluntary", "Voluntary sector", "attendee", False, "member"),
    ("officer", "Partnership officer", "support", False, "member"),
    ("analyst", "Analyst", "support", False, "member"),
    ("support", "Minutes", "support", False, "member"),
]
GROUPS = [
    ("Northern co-ordinating group", "north"),
    ("Southern co-ordinating group", "south"),
    ("Town centre co-ordinating group", "town"),
]
REMIT = (
    "Brings the responsible authorities together to reduce crime and disorder, reoffending and serious violence, "
    "and to keep an eye on how far the community safety plan is carried out."
)


@dataclass
class County:
    administrator: User
    agencies: dict = field(default_factory=dict)
    people: dict = field(default_factory=dict)
    users: dict = field(default_factory=dict)
    bodies: dict = field(default_factory=dict)

    def user(self, key):
        """Anew each time: where people stand is read once a request, and here there are no requests."""
        return User.objects.get(pk=self.users[key].pk)

    def keeper(self):
        """The administrator as they stand now: places are read once, and roles are added on the way."""
        return User.objects.get(pk=self.administrator.pk)


def make_county(today):
    start = today - dt.timedelta(days=800)
    county = County(_founder())
    _make_agencies(county)
    _make_partnership(county, start)
    _make_people(county, start)
    _make_bodies(county, start)
    _make_agreement(county, start)
    return county


def _founder():
    """The first administrator: made by hand, as on any new installation (`manage.py createsuperuser`)."""
    person = Person(given_name="Partnership", family_name="Administrator", email="administrator@demo.example")
    person.save()
    return _account("administrator", person, is_superuser=True)


def _account(name, person, **fields):
    user = User(email=f"{name}@demo.example", person=person, password=_password(), **fields)
    user.save()
    return user


_hashed = {}


def _password():
    password = settings.DEMONSTRATION_PASSWORD
    return _hashed.setdefault(password, make_password(password))


def _make_agencies(county):
    for key, (name, short, kind, sector, _rank, aliases) in AGENCIES.items():
        agency = agencies.create_agency(
            by=county.keeper(), confirmed=True, name=name, short_name=short, kind=kind, sector=sector
        )
        for alias in aliases:
            agencies.add_agency_alias(agency, alias, by=county.keeper())
        county.agencies[key] = agency
    agencies.link_agencies(
        county.agencies["fire_authority"], county.agencies["fire"], "governs", by=county.keeper()
    )


def _make_partnership(county, start):
    keeper = county.keeper()
    shire = areas.create_area(by=keeper, name="Shire", kind="county")
    north = areas.create_area(by=keeper, name="Northshire", kind="unitary", parent=shire)
    eastshire = areas.create_area(by=keeper, name="Eastshire", kind="unitary", parent=shire)
    county.group = partnerships.create_partnership(
        by=keeper, name="Shire Safer Communities Group", areas=[shire]
    )
    county.here = partnerships.create_partnership(
        by=keeper, name="Northshire Community Safety Partnership", parent=county.group, areas=[north]
    )
    county.there = partnerships.create_partnership(
        by=county.keeper(), name="Eastshire Community Safety Partnership", parent=county.group,
        areas=[eastshire],
    )  # fmt: skip
    for key, (*_, rank, _aliases) in AGENCIES.items():
        partnerships.set_standing(
            county.here, county.agencies[key], Partner.Rank(rank), on=start, by=county.keeper()
        )
    east = agencies.create_agency(
        by=county.keeper(), name="Eastshire Council", kind=Agency.Kind.COUNCIL, sector="statutory"
    )
    county.agencies["east"] = east
    partnerships.set_standing(county.there, east, Partner.Rank.RESPONSIBLE, on=start, by=county.keeper())


def _make_people(county, start):
    for key, (given, family, prefix, agency, title, rank, has_account) in PEOPLE.items():
        person = people.create_person(
            by=county.keeper(),
            given_name=given,
            family_name=family,
            prefix=prefix,
            email=f"{key}@demo.example",
        )
        people.appoint(
            person, county.agencies[agency], by=county.keeper(), title=title, rank=rank,
            number=NUMBERS.get(key, ""), started_on=start,
        )  # fmt: skip
        county.people[key] = person
        if has_account:
            county.users[key] = _account(key, person)
    _make_strangers(county, start)
    for key, kind in (
        ("officer", Role.Kind.OFFICER),
        ("officer", Role.Kind.COUNCIL_LEAD),
        ("police", Role.Kind.POLICE_LEAD),
        ("analyst", Role.Kind.ANALYST),
    ):
        partnerships.give_role(county.people[key], county.here, kind, started_on=start, by=county.keeper())


def _make_strangers(county, start):
    """An officer next door, who sees what is published here; and a guest, who sees what they are granted."""
    east = people.create_person(by=county.keeper(), given_name="Eastshire", family_name="Officer")
    people.appoint(east, county.agencies["east"], by=county.keeper(), title="Officer", started_on=start)
    county.users["eastshire"] = _account("eastshire", east)
    partnerships.give_role(east, county.there, Role.Kind.OFFICER, started_on=start, by=county.keeper())
    guest = people.create_person(by=county.keeper(), given_name="Guest", family_name="Adviser")
    county.users["guest"] = _account(
        "guest", guest, is_guest=True, access_ends_on=dt.date(start.year + 6, 3, 31)
    )


def _make_bodies(county, start):
    keeper = county.keeper()
    strategic = bodies.create_body(
        county.here, by=keeper, name="Strategic group", slug="strategic-group", kind="strategic",
        purpose=REMIT, status="active", notice_days=5, quorum=3, meets_every=3, meets_every_unit="months",
        contact_email="officer@demo.example", raising_items="Write to the partnership officer by the call for items.",
        hosted_by=county.agencies["council"], scrutinised_by="Northshire Council, place scrutiny committee",
        constituted_on=start,
    )  # fmt: skip
    county.bodies["strategic"] = strategic
    for position, place in enumerate(SEATS):
        _fill(county, strategic, place, position, start)
    seats.create_seat(
        strategic, by=keeper, title="Parish and town councils", category=Seat.Category.ATTENDEE, is_owed=True,
        position=20, started_on=start,
    )  # fmt: skip
    draft = terms.draft_terms(strategic, f"1. Purpose. {REMIT}\n2. Quorum: three voting seats.", by=keeper)
    terms.agree_terms(draft, on=start, agreed_by="The partnership's first meeting", by=keeper)
    _make_groups(county, start)


def _fill(county, body, place, position, start):
    key, title, category, votes, office = place
    agency = county.agencies[PEOPLE[key][3]]
    seat = seats.create_seat(
        body, by=county.keeper(), title=title, category=category, is_voting=votes, is_owed=category == "core",
        position=position, stands_for=[agency], started_on=start,
    )  # fmt: skip
    seats.seat_person(
        seat, county.people[key], office=Membership.Office(office), agency=agency, started_on=start,
        may_draft=key == "support", by=county.keeper(),
    )  # fmt: skip


def _make_groups(county, start):
    keeper = county.keeper()
    delivery = bodies.create_body(
        county.here, by=keeper, name="Delivery group", slug="delivery-group", kind="delivery", status="active",
        parent=county.bodies["strategic"], purpose="Carries out the plan between meetings of the strategic group.",
    )  # fmt: skip
    county.bodies["delivery"] = delivery
    for position, (key, office) in enumerate(
        [("police", "chair"), ("officer", "member"), ("housing", "member"), ("youth", "member")]
    ):
        _fill(county, delivery, (key, PEOPLE[key][4], "core", True, office), position, start)
    for name, key in GROUPS:
        county.bodies[key] = bodies.create_body(
            county.here, by=keeper, name=name, slug=f"{key}-co-ordinating-group", kind="co-ordinating",
            parent=delivery, basis="geographic", status="active",
        )  # fmt: skip
    county.bodies["county"] = bodies.create_body(
        county.group, by=county.keeper(), name="County strategy group", slug="county-strategy-group",
        kind="county", status="active",
    )  # fmt: skip


def _make_agreement(county, start):
    """Signed by the statutory agencies; the housing provider has not signed, and is refused by name."""
    keeper = county.keeper()
    agreement = agreements.create_agreement(
        county.here, by=keeper, title="Northshire information sharing agreement",
        purposes="Problem solving\nStrategic assessment", gateway="Crime and Disorder Act 1998 s115", started_on=start,
        review_on=start + dt.timedelta(days=860),
    )  # fmt: skip
    for key in ("council", "police", "health", "probation", "housing"):
        agreements.add_party(agreement, county.agencies[key], by=keeper)
    for status in ("legal-review", "consultation", "agreed"):
        agreement = agreements.move_agreement(agreement, status, by=keeper)
    for party in agreement.parties.exclude(agency=county.agencies["housing"]):
        agreements.sign_for_party(party, signed_on=start, signatory="Chief officer", by=keeper)
    agreements.move_agreement(agreement, "signed", by=keeper)
