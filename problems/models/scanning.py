from django.db import models
from simple_history.models import HistoricalRecords

from partnership.models import Agency


class Scanning(models.Model):
    """What was gathered, and whether it is a problem at all (B1, fields 19 and 20).

    ``cheers`` answers the six questions of the CHEERS test, by the key in `CHEERS`.
    """

    CHEERS = (
        ("community", "Community: who of the public is affected?"),
        ("harmful", "Harmful: what harm is done?"),
        ("expectation", "Expectation: who expects which service to act?"),
        ("events", "Events: what separate events make it up?"),
        ("recurring", "Recurring: how often does it come back?"),
        ("similar", "Similar: what do the events have in common?"),
    )

    scanning_notes = models.TextField("what was gathered", blank=True)
    cheers = models.JSONField("the CHEERS test", default=dict, blank=True)
    no_other_source = models.TextField(
        "why only the police were asked",
        blank=True,
        help_text="If no source but the police is named (S002-135)",
    )

    class Meta:
        abstract = True


class InformationSource(models.Model):
    """Where information came from; not police data alone (S002-135)."""

    problem = models.ForeignKey("problems.Problem", models.CASCADE, related_name="sources")
    name = models.CharField("source", max_length=160)
    agency = models.ForeignKey(Agency, models.PROTECT, null=True, blank=True, related_name="+")
    is_police = models.BooleanField("police data", default=False)
    dated_on = models.DateField("dated", null=True, blank=True)

    history = HistoricalRecords()

    class Meta:
        ordering = ["pk"]

    def __str__(self):
        return f"{self.name}, {self.agency}" if self.agency_id else self.name
