"""The strategic assessment: its format, sections, figures, statements of evidence, and all that it weighs."""

from django.conf import settings
from django.db import models
from simple_history.models import HistoricalRecords

from assessments.lifecycle.assessments import (
    FORMAT_MOVES,
    MOVES,
    WRITABLE,
    FormatStatus,
    Includes,
    Level,
    Status,
)
from assessments.models.priorities import Priority, Study
from assessments.querysets import AssessmentQuerySet, FormatQuerySet
from design.filters import date
from documents.making import Made
from partnership.models import Agency, Partnership, Person
from records.models import Record


class Format(Record):
    """The standard format that the partnership agreed for its assessments, in versions (S004-46, S004-48)."""

    CODE = "FMT"
    MOVES = FORMAT_MOVES
    Status = FormatStatus
    AUDIENCES = (Record.Audience.PARTNERSHIP, Record.Audience.ANALYSIS)

    status = models.CharField(max_length=7, choices=FormatStatus, default=FormatStatus.DRAFT)
    version = models.PositiveSmallIntegerField(default=1)
    rationale = models.TextField(blank=True, help_text="Why the assessment is put together so (S004-47)")
    agreed_on = models.DateField(null=True, blank=True)
    after = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="+")

    objects = FormatQuerySet.as_manager()
    history = HistoricalRecords()

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="format_status_known", condition=models.Q(status__in=FormatStatus.values)
            )
        ]

    def __str__(self):
        return f"{self.title}, version {self.version}"

    def blockers(self, action):
        from assessments.blockers import format_blockers  # noqa: PLC0415 -- blockers know the models

        return list(format_blockers(self, action))


class Kind(models.TextChoices):
    """What stands in a section besides its text."""

    TEXT = "text", "Text and figures"
    PRIORITIES = "priorities", "The priorities, and what cuts across them"
    PUBLIC = "public", "What the public said"
    SCORES = "scores", "How the issues were scored"
    GAPS = "gaps", "What is not known"
    CHANGE = "change", "What changed since the last assessment"
    EVIDENCE = "evidence", "Sources"


class FormatSection(models.Model):
    """A section that every assessment of the format has, what it covers of regulation 7, and how to write it."""

    format = models.ForeignKey(Format, models.PROTECT, related_name="sections")
    position = models.PositiveSmallIntegerField(default=0)
    title = models.CharField(max_length=160)
    guidance = models.TextField(blank=True)
    kind = models.CharField(max_length=10, choices=Kind, default=Kind.TEXT)
    includes = models.CharField(
        "of regulation 7", max_length=1, choices=Includes, blank=True, help_text="SI 2007/1830"
    )
    is_required = models.BooleanField(default=True)

    history = HistoricalRecords()

    class Meta:
        ordering = ["position", "pk"]

    def __str__(self):
        return self.title


