"""The combined chronology: what each agency did and when, in pseudonyms, merged by time."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from simple_history.models import HistoricalRecords

from audit.text import digest_of
from partnership.models import Agency
from reviews.lifecycle import RETURN_MOVES, ReturnStatus
from reviews.models.asked import AskedOfAgency
from reviews.models.review import Review
from reviews.querysets import ReturnQuerySet


class ChronologyPart(AskedOfAgency):
    """One agency's part of the chronology. It is the agency's until the agency shares it, and a record of its own."""

    CODE = "CHR"
    MOVES = RETURN_MOVES
    Status = ReturnStatus
    WAITING = frozenset({ReturnStatus.ASKED})
    UNSAID = frozenset({"of_review"})

    status = models.CharField(max_length=9, choices=ReturnStatus, default=ReturnStatus.ASKED)
    of_review = models.ForeignKey(Review, models.PROTECT, related_name="chronology_parts")
    answered_on = models.DateField(null=True, blank=True)

    objects = ReturnQuerySet.as_manager()
    history = HistoricalRecords()

    class Meta:
        verbose_name = "part of a chronology"
        verbose_name_plural = "parts of chronologies"
        constraints = [
            models.CheckConstraint(name="part_status_known", condition=Q(status__in=ReturnStatus.values))
        ]

    def blockers(self, action):
        from reviews.blockers import part_blockers  # noqa: PLC0415 -- blockers know the models

        return list(part_blockers(self, action))


class Chronology(models.Model):
    """What the people of a review chose for its chronology. Without a row it is as by default."""

    DAYS = 90

    review = models.OneToOneField(Review, models.PROTECT, related_name="chronology")
    gap_days = models.PositiveSmallIntegerField("days without contact that are a gap", default=DAYS)

    history = HistoricalRecords()

    def __str__(self):
        return f"Chronology of {self.review}"


class EntryQuerySet(models.QuerySet):
    def merged(self):
        """What the people of the review read: the co-ordinator's own, and the parts that agencies shared."""
        return self.filter(Q(part=None) | Q(part__status=ReturnStatus.SHARED))


class ChronologyEntry(models.Model):
    """One thing that happened, as one agency tells it. People are called by their pseudonyms (domain 2.5)."""

    class Precision(models.TextChoices):
        DAY = "day", "On this day"
        ABOUT = "about", "About this day"
        MONTH = "month", "In this month"
        YEAR = "year", "In this year"

    class Kind(models.TextChoices):
        VISIT = "visit", "Visit"
        SEEN = "seen", "Appointment kept"
        CALL = "call", "Telephone call"
        LETTER = "letter", "Letter or message"
        MEETING = "meeting", "Meeting of agencies"
        REFERRAL = "referral", "Referral"
        INCIDENT = "incident", "Incident or call-out"
        MISSED = "missed", "Missed contact"
        DECISION = "decision", "Decision or assessment"
        OTHER = "other", "Other"

    review = models.ForeignKey(Review, models.PROTECT, related_name="entries")
    part = models.ForeignKey(ChronologyPart, models.PROTECT, null=True, blank=True, related_name="entries")
    agency = models.ForeignKey(Agency, models.PROTECT, related_name="+")
    happened_on = models.DateField("day", help_text="Of a month or year its first day")
    time = models.TimeField(null=True, blank=True)
    precision = models.CharField(max_length=5, choices=Precision, default=Precision.DAY)
    moment = models.CharField(max_length=16, help_text="Day and time as they sort")
    kind = models.CharField("kind of contact", max_length=8, choices=Kind, default=Kind.OTHER)
    what = models.TextField("what happened")
    involved = models.CharField("who took part", max_length=300, blank=True)
    source = models.CharField("source of information", max_length=200, blank=True)
    digest = models.CharField("SHA-256 of what it says", max_length=64)

    objects = EntryQuerySet.as_manager()
    history = HistoricalRecords()

    class Meta:
        verbose_name = "entry of a chronology"
        verbose_name_plural = "entries of chronologies"
        ordering = ["moment", "pk"]
        indexes = [
            models.Index(fields=["review", "moment", "id"], name="entry_by_time"),
            models.Index(fields=["part", "moment", "id"], name="entry_of_part_by_time"),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["review", "part", "digest"],
                name="entry_once",
                nulls_distinct=False,
                violation_error_message="The chronology says this already.",
            )
        ]

    def __str__(self):
        return f"{self.agency}, {self.happened_on}"

    @property
    def version(self):
        """What a form carries, to tell whether the entry has changed since it was shown."""
        return self.digest[:40]


class Rewording(models.Model):
    """That a pseudonym be put where a name stands in an agency's words: proposed to the agency, which does it or not.

    It pairs a name with its pseudonym, so it has no versions; once taken it goes, and once left, with the next check.
    """

    entry = models.ForeignKey(ChronologyEntry, models.CASCADE, related_name="rewordings")
    words = models.CharField(max_length=200)
    pseudonym = models.CharField(max_length=80)
    proposed_at = models.DateTimeField()
    proposed_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    left_at = models.DateTimeField("when the agency left it as it is", null=True, blank=True)
    left_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    reason = models.CharField("why it was left", max_length=500, blank=True)

    class Meta:
        ordering = ["pk"]
        constraints = [models.UniqueConstraint(fields=["entry", "words"], name="reworded_once")]

    def __str__(self):
        return f"A pseudonym for {self.entry}"

    @property
    def put(self):
        """Words to what is put in their place."""
        return {self.words: self.pseudonym}


class Disagreement(models.Model):
    """Two agencies tell one thing differently: marked by a person, and settled by one."""

    review = models.ForeignKey(Review, models.PROTECT, related_name="disagreements")
    first = models.ForeignKey(ChronologyEntry, models.CASCADE, related_name="+")
    second = models.ForeignKey(ChronologyEntry, models.CASCADE, related_name="+")
    note = models.TextField("how they differ")
    settled = models.TextField("how it was settled", blank=True)
    settled_on = models.DateField(null=True, blank=True)

    history = HistoricalRecords()

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["first", "second"], name="disagreement_once"),
        ]

    def __str__(self):
        return self.note[:80]


class ChronologyFile(models.Model):
    """A file that was read and waits to be taken, or dropped: its lines are kept until then and no longer."""

    review = models.ForeignKey(Review, models.CASCADE, related_name="+")
    part = models.ForeignKey(ChronologyPart, models.CASCADE, null=True, related_name="+")
    name = models.CharField(max_length=200)
    headings = models.JSONField(default=list)
    rows = models.JSONField(default=list)
    read_at = models.DateTimeField()
    read_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")

    def __str__(self):
        return self.name

    @property
    def digest(self):
        """Says to a form which file it showed: another may have been read since, in another tab."""
        return digest_of([self.headings, self.rows])
