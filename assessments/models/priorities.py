"""Priorities and their progress, studies that inform them, and what is asked of agencies."""

from django.conf import settings
from django.db import models
from simple_history.models import HistoricalRecords

from assessments.hearing import ASK_LINES, audience_of_ask
from assessments.lifecycle.evidence import (
    ASK_MOVES,
    PRIORITY_MOVES,
    STUDY_MOVES,
    AskStatus,
    PriorityStatus,
    StudyStatus,
)
from assessments.querysets import AskQuerySet, PriorityQuerySet, StudyQuerySet
from design.filters import date
from partnership.models import Person
from records.models import Record


class Priority(Record):
    """A matter that the partnership puts first. Its body owns it; it may be local and strategic at once (S001-63)."""

    CODE = "PRI"
    MOVES = PRIORITY_MOVES
    Status = PriorityStatus
    AUDIENCES = (Record.Audience.PUBLIC, Record.Audience.PARTNERSHIP, Record.Audience.ANALYSIS)

    status = models.CharField(max_length=8, choices=PriorityStatus, default=PriorityStatus.PROPOSED)
    is_local = models.BooleanField("local", default=False)
    is_strategic = models.BooleanField("strategic", default=False)
    is_cross_cutting = models.BooleanField(
        "an issue that cuts across priorities", default=False, help_text="Such as mental health (S001-119)"
    )
    by_law = models.BooleanField("required by law", default=False)
    about = models.TextField(blank=True)
    starts_on = models.DateField(null=True, blank=True)
    ends_on = models.DateField(null=True, blank=True)
    cuts_across = models.ManyToManyField("self", blank=True, symmetrical=False, related_name="issues")

    objects = PriorityQuerySet.as_manager()
    history = HistoricalRecords(m2m_fields=[cuts_across])

    class Meta:
        verbose_name_plural = "priorities"
        constraints = [
            models.CheckConstraint(
                name="priority_status_known", condition=models.Q(status__in=PriorityStatus.values)
            )
        ]

    def __str__(self):
        return self.title

    def search_entries(self):
        return [("", self.title, self.about, "readers")]

    @property
    def tiers(self):
        return [
            words for is_so, words in ((self.is_local, "Local"), (self.is_strategic, "Strategic")) if is_so
        ]


class Progress(models.Model):
    """How a priority is going: a rating on a fixed scale, with a comment (S001-67, S001-93)."""

    class Rating(models.TextChoices):
        GOOD = "good", "Good progress"
        SOME = "some", "Some progress"
        NONE = "none", "No progress"
        WORSE = "worse", "Getting worse"

    priority = models.ForeignKey(Priority, models.PROTECT, related_name="progress")
    rated_on = models.DateField()
    rating = models.CharField(max_length=5, choices=Rating)
    comment = models.TextField()
    made_at = models.DateTimeField()
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")

    history = HistoricalRecords()

    class Meta:
        ordering = ["-rated_on", "-pk"]

    def __str__(self):
        return f"{self.get_rating_display()}, {date(self.rated_on)}"


class Study(Record):
    """Research, an analysis or a report from elsewhere, with the priorities it informs (S001-75, S001-98, S001-100)."""

    CODE = "STU"
    PAPERS_BY = "assessments.change_study"
    MOVES = STUDY_MOVES
    Status = StudyStatus
    AUDIENCES = (
        Record.Audience.PUBLIC, Record.Audience.PARTNERSHIP, Record.Audience.BODY, Record.Audience.ANALYSIS,
    )  # fmt: skip

    class Kind(models.TextChoices):
        RESEARCH = "research", "Research"
        ANALYSIS = "analysis", "Analysis"
        CONSULTATION = "consultation", "Consultation of the public"
        EXTERNAL = "external", "Report from elsewhere"

    status = models.CharField(max_length=9, choices=StudyStatus, default=StudyStatus.PLANNED)
    what = models.CharField("kind", max_length=12, choices=Kind, default=Kind.ANALYSIS)
    author = models.CharField(max_length=160, blank=True)
    method = models.TextField(blank=True)
    findings = models.TextField(blank=True)
    source = models.CharField(max_length=250, blank=True)
    dated_on = models.DateField(null=True, blank=True)
    address = models.URLField("where it can be read", blank=True)
    priorities = models.ManyToManyField(Priority, blank=True, related_name="studies")

    objects = StudyQuerySet.as_manager()
    history = HistoricalRecords(m2m_fields=[priorities])

    class Meta:
        verbose_name_plural = "studies"
        constraints = [
            models.CheckConstraint(
                name="study_status_known", condition=models.Q(status__in=StudyStatus.values)
            )
        ]

    def __str__(self):
        return self.title

    def blockers(self, action):
        from assessments.blockers import study_blockers  # noqa: PLC0415 -- after the models

        return list(study_blockers(self, action))

    def search_entries(self):
        said = (self.author, self.method, self.findings, self.source)
        return [("", self.title, "\n".join(filter(None, said)), "readers")]


class Ask(Record):
    """Something asked of one agency by a day: data, a contribution, comments on a draft (S001-35, -99, -158).

    The record's agency is asked. Who asked sees all of them beside each other; an agency sees its own.
    """

    CODE = "ASK"
    PAPERS_BY = "assessments.answer_ask"
    MOVES = ASK_MOVES
    Status = AskStatus
    AUDIENCES = (Record.Audience.ANALYSIS,)

    class Kind(models.TextChoices):
        DATA = "data", "Data"
        CONTRIBUTION = "contribution", "A contribution"
        COMMENTS = "comments", "Comments on a draft"
        PLAN = "plan", "A document"

    status = models.CharField(max_length=9, choices=AskStatus, default=AskStatus.ASKED)
    what = models.CharField("kind", max_length=12, choices=Kind, default=Kind.CONTRIBUTION)
    details = models.TextField("what is needed", blank=True)
    about = models.ForeignKey(Record, models.PROTECT, null=True, blank=True, related_name="asks")
    person = models.ForeignKey(
        Person, models.PROTECT, null=True, blank=True, related_name="asks", verbose_name="who is asked"
    )
    analyst = models.ForeignKey(
        Person, models.PROTECT, null=True, blank=True, related_name="asks_made", verbose_name="who needs it"
    )
    is_needed = models.BooleanField("nothing is agreed before it is in", default=False, help_text="S004-58")
    asked_with = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="asked_too",
        verbose_name="the first of those that were asked the same",
    )  # fmt: skip
    asked_on = models.DateField()
    due_on = models.DateField()
    received_on = models.DateField(null=True, blank=True)
    reply = models.TextField(blank=True)
    missing = models.TextField("what was missing, where it was asked again", blank=True)

    objects = AskQuerySet.as_manager()
    history = HistoricalRecords()

    class Meta:
        verbose_name = "request to an agency"
        verbose_name_plural = "requests to agencies"
        constraints = [
            models.CheckConstraint(name="ask_status_known", condition=models.Q(status__in=AskStatus.values))
        ]

    def __str__(self):
        return self.title

    @property
    def is_open(self):
        return self.status == AskStatus.ASKED

    def is_late(self, on):
        return self.is_open and self.due_on < on

    @property
    def head(self):
        """The key of the first of those that were asked the same."""
        return self.asked_with_id or self.pk

    def search_entries(self):
        return [("", self.title, "\n".join(filter(None, (self.details, self.reply))), "readers")]

    def audience_of_move(self, action):
        return audience_of_ask(self, action)

    def line_of_move(self, action):
        return ASK_LINES.get(action, "")