class Assessment(Record):
    """A strategic assessment (SI 2007/1830, regulations 5 to 7). Its body agrees it.

    Its yearly cycle and the window that was analysed are two things (S001-117, X-11). It is of a district or a county
    (S003-63), and may have a theme (S002-110).
    """

    CODE = "PSA"
    MOVES = MOVES
    Status = Status
    Level = Level
    AUDIENCES = (Record.Audience.ANALYSIS, Record.Audience.PARTNERSHIP, Record.Audience.PUBLIC)
    ACTIONS_BY = "assessments.change_assessment"

    status = models.CharField(max_length=12, choices=Status, default=Status.DRAFT)
    year = models.PositiveSmallIntegerField(help_text="In which its year begins, on 1 April")
    level = models.CharField(max_length=8, choices=Level, default=Level.DISTRICT)
    theme = models.CharField(max_length=160, blank=True, help_text="Empty: all crime and disorder")
    first = models.SmallIntegerField("first month analysed", help_text="Months since year 0")
    last = models.SmallIntegerField("last month analysed")
    data_to = models.SmallIntegerField("data to the month", null=True, blank=True)
    made_to = models.ForeignKey(Format, models.PROTECT, related_name="assessments", verbose_name="format")
    previous = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="later")
    summary = models.TextField("summary", blank=True, help_text="The one page that most people read")
    method = models.TextField("how it was made", blank=True)
    agreed_on = models.DateField(null=True, blank=True)
    agreed_by_words = models.CharField("where it was agreed", max_length=160, blank=True)
    published_on = models.DateField(null=True, blank=True)
    comments_until = models.DateField("comments are taken until", null=True, blank=True)

    objects = AssessmentQuerySet.as_manager()
    history = HistoricalRecords()

    class Meta:
        verbose_name = "strategic assessment"
        constraints = [
            models.CheckConstraint(
                name="assessment_status_known", condition=models.Q(status__in=Status.values)
            ),
            models.CheckConstraint(
                name="assessment_window_ends_after_start",
                condition=models.Q(last__gte=models.F("first")),
                violation_error_message="The months that are analysed cannot end before they begin.",
            ),
        ]

    def __str__(self):
        return self.title

    @property
    def is_writable(self):
        return self.status in WRITABLE

    @property
    def is_frozen(self):
        return self.status in (Status.AGREED, Status.SUPERSEDED)

    def search_entries(self):
        return [("", self.title, "\n".join(filter(None, (self.theme, self.summary))), "readers")]

    def audience_of_move(self, action):
        from assessments.readers import audience_of_assessment  # noqa: PLC0415 -- as below

        return audience_of_assessment(self, action)

    def line_of_move(self, action):
        from assessments.readers import LINES  # noqa: PLC0415 -- as below

        return LINES.get(action, "")

    def blockers(self, action):
        from assessments.blockers import assessment_blockers  # noqa: PLC0415 -- blockers know the models

        return list(assessment_blockers(self, action))


class Section(models.Model):
    """A section as it is written. Figures stand in its text where a line says so: ``[figure 2]``."""

    assessment = models.ForeignKey(Assessment, models.PROTECT, related_name="sections")
    position = models.PositiveSmallIntegerField(default=0)
    title = models.CharField(max_length=160)
    guidance = models.TextField(blank=True)
    kind = models.CharField(max_length=10, choices=Kind, default=Kind.TEXT)
    includes = models.CharField(max_length=1, choices=Includes, blank=True)
    is_required = models.BooleanField(default=True)
    body = models.TextField(blank=True)
    is_ready = models.BooleanField("ready to be read by others", default=False)
    lead = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="+")
    develop = models.TextField("to be developed at the next review", blank=True)
    draws_from = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="drawn_into",
        help_text="A district's section that a county's repeats (S003-63)",
    )  # fmt: skip

    history = HistoricalRecords()

    class Meta:
        ordering = ["position", "pk"]

    def __str__(self):
        return self.title


class Figure(models.Model):
    """What a figure of a section draws: anew while the assessment is written, and then as it was when it was agreed."""

    class Kind(models.TextChoices):
        TREND = "trend", "Trend by month"
        CONTROL = "control", "Control chart"
        COMPARED = "compared", "This period and the one before, by indicator"
        FUNNEL = "funnel", "Areas beside each other (funnel)"
        CATEGORIES = "categories", "Crime by category"
        MAP = "map", "Map of hotspots"
        CHANGE_MAP = "change-map", "Map of change"
        DENSITY = "density", "Map of density"
        HOURS = "hours", "Hour by day: an indicator with times, or stops and searches"
        HARM = "harm", "Harm by category, or by area"

    section = models.ForeignKey(Section, models.PROTECT, related_name="figures")
    number = models.PositiveSmallIntegerField(help_text="Within the assessment")
    title = models.CharField(max_length=200)
    kind = models.CharField(max_length=10, choices=Kind)
    draws = models.JSONField("what it draws", default=dict)
    comment = models.CharField("what to see in it", max_length=500, blank=True)
    frozen = models.JSONField("as it was agreed", null=True, blank=True)
    frozen_at = models.DateTimeField(null=True, blank=True)
    frozen_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )

    history = HistoricalRecords()

    class Meta:
        ordering = ["number", "pk"]

    def __str__(self):
        return f"Figure {self.number}: {self.title}"


