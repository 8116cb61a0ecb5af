from django.conf import settings
from django.db import models
from simple_history.models import HistoricalRecords

from design.filters import date
from funding.models.bids import Bid, BidOutput
from funding.money import amount_field


class Instalment(models.Model):
    """A part of the award that falls due: asked for with evidence, approved by another, paid by the holder."""

    class State(models.TextChoices):
        DUE = "due", "To be claimed"
        CLAIMED = "claimed", "Claimed"
        APPROVED = "approved", "Approved"
        PAID = "paid", "Paid"
        WITHHELD = "withheld", "Withheld"
        CANCELLED = "cancelled", "Cancelled"

    bid = models.ForeignKey(Bid, models.PROTECT, related_name="instalments")
    number = models.PositiveSmallIntegerField()
    amount = amount_field()
    due_on = models.DateField()
    in_advance = models.BooleanField("paid in advance", default=False)
    state = models.CharField(max_length=9, choices=State, default=State.DUE)
    claimed = amount_field("amount claimed", null=True, blank=True)
    evidence = models.TextField("what it was spent on, and the evidence", blank=True)
    claimed_at = models.DateTimeField(null=True, blank=True)
    claimed_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    decided_at = models.DateTimeField(null=True, blank=True)
    decided_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    decision_reason = models.TextField(blank=True)
    paid_on = models.DateField(null=True, blank=True)
    paid_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")

    history = HistoricalRecords()

    class Meta:
        ordering = ["number"]
        constraints = [
            models.UniqueConstraint(fields=["bid", "number"], name="instalment_numbered_once"),
            models.CheckConstraint(
                name="claim_within_instalment",
                condition=models.Q(claimed__isnull=True) | models.Q(claimed__lte=models.F("amount")),
                violation_error_message="A claim cannot be more than its instalment.",
            ),
        ]

    def __str__(self):
        return f"Instalment {self.number}"


class MonitoringReturn(models.Model):
    """What the project reports of a period, against the bid's own measures."""

    class State(models.TextChoices):
        DUE = "due", "Due"
        SUBMITTED = "submitted", "Submitted"
        QUERIED = "queried", "Queried"
        ACCEPTED = "accepted", "Accepted"

    bid = models.ForeignKey(Bid, models.PROTECT, related_name="returns")
    period_from = models.DateField()
    period_until = models.DateField()
    due_on = models.DateField()
    state = models.CharField(max_length=9, choices=State, default=State.DUE)
    narrative = models.TextField("what was done", blank=True)
    spent = amount_field("spent in the period", null=True, blank=True)
    draft = models.JSONField(
        default=dict,
        blank=True,
        help_text="What is typed and not sent yet, as typed; shown to the project alone",
    )
    query = models.TextField(blank=True)
    submitted_at = models.DateTimeField(null=True, blank=True)
    submitted_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")

    history = HistoricalRecords(excluded_fields=["draft"])

    class Meta:
        ordering = ["period_from", "pk"]
        constraints = [
            models.CheckConstraint(
                name="return_ends_after_start",
                condition=models.Q(period_until__gte=models.F("period_from")),
                violation_error_message="The period cannot end before it begins.",
            )
        ]

    def __str__(self):
        return f"Return for {date(self.period_from)} to {date(self.period_until)}"


class ReturnValue(models.Model):
    """What an output came to in a period, as it was said: "almost" 900, "over" 3,700 (S002-103, S002-106)."""

    class Qualifier(models.TextChoices):
        EXACT = "", "Exactly"
        ALMOST = "almost", "Almost"
        OVER = "over", "Over"
        ABOUT = "about", "About"

    monitoring_return = models.ForeignKey(MonitoringReturn, models.PROTECT, related_name="values")
    output = models.ForeignKey(BidOutput, models.PROTECT, related_name="values")
    value = models.DecimalField(max_digits=12, decimal_places=2, null=True, blank=True)
    none_because = models.CharField("why there is no number", max_length=250, blank=True)
    qualifier = models.CharField(max_length=6, choices=Qualifier, blank=True)

    history = HistoricalRecords()

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["monitoring_return", "output"], name="output_reported_once"),
            models.CheckConstraint(
                name="output_answered",
                condition=models.Q(value__isnull=False, none_because="")
                | models.Q(value__isnull=True) & ~models.Q(none_because=""),
                violation_error_message="Give a number, or say why there is none.",
            ),
        ]

    def __str__(self):
        if self.value is None:
            return f"no number: {self.none_because}"
        return f"{self.qualifier} {self.value.normalize():,f}".strip()


class Variation(models.Model):
    """A change of what was agreed, asked for by the project and decided by those who run the funding."""

    class State(models.TextChoices):
        ASKED = "asked", "Waiting for a decision"
        AGREED = "agreed", "Agreed"
        REFUSED = "refused", "Refused"

    bid = models.ForeignKey(Bid, models.PROTECT, related_name="variations")
    what = models.TextField("what is to change, and why")
    ends_on = models.DateField("new end of the project", null=True, blank=True)
    state = models.CharField(max_length=7, choices=State, default=State.ASKED)
    asked_at = models.DateTimeField()
    asked_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    decided_at = models.DateTimeField(null=True, blank=True)
    decided_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    decision_reason = models.TextField(blank=True)

    history = HistoricalRecords()

    class Meta:
        ordering = ["-pk"]

    def __str__(self):
        return self.what[:80]


class Clawback(models.Model):
    """Money that is to come back, and when it did."""

    class Why(models.TextChoices):
        UNDERSPEND = "underspend", "Underspend"
        INELIGIBLE = "ineligible", "Spent on what is not eligible"
        BREACH = "breach", "Breach of the agreement"
        DISPOSAL = "disposal", "Asset disposed of"
        OVERFUNDED = "over-funded", "Funded twice"

    bid = models.ForeignKey(Bid, models.PROTECT, related_name="clawbacks")
    amount = amount_field()
    why = models.CharField(max_length=11, choices=Why)
    reason = models.TextField()
    asked_on = models.DateField()
    asked_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    repaid_on = models.DateField(null=True, blank=True)

    history = HistoricalRecords()

    class Meta:
        ordering = ["pk"]
        constraints = [models.CheckConstraint(name="clawback_of_something", condition=models.Q(amount__gt=0))]

    def __str__(self):
        return f"{self.get_why_display()}: {self.amount}"


class Evaluation(models.Model):
    """What the project came to, at its end."""

    bid = models.OneToOneField(Bid, models.PROTECT, related_name="evaluation")
    achieved = models.TextField("what was achieved, against what was promised")
    people_reached = models.PositiveIntegerField(null=True, blank=True)
    savings = amount_field("savings", null=True, blank=True)
    savings_method = models.CharField("how the savings were worked out", max_length=250, blank=True)
    lessons = models.TextField("lessons learned", blank=True)
    made_at = models.DateTimeField()
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")

    history = HistoricalRecords()

    def __str__(self):
        return f"Evaluation of {self.bid_id}"
