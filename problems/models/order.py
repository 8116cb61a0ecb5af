from django.db import models
from simple_history.models import HistoricalRecords

from partnership.models import Agency, Area
from partnership.models.dated import Dated


class AreaOrder(Dated):
    """An order that holds in an area, from a day to a day (S001-77). It is about a place and names nobody:

    orders on a person are steps of a case on the ladder.
    """

    class Kind(models.TextChoices):
        SPACES = "spaces", "Public spaces protection order"
        PROTECTION = "protection", "Community protection order"
        CLOSURE = "closure", "Closure order"
        DISPERSAL = "dispersal", "Dispersal authority"
        OTHER = "other", "Other order"

    area = models.ForeignKey(Area, models.PROTECT, related_name="orders")
    kind = models.CharField(max_length=10, choices=Kind)
    what = models.TextField("what it forbids or asks for")
    agency = models.ForeignKey(Agency, models.PROTECT, related_name="+", verbose_name="made by")

    history = HistoricalRecords()

    class Meta(Dated.Meta):
        ordering = ["started_on", "pk"]

    def __str__(self):
        return f"{self.get_kind_display()}, {self.area}"
