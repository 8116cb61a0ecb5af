"""Registers: reviews by stage with their history (S001-37), and referrals without a review beside what was learnt."""

from collections import defaultdict

from django.db.models import Prefetch

from audit.clock import local_day
from reviews.models import LearningPoint, Review

HISTORY = ("Review", "Reference", "Stage", "Since", "Until")
WITHOUT = ("Review", "Reference", "Decision", "Decided on", "Reasons", "What was learnt", "State", "Sent to")


def by_stage(user):
    """(stage in words, [(review, [(stage, from, until)])]), in the order of the stages."""
    known = list(Review.objects.visible_to(user).select_related("what").order_by("pk"))
    stages = stages_of(known)
    found = defaultdict(list)
    for review in known:
        found[review.status].append((review, stages[review.pk]))
    return [(status.label, found[status]) for status in Review.Status if found[status]]


def stages_of(reviews):
    """Each stage that a review stood at, from its versions, in one query."""
    names = dict(Review.Status.choices)
    rows = Review.history.filter(id__in=[review.pk for review in reviews]).order_by(
        "history_date", "history_id"
    )
    found = defaultdict(list)
    for key, status, at in rows.values_list("id", "status", "history_date"):
        stages = found[key]
        if not stages or stages[-1][0] != status:
            if stages:
                stages[-1][2] = local_day(at)
            stages.append([status, local_day(at), None])
    return {
        review.pk: [
            (review.what.stages.get(status) or names[status], start, end)
            for status, start, end in found[review.pk]
        ]
        for review in reviews
    }


def without_review(user):
    """Referrals that led to no full review, each with its learning; those without any come first (S001-40)."""
    points = Prefetch("learning", LearningPoint.objects.order_by("pk"))
    known = Review.objects.visible_to(user).filter(status=Review.Status.NO_REVIEW).prefetch_related(points)
    return sorted(known.order_by("-decided_on", "pk"), key=lambda one: bool(one.learning.all()))


def exported_history(stages):
    for _, reviews in stages:
        for review, rows in reviews:
            for words, start, end in rows:
                yield review.title, review.reference, words, start, end


def exported_without(reviews):
    for one in reviews:
        head = (one.title, one.reference, one.get_outcome_display(), one.decided_on, one.reasons)
        for point in one.learning.all() or [None]:
            yield (*head, "None", "", "") if point is None else (
                *head, point.text, point.get_state_display(), point.sent_to,
            )  # fmt: skip
