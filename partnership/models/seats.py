from django.db import models
from simple_history.models import HistoricalRecords

from partnership.models.agencies import Agency
from partnership.models.bodies import Body
from partnership.models.dated import Dated
from partnership.models.people import Person


class Seat(Dated):
    """A place on a body. Voting is a mark of the seat, not of the person (S003-13, access rule 5).

    A seat stands for one agency or for several, and has one vote all the same (S003-14).
    """

    class Category(models.TextChoices):
        CORE = "core", "Core"
        ATTENDEE = "attendee", "Attendee"
        SUPPORT = "support", "Support"

    body = models.ForeignKey(Body, models.CASCADE, related_name="seats")
    title = models.CharField(max_length=120, help_text="Such as: Police, or Councillor for the districts")
    category = models.CharField(max_length=8, choices=Category)
    is_voting = models.BooleanField("has a vote", default=False)
    is_owed = models.BooleanField(
        "must be filled", default=False, help_text="A vacancy shows on the body's page and structure chart"
    )
    stands_for = models.ManyToManyField(Agency, related_name="seats", blank=True)
    nominated_by = models.CharField(max_length=160, blank=True, help_text="Who named its holder")
    nominated_on = models.DateField(null=True, blank=True)
    responsibilities = models.TextField(blank=True)
    position = models.PositiveSmallIntegerField(default=0)

    history = HistoricalRecords(m2m_fields=[stands_for])

    class Meta(Dated.Meta):
        ordering = ["position", "pk"]
        constraints = [
            *Dated.Meta.constraints,
            models.CheckConstraint(
                name="support_never_votes",
                condition=~models.Q(category="support") | models.Q(is_voting=False),
                violation_error_message="A support seat has no vote (S001-17).",
            ),
        ]

    def __str__(self):
        return self.title


class Membership(Dated):
    """A person in a seat, for the agency they speak for there, which need not employ them (S001-16)."""

    class Office(models.TextChoices):
        CHAIR = "chair", "Chair"
        DEPUTY_CHAIR = "deputy-chair", "Deputy chair"
        MEMBER = "member", "Member"
        SUBSTITUTE = "substitute", "Named deputy"

    seat = models.ForeignKey(Seat, models.CASCADE, related_name="memberships")
    person = models.ForeignKey(Person, models.PROTECT, related_name="memberships")
    agency = models.ForeignKey(Agency, models.PROTECT, null=True, blank=True, related_name="memberships")
    office = models.CharField(max_length=12, choices=Office, default=Office.MEMBER)
    may_draft = models.BooleanField(
        "may draft minutes and papers", default=False, help_text="For support officers (S001-17)"
    )

    history = HistoricalRecords()

    class Meta(Dated.Meta):
        ordering = ["seat__position", "pk"]

    def __str__(self):
        return f"{self.person}, {self.seat}"
