from django.db import models
from simple_history.models import HistoricalRecords

from meetings.models.meeting import Meeting
from meetings.querysets import ItemQuerySet
from partnership.models import Person


class AgendaItem(models.Model):
    """A numbered item of a meeting; paragraphs take its number as their prefix (S001-27)."""

    class Purpose(models.TextChoices):
        DECISION = "decision", "For decision"
        AGREEMENT = "agreement", "For agreement"
        NOTING = "noting", "For noting"
        INFORMATION = "information", "For information"
        DISCUSSION = "discussion", "For discussion"

    class Standing(models.TextChoices):
        """Items that every agenda has; the first takes the minutes of the last meeting (S001-28, S001-172)."""

        MINUTES = "minutes", "Minutes and matters arising"
        OTHER_BUSINESS = "aob", "Any other business"

    meeting = models.ForeignKey(Meeting, models.CASCADE, related_name="items")
    number = models.PositiveSmallIntegerField()
    title = models.CharField(max_length=250)
    purpose = models.CharField(max_length=12, choices=Purpose, blank=True)
    standing = models.CharField(max_length=8, choices=Standing, blank=True)
    lead = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="+")
    lead_printed = models.CharField("lead, as printed", max_length=120, blank=True)
    minutes_allowed = models.PositiveSmallIntegerField("time allowed, in minutes", null=True, blank=True)
    is_restricted = models.BooleanField(
        "restricted to those invited", default=False, help_text="Others do not see that it exists (S003-07)"
    )
    is_late = models.BooleanField("added after the agenda went out", default=False)

    objects = ItemQuerySet.as_manager()
    history = HistoricalRecords()

    class Meta:
        ordering = ["number"]
        constraints = [models.UniqueConstraint(fields=["meeting", "number"], name="item_number_once")]

    def __str__(self):
        return f"{self.number}. {self.title}"


class Invitation(models.Model):
    """Somebody who may be there for a restricted item, and see its papers and minutes."""

    item = models.ForeignKey(AgendaItem, models.CASCADE, related_name="invitations")
    person = models.ForeignKey(Person, models.PROTECT, related_name="+")
    reason = models.CharField(max_length=200, blank=True)

    history = HistoricalRecords()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["item", "person"], name="invited_once")]

    def __str__(self):
        return f"{self.person} to {self.item}"
