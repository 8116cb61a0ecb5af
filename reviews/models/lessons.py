"""What was learnt, made known for training, without a sign of which review it comes from (S001-60)."""

from django.conf import settings
from django.db import models
from simple_history.models import HistoricalRecords

from partnership.models import Partnership
from reviews.models.parts import LearningPoint
from reviews.querysets import LessonQuerySet


class Lesson(models.Model):
    """Words of its own, published by hand: nothing that is written of a review appears here by itself."""

    partnership = models.ForeignKey(Partnership, models.PROTECT, related_name="lessons")
    point = models.OneToOneField(LearningPoint, models.PROTECT, related_name="lesson")
    theme = models.CharField(max_length=80)
    text = models.TextField("what was learnt")
    promised = models.TextField("what was promised", blank=True)
    published_on = models.DateField()
    made_at = models.DateTimeField()
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    withdrawn_on = models.DateField(null=True, blank=True)

    objects = LessonQuerySet.as_manager()
    history = HistoricalRecords()

    class Meta:
        ordering = ["theme", "pk"]

    def __str__(self):
        return self.text[:80]
