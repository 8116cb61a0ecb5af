from django.db import models
from simple_history.models import HistoricalRecords

from funding.lifecycle.plans import FUND_MOVES, FundStatus
from funding.money import amount_field, year_name
from funding.querysets import FundQuerySet
from partnership.models import Agency, Agreement, Area, Partnership
from partnership.models.dated import Dated
from records.models import Record


class Fund(Record):
    """A stream of money with objectives of its own, such as the Safer Communities Initiative (S002-182 to -184).

    The money of each financial year is a `FundYear`. Its record's agency is nobody's: who gives it, through whom,
    and who holds it are three agencies (S001-146, S001-155).
    """

    CODE = "FND"
    MOVES = FUND_MOVES
    Status = FundStatus

    short_name = models.CharField(max_length=12, help_text="As people call it, such as SCI")
    source = models.CharField(
        "source of the money", max_length=60, blank=True, help_text="Such as BCU or CDRP"
    )
    funder = models.ForeignKey(
        Agency, models.PROTECT, null=True, blank=True, related_name="funds_given", help_text="Who gives it"
    )
    channel = models.ForeignKey(
        Agency, models.PROTECT, null=True, blank=True, related_name="funds_channelled",
        help_text="Through whom it comes, if through another; being a channel gives no duty",
    )  # fmt: skip
    aim = models.TextField(blank=True)
    restrictions = models.TextField("what it may not be spent on", blank=True)
    needs_training = models.BooleanField("only for groups that hold problem-solving training", default=False)
    waits_for_plans = models.BooleanField("a part is confirmed once all have costed plans", default=True)
    needs_agreement = models.ForeignKey(
        Agreement, models.PROTECT, null=True, blank=True, related_name="funds_asking",
        verbose_name="agreement that applicants have signed",
    )  # fmt: skip
    status = models.CharField(max_length=6, choices=FundStatus, default=FundStatus.OPEN)

    objects = FundQuerySet.as_manager()
    history = HistoricalRecords()

    class Meta:
        constraints = [
            models.CheckConstraint(name="fund_status_known", condition=models.Q(status__in=FundStatus.values))
        ]

    def __str__(self):
        return self.title


class Objective(models.Model):
    """What a fund is for; a bid claims some of its fund's (S002-176). One may stand inside another as an example."""

    class Side(models.TextChoices):
        """The triangle's three, which the first objective of SCI names (S002-185)."""

        LOCATION = "location", "Locations"
        VICTIM = "victim", "Victims"
        OFFENDER = "offender", "Offenders"

    fund = models.ForeignKey(Fund, models.PROTECT, related_name="objectives")
    parent = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="inside")
    text = models.CharField(max_length=160)
    side = models.CharField("side of the triangle", max_length=8, choices=Side, blank=True)
    needs_priority = models.BooleanField(
        "a bid that claims it names a priority of the strategy", default=False
    )
    position = models.PositiveSmallIntegerField(default=0)
    is_offered = models.BooleanField(default=True)

    history = HistoricalRecords()

    class Meta:
        ordering = ["position", "pk"]

    def __str__(self):
        return self.text

    @classmethod
    def side_of(cls, text):
        """An example such as "Locations (crime hotspots)" names its side by its first word (S002-185)."""
        return next((side for side in cls.Side if text.casefold().startswith(side)), "")

    @classmethod
    def wants_priority(cls, text):
        """ "Some capacity building (supporting strategy)" is for what serves the strategy (S002-186)."""
        return "supporting strategy" in text.casefold()


class FundYear(models.Model):
    """The money of a fund in one financial year: what came in, is committed, and was paid (`Entry`)."""

    fund = models.ForeignKey(Fund, models.PROTECT, related_name="years")
    year = models.PositiveSmallIntegerField(help_text="In which it begins, on 1 April")

    history = HistoricalRecords()

    class Meta:
        ordering = ["-year", "fund"]
        constraints = [models.UniqueConstraint(fields=["fund", "year"], name="fund_year_once")]

    def __str__(self):
        return f"{self.fund.short_name} {self.year_name}"

    @property
    def year_name(self):
        return year_name(self.year)


