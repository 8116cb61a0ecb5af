"""Accounts that the invented reviews need besides those of the county: each sees what was opened to it by name."""

import datetime as dt

from django.test.utils import override_settings

from partnership.models import Role, User
from partnership.services import partnerships, people

PEOPLE = {  # key: (first name, surname, agency, job title, role)
    "reviews": ("Review", "Co-ordinator", "council", "Review co-ordinator", Role.Kind.REVIEWS),
    "press": ("Press", "Contact", "police", "Press officer", Role.Kind.PRESS),
    "nursing": ("Health", "Director", "health", "Chief nurse", None),
}


def on(day):
    """What is done within is done on that day, its versions and signatures too."""
    return override_settings(PORTAL_TODAY=day.isoformat())


def make_people(county, today):
    since = today - dt.timedelta(700)  # before the oldest of the reviews
    for key, (given, family, agency, title, role) in PEOPLE.items():
        person = _person(county, key, given, family)
        people.appoint(person, county.agencies[agency], by=county.keeper(), title=title, started_on=since)
        if role:
            partnerships.give_role(person, county.here, role, started_on=since, by=county.keeper())
        _account(county, key, person)
    _account(county, "refuge", county.people["refuge"])
    chair = _person(county, "independent", "Independent", "Chair")
    _account(county, "independent", chair, is_guest=True, access_ends_on=today + dt.timedelta(300))


def _person(county, key, given, family):
    county.people[key] = people.create_person(
        by=county.keeper(), given_name=given, family_name=family, email=f"{key}@demo.example"
    )
    return county.people[key]


def _account(county, key, person, **fields):
    password = county.users["officer"].password
    county.users[key] = User(email=f"{key}@demo.example", person=person, password=password, **fields)
    county.users[key].save()
