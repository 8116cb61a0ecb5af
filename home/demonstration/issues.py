"""A dozen invented emerging issues, at every point of the fast lane; the good-practice entries are in `practice`."""

import datetime as dt
from decimal import Decimal
from typing import NamedTuple

from home.demonstration.practice import make_entry_rows
from partnership.models import Area, Role, User
from partnership.services import partnerships
from problems import services
from records.services import change_record


class Said(NamedTuple):
    title: str
    place: str
    latitude: str
    longitude: str
    kinds: list
    days: list
    hours: tuple | None
    state: str  # how far it is


ISSUES = (
    Said("Bins set alight behind the parade", "The parade, rear yard", "50.7412", "-2.1050",
         ["asb"], [4, 5], (21, 1), "logged"),
    Said("Bicycles taken from the station racks", "Railway station", "50.7385", "-2.0990",
         ["crime"], [0, 1, 2, 3, 4], (7, 19), "logged"),
    Said("Street racing on the trading estate", "Trading estate, loop road", "50.7475", "-2.0870",
         ["asb"], [6], (22, 2), "logged"),
    Said("Doorstep callers offering roof repairs", "Hill View estate", "50.7530", "-2.1140",
         ["crime", "fear"], [], None, "tasked"),
    Said("Eggs thrown at buses", "Quay bus shelter", "50.7366", "-2.1012",
         ["asb"], [4, 5], (20, 23), "tasked"),
    Said("Catalytic converters cut from parked cars", "Riverside car park", "50.7402", "-2.1101",
         ["crime"], [0, 1, 2], (9, 17), "tasked"),
    Said("Needles found in the play park", "Meadow play park", "50.7441", "-2.1075",
         ["fear"], [], None, "taken"),
    Said("Begging and shouting at the cash machines", "Market square", "50.7410", "-2.1047",
         ["asb"], [4, 5], (18, 23), "taken"),
    Said("Fireworks let off near sheltered housing", "Orchard Court", "50.7499", "-2.1188",
         ["asb", "fear"], [5], (19, 23), "measured"),
    Said("Shop thefts by a group at closing time", "The parade", "50.7413", "-2.1053",
         ["crime"], [5], (16, 18), "measured"),
    Said("Paint on the war memorial", "Market square", "50.7411", "-2.1044",
         ["crime"], [], None, "closed"),
    Said("Damage to the quay shelter again", "Quay bus shelter", "50.7365", "-2.1013",
         ["asb", "crime"], [4, 5], (20, 23), "raised"),
)  # fmt: skip
REVIEW = "Quiet for a week; the measures go on."


def make_issues(county, today):
    _roles(county, today)
    section, beats = _areas()
    for number, said in enumerate(ISSUES):
        issue = _logged(county, said, {"section": section, "beat": beats[number % 2]})
        issue = _carry_on(county, issue, said.state, today + dt.timedelta(days=5 + number))
        _date_back(issue, dt.timedelta(days=2 * (number % 9)), county)
    make_entry_rows(county, today, {"section": section, "beat": beats[0]})


def user(county, name):
    """As they stand now: places are read once, and roles are added on the way."""
    return User.objects.get(pk=county.users[name].pk)


def _roles(county, today):
    """Who logs issues, who takes them, and who signs records."""
    start = today - dt.timedelta(days=800)
    wanted = (
        ("support", Role.Kind.COMMUNITY_SAFETY), ("analyst", Role.Kind.INTELLIGENCE),
        ("officer", Role.Kind.SUPERVISOR), ("police", Role.Kind.COMMANDER),
    )  # fmt: skip
    for name, kind in wanted:
        held = Role.objects.filter(person=county.people[name], partnership=county.here, kind=kind)
        if not held.exists():
            partnerships.give_role(
                county.people[name], county.here, kind, started_on=start, by=county.keeper()
            )


def _areas():
    """A section and its beats, as the problem records have them."""
    section = Area.objects.get(name="Harbour section", kind=Area.Kind.SECTION)
    return section, list(Area.objects.filter(parent=section, kind=Area.Kind.BEAT).order_by("name"))


def _logged(county, said, area):
    hours = {"time_from": dt.time(said.hours[0]), "time_until": dt.time(said.hours[1])} if said.hours else {}
    tasked = {"task_to": county.here, "task": "See whether it goes on, and stop it early."}
    return services.log_issue(
        county.here, said.title, by=user(county, "analyst"), place=said.place, latitude=Decimal(said.latitude),
        longitude=Decimal(said.longitude), kinds=said.kinds, days=said.days,
        source="The fortnightly tasking meeting", **area, **hours, **({} if said.state == "logged" else tasked),
    )  # fmt: skip


def _carry_on(county, issue, state, due_on):
    if state in ("logged", "tasked"):
        return issue
    officer = user(county, "support")
    issue = services.take_issue(issue, by=officer)
    if state == "raised":
        services.raise_problem(issue, by=officer)
    elif state == "closed":
        services.close_issue(issue, "Cleaned the same morning; nothing since.", by=officer)
    elif state == "measured":
        wording = "Visit every evening for two weeks, and write down who is there and when."
        services.start_measure(
            issue, wording=wording, owner=county.people["inspector"], due_on=due_on, by=officer
        )
        services.review_issue(issue, REVIEW, by=officer)
    issue.refresh_from_db()
    return issue


def _date_back(issue, by, county):
    """Not all of it happened today: one has waited for its review."""
    days = ("logged_on", "tasked_on", "taken_on", "measured_on", "review_on")
    earlier = {day: getattr(issue, day) - by for day in days if getattr(issue, day)}
    change_record(issue, earlier, by=user(county, "support"), reason="As it happened")
