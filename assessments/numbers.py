"""The numbers that figures draw, read for all of them together in a fixed number of queries."""

from collections import defaultdict
from dataclasses import dataclass

from assessments.models import AreaCount, Indicator, Population
from assessments.series import runs_of
from evidence.months import YEAR, Window
from evidence.series import Series
from partnership.models import Area


@dataclass(frozen=True)
class Wants:
    """What one figure draws, as its row keeps it."""

    window: Window
    indicators: tuple[int, ...] = ()
    area: int | None = None
    areas: tuple[int, ...] = ()
    categories: tuple[int, ...] = ()

    @classmethod
    def of(cls, draws):
        return cls(
            Window(draws["first"], draws["last"]), tuple(draws.get("indicators", ())), draws.get("area"),
            tuple(draws.get("areas", ())), tuple(draws.get("categories", ())),
        )  # fmt: skip

    def as_json(self):
        return {
            "first": self.window.first, "last": self.window.last, "indicators": list(self.indicators),
            "area": self.area, "areas": list(self.areas), "categories": list(self.categories),
        }  # fmt: skip


class Numbers:
    """Counts by area, month and category, and observations of indicators, over all that these figures want."""

    def __init__(self, wanted):
        wanted = list(wanted)
        self.indicators = Indicator.objects.prefetch_related("areas").in_bulk(_all(wanted, "indicators"))
        keys = _all(wanted, "areas") | {one.area for one in wanted if one.area}
        keys |= {area.pk for indicator in self.indicators.values() for area in indicator.areas.all()}
        self.areas = Area.objects.in_bulk(keys)
        first = (
            min((one.window.first for one in wanted), default=0) - YEAR
        )  # the year before, to compare with
        last = max((one.window.last for one in wanted), default=0)
        self.counts, self.loaded = self._counts(keys, first, last)
        self.runs = runs_of(list(self.indicators.values())) if self.indicators else {}
        self.people = self._people()

    def _counts(self, areas, first, last):
        counts, loaded = defaultdict(int), set()
        rows = AreaCount.objects.filter(area__in=areas, month__gte=first, month__lte=last)
        for area, month, category, count in rows.values_list("area", "month", "category", "count"):
            counts[area, month, category] += count
            loaded.add((area, month))
        return counts, loaded

    def _people(self):
        """The latest estimate of each area."""
        codes = {area.code for area in self.areas.values() if area.code}
        rows = Population.objects.filter(code__in=codes).order_by("year", "pk").values_list("code", "people")
        return dict(rows) if codes else {}

    def population(self, area):
        return self.people.get(self.areas[area].code)

    def counted(self, areas, categories, window):
        """By month, over these areas together. A month that one of them has nothing of was not collected."""
        values = [
            sum(self.counts[area, month, category] for area in areas for category in categories)
            if areas and all((area, month) in self.loaded for area in areas)
            else None
            for month in window.months
        ]
        return Series(window.first, values)

    def monthly(self, indicator, area, window):
        """An indicator by month; what is counted by longer periods has no months."""
        run = self.runs[indicator.pk].get(area)
        points = (run and run.at(Window(month, month)) for month in window.months)
        return Series(window.first, [_plain(point.value) if point else None for point in points])

    def summed(self, indicator, area):
        """A count, for sums over whole periods alone."""
        run = self.runs[indicator.pk].get(area)
        return run.counts if run else Series(0, [])


def _all(wanted, name):
    return {key for one in wanted for key in getattr(one, name)}


def _plain(value):
    if value is None:
        return None
    return int(value) if value == int(value) else float(value)
