"""What is measured: indicators, their observations, benchmarks and targets; peer groups; weights of harm."""

from django.conf import settings
from django.db import models
from simple_history.models import HistoricalRecords

from assessments.lifecycle.evidence import INDICATOR_MOVES, IndicatorStatus
from assessments.querysets import IndicatorQuerySet, ObservationQuerySet
from partnership.models import Agency, Area, Body, Partnership, Person
from records.models import Record


class Indicator(Record):
    """A count or a measure with its definition, source and caveat. Its body monitors it (S004-23).

    Incidents and crimes are separate indicators and are never added together (S001-97).
    """

    CODE = "IND"
    MOVES = INDICATOR_MOVES
    Status = IndicatorStatus
    AUDIENCES = (
        Record.Audience.PUBLIC, Record.Audience.PARTNERSHIP, Record.Audience.ANALYSIS, Record.Audience.BODY,
    )  # fmt: skip

    class Measures(models.TextChoices):
        CRIMES = "crimes", "Crimes"
        INCIDENTS = "incidents", "Incidents"
        COUNT = "count", "Another count"
        PERCENT = "percent", "A percentage of a count"
        MEASURE = "measure", "Another measure"

    class Direction(models.TextChoices):
        LOWER = "lower", "Lower is better"
        HIGHER = "higher", "Higher is better"
        NEITHER = "neither", "Neither is better"

    class Base(models.TextChoices):
        """What a rate is of; the year of its base stays fixed within a series."""

        NONE = "", "No rate"
        PEOPLE = "people", "1,000 residents"
        HOUSEHOLDS = "households", "1,000 households"

    class From(models.TextChoices):
        ENTERED = "entered", "Entered, or loaded from a partner's file"
        POLICE = "police", "Counted from data.police.uk"
        RECORDED = "recorded", "Counted from the Home Office's table"

    class Step(models.TextChoices):
        MONTH = "month", "Month"
        QUARTER = "quarter", "Quarter"
        YEAR = "year", "Year"

    status = models.CharField(max_length=8, choices=IndicatorStatus, default=IndicatorStatus.ACTIVE)
    definition = models.TextField()
    measures = models.CharField(max_length=9, choices=Measures, default=Measures.CRIMES)
    unit = models.CharField(max_length=40, blank=True, help_text="Such as offences, or %")
    direction = models.CharField(
        "which way is better", max_length=7, choices=Direction, default=Direction.LOWER
    )
    step = models.CharField("counted by", max_length=7, choices=Step, default=Step.MONTH)
    base = models.CharField("rate per", max_length=10, choices=Base, blank=True, default=Base.NONE)
    base_year = models.PositiveSmallIntegerField("year of the population", null=True, blank=True)
    source = models.CharField(max_length=250)
    caveat = models.TextField(blank=True, help_text="What a reader needs to know before using the figures")
    geography = models.CharField(
        "geography and its year", max_length=120, blank=True, help_text="Such as: districts, 2023"
    )
    made_from = models.CharField(max_length=8, choices=From, default=From.ENTERED)
    categories = models.JSONField("categories of data.police.uk", default=list, blank=True)
    offences = models.JSONField("offence codes of the Home Office", default=list, blank=True)
    areas = models.ManyToManyField(Area, blank=True, related_name="+")
    low_count = models.PositiveSmallIntegerField(
        "counts too low for a percentage to say much",
        default=20,
        help_text="A warning shows under it (S001-81)",
    )
    stands_in_for = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="stand_ins",
        verbose_name="stands in for", help_text="An indicator that is not collected (S002-24)",
    )  # fmt: skip
    supplier = models.ForeignKey(
        Person, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="who supplies it"
    )
    supplied_by = models.ForeignKey(
        Agency,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="agency that supplies it",
    )
    due_after = models.PositiveSmallIntegerField(
        "due within days of the period's end", null=True, blank=True, help_text="S003-23"
    )
    baseline = models.PositiveSmallIntegerField("months that make the control chart's limits", default=24)
    breaks = models.JSONField(
        "months from which figures do not compare with earlier ones, and why", default=list, blank=True
    )
    priorities = models.ManyToManyField("Priority", blank=True, related_name="indicators")

    objects = IndicatorQuerySet.as_manager()
    history = HistoricalRecords(m2m_fields=[areas, priorities])

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="indicator_status_known", condition=models.Q(status__in=IndicatorStatus.values)
            )
        ]

    def __str__(self):
        return self.title

    def search_entries(self):
        said = (self.definition, self.source, self.caveat)
        return [("", self.title, "\n".join(filter(None, said)), "readers")]

    @property
    def is_counted(self):
        """Its figures come from loaded data and are not entered."""
        return self.made_from != self.From.ENTERED

    @property
    def is_count(self):
        return self.measures in (self.Measures.CRIMES, self.Measures.INCIDENTS, self.Measures.COUNT)

    @property
    def may_be_percentage(self):
        """A measure is one where its unit says so, or says nothing."""
        said = self.unit.lower().replace(" ", "")
        is_measure = self.measures == self.Measures.MEASURE
        return self.measures == self.Measures.PERCENT or (
            is_measure and (not said or "%" in said or "percent" in said)
        )


