from django.db import models
from django.utils.functional import cached_property
from simple_history.models import HistoricalRecords

from funding.lifecycle.plans import PLAN_MOVES, PlanStatus
from funding.models.funds import Allocation, Fund, FundYear
from funding.money import amount_field, share_out, year_name
from funding.querysets import PlanLineQuerySet, PlanQuerySet
from partnership.models import Agency, Partnership, Person
from records.models import Record


class Plan(Record):
    """A joint spending plan: several partnerships and funds at once, over one financial year (S002-16, S002-77).

    Its record's body decides the bids (S002-52).
    """

    CODE = "SPL"
    MOVES = PLAN_MOVES
    Status = PlanStatus

    year = models.PositiveSmallIntegerField("financial year", help_text="In which it begins, on 1 April")
    covers = models.ManyToManyField(Partnership, related_name="spending_plans", blank=True)
    funds = models.ManyToManyField(Fund, related_name="spending_plans", blank=True)
    administrator = models.ForeignKey(
        Person, models.PROTECT, null=True, blank=True, related_name="plans_administered"
    )
    editors = models.ManyToManyField(
        Person, blank=True, related_name="plans_edited", verbose_name="people who may change its lines"
    )
    banker = models.ForeignKey(
        Agency, models.PROTECT, null=True, blank=True, related_name="plans_banked",
        verbose_name="who banks the money",
    )  # fmt: skip
    submitted_to = models.CharField(max_length=160, blank=True, help_text="The body it goes to")
    submitted_on = models.DateField(null=True, blank=True)
    answered_on = models.DateField(null=True, blank=True)
    status = models.CharField(max_length=9, choices=PlanStatus, default=PlanStatus.DRAFT)

    objects = PlanQuerySet.as_manager()
    history = HistoricalRecords(m2m_fields=[covers, funds, editors])

    class Meta:
        verbose_name = "spending plan"
        constraints = [
            models.CheckConstraint(name="plan_status_known", condition=models.Q(status__in=PlanStatus.values))
        ]

    def __str__(self):
        return self.title

    @property
    def year_name(self):
        return year_name(self.year)

    @cached_property
    def balances(self):
        """Of the fund years that its lines are paid from; read once."""
        from funding.balances import balances_of  # noqa: PLC0415 -- balances know the models

        return balances_of({line.fund_year for line in self.lines.all() if line.fund_year_id})

    def blockers(self, action):
        from funding.blockers import plan_blockers  # noqa: PLC0415 -- blockers know the models

        return list(plan_blockers(self, action))


class PlanLine(models.Model):
    """Something the plan spends on, from one fund. Several partnerships may share it (S002-77)."""

    plan = models.ForeignKey(Plan, models.PROTECT, related_name="lines")
    title = models.CharField(max_length=200)
    fund_year = models.ForeignKey(
        FundYear, models.PROTECT, null=True, blank=True, related_name="plan_lines",
        help_text="Without one the line is unfunded",
    )  # fmt: skip
    amount = amount_field()
    forecast = amount_field("expected by the year's end", null=True, blank=True)
    cost_type = models.CharField(max_length=10, choices=Allocation.CostType, default=Allocation.CostType.ANY)
    is_capital = models.BooleanField("capital", default=False)
    through_bids = models.BooleanField("spent through calls for bids", default=False)
    partnerships = models.ManyToManyField(Partnership, related_name="plan_lines", blank=True)
    priority = models.CharField(max_length=160, blank=True)
    pays_for_post = models.CharField("post it pays for", max_length=160, blank=True)
    ends_on = models.DateField("paid until", null=True, blank=True)
    position = models.PositiveSmallIntegerField(default=0)

    objects = PlanLineQuerySet.as_manager()
    history = HistoricalRecords(m2m_fields=[partnerships])

    class Meta:
        ordering = ["position", "pk"]

    def __str__(self):
        return self.title

    @property
    def expected(self):
        """By the year's end: as it was said, all of it where nothing was, and never less than what was paid.

        Of a line that was read `with_payments`.
        """
        return max(self.amount if self.forecast is None else self.forecast, self.paid)


class CostSplit(models.Model):
    """A cost that agencies carry by shares that add up to 100, with the reason (S001-152, S001-153, S002-73)."""

    plan = models.ForeignKey(Plan, models.PROTECT, related_name="splits")
    title = models.CharField(max_length=200)
    total = amount_field()
    reason = models.CharField(max_length=250, blank=True)
    pays_for_post = models.CharField("post it pays for", max_length=160, blank=True)

    history = HistoricalRecords()

    class Meta:
        ordering = ["pk"]

    def __str__(self):
        return self.title

    @property
    def shared(self):
        """Each share with its pounds and pence; they add back to the total."""
        shares = list(self.shares.all())
        return list(zip(shares, share_out(self.total, [row.percent for row in shares]), strict=True))


class Share(models.Model):
    split = models.ForeignKey(CostSplit, models.CASCADE, related_name="shares")
    agency = models.ForeignKey(Agency, models.PROTECT, related_name="cost_shares")
    percent = models.DecimalField(max_digits=7, decimal_places=4)

    history = HistoricalRecords()

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["split", "agency"], name="one_share_an_agency"),
            models.CheckConstraint(
                name="share_is_a_share", condition=models.Q(percent__gt=0, percent__lte=100)
            ),
        ]

    def __str__(self):
        return f"{self.agency}: {self.percent}%"
