from django.conf import settings
from django.db import models
from simple_history.models import HistoricalRecords

from funding.lifecycle.bids import FUNDED, MOVES, WRITABLE, Status
from funding.models.calls import FundingCall
from funding.models.description import Description
from funding.models.funds import FundYear, Objective
from funding.models.subsidy import Subsidy
from funding.money import amount_field
from funding.querysets import BidQuerySet
from partnership.models import Agency, Area, Partnership, Person
from records.models import Record


class Bid(Description, Subsidy, Record):
    """A bid for money of a call's funds, and the project that an award makes of it.

    Its record's agency is the lead applicant (S000-46, S002-82). A draft is the applicant's own; once submitted it is
    known to those who run the funding and to the deciding body's chair, and to the scorers who were given it.
    """

    CODE = "BID"
    MOVES = MOVES
    Status = Status
    ACTIONS_BY = "funding.manage_bid"
    AUDIENCES = (Record.Audience.FUNDING, Record.Audience.AGENCY, Record.Audience.NAMED)

    call = models.ForeignKey(FundingCall, models.PROTECT, related_name="bids")
    fund_year = models.ForeignKey(
        FundYear, models.PROTECT, null=True, blank=True, related_name="bids", verbose_name="fund"
    )
    objectives = models.ManyToManyField(Objective, blank=True, related_name="bids")
    areas = models.ManyToManyField(Area, blank=True, related_name="bids")
    partnerships = models.ManyToManyField(
        Partnership, blank=True, related_name="bids", help_text="That its areas lie in; computed"
    )
    status = models.CharField(max_length=11, choices=Status, default=Status.DRAFT)
    submitted_at = models.DateTimeField(null=True, blank=True)
    submitted_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    late_closes_at = models.DateTimeField(
        "may be submitted late until", null=True, blank=True, help_text="By a logged decision"
    )
    carried_from = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="carried_to")
    awarded = amount_field("amount awarded", null=True, blank=True)
    awarded_on = models.DateField(null=True, blank=True)
    kept_back_because = models.CharField(
        "not published, because", max_length=250, blank=True, help_text="Such as: the address of a refuge"
    )
    agreed_on = models.DateField("agreement signed on", null=True, blank=True)

    objects = BidQuerySet.as_manager()
    history = HistoricalRecords(m2m_fields=["objectives", "areas", "partnerships"])

    class Meta:
        constraints = [
            models.CheckConstraint(name="bid_status_known", condition=models.Q(status__in=Status.values)),
            models.CheckConstraint(
                name="bid_ends_after_start",
                condition=models.Q(starts_on__isnull=True)
                | models.Q(ends_on__isnull=True)
                | models.Q(ends_on__gte=models.F("starts_on")),
                violation_error_message="The project cannot end before it starts.",
            ),
            models.CheckConstraint(
                name="award_has_its_day",
                condition=models.Q(awarded__isnull=True, awarded_on__isnull=True)
                | models.Q(awarded__isnull=False, awarded_on__isnull=False),
            ),
        ]
        indexes = [
            models.Index(fields=["call", "status"], name="bid_of_call"),
            models.Index(fields=["call", "record_ptr"], name="bid_of_call_by_age"),
            models.Index(fields=["fund_year", "status"], name="bid_of_fund_year"),
        ]

    def __str__(self):
        return self.title

    @property
    def is_writable(self):
        return self.status in WRITABLE

    @property
    def waits_for_subsidy(self):
        return self.status == Status.RECOMMENDED and self.subsidy == self.SubsidyKind.UNDECIDED

    @property
    def is_funded(self):
        return self.status in FUNDED

    @property
    def applicants(self):
        """Ids of the lead and of every partner."""
        return {self.agency_id, *(partner.agency_id for partner in self.partners.all())}

    @property
    def scorers(self):
        """Its assignments with how far each is, as a page prefetched them or as they are now."""
        there = "assignments" in getattr(self, "_prefetched_objects_cache", {})
        return list(self.assignments.all() if there else self.assignments.with_forms())

    def blockers(self, action):
        from funding.blockers import bid_blockers  # noqa: PLC0415 -- blockers know the models

        return list(bid_blockers(self, action))

    def audience_of_move(self, action):
        from funding.hearing import audience_of_bid  # noqa: PLC0415 -- as above

        return audience_of_bid(self, action)

    def line_of_move(self, action):
        from funding.hearing import BID_LINES  # noqa: PLC0415 -- as above

        return BID_LINES.get(action, "")

    def events_told(self, user):
        from funding.hearing import TOLD  # noqa: PLC0415 -- as above

        return tuple(TOLD) if self.applicants & user.places.agencies else None

    def search_entries(self):
        said = [str(self.agency or ""), self.summary, self.need, self.gap]
        return [("", self.title, "\n".join(filter(None, said)), "readers")]