class Contribution(models.Model):
    """What an agency puts into a fund in a year, in money or in kind (S002-06, S002-47).

    In-kind help is valued and shown, and is not money that can be awarded.
    """

    class Source(models.TextChoices):
        MAINSTREAM = "mainstream", "Mainstream budget"
        GRANT = "grant", "Grant"
        OTHER = "other", "Other income"

    class State(models.TextChoices):
        PROMISED = "promised", "Promised"
        CONFIRMED = "confirmed", "Confirmed"
        RECEIVED = "received", "Received"
        WITHDRAWN = "withdrawn", "Withdrawn"

    fund_year = models.ForeignKey(FundYear, models.PROTECT, related_name="contributions")
    agency = models.ForeignKey(Agency, models.PROTECT, related_name="contributions")
    source = models.CharField(max_length=10, choices=Source, default=Source.MAINSTREAM)
    amount = amount_field()
    is_in_kind = models.BooleanField("in kind", default=False)
    hours = models.DecimalField(
        "hours, if it is people's time", max_digits=8, decimal_places=2, null=True, blank=True
    )
    worked_out = models.CharField("how its value was worked out", max_length=250, blank=True)
    state = models.CharField(max_length=9, choices=State, default=State.PROMISED)
    ends_on = models.DateField("paid until", null=True, blank=True)
    note = models.CharField(max_length=250, blank=True)

    history = HistoricalRecords()

    class Meta:
        ordering = ["agency__name", "pk"]
        constraints = [
            models.CheckConstraint(name="contribution_not_negative", condition=models.Q(amount__gte=0))
        ]

    def __str__(self):
        return f"{self.agency}: {self.amount}"


class Holding(Dated):
    """Who holds a fund's money and who administers it, from a day to a day (S001-155, S001-169, S002-80).

    A partnership is no legal body and has no account: an agency banks the money on its behalf.
    """

    fund = models.ForeignKey(Fund, models.PROTECT, related_name="holdings")
    holder = models.ForeignKey(Agency, models.PROTECT, related_name="holds")
    administrator = models.ForeignKey(
        Agency,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="administers_money",
        help_text="If another",
    )
    held_for = models.ForeignKey(
        Partnership, models.PROTECT, null=True, blank=True, related_name="held_money"
    )

    history = HistoricalRecords()

    class Meta(Dated.Meta):
        ordering = ["-started_on", "pk"]

    def __str__(self):
        return str(self.holder)


class Allocation(models.Model):
    """A part of a fund year set aside for a partnership or an area, and divided further beneath (S001-147, S003-19)."""

    class CostType(models.TextChoices):
        ANY = "any", "Any"
        LABOUR = "labour", "Labour"
        OTHER = "non-labour", "Other than labour"

    fund_year = models.ForeignKey(FundYear, models.PROTECT, related_name="allocations")
    parent = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="parts")
    partnership = models.ForeignKey(
        Partnership, models.PROTECT, null=True, blank=True, related_name="allocations"
    )
    area = models.ForeignKey(Area, models.PROTECT, null=True, blank=True, related_name="allocations")
    purpose = models.CharField(max_length=160, blank=True)
    cost_type = models.CharField(max_length=10, choices=CostType, default=CostType.ANY)
    amount = amount_field()
    post_costs = amount_field("of it, for posts", default=0)
    for_children = amount_field("of it, for children's services", default=0)
    confirmed_on = models.DateField(null=True, blank=True)

    history = HistoricalRecords()

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(
                name="allocation_for_somebody",
                condition=models.Q(partnership__isnull=False)
                | models.Q(area__isnull=False)
                | ~models.Q(purpose=""),
                violation_error_message="Say for which partnership or area this is, or what for.",
            ),
            models.CheckConstraint(
                name="allocation_parts_within",
                condition=models.Q(post_costs__lte=models.F("amount"))
                & models.Q(for_children__lte=models.F("amount")),
                violation_error_message="A part cannot be more than the allocation.",
            ),
        ]

    def __str__(self):
        return str(self.partnership or self.area or self.purpose)

    @property
    def left_after_posts(self):
        """S003-69"""
        return self.amount - self.post_costs


class FunderReturn(models.Model):
    """A return that the funder wants by a day, such as a Home Office April return."""

    fund_year = models.ForeignKey(FundYear, models.PROTECT, related_name="returns")
    name = models.CharField(max_length=120)
    due_on = models.DateField()
    sent_on = models.DateField(null=True, blank=True)
    note = models.CharField(max_length=250, blank=True)

    history = HistoricalRecords()

    class Meta:
        ordering = ["due_on", "pk"]

    def __str__(self):
        return self.name


class PortfolioRule(models.Model):
    """A rule over several funds together in a year, such as: 10% of SCI and CAD cross-boundary (S002-187).

    The share is of awards that are so, over the money of these funds, by value. It says "should": it warns, and
    blocks nothing.
    """

    class Of(models.TextChoices):
        CROSS_BOUNDARY = "cross-boundary", "Cross-boundary"

    partnership = models.ForeignKey(Partnership, models.PROTECT, related_name="portfolio_rules")
    name = models.CharField(max_length=120)
    of = models.CharField(max_length=16, choices=Of, default=Of.CROSS_BOUNDARY)
    funds = models.ManyToManyField(Fund, related_name="portfolio_rules")
    least_percent = models.DecimalField(max_digits=4, decimal_places=1)
    started_on = models.DateField(null=True, blank=True)
    ended_on = models.DateField(null=True, blank=True)

    history = HistoricalRecords(m2m_fields=[funds])

    class Meta:
        ordering = ["pk"]

    def __str__(self):
        return self.name
