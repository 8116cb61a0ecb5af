"""The yearly timetable of assessment, plan and agreement review, with who answers for each step (S004-44)."""

from django.db import models
from simple_history.models import HistoricalRecords

from assessments.lifecycle.timetables import TIMETABLE_MOVES, StepKind, TimetableStatus
from assessments.querysets import StepQuerySet, TimetableQuerySet
from audit.clock import today
from audit.text import digest_of
from evidence import months
from partnership.models import Person
from records.models import Record


class Timetable(Record):
    """One for each partnership and year. All its members see it, and its officers write it."""

    CODE = "TTB"
    MOVES = TIMETABLE_MOVES
    Status = TimetableStatus
    AUDIENCES = (Record.Audience.PARTNERSHIP,)

    status = models.CharField(max_length=7, choices=TimetableStatus, default=TimetableStatus.CURRENT)
    year = models.PositiveSmallIntegerField(help_text="In which its year begins, on 1 April")

    objects = TimetableQuerySet.as_manager()
    history = HistoricalRecords()

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="timetable_status_known", condition=models.Q(status__in=TimetableStatus.values)
            )
        ]

    def __str__(self):
        return self.title

    def get_status_display(self):  # type: ignore[no-redef]  # Django's own, of this field
        """One that is begun before its year is no second current one."""
        if self.status == TimetableStatus.CURRENT and today() < self.days[0]:
            return "To come"
        return TimetableStatus(self.status).label

    @property
    def days(self):
        """The first and the last day of its year."""
        window = months.whole_year(self.year)
        return months.first_day(window.first), months.last_day(window.last)

    def blockers(self, action):
        from assessments.blockers import timetable_blockers  # noqa: PLC0415 -- blockers know the models

        return list(timetable_blockers(self, action))


class TimetableStep(models.Model):
    """What is to be done by a day, who answers for it, and once it is done, the record that shows it."""

    Kind = StepKind

    timetable = models.ForeignKey(Timetable, models.PROTECT, related_name="steps")
    title = models.CharField(max_length=160)
    kind = models.CharField(max_length=13, choices=StepKind, default=StepKind.OTHER)
    due_on = models.DateField()
    owner = models.ForeignKey(
        Person, models.PROTECT, null=True, blank=True, related_name="timetable_steps", verbose_name="who answers for it"
    )  # fmt: skip
    note = models.TextField(blank=True)
    done_on = models.DateField(null=True, blank=True)
    shown_by = models.ForeignKey(
        Record, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="record that shows it"
    )  # fmt: skip
    outcome = models.TextField("what came of it", blank=True)

    objects = StepQuerySet.as_manager()
    history = HistoricalRecords()

    class Meta:
        ordering = ["due_on", "pk"]
        constraints = [
            models.CheckConstraint(
                name="step_shown_once_done",
                condition=models.Q(shown_by__isnull=True) | models.Q(done_on__isnull=False),
                violation_error_message="Say on which day it was done.",
            )
        ]

    def __str__(self):
        return self.title

    @property
    def version(self):
        """What a form carries, to tell whether the step has changed since it was shown."""
        return digest_of([self.title, self.kind, str(self.due_on), self.owner_id, self.note])[:40]

    def is_late(self, on):
        return self.done_on is None and self.due_on < on
