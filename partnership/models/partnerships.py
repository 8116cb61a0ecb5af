from django.db import models
from simple_history.models import HistoricalRecords

from partnership.models.agencies import Agency
from partnership.models.areas import Area
from partnership.models.dated import Dated
from partnership.models.people import Person
from partnership.querysets import DirectoryQuerySet


class Partnership(models.Model):
    """A community safety partnership, or the county group above several. Not a legal body: agencies are
    (Crime and Disorder Act 1998 s5; seed practice S002-04).
    """

    name = models.CharField(max_length=120, unique=True)
    slug = models.SlugField(unique=True)
    parent = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="children")
    areas = models.ManyToManyField(Area, blank=True, related_name="partnerships")
    legal_basis = models.CharField(
        max_length=250, blank=True, default="Crime and Disorder Act 1998, sections 5 to 7"
    )
    agencies = models.ManyToManyField(Agency, through="Partner", related_name="partnerships")

    objects = DirectoryQuerySet.as_manager()
    history = HistoricalRecords(m2m_fields=[areas])

    class Meta:
        ordering = ["name"]

    def __str__(self):
        return self.name


class Partner(Dated):
    """An agency's standing in a partnership, and the statutory rank it has there.

    The rank belongs to the agency and the area together, dated: authorities merge and functions move
    (Crime and Disorder Act 1998 s5(1)-(3)). The local policing body is never a responsible authority.
    """

    class Rank(models.TextChoices):
        RESPONSIBLE = "responsible", "Responsible authority"
        COOPERATING = "co-operating", "Co-operating body"
        INVITED = "invited", "Invited participant"
        POLICING_BODY = "policing-body", "Local policing body"
        OTHER = "other", "Other partner"

    partnership = models.ForeignKey(Partnership, models.CASCADE, related_name="partners")
    agency = models.ForeignKey(Agency, models.PROTECT, related_name="standings")
    area = models.ForeignKey(
        Area, models.PROTECT, null=True, blank=True, help_text="If the rank holds in a part of the area only"
    )
    rank = models.CharField(max_length=15, choices=Rank, default=Rank.OTHER)

    history = HistoricalRecords()

    class Meta(Dated.Meta):
        ordering = ["agency__name"]

    def __str__(self):
        return f"{self.agency}: {self.get_rank_display().lower()}"


class Role(Dated):
    """What somebody does for a partnership: as a whole, in one of its areas, or for one of its bodies.

    What it entails is said in each app's rules. A role for a body is no seat on it, and makes nobody a member
    of the partnership: an analyst of several groups reads their problem records and nothing else (S001-74).
    """

    class Kind(models.TextChoices):
        OFFICER = "officer", "Partnership officer"
        ADMINISTRATOR = "administrator", "Administrator"
        ANALYST = "analyst", "Analyst"
        COMMUNITY_SAFETY = "community-safety", "Community safety officer"
        COUNCIL_LEAD = "council-lead", "Lead officer, council"
        POLICE_LEAD = "police-lead", "Lead officer, police"
        DEVELOPMENT = "development", "Partnership development manager"
        INTELLIGENCE = "intelligence", "Intelligence unit"
        SCORER = "scorer", "Scorer"
        PRESS = "press", "Press contact"
        SUPERVISOR = "supervisor", "Supervisor of problem records"
        COMMANDER = "commander", "Section or divisional commander"
        REVIEWS = "reviews", "Review co-ordinator"

    person = models.ForeignKey(Person, models.PROTECT, related_name="roles")
    partnership = models.ForeignKey(Partnership, models.CASCADE, related_name="roles")
    kind = models.CharField("role", max_length=16, choices=Kind)
    area = models.ForeignKey(
        Area, models.PROTECT, null=True, blank=True, related_name="roles", help_text="If it holds there only"
    )
    body = models.ForeignKey(
        "Body", models.CASCADE, null=True, blank=True, related_name="roles", help_text="If for one body only"
    )

    history = HistoricalRecords()

    class Meta(Dated.Meta):
        ordering = ["kind", "pk"]

    def __str__(self):
        return f"{self.get_kind_display()}, {self.where}"

    @property
    def where(self):
        """What the role is for: the partnership, or that part of it to which it is limited."""
        return self.body or self.area or self.partnership