class BidPartner(models.Model):
    """An agency that bids with the lead (S000-46)."""

    bid = models.ForeignKey(Bid, models.PROTECT, related_name="partners")
    agency = models.ForeignKey(Agency, models.PROTECT, related_name="bids_joined")
    part = models.CharField("what it does", max_length=250, blank=True)

    history = HistoricalRecords()

    class Meta:
        ordering = ["agency__name"]
        constraints = [models.UniqueConstraint(fields=["bid", "agency"], name="bid_partner_once")]

    def __str__(self):
        return str(self.agency)


class BidTarget(models.Model):
    """A target of the strategy that the bid affects, and how (S002-172, S002-173)."""

    bid = models.ForeignKey(Bid, models.PROTECT, related_name="targets")
    text = models.CharField("target of the strategy", max_length=200)
    how = models.TextField(blank=True)

    history = HistoricalRecords()

    class Meta:
        ordering = ["pk"]

    def __str__(self):
        return self.text


class BidOutput(models.Model):
    """What the project is to bring about, as a number that monitoring asks for again (S002-103)."""

    bid = models.ForeignKey(Bid, models.PROTECT, related_name="outputs")
    what = models.CharField(max_length=200, help_text="Such as: young people who finish the course")
    target = models.DecimalField(max_digits=12, decimal_places=2)
    baseline = models.DecimalField(max_digits=12, decimal_places=2, null=True, blank=True)

    history = HistoricalRecords()

    class Meta:
        ordering = ["pk"]

    def __str__(self):
        return self.what


class LaterYear(models.Model):
    """Funding wanted in a later year, and from whom (row 7 of the scoring form)."""

    bid = models.ForeignKey(Bid, models.PROTECT, related_name="later_years")
    year = models.PositiveSmallIntegerField("financial year")
    amount = amount_field()
    source = models.CharField(max_length=120, blank=True)

    history = HistoricalRecords()

    class Meta:
        ordering = ["year", "pk"]

    def __str__(self):
        return f"{self.year}: {self.amount}"


class OtherFunding(models.Model):
    """Money from elsewhere (row 9, S002-102). It does not score by itself (X-44)."""

    class State(models.TextChoices):
        SOUGHT = "sought", "Sought"
        CONFIRMED = "confirmed", "Confirmed"
        REFUSED = "refused", "Refused"

    bid = models.ForeignKey(Bid, models.PROTECT, related_name="other_funding")
    source = models.CharField(max_length=160)
    amount = amount_field()
    state = models.CharField(max_length=9, choices=State, default=State.SOUGHT)

    history = HistoricalRecords()

    class Meta:
        ordering = ["pk"]

    def __str__(self):
        return f"{self.source}: {self.amount}"


class Supporter(models.Model):
    """Who supports the project, and in what role (S002-71)."""

    bid = models.ForeignKey(Bid, models.PROTECT, related_name="supporters")
    person = models.ForeignKey(Person, models.PROTECT, related_name="projects_supported")
    role = models.CharField(max_length=120)

    history = HistoricalRecords()

    class Meta:
        ordering = ["pk"]
        constraints = [models.UniqueConstraint(fields=["bid", "person"], name="supporter_once")]

    def __str__(self):
        return f"{self.person}, {self.role}"
