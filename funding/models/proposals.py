from django.db import models
from simple_history.models import HistoricalRecords

from funding.lifecycle.outside import PROPOSALS_MOVES, ProposalsStatus
from funding.models.commissioned import Service
from funding.models.funds import FundYear
from funding.money import amount_field
from funding.querysets import ProposalSetQuerySet
from partnership.models import Area
from records.models import Record


class ProposalSet(Record):
    """Proposals that are looked at together against the money there is: balanced, over, or under (S003-70)."""

    CODE = "PRO"
    MOVES = PROPOSALS_MOVES
    Status = ProposalsStatus

    fund_years = models.ManyToManyField(FundYear, blank=True, related_name="proposal_sets")
    status = models.CharField(max_length=7, choices=ProposalsStatus, default=ProposalsStatus.OPEN)

    objects = ProposalSetQuerySet.as_manager()
    history = HistoricalRecords(m2m_fields=[fund_years])

    class Meta:
        verbose_name = "set of proposals"
        verbose_name_plural = "sets of proposals"
        constraints = [
            models.CheckConstraint(
                name="proposals_status_known", condition=models.Q(status__in=ProposalsStatus.values)
            )
        ]

    def __str__(self):
        return self.title


class Proposal(models.Model):
    """What is proposed, beside what is paid for the same today (S003-34). It may merge several services (S003-35)."""

    proposals = models.ForeignKey(ProposalSet, models.PROTECT, related_name="proposals")
    title = models.CharField(max_length=200)
    cost = amount_field("new total cost")
    cost_existing = amount_field("of it, existing posts, teams and administration", null=True, blank=True)
    cost_today = amount_field("today's cost, where it is no service below", null=True, blank=True)
    merges = models.ManyToManyField(Service, blank=True, related_name="proposals")
    groups = models.JSONField("groups whose need it meets", default=list, blank=True)
    staff = models.DecimalField("posts", max_digits=6, decimal_places=1, null=True, blank=True)
    areas = models.ManyToManyField(Area, blank=True, related_name="proposals")
    for_children = amount_field("of it, for children's services", default=0)
    pays_for = models.CharField("new cost that a saving is set against", max_length=160, blank=True)
    pays_for_cost = amount_field("cost of that", null=True, blank=True)
    position = models.PositiveSmallIntegerField(default=0)

    history = HistoricalRecords(m2m_fields=[merges, areas])

    class Meta:
        ordering = ["position", "pk"]

    def __str__(self):
        return self.title
