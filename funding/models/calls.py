from collections import Counter
from functools import cached_property

from django.db import models
from simple_history.models import HistoricalRecords

from funding.lifecycle.calls import CALL_MOVES, CallStatus
from funding.models.funds import FundYear
from funding.money import amount_field
from funding.querysets import CallQuerySet
from partnership.models import Agreement
from records.models import Record


class FundingCall(Record):
    """A numbered round in which bids are made, with its opening and closing (S001-78). Its body decides them.

    A published call is open to everyone, without signing in.
    """

    CODE = "CAL"
    MOVES = CALL_MOVES
    Status = CallStatus

    number = models.PositiveSmallIntegerField("round", default=1)
    status = models.CharField(max_length=9, choices=CallStatus, default=CallStatus.DRAFT)
    about = models.TextField("what the money is for", blank=True)
    opens_at = models.DateTimeField(null=True, blank=True)
    closes_at = models.DateTimeField(
        null=True, blank=True, help_text="The last second in which a bid is taken"
    )
    is_two_stage = models.BooleanField("expressions of interest first", default=False)
    expressions_close_at = models.DateTimeField(null=True, blank=True)
    for_members = models.BooleanField("member agencies may bid", default=True)
    for_groups = models.BooleanField("community groups may bid", default=True)
    least_amount = amount_field(null=True, blank=True)
    most_amount = amount_field(null=True, blank=True)
    documents_wanted = models.TextField(
        "documents to attach", blank=True, help_text="One on each line, such as: Safeguarding policy"
    )
    needs_agreement = models.ForeignKey(
        Agreement, models.PROTECT, null=True, blank=True, related_name="calls_asking",
        verbose_name="agreement that applicants have signed",
    )  # fmt: skip
    scheme = models.ForeignKey(
        "funding.Scheme", models.PROTECT, null=True, blank=True, related_name="calls",
        verbose_name="scoring form",
    )  # fmt: skip
    scorers_wanted = models.PositiveSmallIntegerField("scorers for each bid", default=2)
    pass_mark = models.PositiveSmallIntegerField(null=True, blank=True, help_text="Empty: none")
    decides_on = models.DateField("decision expected on", null=True, blank=True)

    fund_years = models.ManyToManyField(FundYear, through="CallFund", related_name="calls")

    objects = CallQuerySet.as_manager()
    history = HistoricalRecords()

    class Meta:
        verbose_name = "call for bids"
        verbose_name_plural = "calls for bids"
        constraints = [
            models.CheckConstraint(
                name="call_status_known", condition=models.Q(status__in=CallStatus.values)
            ),
            models.CheckConstraint(
                name="call_closes_after_opening",
                condition=models.Q(opens_at__isnull=True)
                | models.Q(closes_at__isnull=True)
                | models.Q(closes_at__gt=models.F("opens_at")),
                violation_error_message="It cannot close before it opens.",
            ),
        ]

    def __str__(self):
        return self.title

    @property
    def wanted_documents(self):
        return [line.strip() for line in self.documents_wanted.splitlines() if line.strip()]

    def takes_bids(self, at):
        """Whether a bid may be sent at this moment; the last second of the last day is in time."""
        return (
            self.status == CallStatus.OPEN
            and (self.opens_at is None or self.opens_at <= at)
            and not self.is_past(at)
        )

    def is_past(self, at):
        return self.closes_at is not None and at.replace(microsecond=0) > self.closes_at

    def was_shut_early(self, at):
        """Somebody closed it before its time, which then says nothing of when it closed."""
        return self.status in (CallStatus.CLOSED, CallStatus.DECIDED) and not self.is_past(at)

    @cached_property
    def _bids_by_status(self):
        return Counter(dict(self.bids.order_by().values_list("status").annotate(models.Count("pk"))))

    def count_bids(self, *statuses):
        """Of any reader's: what stands in the way of a step is asked of all bids. One query for the life of the row."""
        return sum(self._bids_by_status[status] for status in statuses)

    def blockers(self, action):
        from funding.blockers import call_blockers  # noqa: PLC0415 -- blockers know the models

        return list(call_blockers(self, action))


class CallFund(models.Model):
    """A fund year that a call offers money from, and how much of it."""

    call = models.ForeignKey(FundingCall, models.CASCADE, related_name="offers")
    fund_year = models.ForeignKey(FundYear, models.PROTECT, related_name="offered_in")
    amount = amount_field("offered", null=True, blank=True, help_text="Empty: whatever is free")

    history = HistoricalRecords()

    class Meta:
        ordering = ["fund_year__fund__short_name", "pk"]
        constraints = [models.UniqueConstraint(fields=["call", "fund_year"], name="call_offers_once")]

    def __str__(self):
        return str(self.fund_year)
