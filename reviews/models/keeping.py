"""How long what is kept of reviews stays, what holds it longer, and what was destroyed by two people."""

from django.conf import settings
from django.db import models
from simple_history.models import HistoricalRecords

from documents.models import Document
from partnership.models import Partnership
from reviews.lines import FEWEST_REVIEWS, LADDER, Step
from reviews.models.review import Review
from reviews.querysets import RetentionRuleQuerySet


class RetentionRule(models.Model):
    """Years after closing, as the partnership set them. No law gives a figure, so there is none until it is set."""

    class What(models.TextChoices):
        REVIEW = "review", "Reviews"
        REFERRAL = "referral", "Referrals without a review"
        PAPERS = "papers", "Working papers of either"

    partnership = models.ForeignKey(Partnership, models.PROTECT, related_name="retention_rules")
    what = models.CharField("what is kept", max_length=8, choices=What)
    years = models.PositiveSmallIntegerField("years after closing")
    set_on = models.DateField("agreed on")
    agreed_by_words = models.CharField("who agreed it", max_length=160)

    objects = RetentionRuleQuerySet.as_manager()
    history = HistoricalRecords()

    class Meta:
        ordering = ["what"]
        constraints = [
            models.UniqueConstraint(
                fields=["partnership", "what"],
                name="one_retention_rule_a_kind",
                violation_error_message="There is a rule for this already. Change that one.",
            )
        ]

    def __str__(self):
        return f"{self.get_what_display()}: {self.years}"


class LedgerRule(models.Model):
    """How a partnership chases actions, and from how many reviews on a number of them is said. Guidance names none."""

    partnership = models.OneToOneField(Partnership, models.PROTECT, related_name="ledger_rule")
    first_days = models.PositiveSmallIntegerField("days until the reminder", default=LADDER[Step.FIRST])
    second_days = models.PositiveSmallIntegerField(
        "days until the second reminder", default=LADDER[Step.SECOND]
    )
    senior_days = models.PositiveSmallIntegerField(
        "days until the senior contact hears of it", default=LADDER[Step.SENIOR]
    )
    fewest_reviews = models.PositiveSmallIntegerField(
        "fewest reviews of which a number is said", default=FEWEST_REVIEWS
    )

    objects = RetentionRuleQuerySet.as_manager()
    history = HistoricalRecords()

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="chase_climbs",
                condition=models.Q(first_days__gte=1, second_days__gt=models.F("first_days"))
                & models.Q(senior_days__gt=models.F("second_days")),
                violation_error_message="Each step needs more days than the step before it.",
            ),
            models.CheckConstraint(
                name="one_review_is_never_counted",
                condition=models.Q(fewest_reviews__gte=2),
                violation_error_message="One review alone is never counted. Enter 2 or more.",
            ),
        ]

    def __str__(self):
        return "Days of the chase"

    @property
    def ladder(self):
        """Days after an action last waited for a word, by step."""
        return dict(zip(Step, (self.first_days, self.second_days, self.senior_days), strict=True))


class LegalHold(models.Model):
    """Nothing of the review is destroyed while it stands, whatever the rules say."""

    review = models.ForeignKey(Review, models.PROTECT, related_name="legal_holds")
    reason = models.TextField()
    placed_on = models.DateField()
    ended_on = models.DateField(null=True, blank=True)
    end_reason = models.TextField("why it ended", blank=True)

    history = HistoricalRecords()

    class Meta:
        ordering = ["placed_on", "pk"]

    def __str__(self):
        return self.reason[:80]


class Destruction(models.Model):
    """Working papers that one person proposes to destroy and another confirms. The list outlives the papers."""

    review = models.ForeignKey(Review, models.PROTECT, related_name="destructions")
    reason = models.TextField()
    proposed_at = models.DateTimeField()
    proposed_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    confirmed_at = models.DateTimeField(null=True, blank=True)
    confirmed_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    dropped_on = models.DateField("withdrawn on", null=True, blank=True)

    history = HistoricalRecords()

    class Meta:
        ordering = ["-pk"]
        constraints = [
            models.CheckConstraint(
                name="destroyed_by_two_people",
                condition=models.Q(confirmed_by=None) | ~models.Q(confirmed_by=models.F("proposed_by")),
            )
        ]

    def __str__(self):
        return self.reason[:80]

    @property
    def waits(self):
        return self.confirmed_at is None and self.dropped_on is None


class DestroyedPaper(models.Model):
    """A version of a document on such a list: its title and digest, and nothing of what it said."""

    destruction = models.ForeignKey(Destruction, models.PROTECT, related_name="papers")
    document = models.ForeignKey(Document, models.PROTECT, related_name="+")
    title = models.CharField(max_length=250)
    number = models.CharField("version", max_length=10)
    sha256 = models.CharField(max_length=64)
    removed_on = models.DateField("file removed on", null=True, blank=True)
    kept_elsewhere = models.BooleanField(
        default=False, help_text="Another record has the same file, such as that of the agency that gave it"
    )

    history = HistoricalRecords()

    class Meta:
        ordering = ["pk"]

    def __str__(self):
        return f"{self.title} {self.number}"
