"""How many reviews stand at which stage, naming nobody (S001-43), and what is new since the last meeting (S001-49)."""

from collections import Counter
from dataclasses import dataclass

from django.db.models import Count, Exists, Min, OuterRef, Q

from audit.clock import today
from reviews.lines import HEARD_OF, LIVE
from reviews.models import ActionLine, LearningPoint, Lesson, Recommendation, Release, Review
from reviews.reports.ledger import national

S = Review.Status


@dataclass(frozen=True)
class Summary:
    since: object
    stages: list  # (stage in words, how many)
    referred: int  # since the last paper
    begun: int
    without: int
    without_learning: int
    actions: dict
    national: int
    lessons: int


def summary_for(user, partnership, since=None):
    """Counts alone: of the reviews of the partnership that are open to whoever makes the paper.

    ``since`` is the moment of the last paper. What was recorded after it is new, whichever day it says of itself: one
    that is entered late, or on the day of the paper, is in the next one (S001-49).
    """
    known = Review.objects.visible_to(user).filter(partnership=partnership)
    keys = known.order_by().values("pk")
    counts = Counter(known.values_list("status", flat=True))
    stages = [(status.label, counts[status]) for status in S if counts[status]]
    points = LearningPoint.objects.filter(review=OuterRef("pk"))
    silent = known.filter(status=S.NO_REVIEW).filter(~Exists(points)).count()
    begun = (
        Review.history.filter(id__in=keys, status=S.BEGUN).values("id").annotate(first=Min("history_date"))
    )
    lines = ActionLine.objects.open_to(keys)
    late = Q(status__in=HEARD_OF, target_on__lt=today())
    wanted = Recommendation.objects.filter(review__in=keys, scope=Recommendation.Scope.NATIONAL)
    return Summary(
        since=since, stages=stages, referred=(known.filter(created_at__gt=since) if since else known).count(),
        begun=(begun.filter(first__gt=since) if since else begun).count(),
        without=counts[S.NO_REVIEW], without_learning=silent,
        actions=lines.aggregate(
            going=Count("pk", filter=Q(status__in=LIVE)), late=Count("pk", filter=late),
            silent=Count("pk", filter=Q(status="silent")), done=Count("pk", filter=Q(status="done")),
        ),
        national=sum(national(row)[1] == "overdue" for row in wanted),
        lessons=Lesson.objects.visible_to(user).filter(partnership=partnership).count(),
    )  # fmt: skip


def last_release(user, body):
    """The moment at which the last summary went to the body; None before the first."""
    sent = Release.objects.visible_to(user).filter(kind=Release.Kind.SUMMARY, meeting__body=body)
    return sent.order_by("-made_at").values_list("made_at", flat=True).first()