class Observation(models.Model):
    """A figure of an indicator for a period and an area, never overwritten: a later one replaces it and both stay.

    It may say "not collected" (S002-23), or a direction without a figure (S001-96).
    """

    class State(models.TextChoices):
        PROVISIONAL = "provisional", "Provisional"
        FINAL = "final", "Final"
        REVISED = "revised", "Revised"
        NOT_COLLECTED = "not-collected", "Not collected"

    class Went(models.TextChoices):
        NONE = "", "Not said"
        UP = "up", "Up"
        DOWN = "down", "Down"
        SAME = "same", "No change"

    indicator = models.ForeignKey(Indicator, models.PROTECT, related_name="observations")
    area = models.ForeignKey(
        Area,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        help_text="Empty: the whole partnership",
    )
    first = models.SmallIntegerField("first month", help_text="Months since year 0")
    last = models.SmallIntegerField("last month")
    value = models.DecimalField(max_digits=14, decimal_places=3, null=True, blank=True)
    numerator = models.BigIntegerField(null=True, blank=True)
    denominator = models.BigIntegerField(null=True, blank=True)
    went = models.CharField("direction, where there is no figure", max_length=4, choices=Went, blank=True)
    state = models.CharField(max_length=13, choices=State, default=State.FINAL)
    source = models.CharField(max_length=250, blank=True)
    extracted_on = models.DateField(null=True, blank=True)
    data_from = models.DateField(
        null=True, blank=True, help_text="The first day that was counted, where it is not the period's first"
    )
    data_until = models.DateField(
        null=True, blank=True, help_text="The last day that was counted, where it is not the period's last"
    )
    note = models.CharField(max_length=500, blank=True)
    hours = models.JSONField(
        "by hour of the week", null=True, blank=True, help_text="168 counts, from midnight on Monday"
    )
    is_current = models.BooleanField(default=True)
    made_at = models.DateTimeField()
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    replaced_at = models.DateTimeField(null=True, blank=True)
    replaced_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )

    objects = ObservationQuerySet.as_manager()
    history = HistoricalRecords()

    class Meta:
        ordering = ["first", "last", "pk"]
        indexes = [models.Index(fields=["indicator", "first"], name="observation_of")]
        constraints = [
            models.CheckConstraint(
                name="observation_ends_after_start",
                condition=models.Q(last__gte=models.F("first")),
                violation_error_message="The period cannot end before it begins.",
            ),
            models.UniqueConstraint(
                fields=["indicator", "area", "first", "last"],
                condition=models.Q(is_current=True, area__isnull=False),
                name="one_current_observation_an_area",
            ),
            models.UniqueConstraint(
                fields=["indicator", "first", "last"],
                condition=models.Q(is_current=True, area__isnull=True),
                name="one_current_observation",
            ),
        ]

    def __str__(self):
        return f"{self.indicator}: {self.value}"


