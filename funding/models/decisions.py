from django.conf import settings
from django.db import models
from simple_history.models import HistoricalRecords

from funding.models.bids import Bid
from funding.models.funds import FundYear
from funding.models.scoring import ScoringForm
from funding.money import amount_field


class Recommendation(models.Model):
    """What the body advises the chair. It awards nothing (S002-191)."""

    append_only = True

    bid = models.ForeignKey(Bid, models.PROTECT, related_name="recommendations")
    recommended = models.CharField(max_length=11, choices=ScoringForm.Recommended)
    condition = models.TextField(blank=True)
    condition_on = models.DateField(null=True, blank=True)
    reasons = models.TextField()
    made_at = models.DateTimeField()
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")

    class Meta:
        ordering = ["pk"]

    def __str__(self):
        return f"{self.bid_id}: {self.recommended}"


class Decision(models.Model):
    """The chair's decision on a bid, with its day, amount and reasons, by a resolution or between meetings."""

    append_only = True

    class Outcome(models.TextChoices):
        AWARD = "award", "Awarded"
        REFUSE = "refuse", "Refused"
        DEFER = "defer", "Deferred"

    bid = models.ForeignKey(Bid, models.PROTECT, related_name="decisions")
    outcome = models.CharField(max_length=6, choices=Outcome)
    fund_year = models.ForeignKey(FundYear, models.PROTECT, null=True, related_name="decisions")
    amount = amount_field(null=True)
    conditions = models.TextField(blank=True, help_text="One on each line")
    reasons = models.TextField()
    feedback = models.TextField(blank=True, help_text="For the applicant")
    decided_on = models.DateField()
    between_meetings = models.BooleanField(default=False)
    resolution = models.CharField(
        max_length=120, blank=True, help_text="Meeting and number of the resolution"
    )
    made_at = models.DateTimeField()
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")

    class Meta:
        ordering = ["pk"]

    def __str__(self):
        return f"{self.bid_id}: {self.outcome}"

    @property
    def meeting_reference(self):
        return self.resolution.partition(",")[0]


class Condition(models.Model):
    """What the award is subject to; money waits for it."""

    bid = models.ForeignKey(Bid, models.PROTECT, related_name="conditions")
    text = models.CharField(max_length=250)
    due_on = models.DateField(null=True, blank=True)
    met_on = models.DateField(null=True, blank=True)
    met_note = models.CharField("how it was met", max_length=250, blank=True)

    history = HistoricalRecords()

    class Meta:
        ordering = ["pk"]

    def __str__(self):
        return self.text
