"""The check before anything leaves: what is looked for, what was found, and why a find may stand."""

from django.conf import settings
from django.db import models
from simple_history.models import HistoricalRecords

from documents.making import Made
from documents.models import Version
from reviews.models.chronology import ChronologyEntry
from reviews.models.reports import Report
from reviews.models.review import Review


class SoughtTerm(models.Model):
    """Something besides the key that must not stand in what leaves. Read where the key is read, and nowhere else."""

    review = models.ForeignKey(Review, models.PROTECT, related_name="sought")
    text = models.CharField(max_length=200)
    made_at = models.DateTimeField()
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")

    history = HistoricalRecords()

    class Meta:
        ordering = ["pk"]

    def __str__(self):
        return "A term that is looked for"


class AnonymityCheck(Made):
    """One run over one text: the report as it stands, one version of a document, or else the combined chronology."""

    review = models.ForeignKey(Review, models.PROTECT, related_name="checks")
    report = models.ForeignKey(Report, models.PROTECT, null=True, related_name="checks")
    version = models.ForeignKey(Version, models.PROTECT, null=True, related_name="+")
    reason = models.CharField("why the key was opened", max_length=500)
    pieces = models.PositiveIntegerField("pieces of text", default=0)
    terms = models.PositiveIntegerField("terms looked for", default=0)
    pictures = models.PositiveIntegerField("pictures, which no check can read", default=0)

    class Meta:
        ordering = ["-pk"]

    def __str__(self):
        return f"Check of {self.subject}"

    @property
    def subject(self):
        if self.report_id:
            return str(self.report)
        return self.version.filename if self.version_id else "Combined chronology"


class Find(models.Model):
    """One place where a term stands, whose words are shown to those alone who may open the key; or a picture, which
    a person has to look at.
    """

    class Sureness(models.TextChoices):
        SURE = "sure", "Found"
        LOOK = "look", "Look at this"
        PICTURE = "picture", "A picture"

    check_run = models.ForeignKey(AnonymityCheck, models.CASCADE, related_name="finds")
    place = models.CharField(max_length=200)
    sureness = models.CharField(max_length=7, choices=Sureness)
    before = models.CharField(max_length=120, blank=True)
    words = models.CharField(max_length=200)
    after = models.CharField(max_length=120, blank=True)
    stands_for = models.CharField("pseudonym in the key", max_length=80, blank=True)
    entry = models.ForeignKey(
        ChronologyEntry, models.CASCADE, null=True, related_name="+", help_text="Of the chronology, where it is of one"
    )  # fmt: skip
    print_of = models.CharField("SHA-256 of find and surroundings", max_length=64)

    class Meta:
        ordering = ["pk"]
        indexes = [models.Index(fields=["check_run", "print_of"], name="find_of_check")]

    def __str__(self):
        return self.place


class Clearance(models.Model):
    """Why a find may stand. It holds for the same words in the same surroundings, also in later versions."""

    review = models.ForeignKey(Review, models.PROTECT, related_name="clearances")
    print_of = models.CharField(max_length=64)
    reason = models.CharField(max_length=500)
    cleared_at = models.DateTimeField()
    cleared_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")

    history = HistoricalRecords()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["review", "print_of"], name="cleared_once")]

    def __str__(self):
        return self.reason


class Leaving(models.Model):
    """A file of the review that left it: to whom, after a check without uncleared finds."""

    review = models.ForeignKey(Review, models.PROTECT, related_name="leavings")
    version = models.ForeignKey(Version, models.PROTECT, related_name="+")
    sent_to = models.CharField("to whom", max_length=200)
    sent_on = models.DateField()
    marked_at = models.DateTimeField()
    marked_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")

    history = HistoricalRecords()

    class Meta:
        ordering = ["-pk"]

    def __str__(self):
        return f"{self.version.filename} to {self.sent_to}"
