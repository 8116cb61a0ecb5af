"""Invented indicators with three years of figures, priorities and how they go, studies, and requests to agencies."""

import datetime as dt
import math
from decimal import Decimal as D
from typing import NamedTuple

from assessments.observed import Figure
from assessments.services import asks, indicators, observing, priorities, studies
from evidence import months

MONTHS = 36


class Kept(NamedTuple):
    title: str
    level: int  # a month, at the beginning
    trend: float  # by which it grows in a year
    swing: float  # of its season
    of: tuple = ()  # priorities
    measures: str = "crimes"
    target: int | None = None  # of a year
    supplier: str = ""
    caveat: str = ""


STALKING, SEXUAL = "Domestic abuse and stalking", "Sexual offences"
VIOLENCE, ASB, RURAL, FRAUD = "Violent crime", "Anti-social behaviour", "Rural crime", "Fraud"
PRIORITIES = (  # title, strategic, local, its ratings from the earliest to the latest
    (STALKING, True, False, (("some", "More victims are known and helped."),
                             ("good", "Most are met within a day, and orders are used."))),
    (SEXUAL, True, False, (("some", "Reports rise as trust does."),)),
    (VIOLENCE, True, True, (("good", "Fewer in the town centre at night."), ("some", "The fall has levelled off."))),
    (ASB, False, True, (("none", "Calls are as many as a year ago."), ("good", "Calls fell at all three squares."))),
    (RURAL, False, True, (("worse", "Thefts of machines rose in spring."),)),
    (FRAUD, True, False, ()),
)  # fmt: skip
ISSUES = (
    ("Mental health", (STALKING, VIOLENCE, ASB)),
    ("Substance misuse", (VIOLENCE, ASB)),
    ("Complex cases and multiple need", (STALKING, ASB)),
    ("Violence against women and girls", (STALKING, SEXUAL, VIOLENCE)),
)
INDICATORS = (
    Kept("Domestic abuse crimes", 140, -0.04, 0.08, (STALKING,), target=1600),
    Kept("Domestic abuse incidents", 210, -0.06, 0.06, (STALKING,), "incidents",
         caveat="Incidents and crimes are counted apart and are not added together."),
    Kept("Stalking and harassment", 58, 0.10, 0.05, (STALKING,)),
    Kept("Sexual offences", 44, 0.12, 0.05, (SEXUAL,), caveat="A rise may mean that more is reported."),
    Kept("Violence in the town centre at night", 36, -0.15, 0.20, (VIOLENCE,), target=330),
    Kept("Knife crime", 6, 0.25, 0.10, (VIOLENCE,), caveat="Counts are low, so one case moves a percentage a lot."),
    Kept("Admissions for assault", 11, -0.05, 0.10, (VIOLENCE,), "count", supplier="health"),
    Kept("Calls about anti-social behaviour", 320, -0.10, 0.25, (ASB,), "incidents", target=3100),
    Kept("Deliberate fires", 14, -0.08, 0.40, (ASB,), "incidents", supplier="fire"),
    Kept("Thefts of farm machines", 5, 0.30, 0.30, (RURAL,)),
    Kept("Fly-tipping reported", 88, 0.03, 0.10, (RURAL,), "incidents", supplier="council"),
    Kept("Fraud reported by residents", 72, 0.08, 0.03, (FRAUD,),
         caveat="Counted by where the victim lives, not by where the fraud was done."),
)  # fmt: skip
ASKED = (  # title, agencies, days until it is needed, what it is, answers
    ("Admissions and attendances for assault by month", ("health", "council"), 14, "data", {}),
    ("Contributions to the yearly report", ("police", "fire", "health", "voluntary"), -6, "contribution",
     {"fire": "Deliberate fires fell. The text and table are below: 168 in the year, 14 a month."}),
)  # fmt: skip


def make_indicators(county, today):
    found = _priorities(county, today)
    for number, kept in enumerate(INDICATORS):
        _indicator(county, today, kept, number, found)
    _studies(county, today, found)
    _asks(county, today)


