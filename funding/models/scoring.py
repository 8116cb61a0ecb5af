from django.conf import settings
from django.db import models
from simple_history.models import HistoricalRecords

from funding.models.bids import Bid
from funding.querysets import AssignmentQuerySet, InterestQuerySet, ScoringFormQuerySet
from partnership.models import Agency, Partnership, Person
from signoffs.models import SignOff


class Label(models.TextChoices):
    """What a scorer circles. The points follow from the row (S002-170)."""

    NONE = "none", "None"
    LITTLE = "little", "Little"
    SOME = "some", "Some"
    PLENTY = "plenty", "Plenty"


class Scheme(models.Model):
    """A scoring form in one version: once a form was filled by it, it is changed by a new version."""

    partnership = models.ForeignKey(Partnership, models.PROTECT, related_name="scoring_schemes")
    name = models.CharField(max_length=120)
    version = models.PositiveSmallIntegerField(default=1)
    note = models.TextField(blank=True, help_text="Printed under the form")
    is_offered = models.BooleanField(default=True)

    history = HistoricalRecords()

    class Meta:
        ordering = ["name", "-version"]
        constraints = [
            models.UniqueConstraint(fields=["partnership", "name", "version"], name="scheme_version_once")
        ]

    def __str__(self):
        return f"{self.name}, version {self.version}" if self.version > 1 else self.name

    @property
    def most(self):
        return sum(row.most for row in self.criteria.all())


class Criterion(models.Model):
    """A row of a scoring form: what each label is worth there; a label it does not hold cannot be circled there."""

    class Beside(models.TextChoices):
        """What of the bid stands beside the row while it is scored (S002-172 to -180)."""

        TARGETS = "targets", "Targets of the strategy"
        HOW = "how", "How it affects them"
        GAP = "gap", "Gap and evidence of need"
        AREAS = "areas", "Areas, and the year's standing"
        OBJECTIVES = "objectives", "Objectives of the fund"
        MONITORING = "monitoring", "Monitoring plan and outputs"
        LATER = "later", "Funding in later years"
        SHARE = "share", "Share of the money that is free"
        OTHER = "other", "Other funding"

    scheme = models.ForeignKey(Scheme, models.PROTECT, related_name="criteria")
    number = models.PositiveSmallIntegerField()
    question = models.CharField(max_length=200)
    points = models.JSONField(help_text="Points by label; a label left out cannot be chosen")
    weight = models.PositiveSmallIntegerField(default=1)
    beside = models.CharField(max_length=10, choices=Beside, blank=True)
    breaks_ties = models.PositiveSmallIntegerField(
        default=0, help_text="Of bids with the same total, ordered first by the row with 1, then 2; 0: not"
    )

    history = HistoricalRecords()

    class Meta:
        ordering = ["number"]
        constraints = [models.UniqueConstraint(fields=["scheme", "number"], name="criterion_numbered_once")]
        verbose_name_plural = "criteria"

    def __str__(self):
        return f"{self.number}. {self.question}"

    @property
    def labels(self):
        """Those that can be circled in this row, in the order of the paper."""
        return [label for label in Label if label in self.points]

    def worth(self, label):
        """The points of a label here, weight included."""
        return self.points[label] * self.weight

    @property
    def most(self):
        return max(self.points.values()) * self.weight


class Assignment(models.Model):
    """That somebody is to score a bid (S002-168). They see the bid by a grant, and nothing else by it."""

    bid = models.ForeignKey(Bid, models.PROTECT, related_name="assignments")
    scorer = models.ForeignKey(Person, models.PROTECT, related_name="bids_to_score")
    agency = models.ForeignKey(Agency, models.PROTECT, related_name="+", help_text="For which they score")
    assigned_at = models.DateTimeField()
    assigned_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    due_on = models.DateField(null=True, blank=True)
    ended_at = models.DateTimeField(null=True, blank=True)
    ended_because = models.CharField(max_length=250, blank=True)

    objects = AssignmentQuerySet.as_manager()
    history = HistoricalRecords()

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["bid", "scorer"], condition=models.Q(ended_at=None), name="assigned_once"
            )
        ]

    def __str__(self):
        return f"{self.scorer}, {self.agency}"


