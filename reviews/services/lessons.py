"""Learning made known for training, point by point and by hand (S001-60)."""

from django.db import transaction

from audit.clock import now, today
from audit.services import log
from records.asking import hold, say_why
from records.lifecycle import MoveRefused
from records.writing import as_seen, keep
from reviews.lifecycle import LearningState
from reviews.models import Lesson, Review
from reviews.services import taken
from reviews.telling import tells

CHANGE = "reviews.change_review"


@transaction.atomic
def publish(review, key, *, by, theme, text, promised="", version=None):
    """Everybody of the partnership may read it from now on. Whatever would give the review away is named at once."""
    review = hold(review, by=by, permission=CHANGE)
    point = review.learning.select_for_update().get(pk=key)
    known = Review.objects.visible_to(by)
    reasons = list(tells("\n".join((theme, text, promised)), review, known))
    if point.state == LearningState.CAPTURED:
        reasons.append("This learning is not ready. Record first that it is.")
    if not theme.strip() or not text.strip():
        reasons.append("Give the theme, and say what was learnt.")
    if reasons:
        raise MoveRefused(*reasons)
    lesson = Lesson.objects.filter(point=point).first()
    lesson = as_seen(lesson, version) if lesson else Lesson(point=point)
    lesson.partnership, lesson.theme, lesson.text, lesson.promised = review.partnership, theme, text, promised
    lesson.published_on, lesson.made_at, lesson.made_by, lesson.withdrawn_on = today(), now(), by, None
    log(review, "publish learning", by=by, changes={"theme": theme})
    return keep(lesson, by=by, reason="Published for training")


@transaction.atomic
def withdraw(review, key, *, by, reason):
    review = hold(review, by=by, permission=CHANGE)
    say_why(reason, "Say why it is withdrawn.")
    lesson = Lesson.objects.select_for_update().get(point__review=review, point=key, withdrawn_on=None)
    lesson.withdrawn_on = today()
    taken.note(lesson)
    log(review, "withdraw learning", by=by, reason=reason, changes={"theme": lesson.theme})
    return keep(lesson, by=by, reason=reason)
