"""Whether a review is published: a decision of its own, apart from the agreement to submit it (S001-52)."""

from django.db import models
from simple_history.models import HistoricalRecords

from reviews.models.review import Review


class PublicationDecision(models.Model):
    """The newest counts. "Do not publish" is a full answer, with its reason and the guidance relied on (S001-53)."""

    class Decision(models.TextChoices):
        UNDECIDED = "undecided", "Undecided"
        PUBLISH = "publish", "Publish"
        WITHHOLD = "withhold", "Do not publish"

    review = models.ForeignKey(Review, models.PROTECT, related_name="publication_decisions")
    decision = models.CharField(max_length=9, choices=Decision)
    reason = models.TextField(blank=True)
    guidance = models.TextField("guidance relied on", blank=True)
    advice = models.TextField("legal and other advice", blank=True)
    decided_by_words = models.CharField("who decided", max_length=160)
    decided_on = models.DateField()

    history = HistoricalRecords()

    class Meta:
        ordering = ["-pk"]
        constraints = [
            models.CheckConstraint(
                name="withheld_for_a_reason",
                condition=~models.Q(decision="withhold") | ~models.Q(reason="") & ~models.Q(guidance=""),
                violation_error_message="Give the reason, and the guidance relied on.",
            )
        ]

    def __str__(self):
        return self.get_decision_display()


class ReviewCopy(models.Model):
    """A copy of the finished report, sent whether or not it is published.

    Domestic Violence, Crime and Victims Act 2004, section 9(3B): to the Domestic Abuse Commissioner.
    """

    class To(models.TextChoices):
        COMMISSIONER = "commissioner", "The Domestic Abuse Commissioner"
        POLICING = "policing", "The local policing body"
        PANEL = "panel", "The members of the panel"
        FAMILY = "family", "The family"
        OTHER = "other", "Somebody else"

    review = models.ForeignKey(Review, models.PROTECT, related_name="copies")
    to = models.CharField("to whom", max_length=12, choices=To)
    sent_on = models.DateField()
    how = models.CharField(max_length=160)

    history = HistoricalRecords()

    class Meta:
        verbose_name = "copy of a review"
        verbose_name_plural = "copies of a review"
        ordering = ["sent_on", "pk"]

    def __str__(self):
        return self.get_to_display()