def _priorities(county, today):
    officer, found = county.user("officer"), {}
    for title, is_strategic, is_local, ratings in PRIORITIES:
        one = priorities.add_priority(
            county.here, by=officer, title=title, body=county.bodies["strategic"], is_strategic=is_strategic,
            is_local=is_local, about=f"What the partners do together about {title.lower()}.",
            starts_on=today - dt.timedelta(400),
        )  # fmt: skip
        one = priorities.move_priority(one, "adopt", by=officer)
        for at, (rating, comment) in enumerate(ratings):
            on = today - dt.timedelta(90 * (len(ratings) - at) - 60)
            priorities.rate_priority(one, by=officer, rating=rating, comment=comment, rated_on=on)
        found[title] = one
    for title, across in ISSUES:
        issue = priorities.add_priority(
            county.here, by=officer, title=title, body=county.bodies["strategic"], is_cross_cutting=True,
            cuts_across=[found[name] for name in across],
        )  # fmt: skip
        priorities.move_priority(issue, "adopt", by=officer)
    return found


def _indicator(county, today, kept, number, found):
    officer, last = county.user("officer"), months.of_day(today) - 2
    agency = county.agencies[kept.supplier] if kept.supplier else county.agencies["police"]
    one = indicators.add_indicator(
        county.here, by=officer, title=kept.title, measures=kept.measures, unit="", caveat=kept.caveat,
        definition=f"{kept.title} in the partnership's area, by the month in which they were recorded.",
        source=f"{agency}, invented for the demonstration", body=county.bodies["strategic"], supplied_by=agency,
        due_after=45, priorities=[found[name] for name in kept.of],
    )  # fmt: skip
    figures = [(at, _figure(kept, number, at, last)) for at in range(MONTHS)]
    observing.observe_all(one, figures, by=officer, file="demonstration.csv")
    if kept.target:
        first = months.year_to_date(last).first
        said = {"first": first, "last": first + 11, "value": D(kept.target), "tolerance": D(2),
                "set_by_body": county.bodies["strategic"]}  # fmt: skip
        indicators.set_target(one, said, by=officer)
    if number < 2:
        year = months.rolling(last)
        said = {"name": "England and Wales", "first": year.first, "last": year.last, "change": D("2.4"),
                "source": "Invented for the demonstration"}  # fmt: skip
        indicators.set_benchmark(one, said, by=officer)
    elif number < 4:
        year = months.rolling(last)
        said = {"name": "England and Wales", "first": year.first, "last": year.last,
                "look_again_on": today + dt.timedelta(30)}  # fmt: skip
        indicators.set_benchmark(one, said, by=officer)


def _figure(kept, number, at, last):
    """A trend, a season and a wobble that is the same each time; one month of one was not collected."""
    month = last - MONTHS + 1 + at
    if (number, at) == (8, 20):
        return Figure(month, month, state="not-collected", note="The system was being replaced.")
    season = 1 + kept.swing * math.sin((month % 12 - 3) * math.pi / 6)
    wobble = 1 + ((at * 37 + number * 17) % 23 - 11) / 90
    value = round(kept.level * (1 + kept.trend * at / 12) * season * wobble)
    state = "provisional" if at == MONTHS - 1 else "final"
    return Figure(month, month, value=D(max(0, value)), state=state)


def _studies(county, today, found):
    officer = county.user("officer")
    one = studies.add_study(
        county.here, by=officer, title="Who carries knives, and why", what="research", author="Partnership analyst",
        method="Talks with forty young people and those who work with them.", priorities=[found[VIOLENCE]],
        dated_on=today - dt.timedelta(30),
    )  # fmt: skip
    studies.move_study(one, "start", by=officer)
    two = studies.add_study(
        county.here, by=officer, title="Crime on farms", what="external", author="A network of rural forces",
        source="Published report", findings="Most thefts of machines are not reported until the insurer asks.",
        priorities=[found[RURAL]], dated_on=today - dt.timedelta(150),
    )  # fmt: skip
    for action in ("start", "finish"):
        studies.move_study(two, action, by=officer)


def _asks(county, today):
    officer, analyst = county.user("officer"), county.people["analyst"]
    for title, keys, days, what, answers in ASKED:
        first = asks.ask_agencies(
            county.here, [county.agencies[key] for key in keys], by=officer, title=title, what=what, analyst=analyst,
            details="By month for the last three years, if you have it.", body=county.bodies["strategic"],
            due_on=today + dt.timedelta(max(days, 0)),
        )  # fmt: skip
        for one in (first, *first.asked_too.all()):
            key = next(key for key in keys if county.agencies[key].pk == one.agency_id)
            if key in answers:
                asks.answer_ask(one, answers[key], by=officer)
