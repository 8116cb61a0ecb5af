from django.conf import settings
from django.db import models
from simple_history.models import HistoricalRecords

from partnership.models import Person
from problems.querysets import SideQuerySet


class Analysis(models.Model):
    """The place, and who was asked (B1, fields 21, 24 and 25). What it says of people is in `Side`."""

    location_features = models.TextField("features of the place", blank=True)
    location_not_known = models.BooleanField("not known", default=False)
    manager = models.CharField("who manages the place", max_length=250, blank=True)
    cpo_involvement = models.BooleanField("crime prevention officer involved", null=True, blank=True)
    analyst_involvement = models.BooleanField("analyst involved", null=True, blank=True)
    analyst = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="+")

    class Meta:
        abstract = True


class Side(models.Model):
    """The victim's or the offender's side of the triangle: more secret than the record itself (S002-140).

    It never stands in search, in the record's versions, or in an export: it has versions of its own. The
    record's grants open it only if they say so (`records.models.Grant.with_sides`).
    """

    class Of(models.TextChoices):
        VICTIM = "victim", "Complainant or victim"
        OFFENDER = "offender", "Offender or suspect"

    problem = models.ForeignKey("problems.Problem", models.CASCADE, related_name="sides")
    of = models.CharField(max_length=8, choices=Of)
    characteristics = models.TextField(blank=True)
    not_known = models.BooleanField(default=False)
    is_vulnerable = models.BooleanField("vulnerable person", default=False)
    is_persistent = models.BooleanField("persistent complainant", default=False)
    is_repeat = models.BooleanField("repeat victim", default=False)
    age_group = models.CharField(max_length=80, blank=True)
    activities = models.TextField(blank=True)
    modus_operandi = models.TextField("method", blank=True)
    motivation = models.TextField("motivation for the behaviour", blank=True)
    controller = models.CharField(
        max_length=250, blank=True, help_text="The guardian of a victim, the handler of an offender"
    )
    updated_at = models.DateTimeField()
    updated_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")

    objects = SideQuerySet.as_manager()
    history = HistoricalRecords()

    class Meta:
        ordering = ["-of"]  # the victim first
        constraints = [models.UniqueConstraint(fields=["problem", "of"], name="one_side_each")]

    def __str__(self):
        return self.get_of_display()

    @property
    def is_filled(self):
        return self.not_known or bool(self.characteristics.strip())
