from django.conf import settings
from django.db import models
from simple_history.models import HistoricalRecords

from partnership.models import Person
from problems import hearing
from problems.issue_lifecycle import ISSUE_MOVES, ISSUE_OPEN, IssueAction, IssueStatus
from problems.models.situation import Situation
from problems.querysets import EmergingIssueQuerySet
from records.models import Record


class EmergingIssue(Situation, Record):
    """An emerging issue: logged, tasked to a partnership and taken on the same day, without a meeting (S002-09).

    It names nobody: what is known of people belongs in the problem record that it may become.
    """

    CODE = "EMG"
    MOVES = ISSUE_MOVES
    Status = IssueStatus
    ACTIONS_BY = "problems.measure_emergingissue"
    AUDIENCES = (Record.Audience.CASE, Record.Audience.AGENCY, Record.Audience.NAMED)

    status = models.CharField(max_length=8, choices=IssueStatus, default=IssueStatus.LOGGED)
    place = models.CharField("where", max_length=250, blank=True)
    postcode = models.CharField(max_length=8, blank=True, db_index=True)
    latitude = models.DecimalField(max_digits=8, decimal_places=6, null=True, blank=True)
    longitude = models.DecimalField(max_digits=9, decimal_places=6, null=True, blank=True)
    source = models.CharField(
        "where it comes from",
        max_length=160,
        blank=True,
        help_text="Such as: the fortnightly tasking meeting",
    )
    logged_on = models.DateField()
    tasked_on = models.DateField(null=True, blank=True)
    task = models.TextField("what the partnership is asked to do", blank=True)
    officer = models.ForeignKey(
        Person, models.PROTECT, null=True, blank=True, related_name="issues_in_hand", verbose_name="taken by"
    )
    taken_on = models.DateField(null=True, blank=True)
    measured_on = models.DateField("first measure on", null=True, blank=True)
    review_on = models.DateField("to be reviewed on", null=True, blank=True)
    came_of_it = models.TextField("what came of it", blank=True)

    objects = EmergingIssueQuerySet.as_manager()
    history = HistoricalRecords()

    class Meta:
        verbose_name = "emerging issue"
        constraints = [
            models.CheckConstraint(
                name="issue_status_known", condition=models.Q(status__in=IssueStatus.values)
            ),
            models.CheckConstraint(
                name="issue_both_times_or_neither",
                condition=models.Q(time_from__isnull=True, time_until__isnull=True)
                | models.Q(time_from__isnull=False, time_until__isnull=False),
                violation_error_message="Enter both times or neither.",
            ),
        ]
        indexes = [
            models.Index(fields=["status", "logged_on"], name="issue_by_status"),
            models.Index(fields=["beat"], name="issue_by_beat"),
            models.Index(fields=["review_on"], name="issue_review_due"),
        ]

    def __str__(self):
        return self.title

    @property
    def is_open(self):
        return self.status in ISSUE_OPEN

    @property
    def state_since(self):
        """The day from which it has stood as it stands."""
        stood = {
            IssueStatus.TASKED: self.tasked_on,
            IssueStatus.TAKEN: self.taken_on,
            IssueStatus.MEASURED: self.measured_on,
        }
        return stood.get(self.status) or self.closed_on or self.logged_on

    def is_review_due(self, on):
        return self.is_open and self.review_on is not None and self.review_on <= on

    def blockers(self, action):
        if action == IssueAction.CLOSE:
            return [
                f"Finish {measure.reference} “{measure}”, or cancel it with a reason."
                for measure in self.actions_arising.all()
                if measure.status in ("proposed", "open")
            ]
        return []

    def audience_of_move(self, action):
        return hearing.audience_of_issue(self, action)

    def line_of_move(self, action):
        return hearing.ISSUE_LINES.get(action, "")

    def search_entries(self):
        said = [self.outline, self.place, self.postcode, self.task, self.came_of_it]
        return [("", self.title, "\n".join(filter(None, said)), "readers")]

    def place_of(self, record, user):
        return "Measures", "#measures"

    def history_of_parts(self, user):
        return [
            {"title": "Reviewed", "by": review.made_by, "at": review.made_at, "text": review.text}
            for review in self.reviews.select_related("made_by__person")
        ]


class IssueReview(models.Model):
    """How an emerging issue stood when it was looked at again. Appended only."""

    append_only = True

    issue = models.ForeignKey(EmergingIssue, models.PROTECT, related_name="reviews")
    text = models.TextField()
    next_on = models.DateField(help_text="When it is to be reviewed again")
    made_at = models.DateTimeField()
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")

    class Meta:
        ordering = ["-pk"]

    def __str__(self):
        return self.text[:80]
