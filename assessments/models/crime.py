"""Police data as it was supplied, and the counts that pages read.

Narrow rows, written by COPY and never changed: they have no versions. What was loaded when, by whom and in place of
what is an `Edition`, which stays.
"""

from django.conf import settings
from django.db import models

from assessments.categories import Category, Outcome
from assessments.querysets import LoadQuerySet
from partnership.models import Area


class Load(models.Model):
    """Files that were brought in together: checked first, then loaded whole or not at all."""

    class State(models.TextChoices):
        WAITING = "waiting", "Waiting to be checked"
        CHECKING = "checking", "Being checked"
        CHECKED = "checked", "Checked"
        LOADING = "running", "Being loaded"
        LOADED = "done", "Loaded"
        REFUSED = "refused", "Refused"
        CANCELLED = "cancelled", "Cancelled"

    state = models.CharField(max_length=9, choices=State, default=State.WAITING)
    names = models.JSONField("names of the files", default=list)
    files = models.JSONField("where the files are kept until they are loaded", default=list)
    report = models.JSONField("what the check found", default=dict)
    size = models.BigIntegerField("bytes in all", default=0)
    leave_out_broken = models.BooleanField("load without the lines that cannot be read", default=False)
    started_at = models.DateTimeField()
    started_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    finished_at = models.DateTimeField(null=True, blank=True)

    objects = LoadQuerySet.as_manager()

    class Meta:
        ordering = ["-pk"]

    def __str__(self):
        return ", ".join(self.names[:3]) + (f" and {len(self.names) - 3} more" if len(self.names) > 3 else "")


class Edition(models.Model):
    """One month of one force in one kind of file, as it was supplied once. A later supply replaces it whole.

    Forces supply past months again without saying so; the rows of replaced editions are kept.
    """

    class Kind(models.TextChoices):
        STREET = "street", "Crime and anti-social behaviour"
        OUTCOMES = "outcomes", "Outcomes"
        STOPS = "stop-and-search", "Stop and search"
        RECORDED = "recorded-crime", "Recorded crime by partnership (Home Office)"

    load = models.ForeignKey(Load, models.PROTECT, related_name="editions")
    kind = models.CharField(max_length=15, choices=Kind)
    force = models.CharField(max_length=80, help_text="As the file names it")
    month = models.SmallIntegerField(help_text="Months since year 0; of a quarter, its first")
    file = models.CharField(max_length=250)
    file_digest = models.CharField("BLAKE2 of the file", max_length=64, db_index=True)
    digest = models.CharField("BLAKE2 of its rows", max_length=64)
    rows = models.PositiveIntegerField()
    unlocated = models.PositiveIntegerField(default=0)
    exact_repeats = models.PositiveIntegerField(default=0)
    unknown_categories = models.JSONField(default=dict, help_text="Words to rows")
    broken = models.PositiveIntegerField("lines left out", default=0)
    is_current = models.BooleanField(default=True)
    loaded_at = models.DateTimeField()
    replaced_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["kind", "force", "month", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["kind", "force", "month"],
                condition=models.Q(is_current=True),
                name="one_current_edition",
            )
        ]

    def __str__(self):
        return f"{self.get_kind_display()}, {self.force}, {self.month}"


class Lsoa(models.Model):
    """A lower layer super output area as the files name it: codes of 2011 until the data of June 2023, then of 2021."""

    code = models.CharField(max_length=9, unique=True)
    name = models.CharField(max_length=80, blank=True)
    district = models.CharField(
        max_length=80, blank=True, db_index=True, help_text="Its name without the number"
    )

    class Meta:
        ordering = ["code"]

    def __str__(self):
        return self.name or self.code


class AreaPart(models.Model):
    """An LSOA that belongs to an area: by the district in its name, or by a lookup that was loaded."""

    area = models.ForeignKey(Area, models.CASCADE, related_name="parts")
    lsoa = models.ForeignKey(Lsoa, models.CASCADE, related_name="areas")
    source = models.CharField(max_length=120, blank=True, help_text="The lookup and its date")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["area", "lsoa"], name="lsoa_once_in_an_area")]

    def __str__(self):
        return f"{self.lsoa} in {self.area}"


class Street(models.Model):
    """A name that files give to the points to which crimes are moved before they are published."""

    name = models.CharField(max_length=160, unique=True)

    def __str__(self):
        return self.name


class Crime(models.Model):
    """A row of a street file. Its Crime ID may be missing or stand twice, so it is kept for joining, and is no key.

    Rows are written by COPY and checked as they are read; foreign keys that the database asked of each again would
    double the time of a load.
    """

    edition = models.ForeignKey(Edition, models.DO_NOTHING, db_constraint=False, related_name="crimes")
    category = models.SmallIntegerField(choices=Category)
    longitude = models.IntegerField("longitude in millionths of a degree", null=True)
    latitude = models.IntegerField("latitude in millionths of a degree", null=True)
    lsoa = models.ForeignKey(
        Lsoa, models.DO_NOTHING, db_constraint=False, db_index=False, null=True, related_name="+"
    )
    street = models.ForeignKey(
        Street, models.DO_NOTHING, db_constraint=False, db_index=False, null=True, related_name="+"
    )
    outcome = models.SmallIntegerField(choices=Outcome, null=True)
    key = models.BigIntegerField("first 8 bytes of the Crime ID", null=True)

    def __str__(self):
        return self.get_category_display()


