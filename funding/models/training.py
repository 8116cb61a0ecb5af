from django.db import models
from simple_history.models import HistoricalRecords

from partnership.models import Agency


class Training(models.Model):
    """Training that an agency's people completed; a fund may require it of who bids (S002-10, S002-100)."""

    PROBLEM_SOLVING = "problem-solving"

    class Course(models.TextChoices):
        PROBLEM_SOLVING = "problem-solving", "Problem-solving training"
        SAFEGUARDING = "safeguarding", "Safeguarding"
        MONEY = "money", "Managing money"
        OTHER = "other", "Other"

    agency = models.ForeignKey(Agency, models.PROTECT, related_name="trainings")
    course = models.CharField(max_length=15, choices=Course)
    completed_on = models.DateField()
    people = models.PositiveSmallIntegerField("people trained", default=1)
    note = models.CharField(max_length=160, blank=True)

    history = HistoricalRecords()

    class Meta:
        ordering = ["-completed_on", "pk"]

    def __str__(self):
        return f"{self.get_course_display()}, {self.completed_on}"
