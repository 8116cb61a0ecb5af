from django.db import models

from funding.models.funds import Objective
from funding.money import amount_field


class Description(models.Model):
    """The project description: what the nine rows of the scoring form are judged by (S002-192, form B4)."""

    class Applicant(models.TextChoices):
        MEMBER = "member", "Member agency"
        GROUP = "group", "Community group"
        CONSORTIUM = "consortium", "Several agencies with one lead"

    applicant_kind = models.CharField(max_length=10, choices=Applicant, default=Applicant.MEMBER)
    expression = models.TextField("expression of interest", blank=True)
    summary = models.TextField("short description", blank=True)
    target_side = models.CharField(
        "side of the triangle it works on", max_length=8, choices=Objective.Side, blank=True
    )
    gap = models.TextField("gap or shortfall that it meets", blank=True)
    need = models.TextField("evidence of need", blank=True)
    monitoring = models.TextField("monitoring and evaluation plan", blank=True)
    later_none = models.BooleanField("no funding is wanted in later years", default=False)
    other_none = models.BooleanField("no other funding is sought", default=False)
    amount_capital = amount_field("capital", null=True, blank=True)
    amount_running = amount_field("running costs", null=True, blank=True)
    starts_on = models.DateField(null=True, blank=True)
    ends_on = models.DateField(null=True, blank=True)
    components = models.TextField(blank=True, help_text="Parts of the project, one on each line")
    contact_name = models.CharField("who answers for the bid", max_length=120, blank=True)

    class Meta:
        abstract = True

    @property
    def requested(self):
        """Pounds; None while neither sum is entered."""
        sums = [amount for amount in (self.amount_capital, self.amount_running) if amount is not None]
        return sum(sums) if sums else None
