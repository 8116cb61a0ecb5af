from django.conf import settings
from django.db import models
from simple_history.models import HistoricalRecords

from meetings.models.agenda import AgendaItem
from meetings.models.attendance import Attendance
from meetings.models.meeting import Meeting
from partnership.models import Body, Person
from records.models import Record


class Resolution(models.Model):
    """What an item decided. Numbered only where there are several (S001-62); cited "item 6 resolution 3"."""

    class Verb(models.TextChoices):
        """*Noted* changes nothing (S001-165); *subject to* is agreed with conditions (S001-140)."""

        AGREED = "agreed", "Agreed"
        SUBJECT_TO = "subject-to", "Agreed subject to"
        NOTED = "noted", "Noted"
        SUPPORTED = "supported", "Supported"
        RECOMMENDED = "recommended", "Recommended"
        APPROVED = "approved", "Approved"
        ENDORSED = "endorsed", "Endorsed"
        RECEIVED = "received", "Received"
        DEFERRED = "deferred", "Deferred"
        NOT_AGREED = "not-agreed", "Not agreed"

    item = models.ForeignKey(AgendaItem, models.CASCADE, related_name="resolutions")
    position = models.PositiveSmallIntegerField()
    text = models.TextField()
    verb = models.CharField(max_length=12, choices=Verb, default=Verb.AGREED)
    verb_supplied = models.BooleanField(
        default=False, help_text="The minutes print no verb; it was supplied (X-19)"
    )
    by_consensus = models.BooleanField(default=False)
    positions_printed = models.CharField(
        max_length=300, blank=True, editable=False, help_text="How voting members stood, in words"
    )
    adopts = models.ForeignKey(
        Record,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="adopted_by",
        help_text="The report or document it adopts, in the version named in the text (S001-61)",
    )
    recommendations = models.TextField(
        blank=True, help_text="Those of the report as they were adopted, one on each line (S001-61)"
    )
    approves_minutes_of = models.ForeignKey(
        Meeting, models.PROTECT, null=True, blank=True, related_name="confirmed_by"
    )

    history = HistoricalRecords()

    class Meta:
        ordering = ["item__number", "position"]
        constraints = [models.UniqueConstraint(fields=["item", "position"], name="resolution_position_once")]

    def __str__(self):
        return f"Item {self.item.number} resolution {self.position}"


class Position(models.Model):
    """How somebody with a vote stood on a resolution. Nobody else's position counts (S003-06)."""

    class Stance(models.TextChoices):
        FOR = "for", "For"
        AGAINST = "against", "Against"
        ABSTAINED = "abstained", "Abstained"

    resolution = models.ForeignKey(Resolution, models.CASCADE, related_name="positions")
    attendance = models.ForeignKey(Attendance, models.CASCADE, related_name="positions")
    stance = models.CharField(max_length=9, choices=Stance)
    set_aside_at = models.DateTimeField(null=True, blank=True, help_text="From then on it does not count")
    set_aside_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    set_aside_because = models.CharField(max_length=60, blank=True)

    history = HistoricalRecords()

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["resolution", "attendance"], name="one_position_a_resolution"),
            models.CheckConstraint(
                name="vote_set_aside_says_why",
                condition=models.Q(set_aside_at__isnull=True) | ~models.Q(set_aside_because=""),
            ),
        ]

    def __str__(self):
        return f"{self.attendance}: {self.get_stance_display().lower()}"


class Condition(models.Model):
    """What a resolution was agreed subject to; open until somebody says how it was met (S001-140, -141)."""

    resolution = models.ForeignKey(Resolution, models.CASCADE, related_name="conditions")
    text = models.TextField()
    owner = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="+")
    body = models.ForeignKey(
        Body,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        help_text="The other body whose answer discharges it",
    )
    due_on = models.DateField(null=True, blank=True)
    discharged_on = models.DateField(null=True, blank=True)
    discharged_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    discharge_note = models.TextField(blank=True)

    history = HistoricalRecords()

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(
                name="discharge_says_how",
                condition=models.Q(discharged_on__isnull=True) | ~models.Q(discharge_note=""),
                violation_error_message="Say how the condition was met.",
            )
        ]

    def __str__(self):
        return self.text[:80]
