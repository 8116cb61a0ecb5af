"""What was said with the family, and who may read it (S001-47)."""

from django.conf import settings
from django.db import models
from simple_history.models import HistoricalRecords

from reviews.models.review import Review
from reviews.querysets import FamilyNoteQuerySet


class FamilyNote(models.Model):
    """One contact with the family. Read by the chair of the review and by those who are named for it, and nobody else.

    In no search or page of versions, and in no file but an export for which the keeper chose them by name; each
    opening of the notes is a reading of the review's.
    """

    review = models.ForeignKey(Review, models.PROTECT, related_name="family_notes")
    contact_on = models.DateField("on")
    whom = models.CharField("with whom", max_length=160)
    how = models.CharField(max_length=160, blank=True)
    note = models.TextField()
    made_at = models.DateTimeField()
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")

    objects = FamilyNoteQuerySet.as_manager()
    history = HistoricalRecords()

    class Meta:
        ordering = ["-contact_on", "-pk"]

    def __str__(self):
        return f"{self.contact_on}"


class NoteReader(models.Model):
    """Somebody named for the contact with the family: they read the notes and add to them."""

    review = models.ForeignKey(Review, models.PROTECT, related_name="note_readers")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    reason = models.CharField(max_length=500)
    named_on = models.DateField()

    history = HistoricalRecords()

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["review", "user"],
                name="reader_of_notes_named_once",
                violation_error_message="They are named already.",
            )
        ]

    def __str__(self):
        return str(self.user)
