from django.db import models
from simple_history.models import HistoricalRecords

from reviews.lifecycle import RETURN_MOVES, ReturnStatus
from reviews.models.asked import AskedOfAgency
from reviews.models.review import Review
from reviews.querysets import ReturnQuerySet


class Return(AskedOfAgency):
    """What one agency was asked when a death is scoped. Its answer is the agency's until the agency shares it."""

    class Known(models.TextChoices):
        YES = "yes", "Known to the agency"
        NO = "no", "Not known to the agency"

    CODE = "REQ"
    MOVES = RETURN_MOVES
    Status = ReturnStatus
    Known = Known
    WAITING = frozenset({ReturnStatus.ASKED})
    UNSAID = frozenset({"of_review", "known", "summary", "secured_on"})

    status = models.CharField(max_length=9, choices=ReturnStatus, default=ReturnStatus.ASKED)
    of_review = models.ForeignKey(Review, models.PROTECT, related_name="returns")
    known = models.CharField("is the person known", max_length=3, choices=Known, blank=True)
    summary = models.TextField("summary of involvement", blank=True)
    secured_on = models.DateField("records secured", null=True, blank=True)
    answered_on = models.DateField(null=True, blank=True)

    objects = ReturnQuerySet.as_manager()
    history = HistoricalRecords()

    class Meta:
        verbose_name = "request for information"
        verbose_name_plural = "requests for information"
        constraints = [
            models.CheckConstraint(
                name="return_status_known", condition=models.Q(status__in=ReturnStatus.values)
            )
        ]

    def blockers(self, action):
        from reviews.blockers import return_blockers  # noqa: PLC0415 -- blockers know the models

        return list(return_blockers(self, action))
