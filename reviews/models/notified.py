"""A death that an agency tells the partnership of. Not a record: whoever sends it sees a receipt and nothing else."""

from django.conf import settings
from django.db import models
from simple_history.models import HistoricalRecords

from partnership.models import Agency, Partnership
from reviews.models.review import Review
from reviews.querysets import DeathReportQuerySet


class DeathReport(models.Model):
    """Read by the co-ordinators of the partnership until one takes it over, and then by nobody but on the review."""

    receipt = models.CharField(max_length=40, unique=True, help_text="Drawn at random, so that nobody counts")
    partnership = models.ForeignKey(Partnership, models.PROTECT, related_name="+")
    agency = models.ForeignKey(Agency, models.PROTECT, related_name="+")
    known_on = models.DateField("when the agency learnt of the death")
    circumstances = models.TextField("what is known")
    residence = models.TextField("where the person normally lived", blank=True)
    sent_on = models.DateField()
    made_at = models.DateTimeField()
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    taken_on = models.DateField(null=True, blank=True)
    taken_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    review = models.OneToOneField(Review, models.PROTECT, null=True, blank=True, related_name="told_by")

    objects = DeathReportQuerySet.as_manager()
    history = HistoricalRecords()

    class Meta:
        ordering = ["pk"]

    def __str__(self):
        return self.receipt
