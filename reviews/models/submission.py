"""From the partnership's agreement to the Home Office's answer: one row for each time round."""

from django.db import models
from simple_history.models import HistoricalRecords

from documents.models import Document
from records.models import Record
from reviews.models.review import Review
from signoffs.models import SignOff


class SubmissionDecision(models.Model):
    """The partnership agrees that this review is submitted: at which meeting, in which paragraph (S001-50, S001-51).

    Signed by the chair of the partnership. It says nothing of publication, and opens nothing to anybody.
    """

    review = models.ForeignKey(Review, models.PROTECT, related_name="submission_decisions")
    number = models.PositiveSmallIntegerField()
    meeting = models.ForeignKey(Record, models.PROTECT, null=True, blank=True, related_name="+")
    meeting_words = models.CharField("meeting", max_length=160, blank=True)
    minute = models.CharField("paragraph of the minutes", max_length=40)
    agreed_on = models.DateField()
    report = models.ForeignKey(Document, models.PROTECT, null=True, blank=True, related_name="+")
    signoff = models.OneToOneField(SignOff, models.PROTECT, null=True, related_name="+")

    history = HistoricalRecords()

    class Meta:
        ordering = ["-number"]
        constraints = [
            models.UniqueConstraint(fields=["review", "number"], name="submission_decisions_numbered_once"),
            models.CheckConstraint(
                name="submission_agreed_at_a_meeting",
                condition=models.Q(meeting__isnull=False) | ~models.Q(meeting_words=""),
                violation_error_message="Say at which meeting it was agreed.",
            ),
        ]

    def __str__(self):
        return f"Agreed on {self.agreed_on}"


class Feedback(models.Model):
    """The letter of the Home Office's quality assurance panel, whose points are answered one by one."""

    class Outcome(models.TextChoices):
        PUBLISH = "publish", "May be published"
        CHANGES = "changes", "May be published after changes"
        AGAIN = "again", "To be submitted again"

    review = models.ForeignKey(Review, models.PROTECT, related_name="feedback")
    received_on = models.DateField()
    outcome = models.CharField(max_length=7, choices=Outcome)
    letter = models.ForeignKey(Document, models.PROTECT, null=True, blank=True, related_name="+")

    history = HistoricalRecords()

    class Meta:
        verbose_name_plural = "feedback"
        ordering = ["-received_on", "-pk"]

    def __str__(self):
        return self.get_outcome_display()

    @property
    def clears(self):
        """Whether the report may be published as far as the Home Office is concerned."""
        points = self.points.all()
        return self.outcome != self.Outcome.AGAIN and all(point.answered_on for point in points)


class FeedbackPoint(models.Model):
    feedback = models.ForeignKey(Feedback, models.PROTECT, related_name="points")
    text = models.TextField("what is asked")
    answer = models.TextField(blank=True)
    answered_on = models.DateField(null=True, blank=True)

    history = HistoricalRecords()

    class Meta:
        ordering = ["pk"]

    def __str__(self):
        return self.text[:80]
