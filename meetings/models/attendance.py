from django.db import models
from simple_history.models import HistoricalRecords

from meetings.models.meeting import Meeting
from partnership.models import Agency, Person, Seat


class Attendance(models.Model):
    """Who was at a meeting, or sent apologies, as it was that day: later moves change nothing (S001-03)."""

    class Group(models.TextChoices):
        """In the order minutes print them (S001-01)."""

        CORE = "core", "Core membership"
        ATTENDEES = "attendees", "Attendees"
        SUPPORT = "support", "Support"
        APOLOGIES = "apologies", "Apologies"

    meeting = models.ForeignKey(Meeting, models.CASCADE, related_name="attendance")
    person = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="attendances")
    agency = models.ForeignKey(Agency, models.PROTECT, null=True, blank=True, related_name="+")
    seat = models.ForeignKey(Seat, models.PROTECT, null=True, blank=True, related_name="+")
    group = models.CharField(max_length=9, choices=Group)
    position = models.PositiveSmallIntegerField(default=0)
    printed_name = models.CharField("name as printed", max_length=160)
    printed_agency = models.CharField("agency as printed", max_length=200, blank=True)
    is_chair = models.BooleanField("chaired the meeting", default=False)
    is_voting = models.BooleanField("had a vote", default=False)
    is_remote = models.BooleanField("joined online", default=False)
    substitute_for = models.CharField(
        "deputised for",
        max_length=160,
        blank=True,
        help_text="The agency then counts as represented (S001-26)",
    )

    history = HistoricalRecords()

    class Meta:
        ordering = ["position", "pk"]
        verbose_name_plural = "attendance"
        constraints = [
            models.UniqueConstraint(
                fields=["meeting", "person"],
                condition=models.Q(person__isnull=False),
                name="attends_once",
                violation_error_message="This person is already on the list.",
            ),
            models.UniqueConstraint(
                fields=["meeting"],
                condition=models.Q(is_chair=True),
                name="one_chair_a_meeting",
                violation_error_message="Somebody else is marked as chair of this meeting.",
            ),
            models.CheckConstraint(
                name="absent_do_not_chair",
                condition=~models.Q(group="apologies") | models.Q(is_chair=False),
                violation_error_message="Somebody who sent apologies cannot have chaired the meeting.",
            ),
        ]

    def __str__(self):
        return self.printed_name
