from django.db import models
from simple_history.models import HistoricalRecords

from partnership.models import Agency
from problems import blockers, hearing, history
from problems.lifecycle import MOVES, PLANNABLE, WRITABLE, Status
from problems.models.analysis import Analysis
from problems.models.assessment import Assessment
from problems.models.header import Header
from problems.models.planning import Planning
from problems.models.scanning import Scanning
from problems.querysets import ProblemQuerySet
from records.models import Record


class Problem(Header, Scanning, Analysis, Planning, Assessment, Record):
    """A problem solving partnership record: one form for all agencies, in the paper's four stages (S002-41).

    It opens on a title alone (S002-76). Its columns hold the round under way; earlier rounds are `Round` rows.
    """

    CODE = "PSP"
    MOVES = MOVES
    Status = Status
    HAS_SIDES = True
    PARTS = (
        ("scanning", "Scanning"), ("analysis", "Analysis"), ("response", "Response"), ("assessment", "Assessment")
    )  # fmt: skip
    ACTIONS_BY = "problems.change_problem"
    AUDIENCES = (Record.Audience.CASE, Record.Audience.AGENCY, Record.Audience.NAMED)

    status = models.CharField("stage", max_length=10, choices=Status, default=Status.SCANNING)
    round = models.PositiveSmallIntegerField(default=1)
    started_on = models.DateField("response started on", null=True, blank=True)
    review_on = models.DateField("to be reviewed on", null=True, blank=True)

    objects = ProblemQuerySet.as_manager()
    history = HistoricalRecords(m2m_fields=["areas", "location_types", "measure_agencies"])

    class Meta:
        verbose_name = "problem record"
        constraints = [
            models.CheckConstraint(name="problem_status_known", condition=models.Q(status__in=Status.values)),
            models.CheckConstraint(
                name="both_times_or_neither",
                condition=models.Q(time_from__isnull=True, time_until__isnull=True)
                | models.Q(time_from__isnull=False, time_until__isnull=False),
                violation_error_message="Enter both times or neither.",
            ),
            *(
                models.CheckConstraint(
                    name=f"problem_{period}_ends_after_start",
                    condition=models.Q(**{f"{period}_from__isnull": True})
                    | models.Q(**{f"{period}_until__isnull": True})
                    | models.Q(**{f"{period}_until__gte": models.F(f"{period}_from")}),
                    violation_error_message="The period cannot end before it begins.",
                )
                for period in ("before", "after")
            ),
        ]
        indexes = [
            models.Index(fields=["status", "section"], name="problem_by_status"),
            models.Index(fields=["officer"], name="problem_by_officer"),
            models.Index(fields=["beat"], name="problem_by_beat"),
            models.Index(
                fields=["review_on"], condition=models.Q(status="waiting"), name="problem_review_due"
            ),
        ]

    def __str__(self):
        return self.title

    @property
    def is_writable(self):
        return self.status in WRITABLE

    @property
    def is_plannable(self):
        """The measure is locked once the response starts (S002-144)."""
        return self.status in PLANNABLE

    def blockers(self, action):
        return blockers.blockers(self, action)

    def audience_of_move(self, action):
        return hearing.audience_of_move(self, action)

    def line_of_move(self, action):
        return hearing.line_of_move(self, action)

    def holes(self, user):
        return list(history.holes(self, user))

    def history_of_parts(self, user):
        return history.history_of_parts(self, user)

    def words_of(self, field, value):
        return history.words_of(self, field, value)

    def place_of(self, record, user):
        return "Action plan", "response/#plan"

    def search_entries(self):
        """Never what it says of people (S002-140)."""
        places = [place.text for place in self.locations.all()]
        said = [self.outline, *places, self.legacy_reference, self.measure_of_success, self.lessons_learned]
        return [("", self.title, "\n".join(filter(None, said)), "readers")]


class Location(models.Model):
    """A place where incidents happen (S002-122), with a point for the map where it is known.

    Degrees of WGS 84. Great Britain and its waters; anything else is refused by the form.
    """

    problem = models.ForeignKey(Problem, models.CASCADE, related_name="locations")
    text = models.CharField("location", max_length=250)
    latitude = models.DecimalField(max_digits=8, decimal_places=6, null=True, blank=True)
    longitude = models.DecimalField(max_digits=9, decimal_places=6, null=True, blank=True)

    history = HistoricalRecords()

    class Meta:
        ordering = ["pk"]

    def __str__(self):
        return self.text


class Postcode(models.Model):
    """A postcode of the problem, written as the Royal Mail writes it (S002-124)."""

    problem = models.ForeignKey(Problem, models.CASCADE, related_name="postcodes")
    code = models.CharField(max_length=8, db_index=True)

    history = HistoricalRecords()

    class Meta:
        ordering = ["code"]
        constraints = [models.UniqueConstraint(fields=["problem", "code"], name="postcode_once")]

    def __str__(self):
        return self.code


class ProblemPartner(models.Model):
    """An agency with a part in the problem (S002-43). Its people see the record by a grant, not by this row."""

    class Part(models.TextChoices):
        LEAD = "lead", "Lead"
        PARTNER = "partner", "Partner"
        INFORMED = "informed", "Kept informed"

    problem = models.ForeignKey(Problem, models.CASCADE, related_name="partners")
    agency = models.ForeignKey(Agency, models.PROTECT, related_name="+")
    part = models.CharField(max_length=8, choices=Part, default=Part.PARTNER)

    history = HistoricalRecords()

    class Meta:
        ordering = ["part", "pk"]
        constraints = [models.UniqueConstraint(fields=["problem", "agency"], name="problem_partner_once")]

    def __str__(self):
        return f"{self.agency}: {self.get_part_display().lower()}"
