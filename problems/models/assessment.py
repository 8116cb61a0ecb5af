from django.db import models
from simple_history.models import HistoricalRecords


class Extent(models.TextChoices):
    """How far, as the paper asks it: fully, partly, no."""

    FULLY = "fully", "Fully"
    PARTLY = "partly", "Partly"
    NO = "no", "No"


class Assessment(models.Model):
    """Was it done, and did it work: two questions (B1, fields 29 to 36).

    Counts are of incidents, each over its own period, both days included. Nothing that follows from them is
    stored: change, percentage, level of evidence and words are worked out by `problems.evidence`.
    """

    assessment_short_term = models.TextField("in the short term", blank=True)
    short_term_on = models.DateField(null=True, blank=True)
    assessment_long_term = models.TextField("in the long term", blank=True)
    long_term_on = models.DateField(null=True, blank=True)
    plan_implemented = models.CharField(max_length=6, choices=Extent, blank=True)
    measure_achieved = models.CharField(max_length=6, choices=Extent, blank=True)
    achieved_comment = models.TextField(
        blank=True, help_text="Needed where the measure was achieved and the plan was not carried out (R7)"
    )
    incidents_before = models.PositiveIntegerField(null=True, blank=True)
    incidents_after = models.PositiveIntegerField(null=True, blank=True)
    not_counted_because = models.TextField("why there are no counts", blank=True)
    before_from = models.DateField(null=True, blank=True)
    before_until = models.DateField(null=True, blank=True)
    after_from = models.DateField(null=True, blank=True)
    after_until = models.DateField(null=True, blank=True)
    comparison_area = models.CharField(max_length=160, blank=True)
    comparison_alike = models.TextField("how the comparison area is alike", blank=True)
    comparison_before = models.PositiveIntegerField(null=True, blank=True)
    comparison_after = models.PositiveIntegerField(null=True, blank=True)
    buffer_area = models.CharField("area around it", max_length=160, blank=True)
    buffer_before = models.PositiveIntegerField(null=True, blank=True)
    buffer_after = models.PositiveIntegerField(null=True, blank=True)
    sites = models.PositiveSmallIntegerField("places treated", default=1)
    controlled_for = models.TextField("other causes allowed for", blank=True)
    allocated_at_random = models.BooleanField("places were chosen at random", default=False)
    action_taken = models.TextField("what was done", blank=True)
    lessons_learned = models.TextField("lessons learned", blank=True)

    class Meta:
        abstract = True


class MonthlyCount(models.Model):
    """Incidents in a month, where it was worked and where it was not; the chart is drawn from them."""

    class Place(models.TextChoices):
        TARGET = "target", "Here"
        COMPARISON = "comparison", "Comparison area"
        BUFFER = "buffer", "Area around it"

    problem = models.ForeignKey("problems.Problem", models.CASCADE, related_name="counts")
    place = models.CharField(max_length=10, choices=Place, default=Place.TARGET)
    month_from = models.DateField("month", help_text="Its first day")
    count = models.PositiveIntegerField()

    history = HistoricalRecords()

    class Meta:
        ordering = ["place", "month_from"]
        constraints = [
            models.UniqueConstraint(fields=["problem", "place", "month_from"], name="one_count_a_month")
        ]

    def __str__(self):
        return f"{self.month_from:%B %Y}: {self.count}"
