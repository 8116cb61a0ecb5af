from django.db import models
from simple_history.models import HistoricalRecords

from partnership.models.agencies import Agency
from partnership.models.areas import Area
from partnership.models.partnerships import Partnership
from partnership.querysets import BodyQuerySet, DirectoryQuerySet


class Body(models.Model):
    """A group that meets: strategic group, delivery group, panel, task group. Bodies form a tree (S001-64)."""

    class Kind(models.TextChoices):
        COUNTY = "county", "County group"
        STRATEGIC = "strategic", "Strategic group"
        DELIVERY = "delivery", "Delivery group"
        COORDINATING = "co-ordinating", "Co-ordinating group"
        STEERING = "steering", "Steering group"
        TASK = "task", "Task group"
        REVIEW = "review", "Review group"
        PANEL = "panel", "Panel"
        FORUM = "forum", "Forum"
        SCRUTINY = "scrutiny", "Scrutiny committee"

    class Status(models.TextChoices):
        SETTING_UP = "setting-up", "Being set up"
        ACTIVE = "active", "Active"
        DORMANT = "dormant", "Dormant"
        CLOSED = "closed", "Closed"

    class Regime(models.TextChoices):
        """Which law drives notice and exemptions; a partnership's groups choose for themselves."""

        OWN = "own", "Its own terms of reference"
        PART_VA = "part-va", "Local Government Act 1972, Part VA"
        EXECUTIVE = "executive", "Executive (SI 2012/2089)"

    class Basis(models.TextChoices):
        SUBJECT = "subject", "Subject"
        GEOGRAPHIC = "geographic", "Geographic"

    class Approval(models.TextChoices):
        """Who makes minutes final. Ours: the sources leave it open (X-02), so each body chooses."""

        CHAIR = "chair", "The chair's signature"
        RESOLUTION = "resolution", "The next meeting's resolution, then the chair's signature"

    partnership = models.ForeignKey(Partnership, models.PROTECT, related_name="bodies")
    name = models.CharField(max_length=120)
    slug = models.SlugField(unique=True, help_text="Stands in web addresses")
    kind = models.CharField(max_length=15, choices=Kind)
    parent = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="children")
    answers_also_to = models.ManyToManyField(
        "self", symmetrical=False, blank=True, related_name="also_oversees"
    )
    status = models.CharField(max_length=10, choices=Status, default=Status.ACTIVE)
    status_since = models.DateField(null=True, blank=True)
    purpose = models.TextField("purpose and remit", blank=True)
    role_to_children = models.TextField("role towards the groups beneath it", blank=True)
    reporting_lines = models.TextField(blank=True, help_text="What it reports, to whom and when")
    areas = models.ManyToManyField(Area, blank=True, related_name="bodies")
    basis = models.CharField(max_length=10, choices=Basis, blank=True)
    tags = models.CharField("themes", max_length=200, blank=True, help_text="Separated by commas")
    contact_email = models.EmailField(blank=True)
    raising_items = models.TextField("how to raise an item", blank=True)
    regime = models.CharField("legal regime", max_length=10, choices=Regime, default=Regime.OWN)
    notice_days = models.PositiveSmallIntegerField(
        "clear working days' notice", default=5, help_text="Five is the law for councils in England"
    )
    items_by_days = models.PositiveSmallIntegerField(
        "items called for, clear working days before",
        default=15,
        help_text="The day by which members send items for the agenda",
    )
    papers_by_days = models.PositiveSmallIntegerField(
        "papers due, clear working days before", default=8, help_text="The day by which papers are in"
    )
    quorum = models.PositiveSmallIntegerField(
        null=True, blank=True, help_text="How many voting seats must be filled. Empty: none is set."
    )
    quorum_agencies = models.PositiveSmallIntegerField(
        "quorum in agencies", null=True, blank=True, help_text="How many core agencies must be represented"
    )
    chair_has_casting_vote = models.BooleanField(default=False)
    minutes_approval = models.CharField(
        "minutes are made final by", max_length=10, choices=Approval, default=Approval.CHAIR
    )
    meets_every = models.PositiveSmallIntegerField(null=True, blank=True)
    meets_every_unit = models.CharField(
        max_length=6, choices=[("weeks", "weeks"), ("months", "months")], blank=True
    )
    constituted_on = models.DateField(null=True, blank=True)
    constitution_review_on = models.DateField(null=True, blank=True)
    first_meeting_on = models.DateField(null=True, blank=True)
    first_report_on = models.DateField("first report to its parent", null=True, blank=True)
    scrutinised_by = models.CharField(max_length=160, blank=True, help_text="The scrutiny committee over it")
    hosted_by = models.ForeignKey(Agency, models.PROTECT, null=True, blank=True, related_name="hosted_bodies")

    objects = BodyQuerySet.as_manager()
    history = HistoricalRecords(m2m_fields=[areas, answers_also_to])

    class Meta:
        ordering = ["name"]
        verbose_name_plural = "bodies"
        constraints = [
            models.UniqueConstraint(fields=["partnership", "name"], name="body_named_once"),
            models.CheckConstraint(
                name="body_is_not_its_own_parent",
                condition=models.Q(parent__isnull=True) | ~models.Q(parent=models.F("id")),
            ),
        ]

    def __str__(self):
        return self.name