class ScoringForm(models.Model):
    """One scorer's form for one bid (S002-84). Signed, it is locked; a correction is the next version (S002-189)."""

    class Recommended(models.TextChoices):
        YES = "yes", "Yes"
        NO = "no", "No"
        PROVISIONAL = "provisional", "Provisional"

    assignment = models.ForeignKey(Assignment, models.PROTECT, related_name="forms")
    version = models.PositiveSmallIntegerField(default=1)
    recommended = models.CharField(max_length=11, choices=Recommended, blank=True)
    condition = models.TextField("on what condition", blank=True)
    condition_on = models.DateField("to be met by", null=True, blank=True)
    dated_on = models.DateField("date", null=True, blank=True)
    total = models.PositiveSmallIntegerField(null=True, blank=True)
    signed_at = models.DateTimeField(null=True, blank=True)
    signoff = models.OneToOneField(
        SignOff, models.PROTECT, null=True, blank=True, related_name="scoring_form"
    )
    correction_of = models.OneToOneField(
        "self", models.PROTECT, null=True, blank=True, related_name="corrected_by"
    )
    corrected_because = models.CharField(max_length=250, blank=True)
    set_aside_at = models.DateTimeField(null=True, blank=True)
    set_aside_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    set_aside_because = models.CharField(max_length=250, blank=True)

    objects = ScoringFormQuerySet.as_manager()
    history = HistoricalRecords()

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["assignment", "version"], name="form_version_once"),
            models.CheckConstraint(
                name="signed_form_is_whole",
                condition=models.Q(signed_at__isnull=True)
                | models.Q(total__isnull=False, signoff__isnull=False) & ~models.Q(recommended=""),
            ),
        ]

    def __str__(self):
        return f"Form of {self.assignment}"

    @property
    def is_signed(self):
        return self.signed_at is not None


class Score(models.Model):
    """What was circled in one row. The points are derived from the label, never typed (S002-170)."""

    form = models.ForeignKey(ScoringForm, models.PROTECT, related_name="scores")
    criterion = models.ForeignKey(Criterion, models.PROTECT, related_name="scores")
    label = models.CharField(max_length=6, choices=Label, blank=True)
    points = models.PositiveSmallIntegerField(null=True, blank=True, help_text="Weight included")
    comment = models.TextField(blank=True)

    history = HistoricalRecords()

    class Meta:
        ordering = ["criterion__number"]
        constraints = [models.UniqueConstraint(fields=["form", "criterion"], name="one_score_a_row")]

    def __str__(self):
        return f"{self.criterion}: {self.label}"


class Moderation(models.Model):
    """What the moderator made of a row on which the scorers differ. The scores themselves stay as they were."""

    append_only = True

    bid = models.ForeignKey(Bid, models.PROTECT, related_name="moderations")
    criterion = models.ForeignKey(Criterion, models.PROTECT, related_name="+")
    label = models.CharField(max_length=6, choices=Label)
    points = models.PositiveSmallIntegerField()
    reason = models.TextField()
    made_at = models.DateTimeField()
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")

    class Meta:
        ordering = ["pk"]

    def __str__(self):
        return f"{self.criterion}: {self.label}"


class Interest(models.Model):
    """What somebody declared about a bid; from then on they see nothing of it. Taken back, it stays in the register."""

    class Kind(models.TextChoices):
        FINANCIAL = "financial", "Financial"
        PERSONAL = "personal", "Family or friends"
        OFFICE = "office", "Office or membership held"
        OTHER = "other", "Other"

    bid = models.ForeignKey(Bid, models.PROTECT, related_name="interests")
    person = models.ForeignKey(Person, models.PROTECT, related_name="interests_declared")
    kind = models.CharField(max_length=9, choices=Kind)
    detail = models.TextField(blank=True)
    declared_at = models.DateTimeField()
    declared_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    reason = models.CharField("how it became known", max_length=250, blank=True)  # where declared for another
    ended_at = models.DateTimeField(null=True, blank=True)
    ended_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    ended_because = models.CharField(max_length=250, blank=True)

    objects = InterestQuerySet.as_manager()
    history = HistoricalRecords()

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["bid", "person"], condition=models.Q(ended_at=None), name="interest_declared_once"
            )
        ]

    def __str__(self):
        return f"{self.person}: {self.get_kind_display().lower()}"
