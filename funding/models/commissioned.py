from django.db import models
from simple_history.models import HistoricalRecords

from funding.lifecycle.outside import SERVICE_MOVES, ServiceStatus
from funding.models.funds import FundYear
from funding.money import amount_field
from funding.querysets import ServiceQuerySet
from partnership.models import Agency, Area
from partnership.served import Serves
from records.models import Record


class Service(Record):
    """A service or programme that somebody commissions for the area's people (S001-80, S001-102, S003-22).

    Its record's agency leads it.
    """

    CODE = "SVC"
    MOVES = SERVICE_MOVES
    Status = ServiceStatus

    RISKS = ("Very high", "High", "Medium", "Lower")  # S003-45

    commissioner = models.ForeignKey(
        Agency, models.PROTECT, null=True, blank=True, related_name="services_commissioned"
    )
    funder = models.CharField(max_length=160, blank=True)
    aim = models.TextField(blank=True)
    serves = models.CharField("whom it serves", max_length=8, choices=Serves, default=Serves.ADULTS)
    risk_levels = models.JSONField(default=list, blank=True)
    groups = models.JSONField("groups that it serves", default=list, blank=True)
    areas = models.ManyToManyField(Area, blank=True, related_name="services")
    fund_year = models.ForeignKey(
        FundYear, models.PROTECT, null=True, blank=True, related_name="services", verbose_name="paid from"
    )
    cost = amount_field("cost in a year", null=True, blank=True)
    starts_on = models.DateField(null=True, blank=True)
    ends_on = models.DateField("funded until", null=True, blank=True)
    weeks = models.PositiveSmallIntegerField("duration in weeks", null=True, blank=True)
    review_asked_on = models.DateField("review due", null=True, blank=True)
    status = models.CharField(max_length=15, choices=ServiceStatus, default=ServiceStatus.RUNNING)

    objects = ServiceQuerySet.as_manager()
    history = HistoricalRecords(m2m_fields=[areas])

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="service_status_known", condition=models.Q(status__in=ServiceStatus.values)
            )
        ]

    def __str__(self):
        return self.title

    @property
    def paid_by(self):
        """Who pays for it, in words: its funder, else the fund that it is paid from."""
        return self.funder or (str(self.fund_year) if self.fund_year_id else "")


class ServiceMeasure(models.Model):
    """What a service is measured by: a target for each period, and what it came to (S003-22)."""

    service = models.ForeignKey(Service, models.PROTECT, related_name="measures")
    name = models.CharField(max_length=160)
    period_from = models.DateField()
    period_until = models.DateField()
    target = models.DecimalField(max_digits=12, decimal_places=2, null=True, blank=True)
    result = models.DecimalField(max_digits=12, decimal_places=2, null=True, blank=True)
    less_is_better = models.BooleanField(default=False)

    history = HistoricalRecords()

    class Meta:
        ordering = ["name", "period_from"]

    def __str__(self):
        return self.name

    @property
    def is_met(self):
        """None until both the target and the result are there."""
        if self.target is None or self.result is None:
            return None
        return self.result <= self.target if self.less_is_better else self.result >= self.target


class Intake(models.Model):
    """Who started a programme in a period, and who finished it (S003-52)."""

    service = models.ForeignKey(Service, models.PROTECT, related_name="intakes")
    period_from = models.DateField()
    period_until = models.DateField()
    starters = models.PositiveIntegerField()
    finishers = models.PositiveIntegerField()

    history = HistoricalRecords()

    class Meta:
        ordering = ["period_from", "pk"]
        constraints = [
            models.CheckConstraint(
                name="no_more_finish_than_start",
                condition=models.Q(finishers__lte=models.F("starters")),
                violation_error_message="More people cannot finish than started.",
            )
        ]

    def __str__(self):
        return f"{self.finishers} of {self.starters}"