class Benchmark(models.Model):
    """What to hold a local change against: a national figure, or a peer group's (S002-20).

    It may not be available yet, and is then asked for again on a day (S002-26).
    """

    indicator = models.ForeignKey(Indicator, models.PROTECT, related_name="benchmarks")
    name = models.CharField(max_length=120, help_text="Such as: England and Wales")
    first = models.SmallIntegerField("first month")
    last = models.SmallIntegerField("last month")
    change = models.DecimalField("change in per cent", max_digits=7, decimal_places=1, null=True, blank=True)
    rate = models.DecimalField("rate", max_digits=10, decimal_places=2, null=True, blank=True)
    source = models.CharField(max_length=250, blank=True)
    look_again_on = models.DateField("not available yet: look again on", null=True, blank=True)

    history = HistoricalRecords()

    class Meta:
        ordering = ["-last", "name", "pk"]

    def __str__(self):
        return f"{self.name}: {self.change}"

    @property
    def is_available(self):
        return self.change is not None or self.rate is not None


class Target(models.Model):
    """What an indicator is to come to in a period; by how much it may miss it and still be on course."""

    indicator = models.ForeignKey(Indicator, models.PROTECT, related_name="targets")
    first = models.SmallIntegerField("first month")
    last = models.SmallIntegerField("last month")
    value = models.DecimalField(max_digits=14, decimal_places=3)
    tolerance = models.DecimalField("tolerance in per cent", max_digits=5, decimal_places=1, default=0)
    set_by_body = models.ForeignKey(Body, models.PROTECT, null=True, blank=True, related_name="+")

    history = HistoricalRecords()

    class Meta:
        ordering = ["-last", "pk"]

    def __str__(self):
        return f"{self.indicator}: {self.value}"


class PeerGroup(models.Model):
    """Areas most like one's own as an analyst entered them, with day and source: the official lists are not public."""

    partnership = models.ForeignKey(Partnership, models.PROTECT, related_name="peer_groups")
    name = models.CharField(max_length=120)
    as_of_on = models.DateField("as of")
    source = models.CharField(max_length=250)
    members = models.JSONField("names of the areas, as the Home Office's table has them", default=list)

    history = HistoricalRecords()

    class Meta:
        ordering = ["-as_of_on", "name"]

    def __str__(self):
        return self.name


class WeightSet(models.Model):
    """Weights of harm, with where they come from and when. Two sets are never mixed in one figure.

    None comes with the portal: an analyst loads the published file (ONS Crime Severity Score, Cambridge Crime Harm
    Index) or the partnership's own.
    """

    class Kind(models.TextChoices):
        ONS = "ons", "ONS Crime Severity Score"
        CAMBRIDGE = "cambridge", "Cambridge Crime Harm Index"
        OWN = "own", "The partnership's own"

    partnership = models.ForeignKey(Partnership, models.PROTECT, related_name="weight_sets")
    kind = models.CharField(max_length=9, choices=Kind)
    vintage = models.CharField(max_length=40, help_text="Such as: year ending March 2025")
    source = models.CharField(max_length=250)
    weights = models.JSONField("category number or offence code to weight", default=dict)

    history = HistoricalRecords()

    class Meta:
        ordering = ["kind", "-vintage", "pk"]

    def __str__(self):
        return f"{self.get_kind_display()}, {self.vintage}"


class Mapping(models.Model):
    """Which columns of an agency's file are what: remembered, so that its next file loads in one step."""

    indicator = models.ForeignKey(Indicator, models.PROTECT, related_name="mappings")
    agency = models.ForeignKey(Agency, models.PROTECT, null=True, blank=True, related_name="+")
    headings = models.JSONField("the headings of the file", default=list)
    columns = models.JSONField("what is in which column", default=dict)

    history = HistoricalRecords()

    class Meta:
        ordering = ["-pk"]

    def __str__(self):
        return f"Columns of {self.indicator}"
