"""Who works on a review, and on what terms."""

from django.conf import settings
from django.db import models
from simple_history.models import HistoricalRecords

from partnership.models import Agency
from reviews.models.review import Review
from signoffs.models import SignOff


class Appointment(models.Model):
    """The independent chair, the author of the report, or a member of the panel, from advertisement to last day.

    Statutory guidance (2016): the chair is not directly associated with any of the agencies that take part, and the
    report prints how each is independent (S001-48).
    """

    class Part(models.TextChoices):
        CHAIR = "chair", "Independent chair"
        AUTHOR = "author", "Author of the report"
        PANEL = "panel", "Panel member"

    review = models.ForeignKey(Review, models.PROTECT, related_name="appointments")
    part = models.CharField(max_length=6, choices=Part)
    name = models.CharField(max_length=120, blank=True, help_text="As the report prints it")
    post = models.CharField("job title", max_length=120, blank=True)
    agency = models.ForeignKey(Agency, models.PROTECT, null=True, blank=True, related_name="+")
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="review_appointments"
    )
    advertised_on = models.DateField(null=True, blank=True)
    recruited_on = models.DateField("appointed", null=True, blank=True)
    ended_on = models.DateField("last day", null=True, blank=True)
    independence = models.TextField("statement of independence", blank=True)
    signoff = models.OneToOneField(SignOff, models.PROTECT, null=True, blank=True, related_name="+")

    history = HistoricalRecords()

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["review", "part"],
                condition=models.Q(part__in=["chair", "author"], ended_on=None),
                name="one_chair_and_one_author_of_a_review",
                violation_error_message="There is one already. Record the last day of the one before.",
            ),
        ]

    def __str__(self):
        return self.name or self.get_part_display()

    @property
    def is_independent(self):
        """Whether it is printed how they are independent of all agencies: the panel's members are of agencies."""
        return self.part != self.Part.PANEL

    @property
    def holds(self):
        return self.recruited_on is not None and self.ended_on is None


class Terms(models.Model):
    """Terms of reference, each version a row of its own: what is looked at, over which time, and who has seen it."""

    review = models.ForeignKey(Review, models.PROTECT, related_name="terms")
    number = models.PositiveSmallIntegerField()
    scope_from = models.DateField("looks at the time from")
    scope_until = models.DateField("until")
    lines = models.TextField("key lines of enquiry")
    equality = models.TextField("equality and diversity", blank=True)
    changed = models.CharField("what changed", max_length=200, blank=True)
    agreed_on = models.DateField("agreed by the panel", null=True, blank=True)
    shared_on = models.DateField("shared with the family", null=True, blank=True)
    not_shared_because = models.CharField("why the family was not given them", max_length=300, blank=True)
    comments = models.TextField("what the family said", blank=True)

    history = HistoricalRecords()

    class Meta:
        verbose_name = "terms of reference"
        verbose_name_plural = "terms of reference"
        ordering = ["-number"]
        constraints = [
            models.UniqueConstraint(fields=["review", "number"], name="terms_numbered_once"),
            models.CheckConstraint(
                name="terms_scope_in_order",
                condition=models.Q(scope_until__gte=models.F("scope_from")),
                violation_error_message="The time that is looked at cannot end before it begins.",
            ),
        ]

    def __str__(self):
        return f"Version {self.number}"
