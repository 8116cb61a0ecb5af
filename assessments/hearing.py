"""Who hears of what is asked of agencies. `notices` asks again whether each of them may open it."""

from assessments.lifecycle.evidence import AskAction
from audit.clock import today
from partnership.models import Membership, Post, User

ASK_LINES = {
    AskAction.ANSWER: "The agency has answered. Read what it says in the portal.",
    AskAction.RETURN: "The answer came back to you with a question. It is in the portal.",
    AskAction.WITHDRAW: "It is no longer needed. You need do nothing.",
}


def audience_of_ask(ask, action):
    return askers_of(ask) if action == AskAction.ANSWER else asked_of(ask)


def asked_of(ask):
    """The person who was named; else those who sit for the agency in the partnership; else all its people."""
    active = User.objects.filter(is_active=True, is_guest=False)
    if ask.person_id:
        return active.filter(person=ask.person_id)
    seats = Membership.objects.on(today()).filter(
        agency=ask.agency_id, seat__body__partnership=ask.partnership_id
    )
    sitting = active.filter(person__in=seats.values("person"))
    if sitting.exists():
        return sitting
    return active.filter(person__in=Post.objects.on(today()).filter(agency=ask.agency_id).values("person"))


def askers_of(ask):
    """Whoever needs it, and whoever asked."""
    people = User.objects.filter(is_active=True)
    return people.filter(pk=ask.created_by_id) | people.filter(person=ask.analyst_id, person__isnull=False)
