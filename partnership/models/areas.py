from django.db import models
from simple_history.models import HistoricalRecords

from partnership.models.dated import Dated


class Area(Dated):
    """A place on the map of the partnerships (S000-11, S002-01). Areas of different kinds overlap."""

    class Kind(models.TextChoices):
        FORCE = "force", "Police force area"
        DIVISION = "division", "Police division"
        COUNTY = "county", "County"
        DISTRICT = "district", "District"
        UNITARY = "unitary", "Unitary council area"
        WARD = "ward", "Ward"
        SECTION = "section", "Police section"
        BEAT = "beat", "Beat"
        REGION = "region", "Region"

    name = models.CharField(max_length=120)
    kind = models.CharField(max_length=10, choices=Kind)
    code = models.CharField(max_length=12, blank=True, help_text="ONS code, such as E06000059")
    parent = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="children")
    size_km2 = models.DecimalField("size in km²", max_digits=9, decimal_places=1, null=True, blank=True)
    size_qualifier = models.CharField(max_length=20, blank=True, help_text="Such as: approximately, over")

    history = HistoricalRecords()

    class Meta(Dated.Meta):
        ordering = ["name"]
        constraints = [
            *Dated.Meta.constraints,
            models.UniqueConstraint(fields=["name", "kind"], name="area_named_once_a_kind"),
        ]

    def __str__(self):
        return self.name


class AreaOverlap(models.Model):
    """Two areas that cover some of the same ground, such as a division and its districts (S002-02)."""

    area = models.ForeignKey(Area, models.CASCADE, related_name="overlaps")
    other = models.ForeignKey(Area, models.CASCADE, related_name="overlapped_by")
    approximate = models.BooleanField(default=False)

    history = HistoricalRecords()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["area", "other"], name="overlap_said_once")]

    def __str__(self):
        return f"{self.area} {'roughly ' if self.approximate else ''}overlaps {self.other}"
