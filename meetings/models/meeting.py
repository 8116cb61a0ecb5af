from django.conf import settings
from django.db import models
from simple_history.models import HistoricalRecords

from meetings.lifecycle import MOVES, Action, Status
from meetings.querysets import MeetingQuerySet
from records.models import Record


class Meeting(Record):
    """One meeting of a body: agenda, attendance, minutes and what was decided, from calling to publication.

    The date may be missing until the minutes are approved (S001-29).
    """

    CODE = "MTG"
    Status = Status
    MOVES = MOVES
    UNSAID = frozenset({"import_notes"})
    REFUSALS = {
        Action.APPROVE: "The chair or deputy chair of the body approves its minutes, and nobody who wrote them does."
    }

    held_on = models.DateField("date", null=True, blank=True)
    starts_at = models.TimeField(null=True, blank=True)
    ends_at = models.TimeField(null=True, blank=True)
    venue = models.CharField(max_length=160, blank=True)
    joining = models.CharField("joining details", max_length=250, blank=True)
    status = models.CharField(max_length=10, choices=Status, default=Status.SCHEDULED)
    previous = models.ForeignKey(
        "self",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="following",
        help_text="The meeting whose minutes this one takes",
    )
    briefing_after = models.ForeignKey(
        "self",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="briefings",
        help_text="The tasking meeting that this briefing follows (S002-56)",
    )
    future_dates = models.CharField(
        max_length=250, blank=True, help_text="Printed at the foot; “To be confirmed” when empty (S001-175)"
    )
    edition = models.PositiveSmallIntegerField(default=1, help_text="Counts up with each agreed correction")
    agenda_sent_at = models.DateTimeField(
        null=True,
        blank=True,
        help_text="When its members were last told that agenda and papers are there (S003-10)",
    )
    agenda_sent_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )
    circulated_at = models.DateTimeField(null=True, blank=True)
    published_at = models.DateTimeField(null=True, blank=True)
    imported_from = models.CharField(max_length=200, blank=True)
    import_digest = models.CharField(max_length=64, blank=True)
    import_notes = models.JSONField(default=list, blank=True)

    facts = None  # what `meetings.blockers` asks, where a page has read it already

    objects = MeetingQuerySet.as_manager()
    history = HistoricalRecords()

    class Meta:
        constraints = [
            models.CheckConstraint(name="meeting_status_known", condition=models.Q(status__in=Status.values)),
            models.CheckConstraint(
                name="approved_minutes_have_a_date",
                condition=~models.Q(status__in=["approved", "published"]) | models.Q(held_on__isnull=False),
            ),
            models.CheckConstraint(
                name="meeting_ends_after_start",
                condition=models.Q(ends_at__isnull=True)
                | models.Q(starts_at__isnull=True)
                | models.Q(ends_at__gt=models.F("starts_at")),
                violation_error_message="The meeting cannot end before it starts.",
            ),
        ]
        indexes = [
            models.Index(fields=["-held_on"], name="meeting_by_date"),
            models.Index(
                fields=["held_on"], condition=models.Q(status=Status.SCHEDULED), name="meeting_to_come"
            ),
        ]

    def __str__(self):
        return self.title

    def corrections_waiting(self):
        from meetings.models.minutes import Correction  # noqa: PLC0415 -- a part, which needs this model

        return Correction.objects.filter(paragraph__item__meeting=self, decided_at=None)

    def blockers(self, action):
        from meetings.blockers import blockers  # noqa: PLC0415 -- it asks the parts, which need this model

        return blockers(self, action)

    def search_entries(self):
        from meetings.search import search_entries  # noqa: PLC0415 -- as above

        return search_entries(self)

    def holes(self, user):
        from meetings.holes import holes  # noqa: PLC0415 -- as above

        return holes(self, user)

    def place_of(self, record, user):
        from meetings.places import place_of  # noqa: PLC0415 -- as above

        return place_of(self, record, user)

    def audience_of_move(self, action):
        from meetings.hearing import audience_of_move  # noqa: PLC0415 -- as above

        return audience_of_move(self, action)

    def line_of_move(self, action):
        from meetings.hearing import LINES  # noqa: PLC0415 -- as above

        return LINES.get(action, "")
