from django.db import models

from funding.money import amount_field


class Subsidy(models.Model):
    """What was concluded under the Subsidy Control Act 2022, and the steps of minimal financial assistance.

    MFA: at most £315,000 to one enterprise, over this financial year so far and the two before it (s36); a
    notification first, the recipient's written confirmation, and a confirmation with the date of the award after.
    """

    class SubsidyKind(models.TextChoices):
        UNDECIDED = "", "Not decided yet"
        NONE = "none", "Not a subsidy"
        MFA = "mfa", "Minimal financial assistance"
        SPEI = "spei", "Services of public economic interest assistance"
        SCHEME = "scheme", "Under a subsidy scheme"
        PRINCIPLES = "principles", "Assessed against the subsidy control principles"

    subsidy = models.CharField(max_length=10, choices=SubsidyKind, blank=True)
    subsidy_reason = models.TextField("reasoning", blank=True)
    subsidy_scheme = models.CharField("scheme and its number", max_length=120, blank=True)
    mfa_declared = amount_field(
        "other minimal financial assistance that the recipient declared", null=True, blank=True
    )
    mfa_notified_on = models.DateField("notification sent on", null=True, blank=True)
    mfa_confirmed_on = models.DateField("recipient confirmed in writing on", null=True, blank=True)
    mfa_closed_on = models.DateField("confirmation of the award sent on", null=True, blank=True)

    class Meta:
        abstract = True
