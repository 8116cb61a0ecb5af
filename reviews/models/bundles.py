"""Exports of a review for a subject access request or for disclosure: for whom, why, what is in them, until when."""

from django.conf import settings
from django.db import models
from simple_history.models import HistoricalRecords

from documents.models import Version
from reviews.models.review import Review


class Bundle(models.Model):
    """A file made in the background and removed after its last day. The key to pseudonyms is never in it."""

    class Purpose(models.TextChoices):
        SUBJECT = "subject", "Subject access request"
        DISCLOSURE = "disclosure", "Disclosure to a court, the police or the Crown Prosecution Service"
        OTHER = "other", "Another lawful reason"

    class State(models.TextChoices):
        WAITING = "waiting", "Being made"
        DONE = "done", "Ready"
        FAILED = "failed", "Failed"
        EXPIRED = "expired", "Removed"

    review = models.ForeignKey(Review, models.PROTECT, related_name="bundles")
    purpose = models.CharField(max_length=10, choices=Purpose)
    reason = models.TextField()
    recipient = models.CharField("who receives it", max_length=200)
    parts = models.JSONField("parts of the record", default=list)
    versions = models.ManyToManyField(Version, related_name="+")
    expires_on = models.DateField("last day")
    state = models.CharField(max_length=7, choices=State, default=State.WAITING)
    file = models.FileField(upload_to="reviews/", blank=True)
    sha256 = models.CharField(max_length=64, blank=True)
    size = models.PositiveBigIntegerField(default=0)
    asked_at = models.DateTimeField()
    asked_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")

    history = HistoricalRecords(m2m_fields=[versions])

    class Meta:
        ordering = ["-pk"]

    def __str__(self):
        return f"{self.get_purpose_display()}: {self.recipient}"
