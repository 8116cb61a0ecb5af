from django.db import models
from simple_history.models import HistoricalRecords

from funding.lifecycle.outside import OUTSIDE_MOVES, OUTSIDE_OPEN, OutsideStatus
from funding.money import amount_field
from funding.querysets import OutsideBidQuerySet
from partnership.models import Agency, Area
from records.models import Record


class OutsideBid(Record):
    """A bid that the partnership makes to a funder elsewhere, from the opportunity to its outcome (S001-76, S001-104).

    Its record's agency leads it.
    """

    CODE = "OBD"
    MOVES = OUTSIDE_MOVES
    Status = OutsideStatus

    funder = models.CharField(max_length=160)
    scheme = models.CharField("fund or programme", max_length=160, blank=True)
    round = models.CharField(max_length=40, blank=True, help_text="Such as: round 5")
    closes_on = models.DateField("closing date", null=True, blank=True)
    areas = models.ManyToManyField(Area, blank=True, related_name="outside_bids")
    partners = models.ManyToManyField(Agency, blank=True, related_name="outside_bids_joined")
    amount = amount_field("amount asked for", null=True, blank=True)
    match = amount_field("match funding", null=True, blank=True)
    components = models.TextField(blank=True, help_text="One on each line")
    status = models.CharField(max_length=11, choices=OutsideStatus, default=OutsideStatus.OPPORTUNITY)
    submitted_on = models.DateField(null=True, blank=True)
    is_delayed = models.BooleanField("the decision is delayed", default=False)
    delayed_because = models.CharField("why", max_length=250, blank=True)
    chase_on = models.DateField("ask again on", null=True, blank=True)
    outcome_on = models.DateField(null=True, blank=True)
    won = amount_field("amount won", null=True, blank=True)
    outcome_note = models.TextField(blank=True)

    objects = OutsideBidQuerySet.as_manager()
    history = HistoricalRecords(m2m_fields=[areas, partners])

    class Meta:
        verbose_name = "outside bid"
        constraints = [
            models.CheckConstraint(
                name="outside_status_known", condition=models.Q(status__in=OutsideStatus.values)
            )
        ]

    def __str__(self):
        return self.title

    @property
    def is_open(self):
        return self.status in OUTSIDE_OPEN

    @property
    def state_in_words(self):
        """S001-105"""
        words = self.get_status_display()
        return f"{words} – delayed" if self.is_delayed and self.status == OutsideStatus.AWAITING else words

    def blockers(self, action):
        from funding.blockers import outside_blockers  # noqa: PLC0415 -- blockers know the models

        return list(outside_blockers(self, action))
