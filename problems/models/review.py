from types import SimpleNamespace

from django.conf import settings
from django.db import models
from django.utils.dateparse import parse_date
from simple_history.models import HistoricalRecords

from partnership.models import Agency
from problems.lifecycle import OUTCOMES
from problems.models.assessment import Extent

UNITS = [("weeks", "Weeks"), ("months", "Months")]


class Review(models.Model):
    """What the commander said and decided (B1, fields 37, 38 and 41 to 46). Appended only.

    Name, rank and number are those of whoever signed in, as on that day (S002-165).
    """

    append_only = True

    problem = models.ForeignKey("problems.Problem", models.PROTECT, related_name="reviews")
    round = models.PositiveSmallIntegerField()
    made_at = models.DateTimeField()
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    name = models.CharField(max_length=160)
    rank = models.CharField(max_length=60, blank=True)
    number = models.CharField(max_length=20, blank=True)
    comments = models.TextField()
    outcome = models.CharField(max_length=8, choices=[(action.value, action.label) for action in OUTCOMES])
    review_in = models.PositiveSmallIntegerField(null=True, blank=True)
    review_unit = models.CharField(max_length=6, choices=UNITS, blank=True)
    review_on = models.DateField(null=True, blank=True)
    review_comments = models.TextField(blank=True)
    best_practice = models.BooleanField("recommended as best practice", default=False)

    class Meta:
        ordering = ["-pk"]

    def __str__(self):
        return f"{self.get_outcome_display()}, {self.name}"


class Resource(models.Model):
    """Hours used at one of the five levels of the form (S002-156, S002-157)."""

    class Level(models.TextChoices):
        BEAT = "beat", "Community beat officer only"
        SECTION = "section", "Section"
        DIVISION = "division", "Divisional"
        FORCE = "force", "Force level"
        OUT_OF_FORCE = "out-of-force", "Out of force"

    problem = models.ForeignKey("problems.Problem", models.CASCADE, related_name="resources")
    round = models.PositiveSmallIntegerField(default=1)
    level = models.CharField(max_length=12, choices=Level)
    hours = models.DecimalField(max_digits=8, decimal_places=1, default=0)
    cost = models.DecimalField("cost in pounds", max_digits=10, decimal_places=2, null=True, blank=True)

    history = HistoricalRecords()

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["problem", "round", "level"], name="resource_level_once")
        ]

    def __str__(self):
        return f"{self.get_level_display()}: {self.hours} hours"


class AgencyTime(models.Model):
    """What another agency gave (S002-158)."""

    problem = models.ForeignKey("problems.Problem", models.CASCADE, related_name="agency_times")
    round = models.PositiveSmallIntegerField(default=1)
    agency = models.ForeignKey(Agency, models.PROTECT, related_name="+")
    part = models.CharField("its part", max_length=160, blank=True)
    hours = models.DecimalField(max_digits=8, decimal_places=1, default=0)
    cost = models.DecimalField("cost in pounds", max_digits=10, decimal_places=2, null=True, blank=True)

    history = HistoricalRecords()

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["problem", "round", "agency"], name="agency_time_once")
        ]

    def __str__(self):
        return f"{self.agency}: {self.hours} hours"


class Round(models.Model):
    """A round that is over: the whole record as it stood when it was sent back to scanning (S002-160).

    ``sides`` holds what it said of people, and is read by those who may read the sides now. What results are
    counted from stands in columns. Appended only.
    """

    append_only = True

    problem = models.ForeignKey("problems.Problem", models.PROTECT, related_name="rounds")
    number = models.PositiveSmallIntegerField()
    ended_at = models.DateTimeField()
    ended_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    content = models.JSONField()
    sides = models.JSONField(default=dict)
    plan_implemented = models.CharField(max_length=6, choices=Extent, blank=True)
    measure_achieved = models.CharField(max_length=6, choices=Extent, blank=True)
    incidents_before = models.PositiveIntegerField(null=True)
    incidents_after = models.PositiveIntegerField(null=True)

    class Meta:
        ordering = ["number"]
        constraints = [models.UniqueConstraint(fields=["problem", "number"], name="round_ends_once")]

    def __str__(self):
        return f"Round {self.number}"

    @property
    def as_it_stood(self):
        """Its fields as those of a record, days as days; ``counts`` are (place, first day of the month, incidents)."""
        counts = [(place, parse_date(month), count) for place, month, count in self.content.get("counts", ())]
        said = {name: day_of(name, value) for name, value in self.content.items()}
        return SimpleNamespace(**{**said, "round": self.number, "counts": counts})


def day_of(name, value):
    """What the content of a round, which is JSON, holds under a name: a day as a day."""
    is_day = name.endswith(("_on", "_from", "_until")) and not name.startswith("time_")
    return parse_date(value) if is_day and value else value
