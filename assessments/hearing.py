"""Who hears of what is asked of agencies and of figures that are due. `notices` asks again whether they may open it."""

from assessments.lifecycle.evidence import AskAction
from audit.clock import today
from partnership.models import Role, User
from partnership.places import ASSESSORS
from partnership.reports.members import speaking_for

ASK_LINES = {
    AskAction.ANSWER: "The agency has answered. Read what it says in the portal.",
    AskAction.RETURN: "The answer came back to you with a question. It is in the portal.",
    AskAction.WITHDRAW: "It is no longer needed. You need do nothing.",
}


def audience_of_ask(ask, action):
    return askers_of(ask) if action == AskAction.ANSWER else asked_of(ask)


def asked_of(ask):
    """The person who was named; else those who sit for the agency in the partnership; else all its people."""
    return _of_agency(ask.partnership_id, ask.agency_id, ask.person_id)


def suppliers_of(indicator):
    """The same of whoever supplies its figures."""
    return _of_agency(indicator.partnership_id, indicator.supplied_by_id, indicator.supplier_id)


def _of_agency(partnership, agency, person):
    if person:
        return User.objects.filter(is_active=True, is_guest=False, person=person)
    return speaking_for(agency, partnership)


def assessors_of(record):
    """Those who keep the partnership's data and assessments."""
    return _with_roles(record, ASSESSORS)


def officers_of(record):
    return _with_roles(record, [Role.Kind.OFFICER])


def answering_for(step):
    """Who is named on a step of a timetable and signs in; else the partnership's officers."""
    named = User.objects.filter(is_active=True, person=step.owner_id, person__isnull=False)
    return named if named.exists() else officers_of(step.timetable)


def _with_roles(record, kinds):
    roles = Role.objects.on(today()).filter(partnership=record.partnership_id, kind__in=kinds, body=None)
    return User.objects.filter(is_active=True, person__in=roles.values("person"))


def askers_of(ask):
    """Whoever needs it, and whoever asked."""
    people = User.objects.filter(is_active=True)
    return people.filter(pk=ask.created_by_id) | people.filter(person=ask.analyst_id, person__isnull=False)
