"""Who hears of what happens to an assessment. `notices` asks again whether each of them may open it."""

from assessments.lifecycle.assessments import Action
from audit.clock import today
from partnership.models import Membership, Role, User
from partnership.places import ASSESSORS

LINES = {
    Action.CONSULT: "The draft is out for comment. Read it in the portal, and comment on its sections.",
    Action.AGREE: "The strategic assessment is agreed. Its priorities and figures are in the portal.",
    Action.REDRAFT: "The draft was taken back. Your comments stay with it.",
}


def audience_of_assessment(assessment, action):
    """The members of its body, and those who write the partnership's assessments."""
    if action not in LINES:
        return User.objects.none()
    seats = Membership.objects.on(today()).filter(seat__body=assessment.body_id)
    roles = Role.objects.on(today()).filter(partnership=assessment.partnership_id, kind__in=ASSESSORS)
    active = User.objects.filter(is_active=True)
    return active.filter(person__in=seats.values("person")) | active.filter(person__in=roles.values("person"))
