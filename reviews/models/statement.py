"""What is said to the press, by people who may know nothing of the review (S001-54, S001-55)."""

from django.conf import settings
from django.db import models
from simple_history.models import HistoricalRecords

from records.models import Record
from reviews.lifecycle import STATEMENT_MOVES, StatementStatus
from reviews.models.review import Review
from reviews.querysets import StatementQuerySet


class Statement(Record):
    """A communications statement. Its title and its text name nothing of the review.

    A record of its own: its owner sees it and nothing of the review. Once it is cleared, the press contacts of the
    partnership read its words on a page of their own, and nothing else.
    """

    CODE = "STM"
    MOVES = STATEMENT_MOVES
    Status = StatementStatus
    AUDIENCES = (Record.Audience.NAMED,)
    IS_WALLED = True
    SAID = frozenset({StatementStatus.CLEARED, StatementStatus.RELEASED})  # to press contacts
    UNSAID = frozenset({"of_review"})

    status = models.CharField(max_length=8, choices=StatementStatus, default=StatementStatus.DRAFT)
    of_review = models.ForeignKey(Review, models.PROTECT, related_name="statements")
    owner = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    text = models.TextField(blank=True)
    asked_by_press = models.TextField("answers to expected questions", blank=True)
    cleared_on = models.DateField(null=True, blank=True)
    released_on = models.DateField(null=True, blank=True)

    objects = StatementQuerySet.as_manager()
    history = HistoricalRecords()

    class Meta:
        verbose_name = "communications statement"
        constraints = [
            models.CheckConstraint(
                name="statement_status_known", condition=models.Q(status__in=StatementStatus.values)
            )
        ]

    def __str__(self):
        return self.title

    def search_entries(self):
        """Nothing: its owner was told where it is."""
        return []

    def blockers(self, action):
        from reviews.blockers import statement_blockers  # noqa: PLC0415 -- blockers know the models

        return list(statement_blockers(self, action))

    def grant_refusals(self, holder, *, expires_on):
        yield "A statement is open to its owner, and to press contacts once it is cleared. Change its owner instead."

    @property
    def stage(self):
        return self.get_status_display()
