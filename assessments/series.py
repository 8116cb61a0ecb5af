"""The figures of indicators by area and period, entered or counted from loaded data: what every page reads.

A fixed number of queries, whatever the months, the areas and the indicators.
"""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import cached_property
from itertools import groupby

from assessments import partly
from assessments.models import AreaCount, Indicator, Observation
from assessments.offences import QUARTER, recorded_of
from evidence.months import Window
from evidence.series import Series
from partnership.models import Area

From, State = Indicator.From, Observation.State


@dataclass(frozen=True)
class Point:
    """The figure of a period; ``value`` is None where it was not collected, or where a direction is all there is."""

    window: Window
    value: Decimal | int | None
    state: str = State.FINAL
    went: str = ""
    numerator: int | None = None
    denominator: int | None = None
    source: str = ""
    extracted_on: date | None = None
    note: str = ""
    so_far: Decimal | int | None = None  # of a period that was counted in part, which has no value to compare
    data_from: date | None = None
    data_until: date | None = None
    hours: Sequence[int] | None = None  # of the week, where times are known

    @property
    def days(self) -> str:
        """Those that were counted, where they are not all of the period."""
        return partly.words_of(self)


@dataclass(frozen=True)
class Run:
    """The figures of one area, in the order of their periods. ``area`` is None for the whole partnership."""

    area: Area | None
    points: Sequence[Point]

    @property
    def latest(self) -> Point | None:
        """Of the last period with a figure or a direction."""
        said = [point for point in self.points if point.value is not None or point.went]
        return said[-1] if said else None

    @property
    def data_to(self) -> int | None:
        return self.latest.window.last if self.latest else None

    def at(self, window: Window) -> Point | None:
        return self._by_ends.get((window.first, window.last))

    @cached_property
    def _by_ends(self) -> Mapping[tuple[int, int], Point]:
        """Of a page some thousands are asked for: a pair is found sooner than a window."""
        return {(point.window.first, point.window.last): point for point in self.points}

    @cached_property
    def counts(self) -> Series:
        """Of counts: by month. What was counted for a longer period stands in its last month, with noughts before it,
        so that a sum over whole periods is right. Nothing else may be asked of it then.
        """
        held: dict[int, int | None] = {}
        for point in sorted(self.points, key=lambda one: (one.window.length, one.window.first)):
            if any(month in held for month in point.window.months):
                continue  # counted already, by a shorter period
            value = None if point.value is None else int(point.value)
            held |= dict.fromkeys(point.window.months, None if value is None else 0)
            held[point.window.last] = value
        first = min(held, default=0)
        return Series(first, [held.get(month) for month in range(first, max(held, default=-1) + 1)])


def series_of(indicator, areas=None):
    """Area's key → its run; the key None is the whole partnership. ``areas``: these alone."""
    runs = runs_of([indicator])[indicator.pk]
    keys = None if areas is None else {area.pk for area in areas}
    return {key: run for key, run in runs.items() if keys is None or key in keys}


def runs_of(indicators, *, observed=None, counts=None, recorded=None):
    """The same of several indicators, by their keys. Their ``areas`` are fetched along by whoever asks.

    ``observed``, ``counts``, ``recorded``: what `observed_of`, `counts_of` and `recorded_of` give of them, where it
    is read already.
    """
    by_way = defaultdict(list)
    for indicator in indicators:
        by_way[indicator.made_from].append(indicator)
    found = {}
    if entered := by_way[From.ENTERED]:
        found |= _entered(entered, observed_of([one.pk for one in entered]) if observed is None else observed)
    if police := by_way[From.POLICE]:
        areas = {area.pk for one in police for area in one.areas.all()}
        found |= _police(police, counts_of(areas) if counts is None else counts)
    if tables := by_way[From.RECORDED]:
        names = {area.name for one in tables for area in one.areas.all()}
        found |= _recorded(tables, recorded_of(names) if recorded is None else recorded)
    return {indicator.pk: _with_whole(indicator, found.get(indicator.pk, {})) for indicator in indicators}