class CrimeOutcome(models.Model):
    """A row of an outcomes file: what came of a crime in the month."""

    edition = models.ForeignKey(Edition, models.DO_NOTHING, db_constraint=False, related_name="outcomes")
    outcome = models.SmallIntegerField(choices=Outcome)
    lsoa = models.ForeignKey(
        Lsoa, models.DO_NOTHING, db_constraint=False, db_index=False, null=True, related_name="+"
    )
    key = models.BigIntegerField("first 8 bytes of the Crime ID", null=True)

    def __str__(self):
        return self.get_outcome_display()


class Stop(models.Model):
    """A row of a stop and search file. It names nobody; age and ethnicity are as published."""

    edition = models.ForeignKey(Edition, models.DO_NOTHING, db_constraint=False, related_name="stops")
    at = models.DateTimeField(null=True)
    kind = models.CharField(max_length=40)
    longitude = models.IntegerField(null=True)
    latitude = models.IntegerField(null=True)
    gender = models.CharField(max_length=20, blank=True)
    age_range = models.CharField(max_length=20, blank=True)
    self_defined_ethnicity = models.CharField(max_length=120, blank=True)
    officer_defined_ethnicity = models.CharField(max_length=40, blank=True)
    legislation = models.CharField(max_length=120, blank=True)
    sought = models.CharField("object of the search", max_length=80, blank=True)
    outcome = models.CharField(max_length=80, blank=True)
    is_linked = models.BooleanField("outcome linked to what was sought", null=True)

    def __str__(self):
        return f"{self.kind}: {self.outcome}"


class CrimeCount(models.Model):
    """How many rows of an edition an LSOA has of a category; without one, those of no location."""

    edition = models.ForeignKey(Edition, models.DO_NOTHING, db_constraint=False, related_name="counts")
    lsoa = models.ForeignKey(
        Lsoa, models.DO_NOTHING, db_constraint=False, db_index=False, null=True, related_name="+"
    )
    category = models.SmallIntegerField(choices=Category)
    count = models.PositiveIntegerField()

    def __str__(self):
        return f"{self.count} {self.get_category_display()}"


class AreaCount(models.Model):
    """The same by area and month, of current editions: what pages and indicators read."""

    area = models.ForeignKey(Area, models.CASCADE, related_name="crime_counts")
    month = models.SmallIntegerField()
    category = models.SmallIntegerField(choices=Category)
    count = models.PositiveIntegerField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["area", "month", "category"], name="area_count_once")]

    def __str__(self):
        return f"{self.count} {self.get_category_display()}"


class RecordedCrime(models.Model):
    """A row of the Home Office's table: offences of one code that a partnership's area had in a financial quarter."""

    edition = models.ForeignKey(Edition, models.CASCADE, related_name="recorded")
    partnership_name = models.CharField(max_length=80, db_index=True)
    offence = models.ForeignKey("Offence", models.PROTECT, related_name="+")
    count = models.IntegerField()

    def __str__(self):
        return f"{self.count} {self.offence}"


class Offence(models.Model):
    """An offence of the Home Office's counting rules, as its table groups it."""

    code = models.CharField(max_length=12, unique=True)
    title = models.CharField(max_length=200)
    group = models.CharField(max_length=80, help_text="In one spelling: files differ in case")
    subgroup = models.CharField(max_length=120, blank=True)

    class Meta:
        ordering = ["group", "subgroup", "title"]

    def __str__(self):
        return self.title


class Population(models.Model):
    """People, and households, of an area by its code in the middle of a year."""

    code = models.CharField(max_length=9, help_text="ONS code of an area or an LSOA")
    year = models.PositiveSmallIntegerField()
    people = models.PositiveIntegerField()
    households = models.PositiveIntegerField(null=True, blank=True)
    source = models.CharField(max_length=160)
    loaded_at = models.DateTimeField()
    loaded_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")

    class Meta:
        ordering = ["code", "year", "pk"]
        indexes = [models.Index(fields=["code", "year"], name="population_of")]

    def __str__(self):
        return f"{self.people} in {self.code}, {self.year}"


class Boundary(models.Model):
    """The outline of an area or an LSOA on maps, as GeoJSON that an analyst supplied."""

    code = models.CharField(max_length=9, unique=True, help_text="ONS code")
    name = models.CharField(max_length=120, blank=True)
    outline = models.JSONField("GeoJSON geometry")
    source = models.CharField(max_length=160)
    loaded_at = models.DateTimeField()
    loaded_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")

    class Meta:
        verbose_name_plural = "boundaries"

    def __str__(self):
        return self.name or self.code

    @property
    def polygons(self):
        """Each as its edge and its holes, of (longitude, latitude)."""
        shape = self.outline
        found = [shape["coordinates"]] if shape["type"] == "Polygon" else shape["coordinates"]
        return [[[(lon, lat) for lon, lat, *_ in ring] for ring in polygon] for polygon in found]

    def polygons_in(self, projection):
        """The same in metres of the map."""
        return [[[projection.to_metres(*at) for at in ring] for ring in polygon] for polygon in self.polygons]
