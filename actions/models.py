from django.conf import settings
from django.db import models
from simple_history.models import HistoricalRecords

from actions.hearing import LINES, OWNER, SUBJECTS, owners_of
from actions.lifecycle import MOVES, Status
from actions.lifecycle import Action as Act
from actions.querysets import ActionQuerySet
from audit.clock import today
from design.filters import date
from partnership.models import Agency, Person
from records.models import Record


class Action(Record):
    """A piece of agreed work: one lead, any number of other owners, a day by which it is due (S001-84)."""

    CODE = "ACT"
    MOVES = MOVES
    SAID_OF_MOVES = SUBJECTS
    HANGS_UNDER = "arises_from"
    Status = Status

    wording = models.TextField()
    wording_is_proposed = models.BooleanField(
        default=False,
        help_text="Taken from the paragraph above a bare action line; confirm or rewrite (S001-85)",
    )
    due_on = models.DateField(null=True, blank=True)
    first_due_on = models.DateField(null=True, blank=True, editable=False, help_text="As first agreed")
    status = models.CharField(max_length=9, choices=Status, default=Status.PROPOSED)
    done_on = models.DateField(null=True, blank=True)
    arises_from = models.ForeignKey(
        Record, models.PROTECT, null=True, blank=True, related_name="actions_arising"
    )

    objects = ActionQuerySet.as_manager()
    history = HistoricalRecords()

    class Meta:
        constraints = [
            models.CheckConstraint(name="action_status_known", condition=models.Q(status__in=Status.values)),
            models.CheckConstraint(
                name="done_action_has_a_day",
                condition=~models.Q(status="done") | models.Q(done_on__isnull=False),
            ),
        ]
        indexes = [
            models.Index(
                fields=["due_on", "record_ptr"], condition=models.Q(status="open"), name="action_open_by_due"
            )
        ]

    def __str__(self):
        return self.title

    def is_late(self, on):
        return self.status == Status.OPEN and self.due_on is not None and self.due_on < on

    def blockers(self, action):
        found = []
        if action == Act.ISSUE:
            if not self.wording.strip():
                found.append("Word the action.")
            if not self.owners.exists():
                found.append("Name at least one owner.")
        if action == Act.COMPLETE and not self.updates.exists():
            found.append("Add an update that says what was done.")
        return found

    def is_for(self):
        """An owner sees their action, whatever body they sit on (S001-84, S001-162)."""
        return (owners_of(self), OWNER) if self.status == Status.OPEN else ([], "")

    def audience_of_move(self, action):
        return owners_of(self)

    def line_of_move(self, action):
        return LINES.get(action, "")

    def holes(self, user):
        found = []
        if self.arises_from_id is None and not self.links_out.visible_to(user).exists():
            found.append(
                "It does not say what it arises from. Link it to the meeting or record that agreed it."
            )
        if self.status not in (Status.PROPOSED, Status.OPEN):
            return found
        if self.due_on is None:
            found.append("It has no day by which it is due.")
        if not self.owners.filter(person__isnull=False).exists():
            found.append("No owner of it is a person in the directory, so nobody is reminded.")
        if self.is_late(today()) and not self.updates.filter(made_at__date__gt=self.due_on).exists():
            found.append(
                f"It was due on {date(self.due_on)}, and no update since says what stands in the way."
            )
        return found

    def search_entries(self):
        scope = "officers" if self.status == Status.PROPOSED else "readers"
        return [("", self.title, self.wording, scope)]


class Owner(models.Model):
    """Somebody who is to see an action done; exactly one leads. A printed name may await its person."""

    action = models.ForeignKey(Action, models.CASCADE, related_name="owners")
    person = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="owned_actions")
    agency = models.ForeignKey(Agency, models.PROTECT, null=True, blank=True, related_name="+")
    printed_name = models.CharField(max_length=120, help_text="As the minutes name them")
    is_lead = models.BooleanField(default=False)

    history = HistoricalRecords()

    class Meta:
        ordering = ["-is_lead", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["action", "person"], name="owner_named_once"),
            models.UniqueConstraint(
                fields=["action"], condition=models.Q(is_lead=True), name="one_lead_an_action"
            ),
        ]

    def __str__(self):
        return self.printed_name


class Update(models.Model):
    """What was done or stands in the way, said between or at meetings (S001-164). Kept as written."""

    action = models.ForeignKey(Action, models.CASCADE, related_name="updates")
    text = models.TextField()
    made_at = models.DateTimeField()
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")

    history = HistoricalRecords()

    class Meta:
        ordering = ["-pk"]

    def __str__(self):
        return self.text[:80]
