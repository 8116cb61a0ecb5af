from django.conf import settings
from django.db import models
from simple_history.models import HistoricalRecords

from problems.models.assessment import Extent
from problems.models.header import LocationType
from problems.models.planning import Response
from problems.models.problem import Problem
from problems.models.situation import Situation
from problems.play_lifecycle import PLAY_MOVES, PlayStatus
from problems.querysets import PlayQuerySet
from records.models import Record


class Play(Record):
    """An entry of the good-practice library: what was done about a problem, and what came of it (S000-44, S002-162).

    Written from a completed record once its officer has confirmed that it names nobody. Of the form's fields it
    holds 1, 7, 11, 21, 26, 27 and 29 to 36, and what was used in all; never 8, 13 to 16, 20, 22, 23, 37, 38 (R12).
    It tells of one round: a round that follows is another try, and has an entry of its own.
    """

    CODE = "GPP"
    MOVES = PLAY_MOVES
    Status = PlayStatus
    AUDIENCES = (Record.Audience.PUBLIC, Record.Audience.PARTNERS, Record.Audience.PARTNERSHIP)
    ADOPTED = "adopted"  # the note of the link from a record that brought its responses in
    TEXTS = (
        "title", "outline", "location_features", "measure", "response_summary", "short_term", "long_term",
        "action_taken", "comparison_alike", "controlled_for", "lessons",
    )  # fmt: skip

    status = models.CharField(max_length=9, choices=PlayStatus, default=PlayStatus.LISTED)
    comes_from = models.ForeignKey(Problem, models.PROTECT, related_name="plays")
    round = models.PositiveSmallIntegerField("round of the record", default=1)
    reopened_on = models.DateField(
        "its file was reopened on", null=True, blank=True,
        help_text="Empty again once its officer has brought the entry up to date",
    )  # fmt: skip
    location_types = models.ManyToManyField(LocationType, blank=True, related_name="plays")
    kinds = models.JSONField("kinds of problem", default=list, blank=True)
    outline = models.TextField("the problem", blank=True)
    location_features = models.TextField("the place", blank=True)
    measure = models.TextField("agreed measure of success", blank=True)
    response_summary = models.TextField("what was done, in short", blank=True)
    action_taken = models.TextField("what was done to resolve or reduce it", blank=True)
    short_term = models.TextField("in the short term", blank=True)
    long_term = models.TextField("in the long term", blank=True)
    lessons = models.TextField("lessons learned", blank=True)
    plan_implemented = models.CharField(max_length=6, choices=Extent, blank=True)
    measure_achieved = models.CharField(max_length=6, choices=Extent, blank=True)
    started_on = models.DateField("response started on", null=True, blank=True)
    incidents_before = models.PositiveIntegerField(null=True, blank=True)
    incidents_after = models.PositiveIntegerField(null=True, blank=True)
    before_from = models.DateField(null=True, blank=True)
    before_until = models.DateField(null=True, blank=True)
    after_from = models.DateField(null=True, blank=True)
    after_until = models.DateField(null=True, blank=True)
    comparison_before = models.PositiveIntegerField(null=True, blank=True)
    comparison_after = models.PositiveIntegerField(null=True, blank=True)
    comparison_alike = models.TextField("how the comparison area is alike", blank=True)
    buffer_before = models.PositiveIntegerField(null=True, blank=True)
    buffer_after = models.PositiveIntegerField(null=True, blank=True)
    sites = models.PositiveSmallIntegerField("places treated", default=1)
    controlled_for = models.TextField("other causes allowed for", blank=True)
    allocated_at_random = models.BooleanField("places were chosen at random", default=False)
    months = models.JSONField(
        "incidents by month",
        default=list,
        blank=True,
        help_text="Where it was worked: first day of the month, count",
    )
    hours = models.DecimalField("hours used in all", max_digits=9, decimal_places=1, default=0)
    cost = models.DecimalField("cost in pounds", max_digits=11, decimal_places=2, null=True, blank=True)
    listed_on = models.DateField()
    public_summary = models.TextField("summary cleared for publication", blank=True)
    cleared_at = models.DateTimeField(null=True, blank=True)
    cleared_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )

    objects = PlayQuerySet.as_manager()
    history = HistoricalRecords(m2m_fields=["location_types"])

    class Meta:
        verbose_name = "good practice entry"
        verbose_name_plural = "good practice entries"
        constraints = [
            models.UniqueConstraint(fields=["comes_from", "round"], name="play_once_a_round"),
            models.CheckConstraint(
                name="play_status_known", condition=models.Q(status__in=PlayStatus.values)
            ),
            models.CheckConstraint(
                name="play_cleared_by_somebody",
                condition=models.Q(public_summary="", cleared_at=None, cleared_by=None)
                | ~models.Q(public_summary="") & ~models.Q(cleared_at=None) & ~models.Q(cleared_by=None),
            ),
        ]

    def __str__(self):
        return self.title

    @property
    def kinds_in_words(self):
        return [Situation.Kind(kind).label for kind in self.kinds]

    def search_entries(self):
        said = [getattr(self, name) for name in self.TEXTS[1:]]
        said += [f"{response.what} {response.mechanism}" for response in self.responses.all()]
        scope = "readers" if self.status == PlayStatus.LISTED else "officers"
        return [("", self.title, "\n".join(filter(None, said)), scope)]


class PlayResponse(models.Model):
    """A response that was chosen, with its techniques and why it was held to work."""

    play = models.ForeignKey(Play, models.CASCADE, related_name="responses")
    what = models.TextField("what was done")
    kind = models.CharField(max_length=13, choices=Response.Kind, blank=True)
    horizon = models.CharField(max_length=6, choices=Response.Horizon, blank=True)
    techniques = models.JSONField(default=list, blank=True)
    mechanism = models.TextField("how it worked", blank=True)

    history = HistoricalRecords()

    class Meta:
        ordering = ["pk"]

    def __str__(self):
        return self.what[:80]
