from django.conf import settings
from django.db import models
from simple_history.models import HistoricalRecords

from actions.models import Action
from meetings.models.agenda import AgendaItem
from meetings.models.meeting import Meeting
from meetings.querysets import AskedCorrectionQuerySet, ParagraphQuerySet

LONGEST_PARAGRAPH = 20_000


class Paragraph(models.Model):
    """A numbered paragraph n.m of the minutes, or a sub-heading between two (S001-180).

    Numbers follow the order while the minutes are written, and are frozen once they are approved (S001-31).
    """

    class Kind(models.TextChoices):
        NUMBERED = "numbered", "Numbered paragraph"
        SUBHEADING = "subheading", "Sub-heading"
        INTEREST = "interest", "Declaration of interest"

    class Part(models.TextChoices):
        """What somebody did who declared an interest; it stands in the paragraph's words."""

        LEFT = "left", "Left the meeting for this item"
        STAYED = "stayed", "Stayed, and took no part in the decision"
        TOOK = "took", "Took part, as the interest does not forbid it"

    class Publication(models.TextChoices):
        OPEN = "open", "May be published"
        EXEMPT = "exempt", "Exempt (Schedule 12A)"
        WITHHELD = "withheld", "Not for publication"

    item = models.ForeignKey(AgendaItem, models.CASCADE, related_name="paragraphs")
    position = models.PositiveSmallIntegerField()
    kind = models.CharField(max_length=10, choices=Kind, default=Kind.NUMBERED)
    number = models.CharField(max_length=12, blank=True, help_text="As printed: 3.9")
    text = models.TextField()
    publication = models.CharField(max_length=8, choices=Publication, default=Publication.OPEN)
    exempt_under = models.CharField(
        max_length=20, blank=True, help_text="Numbers 1 to 7 of Schedule 12A, Local Government Act 1972"
    )
    publication_reason = models.CharField(max_length=250, blank=True)
    answers = models.ForeignKey(
        "self",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="answered_by",
        help_text="The paragraph of earlier minutes from which this matter arises",
    )
    answers_printed = models.CharField(max_length=12, blank=True, help_text="Its number as cited")
    cites = models.ForeignKey(
        "meetings.Resolution",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="cited_by",
        help_text="The earlier decision that the paragraph speaks of (S001-149)",
    )
    carried_to = models.ForeignKey(
        AgendaItem,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="carried_here",
        help_text="The item of this agenda that takes it further (S001-33)",
    )
    verb = models.CharField(
        max_length=14, blank=True, help_text="A decision recorded in the paragraph (S001-79)"
    )
    promise = models.CharField(
        max_length=9,
        blank=True,
        choices=[("flagged", "Work promised, no action"), ("dismissed", "Looked at: no action needed")],
    )
    version = models.PositiveIntegerField(default=1, help_text="Counts up with each change, for forms")

    objects = ParagraphQuerySet.as_manager()
    history = HistoricalRecords()

    class Meta:
        ordering = ["item__number", "position"]
        constraints = [
            models.UniqueConstraint(fields=["item", "position"], name="paragraph_position_once"),
            models.CheckConstraint(
                name="withheld_paragraph_has_a_reason",
                condition=models.Q(publication="open") | ~models.Q(publication_reason=""),
                violation_error_message="Say why this is not for publication.",
            ),
            models.CheckConstraint(
                name="exempt_paragraph_names_its_ground",
                condition=~models.Q(publication="exempt") | ~models.Q(exempt_under=""),
                violation_error_message="Say which paragraph of Schedule 12A applies (1 to 7).",
            ),
        ]

    def __str__(self):
        return f"{self.number} {self.text[:60]}".strip()


class ParagraphAction(models.Model):
    """The action agreed in a paragraph; it prints directly beneath (S001-86)."""

    paragraph = models.ForeignKey(Paragraph, models.PROTECT, related_name="action_lines")
    action = models.OneToOneField(Action, models.PROTECT, related_name="minuted")
    as_minuted = models.JSONField(
        null=True, editable=False, help_text="Wording, owners and day as approved; the action itself moves on"
    )

    history = HistoricalRecords()

    class Meta:
        ordering = ["pk"]

    def __str__(self):
        return f"{self.action} under {self.paragraph.number}"


class Correction(models.Model):
    """A change to approved minutes: proposed by an officer, agreed by the chair, the old text kept.

    Numbers never change. Each agreed correction makes a new edition with a sign-off of its own.
    """

    paragraph = models.ForeignKey(Paragraph, models.PROTECT, related_name="corrections")
    old_text = models.TextField()
    new_text = models.TextField()
    reason = models.TextField()
    proposed_at = models.DateTimeField()
    proposed_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    decided_at = models.DateTimeField(null=True)
    decided_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    is_agreed = models.BooleanField(null=True)
    edition = models.PositiveSmallIntegerField(null=True, help_text="The edition that carries it")

    history = HistoricalRecords()

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(
                name="decided_correction_says_how",
                condition=models.Q(decided_at__isnull=True, is_agreed__isnull=True, decided_by__isnull=True)
                | models.Q(decided_at__isnull=False, is_agreed__isnull=False, decided_by__isnull=False),
            )
        ]

    def __str__(self):
        return f"Correction to {self.paragraph.number}"


class AskedCorrection(models.Model):
    """A member who reads the draft says what it should say; whoever writes it accepts that or says why not.

    Without a paragraph it is about something else, such as who was there.
    """

    meeting = models.ForeignKey(Meeting, models.CASCADE, related_name="asked_corrections")
    paragraph = models.ForeignKey(
        Paragraph, models.PROTECT, null=True, blank=True, related_name="asked_corrections"
    )
    number = models.CharField(
        max_length=12, blank=True, help_text="Of its paragraph, when that was taken out"
    )
    text = models.TextField("what it should say")
    reason = models.TextField(blank=True)
    asked_at = models.DateTimeField()
    asked_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    answered_at = models.DateTimeField(null=True, blank=True)
    answered_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    is_accepted = models.BooleanField(null=True)
    answer = models.TextField(blank=True)

    objects = AskedCorrectionQuerySet.as_manager()
    history = HistoricalRecords()

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(
                name="asked_correction_is_answered_whole",
                condition=models.Q(answered_at__isnull=True, is_accepted__isnull=True)
                | models.Q(answered_at__isnull=False, is_accepted__isnull=False),
            ),
            models.CheckConstraint(
                name="declined_correction_says_why",
                condition=~models.Q(is_accepted=False) | ~models.Q(answer=""),
                violation_error_message="Say why the correction is declined.",
            ),
        ]

    def __str__(self):
        return f"Correction of {self.place}"

    @property
    def place(self):
        number = self.paragraph.number if self.paragraph else self.number
        return f"paragraph {number}" if number else "something else"