class Statement(models.Model):
    """A statement of evidence with its source, date, caveat, and how sure one can be of it. Text cites it: ``[1]``."""

    class Confidence(models.TextChoices):
        HIGH = "high", "High"
        MODERATE = "moderate", "Moderate"
        LOW = "low", "Low"

    assessment = models.ForeignKey(Assessment, models.PROTECT, related_name="statements")
    number = models.PositiveSmallIntegerField()
    text = models.TextField()
    source = models.CharField(max_length=250)
    dated_on = models.DateField(null=True, blank=True)
    caveat = models.CharField(max_length=500, blank=True)
    confidence = models.CharField(max_length=8, choices=Confidence)
    study = models.ForeignKey(Study, models.PROTECT, null=True, blank=True, related_name="statements")

    history = HistoricalRecords()

    class Meta:
        ordering = ["number", "pk"]

    def __str__(self):
        return f"[{self.number}] {self.text[:80]}"


class PublicView(models.Model):
    """What people who live and work in the area said, with source and date (regulation 7(1)(e), S001-121)."""

    assessment = models.ForeignKey(Assessment, models.PROTECT, related_name="public_views")
    source = models.CharField(max_length=250)
    dated_on = models.DateField(null=True, blank=True)
    people = models.PositiveIntegerField("how many answered", null=True, blank=True)
    said = models.TextField("what they said")
    wants = models.CharField("what they want put first", max_length=250, blank=True)

    history = HistoricalRecords()

    class Meta:
        ordering = ["pk"]

    def __str__(self):
        return self.source


class Recommended(models.Model):
    """A priority that the assessment recommends, its place and why (regulation 7(1)(d))."""

    assessment = models.ForeignKey(Assessment, models.PROTECT, related_name="recommended")
    priority = models.ForeignKey(Priority, models.PROTECT, related_name="recommended_in")
    position = models.PositiveSmallIntegerField(default=0)
    why = models.TextField(blank=True)
    moved_because = models.TextField("why it stands where its score would not put it", blank=True)

    history = HistoricalRecords()

    class Meta:
        ordering = ["position", "pk"]
        constraints = [models.UniqueConstraint(fields=["assessment", "priority"], name="recommended_once")]

    def __str__(self):
        return str(self.priority)


class Gap(models.Model):
    """Something that is not known, why it matters and who finds it out by when."""

    assessment = models.ForeignKey(Assessment, models.PROTECT, related_name="gaps")
    text = models.TextField("what is not known")
    matters = models.TextField("why it matters", blank=True)
    fills = models.TextField("how it is to be found out", blank=True)
    owner = models.ForeignKey(Agency, models.PROTECT, null=True, blank=True, related_name="+")
    due_on = models.DateField(null=True, blank=True)
    filled_on = models.DateField(null=True, blank=True)

    history = HistoricalRecords()

    class Meta:
        ordering = ["pk"]

    def __str__(self):
        return self.text[:80]


class Comment(models.Model):
    """A comment on the draft, and what was done about it (S001-135)."""

    class Answer(models.TextChoices):
        NONE = "", "Not answered"
        ACCEPTED = "accepted", "Accepted"
        REJECTED = "rejected", "Not accepted"
        NOTED = "noted", "Noted"

    section = models.ForeignKey(Section, models.PROTECT, related_name="comments")
    text = models.TextField()
    made_at = models.DateTimeField()
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    agency = models.ForeignKey(Agency, models.PROTECT, null=True, blank=True, related_name="+")
    answer = models.CharField(max_length=8, choices=Answer, blank=True)
    answer_text = models.TextField(blank=True)
    answered_at = models.DateTimeField(null=True, blank=True)
    answered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )

    history = HistoricalRecords()

    class Meta:
        ordering = ["pk"]

    def __str__(self):
        return self.text[:80]


class Matrix(models.Model):
    """How issues are scored against each other: the partnership's own criteria and weights, in versions.

    In the manner of MoRiLE: harm × likelihood, and the organisation's position. The programme's own weights are not
    public and none are given here; every page and print says so.
    """

    partnership = models.ForeignKey(Partnership, models.PROTECT, related_name="matrices")
    name = models.CharField(max_length=120)
    version = models.PositiveSmallIntegerField(default=1)
    lowest = models.PositiveSmallIntegerField(default=1)
    highest = models.PositiveSmallIntegerField(default=5)
    is_current = models.BooleanField(default=True)

    history = HistoricalRecords()

    class Meta:
        verbose_name_plural = "matrices"
        ordering = ["name", "-version"]

    def __str__(self):
        return f"{self.name}, version {self.version}"