def main_of(runs):
    """Of the whole partnership where that has figures, else the first that has; None where there is no run at all."""
    whole = [runs[None]] if None in runs else []
    every = [*whole, *runs.values()]
    return next((run for run in every if run.latest), next(iter(every), None))


def observed_of(keys):
    """Figures that were entered, in their order."""
    rows = Observation.objects.current().filter(indicator__in=keys).select_related("area")
    return rows.order_by("indicator", "area__name", "area", "first", "last")


def counts_of(areas, first=None, last=None):
    """Police counts by area, month and category. A month that was loaded of an area is there, be it with noughts."""
    return counted(count_rows(areas, first, last))


def count_rows(areas, first=None, last=None):
    """(area, month, category, count) of each."""
    rows = AreaCount.objects.filter(area__in=areas)
    if first is not None:
        rows = rows.filter(month__range=(first, last))
    return rows.values_list("area", "month", "category", "count")


def counted(rows):
    counts = defaultdict(lambda: defaultdict(dict))
    for area, month, category, count in rows:
        counts[area][month][category] = count
    return counts


def _entered(indicators, rows):
    found = defaultdict(dict)
    for (indicator, area), group in groupby(rows, key=lambda row: (row.indicator_id, row.area)):
        found[indicator][area and area.pk] = Run(area, [point_of(row) for row in group])
    for indicator in indicators:
        for area in indicator.areas.all():
            found[indicator.pk].setdefault(area.pk, Run(area, []))
    return found


def point_of(row):
    value = row.value
    if value is not None and value == value.to_integral_value():
        value = int(value)
    whole, so_far = (None, value) if partly.words_of(row) else (value, None)
    return Point(
        Window(row.first, row.last), whole, row.state, row.went, row.numerator, row.denominator, row.source,
        row.extracted_on, row.note, so_far, row.data_from, row.data_until, row.hours,
    )  # fmt: skip


def _police(indicators, counts):
    """A month of which an area has counts of any category was loaded, so a category without rows is nought in it."""
    found = defaultdict(dict)
    windows = {month: Window(month, month) for by_month in counts.values() for month in by_month}
    for one in indicators:
        for area in one.areas.all():
            points = [
                Point(windows[month], sum(by.get(category, 0) for category in one.categories))
                for month, by in sorted(counts[area.pk].items())
            ]
            found[one.pk][area.pk] = Run(area, points)
    return found


def _recorded(indicators, recorded):
    """By quarters. The Home Office's table names areas; its partnership's name is the area's."""
    counts = recorded.counts
    found = defaultdict(dict)
    for one in indicators:
        for area in one.areas.all():
            points = [
                Point(Window(month, month + QUARTER - 1), sum(by.get(code, 0) for code in one.offences))
                for month, by in sorted(counts.get(area.name, {}).items())
            ]
            found[one.pk][area.pk] = Run(area, points)
    return found


def _with_whole(indicator, runs):
    """With the sum of the areas where they are counts, none holds another, and the whole is not entered itself."""
    areas = [run.area for run in runs.values() if run.area]
    keys = {area.pk for area in areas}
    nested = any(area.parent_id in keys for area in areas)
    if None in runs or len(areas) < 2 or nested or not indicator.is_count:
        return runs
    windows = windows_of(runs)
    return {None: Run(None, [_sum(window, list(runs.values())) for window in windows])} | runs


def windows_of(runs):
    """Every period that one of them has, in order."""
    found = {
        (point.window.first, point.window.last): point.window for run in runs.values() for point in run.points
    }
    return [found[ends] for ends in sorted(found)]


def _sum(window, runs):
    points = [run.at(window) for run in runs]
    values = [point.value if point else None for point in points]
    if all(point and point.days == points[0].days != "" for point in points):
        end = {"data_from": points[0].data_from, "data_until": points[0].data_until}
        return Point(window, None, so_far=sum(point.so_far for point in points), **end)
    if None in values:  # nothing is said of the whole where an area is missing
        never = all(point and point.state == State.NOT_COLLECTED for point in points)
        return Point(window, None, State.NOT_COLLECTED if never else State.FINAL)
    is_final = all(point.state != State.PROVISIONAL for point in points)
    return Point(window, sum(values), State.FINAL if is_final else State.PROVISIONAL)
