"""Indicators, priorities, requests and assessments in the state in which a test wants them."""

import datetime as dt

from assessments.lifecycle.assessments import Includes, Status
from assessments.models import (
    Ask,
    Assessment,
    Format,
    FormatSection,
    Indicator,
    Priority,
    Recommended,
    Section,
    Study,
)
from partnership.models import Area, Role
from records.models import Record
from records.services import create_record
from records.writing import keep
from tests.factories import partnership as make

APRIL = 2025 * 12 + 3  # April 2025, in months since year 0
MARCH = 2026 * 12 + 2
DAY = dt.date(2026, 10, 14)


def analyst(county):
    """Analyst of the partnership here, of the council, with no seat."""
    person = make.PersonFactory(given_name="Analyst", family_name="Northshire")
    make.PostFactory(person=person, agency=county.council, title="Analyst")
    make.RoleFactory(person=person, partnership=county.here, kind=Role.Kind.ANALYST)
    return make.UserFactory(person=person, email="analyst@example.org")


def district():
    return Area.objects.get_or_create(
        name="Northshire", kind=Area.Kind.DISTRICT, defaults={"code": "E07000999"}
    )[0]


def indicator(county, title="Shoplifting", **fields):
    fields = {"definition": "Recorded shoplifting.", "source": "Recorded crime", "unit": "offences"} | fields
    row = Indicator(
        partnership=county.here,
        body=county.strategic,
        title=title,
        audience=Record.Audience.PARTNERSHIP,
        **fields,
    )
    return create_record(row, by=county.officer)


def priority(county, title="Anti-social behaviour", status="current", **fields):
    row = Priority(
        partnership=county.here, body=county.strategic, title=title, status=status,
        audience=Record.Audience.PARTNERSHIP, **{"is_strategic": True, **fields},
    )  # fmt: skip
    return create_record(row, by=county.officer)


def study(county, title="Who carries knives", **fields):
    row = Study(partnership=county.here, title=title, audience=Record.Audience.PARTNERSHIP, **fields)
    return create_record(row, by=county.officer)


def ask(county, agency=None, about=None, **fields):
    fields = {
        "title": "Admissions for assault",
        "asked_on": DAY,
        "due_on": DAY + dt.timedelta(days=21),
    } | fields
    row = Ask(
        partnership=county.here, body=county.strategic, agency=agency or county.health, about=about,
        audience=Record.Audience.ANALYSIS, **fields,
    )  # fmt: skip
    return create_record(row, by=county.officer)


def standard_format(county, status="agreed"):
    row = Format(
        partnership=county.here, body=county.strategic, title="Standard format", status=status,
        audience=Record.Audience.PARTNERSHIP,
    )  # fmt: skip
    create_record(row, by=county.officer)
    for position, letter in enumerate(Includes):
        keep(
            FormatSection(format=row, position=position, title=letter.label[:60], includes=letter),
            by=county.officer,
        )
    return row


def assessment(county, status=Status.DRAFT, written=True, **fields):
    """A draft with a section for each of the seven; with text in each unless ``written`` is false."""
    fields = {"title": "Strategic assessment 2026", "year": 2026, "first": APRIL, "last": MARCH} | fields
    fields = {"summary": "It rose." if written else ""} | fields
    audience = Record.Audience.ANALYSIS if status == Status.DRAFT else Record.Audience.PARTNERSHIP
    row = Assessment(
        partnership=county.here, body=county.strategic, audience=audience, status=status,
        made_to=fields.pop("made_to", None) or standard_format(county), **fields,
    )  # fmt: skip
    create_record(row, by=county.officer)
    for its in row.made_to.sections.all():
        body = "Shoplifting rose over the year." if written else ""
        keep(
            Section(
                assessment=row,
                position=its.position,
                title=its.title,
                includes=its.includes,
                is_ready=written,
                kind=its.kind,
                body=body,
            ),
            by=county.officer,
        )
    if written:
        keep(Recommended(assessment=row, priority=priority(county), why="It rose."), by=county.officer)
    return row
