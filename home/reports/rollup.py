"""What the groups beneath a body are doing: open actions and next meetings, of those the person may see."""

from dataclasses import dataclass
from datetime import date

from django.db.models import Count, OuterRef, Q, Subquery
from django.db.models.functions import Coalesce, JSONObject

from actions.models import Action
from meetings.models import Meeting
from partnership.models import Body


@dataclass(frozen=True)
class NextMeeting:
    held_on: date
    reference: str


@dataclass(frozen=True)
class Line:
    body: Body
    actions: int
    meeting: NextMeeting | None


def rollup_of(slug, user, day):
    """The body's own line first, then each group that reports to it (S001-64, S001-65); none for an unknown body."""
    also = Body.objects.filter(answers_also_to__slug=slug).values("pk")
    reporting = (Q(parent__slug=slug) | Q(pk__in=also)) & ~Q(status=Body.Status.CLOSED)
    actions = Action.objects.visible_to(user).open().filter(body=OuterRef("pk")).order_by()
    meetings = Meeting.objects.visible_to(user).filter(body=OuterRef("pk")).upcoming(day)
    found = (
        Body.objects.visible_to(user)
        .filter(Q(slug=slug) | reporting)
        .annotate(
            open_actions=Coalesce(Subquery(actions.values("body").values(number=Count("pk"))), 0),
            meeting=Subquery(meetings.values(said=JSONObject(held_on="held_on", reference="reference"))[:1]),
        )
    )
    found = found.select_related("partnership", "parent", "hosted_by")
    lines = [Line(one, one.open_actions, _meeting(one.meeting)) for one in found]
    return sorted(lines, key=lambda line: line.body.slug != slug)


def _meeting(said):
    return said and NextMeeting(date.fromisoformat(said["held_on"]), said["reference"])
