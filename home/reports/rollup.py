"""What the groups beneath a body are doing: open actions and next meetings, of those the person may see."""

from dataclasses import dataclass

from django.db.models import Count, Q

from actions.models import Action
from meetings.models import Meeting
from partnership.models import Body


@dataclass(frozen=True)
class Child:
    body: Body
    actions: int
    meeting: Meeting | None


def rollup_of(body, user, day):
    """The body's own line first, then each group that reports to it (S001-64, S001-65)."""
    reporting = Q(parent=body) | Q(answers_also_to=body)
    children = list(Body.objects.filter(reporting).exclude(status=Body.Status.CLOSED).distinct())
    bodies = [body, *children]
    open_actions = Action.objects.visible_to(user).open().filter(body__in=bodies)
    counts = dict(open_actions.order_by().values_list("body").annotate(Count("pk")))
    meetings = {}
    for meeting in Meeting.objects.visible_to(user).filter(body__in=bodies).upcoming(day):
        meetings.setdefault(meeting.body_id, meeting)
    return [Child(one, counts.get(one.pk, 0), meetings.get(one.pk)) for one in bodies]
