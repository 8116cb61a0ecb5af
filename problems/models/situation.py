from django.db import models

from design.filters import joined
from partnership.models import Area


class Situation(models.Model):
    """Where and when something happens, and of what kind: the part that an emerging issue has in common with a
    problem record, and that the one hands to the other (B1, fields 3, 4, 9 to 11).
    """

    class Kind(models.TextChoices):
        CRIME = "crime", "Crime"
        FEAR = "fear", "Fear of crime"
        ASB = "asb", "Anti-social behaviour"
        REASSURANCE = "reassurance", "Public reassurance"

    section = models.ForeignKey(Area, models.PROTECT, null=True, blank=True, related_name="+")
    beat = models.ForeignKey(Area, models.PROTECT, null=True, blank=True, related_name="+")
    kinds = models.JSONField("kinds of problem", default=list, blank=True)
    days = models.JSONField(default=list, blank=True, help_text="0 for Monday to 6 for Sunday")
    time_from = models.TimeField("between", null=True, blank=True)
    time_until = models.TimeField(
        "and", null=True, blank=True, help_text="Earlier than the other means past midnight"
    )
    outline = models.TextField("brief outline", blank=True)

    WEEK = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
    SHARED = ("section", "beat", "kinds", "days", "time_from", "time_until", "outline")

    class Meta:
        abstract = True

    @property
    def kinds_in_words(self):
        return [self.Kind(kind).label for kind in self.kinds]

    @property
    def days_in_words(self):
        """Friday and Saturday; every day, where it is all seven."""
        return (
            "every day"
            if len(self.days) == len(self.WEEK)
            else joined(self.WEEK[day] for day in sorted(self.days))
        )
