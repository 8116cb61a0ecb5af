"""Steps that a first timetable may begin with, and how a year's days become those of the next."""

import datetime as dt
from typing import NamedTuple

from assessments.lifecycle.timetables import StepKind
from notices import working_days

OFFERED, LAST, EMPTY = "offered", "last", "empty"  # with which steps one is begun


class Offered(NamedTuple):
    """A step in the portal's own words. Its day is an assumption: every partnership sets its own."""

    kind: StepKind
    title: str
    month: int
    day: int


STEPS = (
    Offered(StepKind.DATA, "Data of the agencies is in", 9, 15),
    Offered(StepKind.PUBLIC, "Views of the public are in", 10, 15),
    Offered(StepKind.CONTRIBUTIONS, "Contributions of the agencies are in", 10, 31),
    Offered(StepKind.DRAFT, "Draft of the strategic assessment is out for comment", 11, 30),
    Offered(StepKind.ASSESSMENT, "Strategic assessment is agreed", 1, 31),
    Offered(StepKind.PLAN, "Partnership plan is revised for the year to come", 3, 15),
    Offered(StepKind.AGREEMENT, "Community safety agreement is reviewed", 3, 31),
)


def day_in(year, offered):
    """The day of an offered step in the year that begins on 1 April: a working day."""
    return working(dt.date(year if offered.month >= 4 else year + 1, offered.month, offered.day), year)


def a_year_later(day):
    """The same day of the next year. It is not moved to a working day: year after year it would creep away."""
    last_of_february = (day.month, day.day) == (2, 29)
    return day.replace(year=day.year + 1, day=28 if last_of_february else day.day)


def is_working(day):
    """Where holidays are not known yet, weekdays are taken for working days."""
    try:
        return working_days.is_working_day(day)
    except working_days.BeyondCalendar:
        return day.weekday() < 5


def working(day, year):
    """The last working day by then; the day itself where that would leave the year, or holidays are not known yet."""
    try:
        found = working_days.add_working_days(day + working_days.DAY, -1)
    except working_days.BeyondCalendar:
        return day
    return day if found < dt.date(year, 4, 1) else found
