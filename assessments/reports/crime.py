"""Crime in numbers: what an area had, by category and month, with the words that the figures bear."""

from dataclasses import dataclass

from assessments.categories import CRIMES, SPLIT, Category
from assessments.drawing import signals_of
from assessments.drawn import dated
from assessments.models import AreaCount, Edition
from assessments.places import SOURCE
from design.charts import Series as Line
from design.filters import joined
from design.plots import Plot, control_chart, lines, small_multiples
from evidence import control, months
from evidence.months import Window
from evidence.series import Compared, Series

ALL = "All crime"
SHOWN = 36  # months on a chart
SPLIT_AT = months.parse("2013-06")
CAVEATS = (
    "Counts are of crimes that were recorded, and recording changes. Places are moved to the nearest of a list of"
    " points before they are published, so an LSOA may have some of its neighbours'. Drugs and weapons figures also"
    " measure what police went looking for. Anti-social behaviour is incidents, no crime, and never added to it."
)


@dataclass(frozen=True)
class Row:
    """A category over the window beside the same months of the year before."""

    category: Category | None  # None: all crime
    name: str
    series: Series
    compared: Compared

    @property
    def total(self):
        return self.series.total(self.compared.window)

    @property
    def before(self):
        return self.series.total(self.compared.with_window)


@dataclass(frozen=True)
class Crime:
    """Of one area, up to one month, from one query."""

    area: object
    window: Window
    data_to: int
    rows: list[Row]
    unlocated: int
    loaded: int

    @property
    def unlocated_share(self):
        return round(100 * self.unlocated / self.loaded, 1) if self.loaded else None

    def row(self, category):
        return next((row for row in self.rows if row.category == category), self.rows[0])


def held_months():
    """Months of which street files are loaded, in one query."""
    found = Edition.objects.filter(is_current=True, kind=Edition.Kind.STREET)
    return set(found.values_list("month", flat=True))


def crime_of(area, held, *, last=None, length=12):
    """None where nothing is loaded of the area."""
    data_to = max(held, default=None)
    if data_to is None:
        return None
    last = last if last in held else data_to
    window = months.rolling(last, length)
    first = min(window.earlier().first, last - SHOWN + 1)
    counts = AreaCount.objects.filter(area=area, month__range=(first, last)).values_list(
        "category", "month", "count"
    )
    found: dict[int, dict[int, int]] = {}
    for category, month, count in counts:
        found.setdefault(category, {})[month] = count
    if not found:
        return None
    span = range(max(first, min(held)), last + 1)
    rows = [_row(None, _summed(found, CRIMES), span, held, window)]
    rows += [
        _row(Category(number), by_month, span, held, window)
        for number, by_month in sorted(found.items(), key=lambda one: Category(one[0]).label)
    ]
    rows.sort(key=lambda row: (row.category is not None, row.category != Category.ASB, -(row.total or 0)))
    return Crime(area, window, data_to, rows, *_not_placed(window))


def _row(category, by_month, span, held, window):
    """A month that is loaded and has none of the category has nought; one that is not loaded was not counted."""
    series = Series(span.start, [by_month.get(month, 0) if month in held else None for month in span])
    return Row(
        category, ALL if category is None else category.label, series, _compared(category, series, window)
    )


def _compared(category, series, window):
    earlier = window.earlier()
    if category in SPLIT and earlier.first < SPLIT_AT <= window.last:
        return Compared(
            window, earlier, why_not="Categories changed in June 2013, so the two do not compare."
        )
    return series.compare(window, earlier)


def _summed(found, categories):
    total: dict[int, int] = {}
    for category in categories:
        for month, count in found.get(int(category), {}).items():
            total[month] = total.get(month, 0) + count
    return total


def _not_placed(window):
    """Rows of the window's files that have no place: no area can have them, so that every area is short of some."""
    rows = Edition.objects.filter(
        is_current=True, kind=Edition.Kind.STREET, month__range=(window.first, window.last)
    )
    pairs = list(rows.values_list("unlocated", "rows"))
    return sum(unlocated for unlocated, _ in pairs), sum(rows for _, rows in pairs)


def _labels(series):
    return [months.short(series.first + at) for at in range(len(series.values))]


def trend(crime, row):
    shown = [f"{row.name}: {row.compared.words}." if row.compared.words else row.name]
    return lines(
        f"{row.name} in {crime.area}, by month", " ".join(shown), _labels(row.series),
        [Line(row.name, row.series.values)], source=dated(SOURCE, crime.data_to), unit=_unit(row),
    )  # fmt: skip


def control_of(crime, row) -> Plot:
    found = control.chart(row.series.values)
    labels = _labels(row.series)
    said = joined(signals_of(found, row.series.first))
    summary = (
        f"{said}." if said else ("" if found.words else "No signal: the months vary as chance lets them.")
    )
    return control_chart(
        f"{row.name} in {crime.area}: control chart", summary, labels, found,
        source=dated(SOURCE, crime.data_to), unit=_unit(row),
    )  # fmt: skip


def by_category(crime) -> Plot:
    rows = [row for row in crime.rows if row.category is not None][:10]
    labels = _labels(rows[0].series) if rows else []
    series = [Line(row.name, row.series.values) for row in rows]
    title = f"{crime.area}: each category by month"
    summary = "The ten with the most, all on one scale: how many in each month."
    return small_multiples(title, summary, labels, series, source=dated(SOURCE, crime.data_to))


def _unit(row):
    return f"{'Incidents' if row.category == Category.ASB else 'Crimes'} in each month"
