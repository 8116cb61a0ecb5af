"""Papers on reviews that were released to a meeting: what, to which, to whom, and until when."""

from django.conf import settings
from django.db import models
from simple_history.models import HistoricalRecords

from documents.models import Document
from partnership.models import Partnership
from records.models import Record
from reviews.models.review import Review
from reviews.querysets import ReleaseQuerySet


class Release(models.Model):
    """Released by hand, to the members of a meeting's body by name, for an item that is not public."""

    class Kind(models.TextChoices):
        SUMMARY = "summary", "Summary by stage"
        PACK = "pack", "Pack for sign-off"

    kind = models.CharField(max_length=7, choices=Kind)
    partnership = models.ForeignKey(Partnership, models.PROTECT, related_name="+")
    review = models.ForeignKey(Review, models.PROTECT, null=True, blank=True, related_name="releases")
    meeting = models.ForeignKey(Record, models.PROTECT, related_name="+")
    item = models.CharField("item of the agenda", max_length=40, blank=True)
    document = models.ForeignKey(Document, models.PROTECT, related_name="+")
    released_on = models.DateField()
    open_until = models.DateField("last day on which they may read it")
    given_to = models.TextField("who may read it")
    made_at = models.DateTimeField()
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")

    objects = ReleaseQuerySet.as_manager()
    history = HistoricalRecords()

    class Meta:
        ordering = ["-pk"]

    def __str__(self):
        return f"{self.get_kind_display()}, {self.released_on}"
