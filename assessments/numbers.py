"""The numbers that figures draw, read for all of them together in a fixed number of queries."""

from dataclasses import dataclass
from functools import cached_property

from django.db.models import Q

from assessments.models import Edition, Indicator, Population, WeightSet
from assessments.offences import recorded_of
from assessments.series import counts_of, main_of, observed_of, runs_of
from evidence.hours import HOURS, Week
from evidence.months import YEAR, Window
from evidence.series import Series
from partnership.models import Area
from records.together import hand, read_together


@dataclass(frozen=True)
class Wants:
    """What one figure draws, as its row keeps it."""

    window: Window
    indicators: tuple[int, ...] = ()
    area: int | None = None
    areas: tuple[int, ...] = ()
    categories: tuple[int, ...] = ()
    weights: int | None = None

    @classmethod
    def of(cls, draws):
        return cls(
            Window(draws["first"], draws["last"]), tuple(draws.get("indicators", ())), draws.get("area"),
            tuple(draws.get("areas", ())), tuple(draws.get("categories", ())), draws.get("weights"),
        )  # fmt: skip

    def as_json(self):
        return {
            "first": self.window.first, "last": self.window.last, "indicators": list(self.indicators),
            "area": self.area, "areas": list(self.areas), "categories": list(self.categories),
            "weights": self.weights,
        }  # fmt: skip


class Numbers:
    """Counts by area, month and category, and observations of indicators, over all that these figures want."""

    def __init__(self, wanted, *, places=False):
        """``places``: whether maps or hours are among them, which know by the files that are loaded what is kept."""
        wanted = list(wanted)
        found = _beside(wanted, places=places)
        self.weights = {row.pk: row for row in found["weights"]}
        self.editions = found.get("editions", ())
        self.areas = {area.pk: area for area in found["areas"]}
        self.indicators = {one.pk: one for one in found["indicators"]}
        self.people = {row.code: row.people for row in found["people"]}  # the latest estimate of each
        for one in self.indicators.values():
            mine = (row.area_id for row in found["measured"] if row.indicator_id == one.pk)
            hand(one, "areas", [self.areas[key] for key in mine])
        first = min((one.window.first for one in wanted), default=0) - YEAR  # to compare with
        last = max((one.window.last for one in wanted), default=0)
        self.counts = counts_of(self.areas, first, last)
        self.runs = runs_of(list(self.indicators.values()), observed=found["observed"], counts=self.counts)

    def population(self, area):
        return self.people.get(self.areas[area].code)

    def counted(self, areas, categories, window):
        """By month, over these areas together. A month that one of them has nothing of was not collected."""
        values = [
            sum(self.counts[area][month].get(category, 0) for area in areas for category in categories)
            if areas and all(month in self.counts[area] for area in areas)
            else None
            for month in window.months
        ]
        return Series(window.first, values)

    @cached_property
    def recorded(self):
        """Of the Home Office's table, asked for where a figure draws of it."""
        return recorded_of([area.name for area in self.areas.values()])

    def loaded(self, kind, window):
        """Editions of the kind that hold these months or those of the year before."""
        first = window.earlier().first
        return [row for row in self.editions if row.kind == kind and first <= row.month <= window.last]

    def run_of(self, indicator, area):
        """Without an area, what the indicator's own page shows first."""
        runs = self.runs[indicator.pk]
        return main_of(runs) if area is None else runs.get(area)

    def monthly(self, indicator, area, window):
        """An indicator by month; what is counted by longer periods has no months."""
        run = self.run_of(indicator, area)
        points = (run and run.at(Window(month, month)) for month in window.months)
        return Series(window.first, [_plain(point.value) if point else None for point in points])

    def week(self, indicator, area, window):
        """By hour of the week; incidents of months without times are counted as those whose time is not known."""
        run = self.run_of(indicator, area)
        held = [run.at(Window(month, month)) for month in window.months] if run else []
        counted = [point for point in held if point and point.value is not None]
        hours = [point.hours for point in counted if point.hours]
        total = [sum(column) for column in zip(*hours, strict=True)] or [0] * HOURS
        return Week.of(total, int(sum(point.value for point in counted)) - sum(total))

    def summed(self, indicator, area):
        """A count, for sums over whole periods alone."""
        run = self.run_of(indicator, area)
        return run.counts if run else Series(0, [])


def _beside(wanted, *, places):
    """Rows of a few kinds, in one statement."""
    keys = _all(wanted, "indicators")
    measured = Indicator.areas.through.objects.filter(indicator__in=keys)
    mine = _all(wanted, "areas") | {one.area for one in wanted if one.area}
    areas = Area.objects.filter(Q(pk__in=mine) | Q(pk__in=measured.values("area")))
    return read_together(
        indicators=Indicator.objects.filter(pk__in=keys), measured=measured, areas=areas,
        people=Population.objects.filter(code__in=areas.exclude(code="").values("code")).order_by("year", "pk"),
        observed=observed_of(keys),
        weights=WeightSet.objects.filter(pk__in=[one.weights for one in wanted if one.weights]),
        **({"editions": _editions(wanted)} if places else {}),
    )  # fmt: skip


def _editions(wanted):
    first, last = (
        pick(getattr(one.window, end) for one in wanted) for pick, end in ((min, "first"), (max, "last"))
    )
    kinds = (Edition.Kind.STREET, Edition.Kind.STOPS)
    return Edition.objects.filter(is_current=True, kind__in=kinds, month__range=(first - YEAR, last))


def _all(wanted, name):
    return {key for one in wanted for key in getattr(one, name)}


def _plain(value):
    if value is None:
        return None
    return int(value) if value == int(value) else float(value)
