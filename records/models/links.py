from django.conf import settings
from django.db import models
from simple_history.models import HistoricalRecords

from records.models.record import Record
from records.querysets import LinkQuerySet


class Link(models.Model):
    """How one record belongs to another: *source* – kind – *target*, as "action arises from meeting".

    It never shows a title to somebody who may not see that end.
    """

    class Kind(models.TextChoices):
        ARISES_FROM = "arises-from", "arises from"
        SERVES = "serves", "serves"
        DECIDED_BY = "decided-by", "was decided by"
        FUNDED_BY = "funded-by", "is funded by"
        SUPERSEDES = "supersedes", "supersedes"
        EVIDENCE_FOR = "evidence-for", "is evidence for"
        PAPER_FOR = "paper-for", "is a paper for"
        RELIES_ON = "relies-on", "relies on"

    SEEN_FROM_TARGET = {
        Kind.ARISES_FROM: "gave rise to",
        Kind.SERVES: "is served by",
        Kind.DECIDED_BY: "decided",
        Kind.FUNDED_BY: "funds",
        Kind.SUPERSEDES: "is superseded by",
        Kind.EVIDENCE_FOR: "has as evidence",
        Kind.PAPER_FOR: "has the paper",
        Kind.RELIES_ON: "is relied on by",
    }

    source = models.ForeignKey(Record, models.CASCADE, related_name="links_out")
    target = models.ForeignKey(Record, models.CASCADE, related_name="links_in")
    kind = models.CharField(max_length=14, choices=Kind)
    part = models.CharField(
        max_length=40, blank=True, help_text="A part of the target, such as paragraph 3.9"
    )
    note = models.CharField(max_length=250, blank=True)
    made_at = models.DateTimeField()
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")

    objects = LinkQuerySet.as_manager()
    history = HistoricalRecords()

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["source", "target", "kind", "part"], name="link_made_once"),
            models.CheckConstraint(
                name="nothing_links_to_itself",
                condition=~models.Q(source=models.F("target")),
                violation_error_message="A record cannot be linked to itself.",
            ),
        ]

    def __str__(self):
        return f"{self.source_id} {self.get_kind_display()} {self.target_id}"

    def words_from(self, record):
        """What joins the two, as the page of either end says it."""
        return self.get_kind_display() if self.source_id == record.pk else self.SEEN_FROM_TARGET[self.kind]
