from django.db import models
from simple_history.models import HistoricalRecords

from partnership.models import Partnership, Person
from partnership.models.dated import Dated
from problems.querysets import SideQuerySet

USUAL_STEPS = (  # forms B6, and the powers of the Anti-social Behaviour, Crime and Policing Act 2014
    "Letter to parents", "Letter to school", "Warning", "Acceptable behaviour contract",
    "Community protection notice", "Injunction", "Criminal behaviour order",
)  # fmt: skip


class LadderStep(Dated):
    """A step of a partnership's ladder of incremental responses. One that is no longer used ends, and stays with
    the cases that took it (S002-95, S002-194).
    """

    partnership = models.ForeignKey(Partnership, models.CASCADE, related_name="ladder")
    name = models.CharField(max_length=120)
    position = models.PositiveSmallIntegerField()

    history = HistoricalRecords()

    class Meta(Dated.Meta):
        ordering = ["position", "pk"]

    def __str__(self):
        return self.name


class Case(models.Model):
    """Somebody of the problem's offender side who moves up the ladder: a letter, never a name.

    As secret as the sides: known to those who read them, and to others as a number alone (S002-140).
    """

    class Risk(models.TextChoices):
        VICTIM = "victim", "Has been a victim too"
        SCHOOL = "school", "Out of school, training or work"
        SUBSTANCES = "substances", "Drinks or uses drugs"
        PEERS = "peers", "Led by older people or a group"
        FAMILY = "family", "Trouble or offending at home"
        SIBLINGS = "siblings", "Younger brothers or sisters are drawn in"
        WEAPON = "weapon", "Carries a weapon"
        HEALTH = "health", "Mental health or learning need"
        HOUSING = "housing", "No settled home"
        KNOWN = "known", "Known to the police or youth justice"

    problem = models.ForeignKey("problems.Problem", models.CASCADE, related_name="cases")
    letter = models.CharField(max_length=2)
    risks = models.JSONField("risk factors", default=list, blank=True)
    opened_on = models.DateField()

    objects = SideQuerySet.as_manager()
    history = HistoricalRecords()

    class Meta:
        ordering = ["pk"]
        constraints = [models.UniqueConstraint(fields=["problem", "letter"], name="case_letter_once")]

    def __str__(self):
        return f"Case {self.letter}"

    @property
    def risks_in_words(self):
        return [self.Risk(risk).label for risk in self.risks]


class CaseStep(models.Model):
    """A step that a case was taken to: when, by whom, and how it stands."""

    class State(models.TextChoices):
        PLANNED = "planned", "Planned"
        APPLIED = "applied", "Applied for"
        IN_FORCE = "in-force", "In force"
        ENDED = "ended", "Ended"
        BREACHED = "breached", "Breached"

    case = models.ForeignKey(Case, models.CASCADE, related_name="steps")
    step = models.ForeignKey(LadderStep, models.PROTECT, related_name="taken")
    state = models.CharField(max_length=8, choices=State, default=State.PLANNED)
    taken_on = models.DateField("on")
    officer = models.ForeignKey(Person, models.PROTECT, related_name="+", verbose_name="who took it")
    skipped_because = models.TextField("why steps were skipped", blank=True)

    history = HistoricalRecords()

    class Meta:
        ordering = ["taken_on", "pk"]

    def __str__(self):
        return f"{self.step}: {self.get_state_display().lower()}"
