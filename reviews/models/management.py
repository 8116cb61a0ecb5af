from django.conf import settings
from django.db import models
from simple_history.models import HistoricalRecords

from reviews.lifecycle import MANAGEMENT_MOVES, ManagementStatus
from reviews.models.asked import AskedOfAgency
from reviews.models.review import Review
from reviews.querysets import ManagementReviewQuerySet

WRITTEN = ("narrative", "analysis", "good_practice", "lessons", "recommendations", "independence")


class ManagementReview(AskedOfAgency):
    """An agency's own review of what it did, written by an author who had no part in it (S001-46).

    A senior officer of the agency, who is not the author, signs it. Until then it is the agency's: those who asked
    see that it is asked, and not what it says. Once it is shared with the panel, the panel reads it too.
    """

    CODE = "IMR"
    MOVES = MANAGEMENT_MOVES
    Status = ManagementStatus
    WAITING = frozenset({ManagementStatus.ASKED, ManagementStatus.QUERIED})
    READ = frozenset({ManagementStatus.RECEIVED, ManagementStatus.ACCEPTED})  # by those who asked
    ANSWERED_BY = ("contact", "signatory")
    READ_ALONE = frozenset(WRITTEN)
    UNSAID = frozenset({"of_review", "to_mend", *WRITTEN})
    PAPERS_BY = "reviews.answer_managementreview"

    status = models.CharField(max_length=9, choices=ManagementStatus, default=ManagementStatus.ASKED)
    of_review = models.ForeignKey(Review, models.PROTECT, related_name="management_reviews")
    signatory = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+",
        verbose_name="senior officer who signs",
    )  # fmt: skip
    narrative = models.TextField("what the agency did", blank=True)
    analysis = models.TextField("analysis against the terms of reference", blank=True)
    good_practice = models.TextField(blank=True)
    lessons = models.TextField("lessons to be learned", blank=True)
    recommendations = models.TextField(blank=True)
    independence = models.TextField("how the author is independent of the case", blank=True)
    to_mend = models.TextField("what its signatory asks to be changed", blank=True)  # between the two of them
    drafted_on = models.DateField(null=True, blank=True)
    received_on = models.DateField(null=True, blank=True)
    reviewed_on = models.DateField(null=True, blank=True)
    panel_on = models.DateField("shared with the panel", null=True, blank=True)

    objects = ManagementReviewQuerySet.as_manager()
    history = HistoricalRecords()

    class Meta:
        verbose_name = "individual management review"
        constraints = [
            models.CheckConstraint(
                name="management_status_known", condition=models.Q(status__in=ManagementStatus.values)
            )
        ]

    def read_elsewhere(self):
        """Nobody: it is opened by name to whoever asked, once it is signed."""
        return ""

    def closing_refusals(self, holder):
        """What was signed and sent is not taken back by whoever keeps the agency's record."""
        if self.is_read and holder.pk not in (self.contact_id, self.signatory_id):
            yield (
                "Your agency signed it and sent it, so those who work on the review read it. If it has to change, ask"
                " whoever asked you for it to send it back."
            )

    def blockers(self, action):
        from reviews.blockers import management_blockers  # noqa: PLC0415 -- blockers know the models

        return list(management_blockers(self, action))

    @property
    def stage(self):
        """A finished draft says so: it waits for its agency's signature, and not for its author."""
        return "Drafted, to be signed" if self.waits_for_signature else self.get_status_display()

    @property
    def waits_for_signature(self):
        return self.status in self.WAITING and self.drafted_on is not None

    @property
    def is_read(self):
        return self.status in self.READ
