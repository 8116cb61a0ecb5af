"""Emerging issues as people make them: logged by the intelligence unit, taken by a community safety officer."""

import datetime as dt
from decimal import Decimal

from partnership.models import Role
from problems import services
from tests.factories.partnership import RoleFactory
from tests.factories.problems import areas
from tests.personas import account

SEEN = {
    "outline": "Bins set alight behind the shops after closing.",
    "place": "Behind the shops on the square",
    "postcode": "NR1 3JU",
    "latitude": Decimal("50.721100"),
    "longitude": Decimal("-1.878800"),
    "kinds": ["asb"],
    "days": [4, 5],
    "time_from": dt.time(21),
    "time_until": dt.time(1),
}


def unit(county):
    """Of the police's intelligence unit, which tasks the partnership here; on no case of it."""
    user = account("intelligence", county.police)
    RoleFactory(person=user.person, partnership=county.here, kind=Role.Kind.INTELLIGENCE)
    return user


def safety(county, partnership=None, name="safety"):
    """A community safety officer, of the partnership here unless another is named."""
    user = account(name, county.council)
    RoleFactory(person=user.person, partnership=partnership or county.here, kind=Role.Kind.COMMUNITY_SAFETY)
    return user


def logged(county, title="Bins set alight at the square", by=None, **fields):
    _, section, beat = areas()
    fields = SEEN | {"section": section, "beat": beat} | fields
    return services.log_issue(county.here, title, by=by or county.officer, **fields)


def taken(county, **fields):
    return services.take_issue(logged(county, **fields), by=county.officer)


def measured(county, **fields):
    issue = taken(county, **fields)
    services.start_measure(
        issue, wording="Lock the yard at closing", owner=county.health_lead.person,
        due_on=dt.date(2999, 1, 1), by=county.officer,
    )  # fmt: skip
    issue.refresh_from_db()
    return issue
