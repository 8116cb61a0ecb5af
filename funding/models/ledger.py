from django.conf import settings
from django.db import models
from simple_history.models import HistoricalRecords

from funding.models.funds import FundYear
from funding.money import amount_field


class Entry(models.Model):
    """One movement of a fund's money. Appended only: a mistake is put right by another entry.

    What is there to award is what was confirmed, and moved in, less what was moved out; free is that less what is
    committed (`funding.balances`).
    """

    append_only = True

    class Kind(models.TextChoices):
        RECEIVED = "received", "Received"
        MOVED_IN = "moved-in", "Moved in"
        MOVED_OUT = "moved-out", "Moved out"
        COMMITTED = "committed", "Committed"
        RELEASED = "released", "Released"
        PAID = "paid", "Paid"
        REPAID = "repaid", "Paid back"

    fund_year = models.ForeignKey(FundYear, models.PROTECT, related_name="entries")
    kind = models.CharField(max_length=9, choices=Kind)
    amount = amount_field()
    moved_on = models.DateField()
    bid = models.ForeignKey("funding.Bid", models.PROTECT, null=True, related_name="entries")
    contribution = models.ForeignKey(
        "funding.Contribution", models.PROTECT, null=True, related_name="entries"
    )
    line = models.ForeignKey("funding.PlanLine", models.PROTECT, null=True, related_name="entries")
    note = models.CharField(max_length=250, blank=True)
    made_at = models.DateTimeField()
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")

    class Meta:
        ordering = ["pk"]
        indexes = [models.Index(fields=["fund_year", "kind"], name="entry_of_fund_year")]
        constraints = [
            models.CheckConstraint(name="entry_of_something", condition=models.Q(amount__gt=0)),
            models.CheckConstraint(
                name="entry_of_a_bid_or_a_line",
                condition=models.Q(bid__isnull=True) | models.Q(line__isnull=True),
            ),
        ]

    def __str__(self):
        return f"{self.get_kind_display()} {self.amount}"

    @property
    def came_in(self):
        return (
            self.amount if self.kind in (self.Kind.RECEIVED, self.Kind.MOVED_IN, self.Kind.REPAID) else None
        )

    @property
    def went_out(self):
        return self.amount if self.kind in (self.Kind.MOVED_OUT, self.Kind.PAID) else None

    @property
    def set_aside(self):
        """For a bid; below nothing where it is free again. It moves no money."""
        return {self.Kind.COMMITTED: self.amount, self.Kind.RELEASED: -self.amount}.get(self.kind)


class Virement(models.Model):
    """Money moved from one fund year to another: asked for by one, approved by another, and then moved."""

    class State(models.TextChoices):
        ASKED = "asked", "Waiting for approval"
        APPROVED = "approved", "Approved"
        REFUSED = "refused", "Refused"

    source = models.ForeignKey(FundYear, models.PROTECT, related_name="virements_out")
    target = models.ForeignKey(FundYear, models.PROTECT, related_name="virements_in")
    amount = amount_field()
    reason = models.TextField()
    state = models.CharField(max_length=8, choices=State, default=State.ASKED)
    asked_at = models.DateTimeField()
    asked_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    decided_at = models.DateTimeField(null=True, blank=True)
    decided_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    decision_reason = models.TextField(blank=True)

    history = HistoricalRecords()

    class Meta:
        ordering = ["-pk"]
        constraints = [
            models.CheckConstraint(name="virement_of_something", condition=models.Q(amount__gt=0)),
            models.CheckConstraint(
                name="virement_between_two", condition=~models.Q(source=models.F("target"))
            ),
        ]

    def __str__(self):
        return f"{self.source} to {self.target}: {self.amount}"
