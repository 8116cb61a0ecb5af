from django.conf import settings
from django.db import models
from simple_history.models import HistoricalRecords

from problems.models.problem import Problem


class Obstacle(models.Model):
    """What stands in the way of the work on a problem, and the measure taken against it (S002-75)."""

    problem = models.ForeignKey(Problem, models.CASCADE, related_name="obstacles")
    text = models.TextField("what stands in the way")
    measure = models.TextField("measure taken", blank=True)
    noted_at = models.DateTimeField()
    noted_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    measured_at = models.DateTimeField(null=True, blank=True)
    measured_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )

    history = HistoricalRecords()

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(
                name="obstacle_measure_has_its_person",
                condition=models.Q(measure="", measured_by=None)
                | ~models.Q(measure="") & ~models.Q(measured_by=None),
            )
        ]

    def __str__(self):
        return self.text[:80]
