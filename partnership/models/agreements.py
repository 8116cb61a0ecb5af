from django.db import models
from simple_history.models import HistoricalRecords

from partnership.models.agencies import Agency
from partnership.models.dated import Dated
from partnership.models.partnerships import Partnership
from partnership.querysets import AgreementQuerySet


class Agreement(Dated):
    """An information sharing agreement or protocol: what access across agencies rests on (S004-66, S004-67).

    An expired or withdrawn agreement closes every grant that rests on it.
    """

    class Status(models.TextChoices):
        DRAFT = "draft", "Draft"
        LEGAL_REVIEW = "legal-review", "Legal review"
        CONSULTATION = "consultation", "Consultation"
        AGREED = "agreed", "Agreed"
        SIGNED = "signed", "In force"
        WITHDRAWN = "withdrawn", "Withdrawn"

    partnership = models.ForeignKey(Partnership, models.PROTECT, related_name="agreements")
    title = models.CharField(max_length=160)
    status = models.CharField(max_length=12, choices=Status, default=Status.DRAFT)
    purposes = models.TextField(help_text="One on each line. Sharing a record names one of them.")
    gateway = models.CharField(
        "legal gateway", max_length=160, blank=True, help_text="Such as Crime and Disorder Act 1998 s115"
    )
    quality_caveats = models.TextField(blank=True, help_text="Printed with data shared under it")
    review_on = models.DateField(null=True, blank=True)

    objects = AgreementQuerySet.as_manager()
    history = HistoricalRecords()

    class Meta(Dated.Meta):
        ordering = ["title"]

    def __str__(self):
        return self.title

    @property
    def purpose_list(self):
        return [line.strip() for line in self.purposes.splitlines() if line.strip()]


class AgreementParty(models.Model):
    """An agency the agreement is for; unsigned until it has a date and a signatory (S002-113)."""

    agreement = models.ForeignKey(Agreement, models.CASCADE, related_name="parties")
    agency = models.ForeignKey(Agency, models.PROTECT, related_name="agreements")
    signed_on = models.DateField(null=True, blank=True)
    signatory = models.CharField(max_length=160, blank=True)

    history = HistoricalRecords()

    class Meta:
        ordering = ["agency__name"]
        constraints = [
            models.UniqueConstraint(fields=["agreement", "agency"], name="party_once"),
            models.CheckConstraint(
                name="signature_has_a_signatory",
                condition=models.Q(signed_on__isnull=True) | ~models.Q(signatory=""),
                violation_error_message="Say who signed.",
            ),
        ]

    def __str__(self):
        return f"{self.agency}: {'signed' if self.signed_on else 'not signed'}"
