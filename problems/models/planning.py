from django.db import models
from simple_history.models import HistoricalRecords

from actions.models import Action
from partnership.models import Agency
from problems.techniques import named


class Planning(models.Model):
    """The agreed measure of success and the summary of response (B1, fields 26 and 27; S002-143, S002-144)."""

    measure_of_success = models.TextField("what will be counted", blank=True)
    measure_change = models.CharField("by how much", max_length=160, blank=True)
    measure_until = models.DateField("by when", null=True, blank=True)
    measure_agreed_on = models.DateField("agreed on", null=True, blank=True)
    measure_agencies = models.ManyToManyField(Agency, blank=True, related_name="+")
    response_summary = models.TextField("summary of response", blank=True)
    signature_asked_on = models.DateField(
        "a supervisor was asked to sign on",
        null=True,
        blank=True,
        help_text="Empty again once one has signed",
    )

    class Meta:
        abstract = True


class Response(models.Model):
    """Something that could be done. What is not chosen is kept, with the reason (S002-145, S002-146)."""

    class Kind(models.TextChoices):
        ENVIRONMENTAL = "environmental", "Environmental change"
        DIVERSIONARY = "diversionary", "Diversionary scheme"
        EDUCATIONAL = "educational", "Educational programme"
        ENFORCEMENT = "enforcement", "Enforcement"
        OTHER = "other", "Other"

    class Horizon(models.TextChoices):
        SHORT = "short", "Short term"
        MEDIUM = "medium", "Medium term"
        LONG = "long", "Long term"

    class Choice(models.TextChoices):
        OPTION = "option", "An option"
        CHOSEN = "chosen", "Chosen"
        REJECTED = "rejected", "Not chosen"

    class State(models.TextChoices):
        DEVELOPING = "developing", "Developing"
        RUNNING = "running", "Running"
        ENDED = "ended", "Ended"

    problem = models.ForeignKey("problems.Problem", models.CASCADE, related_name="responses")
    round = models.PositiveSmallIntegerField(default=1)
    what = models.TextField("what would be done")
    kind = models.CharField(max_length=13, choices=Kind, blank=True)
    horizon = models.CharField(max_length=6, choices=Horizon, blank=True)
    techniques = models.JSONField(default=list, blank=True, help_text="Numbers of `problems.techniques`")
    mechanism = models.TextField("how it would work here", blank=True)
    aimed_at = models.CharField(
        max_length=250, blank=True, help_text="The group of people: age, sex, behaviour. Name nobody."
    )
    choice = models.CharField(max_length=8, choices=Choice, default=Choice.OPTION)
    rejected_because = models.TextField("why it was not chosen", blank=True)
    state = models.CharField(max_length=10, choices=State, default=State.DEVELOPING)
    adopted_from = models.ForeignKey(
        "problems.Play", models.PROTECT, null=True, blank=True, related_name="adopted",
        help_text="The entry of the good-practice library that brought it",
    )  # fmt: skip

    history = HistoricalRecords()

    class Meta:
        ordering = ["pk"]

    def __str__(self):
        return self.what[:80]

    @property
    def techniques_named(self):
        return named(self.techniques)


class ResponsePartner(models.Model):
    """An agency with a part in a response, and the experience it brings."""

    response = models.ForeignKey(Response, models.CASCADE, related_name="partners")
    agency = models.ForeignKey(Agency, models.PROTECT, related_name="+")
    expertise = models.CharField("experience and expertise", max_length=250, blank=True)

    history = HistoricalRecords()

    class Meta:
        ordering = ["pk"]
        constraints = [models.UniqueConstraint(fields=["response", "agency"], name="response_partner_once")]

    def __str__(self):
        return str(self.agency)


class PlanLine(models.Model):
    """A line of the action plan: a chosen response, and an action of the portal that carries it out."""

    response = models.ForeignKey(Response, models.CASCADE, related_name="lines")
    action = models.OneToOneField(Action, models.PROTECT, related_name="plan_line")

    history = HistoricalRecords()

    class Meta:
        ordering = ["pk"]

    def __str__(self):
        return str(self.action)
