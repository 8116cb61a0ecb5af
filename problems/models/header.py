from django.db import models
from simple_history.models import HistoricalRecords

from partnership.models import Area, Person
from partnership.querysets import DirectoryQuerySet
from problems.models.situation import Situation


class LocationType(models.Model):
    """A kind of place, such as a car park; an administrator keeps the list (S002-123)."""

    name = models.CharField(max_length=80, unique=True)
    is_active = models.BooleanField("offered on new records", default=True)

    objects = DirectoryQuerySet.as_manager()
    history = HistoricalRecords()

    class Meta:
        ordering = ["name"]

    def __str__(self):
        return self.name


class Header(Situation):
    """The front page of the paper record, but for its title and reference (B1, fields 3 to 17)."""

    class Level(models.TextChoices):
        OVERARCHING = "overarching", "Overarching plan"
        OPERATIONAL = "operational", "Operational record"

    class Origin(models.TextChoices):
        PROACTIVE = "proactive", "Proactive: a tasking group"
        REACTIVE = "reactive", "Reactive: the intelligence unit"

    class Plan(models.TextChoices):
        POLICING = "policing", "Local policing plan"
        STRATEGY = "strategy", "Community safety strategy"
        SERVICE = "service", "Divisional service plan"

    level = models.CharField(max_length=11, choices=Level, default=Level.OPERATIONAL)
    part_of = models.ForeignKey(
        "problems.Problem", models.PROTECT, null=True, blank=True, related_name="operational_records"
    )
    legacy_reference = models.CharField(
        "older divisional reference", max_length=40, blank=True, help_text="As printed on the paper file"
    )
    area_code = models.CharField(max_length=20, blank=True)
    areas = models.ManyToManyField(
        Area, blank=True, related_name="problems", help_text="If it reaches further"
    )
    location_types = models.ManyToManyField(LocationType, blank=True, related_name="problems")
    raised_by = models.CharField("raised by", max_length=160, blank=True, help_text="A community or group")
    origin = models.CharField(max_length=9, choices=Origin, default=Origin.PROACTIVE)
    previous_police_involvement = models.BooleanField(null=True, blank=True)
    police_references = models.JSONField(default=list, blank=True)
    relevant_to = models.JSONField(default=list, blank=True)

    initiated_by = models.ForeignKey(
        Person, models.PROTECT, null=True, blank=True, related_name="problems_initiated"
    )
    initiated_on = models.DateField(null=True, blank=True)
    initiator_name = models.CharField(max_length=160, blank=True, help_text="As printed")
    initiator_rank = models.CharField(max_length=60, blank=True)
    initiator_number = models.CharField(max_length=20, blank=True)
    initiator_department = models.CharField(max_length=160, blank=True)
    officer = models.ForeignKey(
        Person, models.PROTECT, null=True, blank=True, related_name="problems_in_the_case"
    )
    officer_on = models.DateField("officer in the case since", null=True, blank=True)
    officer_name = models.CharField(max_length=160, blank=True, help_text="As printed")
    officer_rank = models.CharField(max_length=60, blank=True)
    officer_number = models.CharField(max_length=20, blank=True)
    officer_department = models.CharField(max_length=160, blank=True)

    class Meta:
        abstract = True
