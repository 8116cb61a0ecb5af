from django.db import models
from simple_history.models import HistoricalRecords

from funding.models.bids import Bid


class Milestone(models.Model):
    """What a project is to have reached by a day, besides its returns: a worker appointed, a room opened."""

    class State(models.TextChoices):
        DUE = "due", "Due"
        LATE = "late", "Late"
        REACHED = "reached", "Reached"

    bid = models.ForeignKey(Bid, models.PROTECT, related_name="milestones")
    name = models.CharField(max_length=160)
    due_on = models.DateField()
    reached_on = models.DateField(null=True, blank=True)
    note = models.CharField("how it was reached", max_length=250, blank=True)

    history = HistoricalRecords()

    class Meta:
        ordering = ["due_on", "pk"]
        constraints = [models.UniqueConstraint(fields=["bid", "name"], name="milestone_named_once")]

    def __str__(self):
        return self.name

    def state_on(self, day):
        if self.reached_on:
            return self.State.REACHED
        return self.State.LATE if self.due_on < day else self.State.DUE

    @property
    def days_late(self):
        """By how many days it was reached after it was due; nothing where in time."""
        return max((self.reached_on - self.due_on).days, 0) if self.reached_on else 0