class BodyAlias(models.Model):
    """Another or a former name of the body; old papers keep calling it so (X-24, X-57, S002-108)."""

    body = models.ForeignKey(Body, models.CASCADE, related_name="aliases")
    name = models.CharField(max_length=120)

    history = HistoricalRecords()

    class Meta:
        ordering = ["name"]

    def __str__(self):
        return self.name


class TermsOfReference(models.Model):
    """One version of a body's terms (S001-148). Issued versions stay; an amendment is a new version."""

    class Status(models.TextChoices):
        DRAFT = "draft", "Draft"
        AGREED = "agreed", "Agreed"
        SUPERSEDED = "superseded", "Superseded"

    body = models.ForeignKey(Body, models.CASCADE, related_name="terms")
    version = models.CharField(
        max_length=10, help_text="Drafts count up below 1.0; agreed terms start at 1.0"
    )
    text = models.TextField()
    status = models.CharField(max_length=10, choices=Status, default=Status.DRAFT)
    agreed_on = models.DateField(null=True, blank=True)
    agreed_by = models.CharField(
        max_length=160, blank=True, help_text="The resolution that agreed them, such as item 6 resolution 2"
    )
    amendment_note = models.TextField(
        blank=True, help_text="An amendment decided and not yet issued; it shows until the next version"
    )
    review_on = models.DateField(null=True, blank=True)

    objects = DirectoryQuerySet.as_manager()
    history = HistoricalRecords()

    class Meta:
        ordering = ["-pk"]
        verbose_name_plural = "terms of reference"
        constraints = [
            models.UniqueConstraint(fields=["body", "version"], name="terms_version_once"),
            models.UniqueConstraint(
                fields=["body"], condition=models.Q(status="agreed"), name="one_agreed_version_of_terms"
            ),
            models.CheckConstraint(
                name="agreed_terms_have_a_date",
                condition=models.Q(status="draft") | models.Q(agreed_on__isnull=False),
            ),
        ]

    def __str__(self):
        return f"Terms of reference of {self.body}, version {self.version}"


class Accreditation(models.Model):
    """A scheme that has accredited a group, to which stage and since when (S002-60)."""

    body = models.ForeignKey(Body, models.CASCADE, related_name="accreditations")
    scheme = models.CharField(max_length=160, help_text="Such as the name of a trust and its guild")
    stage = models.CharField(max_length=60, blank=True, help_text="Such as Stage 1")
    accredited_on = models.DateField("date of accreditation", null=True, blank=True)

    objects = DirectoryQuerySet.as_manager()
    history = HistoricalRecords()

    class Meta:
        ordering = ["-accredited_on", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["body", "scheme", "stage"],
                name="accredited_once_a_stage",
                violation_error_message="This stage of the scheme is recorded already.",
            )
        ]

    def __str__(self):
        return ", ".join(part for part in (self.scheme, self.stage) if part)
