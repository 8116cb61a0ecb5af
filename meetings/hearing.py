"""Who hears of what happens to a meeting. `notices` asks again whether each of them may open it."""

from audit.clock import today
from meetings.lifecycle import Action
from partnership.models import Membership, User
from partnership.querysets import DatedQuerySet

CHAIRS = (Membership.Office.CHAIR, Membership.Office.DEPUTY_CHAIR)
LINES = {
    Action.CIRCULATE: "The draft minutes can be read. Ask there for a correction of whatever is wrong.",
    Action.RETURN: "The chair has returned the draft and says what should be changed.",
    Action.APPROVE: "The chair has approved and signed the minutes. They can be published.",
    Action.PUBLISH: "The minutes are approved, and their open part is on the public page.",
    Action.UNPUBLISH: "The public page of the minutes was taken down.",
    Action.CANCEL: "The meeting is cancelled.",
}


def audience_of_move(meeting, action):
    """Members hear of circulation, publication and cancelling; those who run the meeting of the rest.

    The chair is asked to approve in words of their own (`meetings.reminders.ask_chair`).
    """
    if action == Action.CIRCULATE:
        return members_of(meeting.body_id).exclude(pk__in=chairs_of(meeting.body_id))
    if action in (Action.PUBLISH, Action.CANCEL):
        return members_of(meeting.body_id)
    if action in (Action.RETURN, Action.APPROVE, Action.UNPUBLISH):
        return officers_of(meeting) | drafters_for(meeting.body_id)
    return User.objects.none()


def members_of(body, **seated):
    """Accounts of those who sit on the body today: core members, attendees, support."""
    now = Membership.objects.current().filter(DatedQuerySet.holding(today(), "seat__"), seat__body=body)
    return _accounts(person__in=now.filter(**seated).values("person"))


def chairs_of(body):
    return members_of(body, office__in=CHAIRS)


def drafters_for(body):
    return members_of(body, may_draft=True)


def officers_of(record):
    roles = record.partnership.roles.current().filter(kind="officer")
    return _accounts(person__in=roles.values("person"))


def _accounts(**who):
    return User.objects.filter(is_active=True, **who)
