"""The learning ledger: recommendations, the actions that follow, and whether practice changed (S001-59)."""

from django.conf import settings
from django.db import models
from simple_history.models import HistoricalRecords

from partnership.models import Agency
from records.models import Record
from reviews.lines import LINE_MOVES, LIVE, LineStatus, Step
from reviews.models.review import Review
from reviews.querysets import ActionLineQuerySet


class Recommendation(models.Model):
    """One recommendation of a review. A national one is sent on to the Home Office, and its answer kept."""

    class Scope(models.TextChoices):
        LOCAL = "local", "Local"
        REGIONAL = "regional", "Regional"
        NATIONAL = "national", "National"

    class Source(models.TextChoices):
        OVERVIEW = "overview", "Overview report"
        MANAGEMENT = "management", "An agency's own management review"

    review = models.ForeignKey(Review, models.PROTECT, related_name="recommendations")
    number = models.CharField(max_length=12, help_text="As the report numbers it")
    text = models.TextField("what is recommended")
    scope = models.CharField(max_length=8, choices=Scope, default=Scope.LOCAL)
    addressed_to = models.CharField("to whom", max_length=160)
    theme = models.CharField(max_length=80, blank=True)
    source = models.CharField("where it stands", max_length=10, choices=Source, default=Source.OVERVIEW)
    agency = models.ForeignKey(
        Agency,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="whose management review",
    )
    made_on = models.DateField("recommended on")
    sent_on = models.DateField("sent on to the Home Office", null=True, blank=True)
    sent_how = models.CharField("how it was sent", max_length=160, blank=True)
    answered_on = models.DateField("answer received", null=True, blank=True)
    answer = models.TextField("what was answered", blank=True)

    history = HistoricalRecords()

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["review", "number"],
                name="recommendation_numbered_once",
                violation_error_message="Another recommendation of this review has that number.",
            ),
            models.CheckConstraint(
                name="recommendation_answered_after_sent",
                condition=models.Q(answered_on=None) | models.Q(answered_on__gte=models.F("sent_on")),
                violation_error_message="It cannot be answered before it was sent.",
            ),
        ]

    def __str__(self):
        return f"{self.number}. {self.text[:80]}"


class ActionLine(Record):
    """An action in the columns of the standard action plan. It may serve recommendations of several reviews.

    A record of its own, so that whoever owns it sees it and nothing of a review (`docs/decisions/0035-…`).
    """

    CODE = "LIN"
    MOVES = LINE_MOVES
    Status = LineStatus
    AUDIENCES = (Record.Audience.NAMED,)
    IS_WALLED = True
    UNSAID = frozenset({"senior"})

    status = models.CharField(max_length=9, choices=LineStatus, default=LineStatus.OPEN)
    wording = models.TextField("action to take")
    contact = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name="named owner"
    )
    senior = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+",
        verbose_name="senior contact of the agency",
    )  # fmt: skip
    asked_on = models.DateField("given out on")
    target_on = models.DateField("target date")
    first_target_on = models.DateField("target date at first", help_text="Kept as it was, whatever is agreed")
    completed_on = models.DateField("date of completion", null=True, blank=True)
    outcome = models.TextField(blank=True)

    objects = ActionLineQuerySet.as_manager()
    history = HistoricalRecords()

    class Meta:
        verbose_name = "action from learning"
        verbose_name_plural = "actions from learning"
        constraints = [
            models.CheckConstraint(
                name="action_line_status_known", condition=models.Q(status__in=LineStatus.values)
            ),
            models.CheckConstraint(
                name="completed_line_has_a_day",
                condition=~models.Q(status="done") | models.Q(completed_on__isnull=False),
            ),
        ]

    def __str__(self):
        return self.title

    def search_entries(self):
        """Nothing: whoever owns it was told where it is."""
        return []

    def grant_refusals(self, holder, *, expires_on):
        yield "This is open to whoever owns it, and to whoever gave it out. Have another owner named instead."

    @property
    def stage(self):
        return self.get_status_display()

    def is_late(self, on):
        return self.status in LIVE and self.target_on < on


class Serving(models.Model):
    """That an action serves a recommendation. Both may have many of the other."""

    recommendation = models.ForeignKey(Recommendation, models.PROTECT, related_name="servings")
    line = models.ForeignKey(ActionLine, models.PROTECT, related_name="servings")

    history = HistoricalRecords()

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["recommendation", "line"], name="line_serves_recommendation_once")
        ]

    def __str__(self):
        return f"{self.recommendation}: {self.line}"


class Milestone(models.Model):
    """What was achieved on the way, as whoever owns the action says it."""

    line = models.ForeignKey(ActionLine, models.PROTECT, related_name="milestones")
    achieved_on = models.DateField()
    text = models.TextField("what was achieved")
    made_at = models.DateTimeField()
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")

    history = HistoricalRecords()

    class Meta:
        ordering = ["achieved_on", "pk"]

    def __str__(self):
        return self.text[:80]


class Chase(models.Model):
    """A step of the ladder that was taken, and to whom."""

    line = models.ForeignKey(ActionLine, models.PROTECT, related_name="chases")
    step = models.CharField(max_length=6, choices=Step)
    taken_on = models.DateField()
    to_words = models.CharField("to whom", max_length=160)

    history = HistoricalRecords()

    class Meta:
        ordering = ["taken_on", "pk"]

    def __str__(self):
        return f"{self.get_step_display()}: {self.to_words}"


class Assurance(models.Model):
    """Whether it changed practice, asked after the action is complete, and how that is known."""

    class Result(models.TextChoices):
        CHANGED = "changed", "Practice changed"
        PARTLY = "partly", "Practice changed in part"
        NOT = "not", "Practice did not change"

    line = models.ForeignKey(ActionLine, models.PROTECT, related_name="assurances")
    result = models.CharField("did it change practice", max_length=7, choices=Result)
    checked_on = models.DateField()
    how = models.TextField("how this is known")

    history = HistoricalRecords()

    class Meta:
        ordering = ["checked_on", "pk"]

    def __str__(self):
        return self.get_result_display()
