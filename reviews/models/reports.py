"""The overview report and its executive summary: sections, versions, comments, and the files made of them."""

from django.conf import settings
from django.db import models
from simple_history.models import HistoricalRecords

from documents.making import Made
from documents.models import Version
from partnership.models import Partnership
from reviews.models.review import Review


class Kind(models.TextChoices):
    OVERVIEW = "overview", "Overview report"
    SUMMARY = "summary", "Executive summary"


class Outline(models.Model):
    """Sections that a partnership wants in its reports in place of the standard ones (`reviews.standard`)."""

    partnership = models.ForeignKey(Partnership, models.PROTECT, related_name="report_outlines")
    kind = models.CharField(max_length=8, choices=Kind)
    sections = models.JSONField(default=list, help_text="Pairs of title and what is written there")

    history = HistoricalRecords()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["partnership", "kind"], name="one_outline_of_a_kind")]

    def __str__(self):
        return f"{self.get_kind_display()}: sections"


class Report(models.Model):
    """What its title page says, and who writes it. People in it bear pseudonyms alone (domain 2.4, 2.5)."""

    Kind = Kind

    review = models.ForeignKey(Review, models.PROTECT, related_name="reports")
    kind = models.CharField(max_length=8, choices=Kind, default=Kind.OVERVIEW)
    subject = models.CharField("pseudonym of the person who died", max_length=80)
    died_in = models.CharField("month and year of the death", max_length=40)
    author_words = models.CharField("author", max_length=160)
    author = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+",
        verbose_name="account of the author",
    )  # fmt: skip
    independence = models.TextField("statement of independence", blank=True)
    finished_on = models.DateField("completed", null=True, blank=True)
    begun_at = models.DateTimeField()
    begun_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")

    history = HistoricalRecords()

    class Meta:
        verbose_name = "report of a review"
        ordering = ["kind", "pk"]
        constraints = [models.UniqueConstraint(fields=["review", "kind"], name="one_report_of_a_kind")]

    def __str__(self):
        return self.get_kind_display()

    @property
    def title(self):
        return f"{self.get_kind_display()}: {self.subject}"


class ReportSection(models.Model):
    report = models.ForeignKey(Report, models.PROTECT, related_name="sections")
    position = models.PositiveSmallIntegerField()
    title = models.CharField(max_length=160)
    guidance = models.TextField("what is written here", blank=True)
    body = models.TextField("text", blank=True)
    edits = models.PositiveIntegerField(default=0, help_text="To tell whether it changed since it was shown")

    history = HistoricalRecords()

    class Meta:
        ordering = ["position", "pk"]
        constraints = [models.UniqueConstraint(fields=["report", "position"], name="report_section_place")]

    def __str__(self):
        return self.title


class ReportVersion(models.Model):
    """The whole text as it stood when somebody kept it, such as what the panel was sent."""

    append_only = True
    READ_ALONE = frozenset({"content"})

    report = models.ForeignKey(Report, models.PROTECT, related_name="versions")
    number = models.PositiveSmallIntegerField()
    note = models.CharField("what it is", max_length=200)
    content = models.JSONField(default=list, help_text="Pairs of title and text")
    digest = models.CharField("SHA-256 of its content", max_length=64)
    made_at = models.DateTimeField()
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")

    class Meta:
        ordering = ["-number"]
        constraints = [models.UniqueConstraint(fields=["report", "number"], name="report_version_once")]

    def __str__(self):
        return f"Version {self.number}"


class ReportComment(models.Model):
    """What somebody of the panel, or the family, said of a section, and what was done about it."""

    class Answer(models.TextChoices):
        NONE = "", "Not answered"
        ACCEPTED = "accepted", "Changed"
        REJECTED = "rejected", "Not changed"
        NOTED = "noted", "Noted"

    section = models.ForeignKey(ReportSection, models.PROTECT, related_name="comments")
    of_family = models.BooleanField("said by the family", default=False)
    said_by = models.CharField(
        "who said it", max_length=120, blank=True, help_text="Relation alone, for the family"
    )
    text = models.TextField()
    made_at = models.DateTimeField()
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    answer = models.CharField(max_length=8, choices=Answer, blank=True)
    answer_text = models.TextField("what was done", blank=True)
    answered_at = models.DateTimeField(null=True, blank=True)
    answered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )

    history = HistoricalRecords()

    class Meta:
        ordering = ["pk"]

    def __str__(self):
        return self.text[:80]


class ReviewPrint(Made):
    """A file made of a review in the background: its report as a draft or final, or its chronology."""

    class Kind(models.TextChoices):
        DRAFT = "draft", "Draft, PDF"
        FINAL = "final", "Final, PDF"
        CHRONOLOGY = "chronology", "Chronology, PDF"

    review = models.ForeignKey(Review, models.PROTECT, related_name="prints")
    report = models.ForeignKey(Report, models.PROTECT, null=True, related_name="prints")
    kind = models.CharField(max_length=10, choices=Kind)
    file = models.FileField(upload_to="reviews/", blank=True)
    filed_as = models.OneToOneField(
        Version, models.PROTECT, null=True, related_name="+",
        help_text="The version of a document of the review that this very file became",
    )  # fmt: skip

    class Meta:
        ordering = ["-pk"]

    def __str__(self):
        return self.get_kind_display()

    @property
    def file_name(self):
        part = f"{self.report.kind}-{self.kind}" if self.report_id else self.kind
        return f"{self.review.reference}-{part}.pdf"