class MatrixCriterion(models.Model):
    class Part(models.TextChoices):
        HARM = "harm", "Harm"
        LIKELIHOOD = "likelihood", "Likelihood"
        POSITION = "position", "Organisational position"

    matrix = models.ForeignKey(Matrix, models.PROTECT, related_name="criteria")
    part = models.CharField(max_length=10, choices=Part)
    title = models.CharField(max_length=120)
    help = models.CharField("what the numbers mean", max_length=500, blank=True)
    weight = models.DecimalField(max_digits=5, decimal_places=2, default=1)
    position = models.PositiveSmallIntegerField(default=0)

    history = HistoricalRecords()

    class Meta:
        verbose_name_plural = "matrix criteria"
        ordering = ["position", "pk"]

    def __str__(self):
        return self.title


class ScoredIssue(models.Model):
    """An issue that was weighed for the assessment, and how sure the scorers were."""

    assessment = models.ForeignKey(Assessment, models.PROTECT, related_name="issues")
    matrix = models.ForeignKey(Matrix, models.PROTECT, related_name="+")
    title = models.CharField(max_length=160)
    priority = models.ForeignKey(Priority, models.PROTECT, null=True, blank=True, related_name="+")
    confidence = models.CharField(
        max_length=8, choices=Statement.Confidence, default=Statement.Confidence.MODERATE
    )
    note = models.TextField(blank=True)

    history = HistoricalRecords()

    class Meta:
        ordering = ["pk"]
        constraints = [models.UniqueConstraint(fields=["assessment", "title"], name="issue_scored_once")]

    def __str__(self):
        return self.title


class IssuePoints(models.Model):
    issue = models.ForeignKey(ScoredIssue, models.PROTECT, related_name="points")
    criterion = models.ForeignKey(MatrixCriterion, models.PROTECT, related_name="+")
    points = models.PositiveSmallIntegerField()
    reason = models.CharField(max_length=250, blank=True)

    history = HistoricalRecords()

    class Meta:
        verbose_name_plural = "issue points"
        constraints = [models.UniqueConstraint(fields=["issue", "criterion"], name="points_once")]

    def __str__(self):
        return f"{self.criterion}: {self.points}"


class Reception(models.Model):
    """To whom an assessment was sent, when, and how it was received (S001-34)."""

    assessment = models.ForeignKey(Assessment, models.PROTECT, related_name="receptions")
    sent_to = models.CharField(max_length=160)
    sent_on = models.DateField()
    heard_on = models.DateField(null=True, blank=True)
    received = models.TextField("how it was received", blank=True)

    history = HistoricalRecords()

    class Meta:
        ordering = ["-sent_on", "-pk"]

    def __str__(self):
        return f"{self.sent_to}, {date(self.sent_on)}"


class Print(Made):
    """A file made of an assessment in the background: which, how far, and of which state of its text."""

    class Kind(models.TextChoices):
        PDF = "pdf", "PDF"
        SUMMARY = "summary", "Summary on one page, PDF"
        WORD = "docx", "Word"
        DATA = "xlsx", "Data annex, Excel"
        PUBLIC = "public", "PDF for everyone"

    ASKED = (
        Kind.PDF,
        Kind.SUMMARY,
        Kind.WORD,
        Kind.DATA,
    )  # by people; the one for everyone comes of publishing

    assessment = models.ForeignKey(Assessment, models.PROTECT, related_name="prints")
    kind = models.CharField(max_length=7, choices=Kind)
    file = models.FileField(upload_to="assessments/", blank=True)

    class Meta:
        ordering = ["-pk"]

    def __str__(self):
        return f"{self.get_kind_display()} of {self.assessment}"

    @property
    def file_name(self):
        ending = {self.Kind.WORD: "docx", self.Kind.DATA: "xlsx"}.get(self.kind, "pdf")
        part = {self.Kind.SUMMARY: "-summary", self.Kind.DATA: "-data"}.get(self.kind, "")
        return f"{self.assessment.reference}{part}.{ending}"
