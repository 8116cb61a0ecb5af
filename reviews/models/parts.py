"""Rows of a review: clocks put off, court proceedings, who was told, and what was learnt."""

from django.db import models
from simple_history.models import HistoricalRecords

from documents.models import Document
from partnership.models import Agency
from reviews.lifecycle import LearningState
from reviews.models.publication import PublicationDecision
from reviews.models.review import Review


class Extension(models.Model):
    """A day put off, by whom and why. The day before is kept, and the first of all on the review."""

    class Clock(models.TextChoices):
        DECISION = "decision", "Decision"
        REPORT = "report", "Overview report"

    review = models.ForeignKey(Review, models.PROTECT, related_name="extensions")
    clock = models.CharField(max_length=8, choices=Clock, default=Clock.DECISION)
    due_from = models.DateField("was due")
    due_until = models.DateField("is due")
    agreed_by_words = models.CharField("who agreed it", max_length=160)
    agreed_on = models.DateField()
    reason = models.TextField()

    history = HistoricalRecords()

    class Meta:
        ordering = ["pk"]

    def __str__(self):
        return f"{self.get_clock_display()}: {self.due_until}"


class Hold(models.Model):
    """Criminal proceedings, an inquest or another review that part of this one waits for. It moves no clock."""

    review = models.ForeignKey(Review, models.PROTECT, related_name="holds")
    what = models.CharField("what it waits for", max_length=160)
    started_on = models.DateField()
    ended_on = models.DateField(null=True, blank=True)
    note = models.TextField("what waits, and what goes on", blank=True)

    history = HistoricalRecords()

    class Meta:
        ordering = ["started_on", "pk"]
        constraints = [
            models.CheckConstraint(
                name="hold_ends_after_start",
                condition=models.Q(ended_on=None) | models.Q(ended_on__gte=models.F("started_on")),
                violation_error_message="It cannot end before it began.",
            )
        ]

    def __str__(self):
        return self.what


class Told(models.Model):
    """That somebody was told of the decision, or later of publication: when, how, and what shows it; or why not."""

    class Whom(models.TextChoices):
        HOME_OFFICE = "home-office", "The Home Office"
        FAMILY = "family", "The family"
        COMMISSIONER = "commissioner", "The Domestic Abuse Commissioner"
        AGENCIES = "agencies", "The agencies that took part"

    review = models.ForeignKey(Review, models.PROTECT, related_name="told")
    whom = models.CharField(max_length=12, choices=Whom)
    publication = models.ForeignKey(
        PublicationDecision, models.PROTECT, null=True, related_name="told", verbose_name="of publication"
    )
    told_on = models.DateField()
    how = models.CharField(max_length=160, blank=True)
    why_not = models.CharField("why they were not told", max_length=300, blank=True)
    advocate_offered = models.BooleanField("an advocate was offered", null=True, blank=True)
    evidence = models.ForeignKey(Document, models.PROTECT, null=True, blank=True, related_name="+")
    note = models.TextField("what they answered", blank=True)

    history = HistoricalRecords()

    class Meta:
        ordering = ["told_on", "pk"]
        constraints = [
            models.CheckConstraint(
                name="told_or_not_and_why",
                condition=~models.Q(how="") | ~models.Q(why_not=""),
                violation_error_message="Say how they were told, or why they were not.",
            )
        ]

    def __str__(self):
        return self.get_whom_display()


class LearningPoint(models.Model):
    """What was learnt, whether or not a review followed, and how far it has gone out (S001-39, S001-41)."""

    State = LearningState

    review = models.ForeignKey(Review, models.PROTECT, related_name="learning")
    text = models.TextField("what was learnt")
    theme = models.CharField(max_length=80, blank=True)
    agency = models.ForeignKey(
        Agency, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="owner"
    )
    state = models.CharField(max_length=12, choices=LearningState, default=LearningState.CAPTURED)
    captured_on = models.DateField()
    ready_on = models.DateField(null=True, blank=True)
    disseminated_on = models.DateField(null=True, blank=True)
    sent_to = models.CharField("who it went to", max_length=200, blank=True)

    history = HistoricalRecords()

    class Meta:
        ordering = ["pk"]

    def __str__(self):
        return self.text[:80]
