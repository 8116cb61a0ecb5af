"""Where an area's crime gathers, thickens and changed; and at which hours stops were. Worked out once, and kept.

What is kept belongs to the files that were loaded and to the outlines; when others come, it is worked out anew.
"""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from zoneinfo import ZoneInfo

from django.conf import settings
from django.core.cache import cache

from assessments.categories import CRIMES
from assessments.drawn import Drawn
from assessments.models import AreaPart, Boundary, Crime, Edition, Stop, Street
from design import plots
from design.filters import plural
from evidence import grid
from evidence.hours import week
from evidence.months import Window
from evidence.small import LEAST

MILLION = 1_000_000
KEPT_FOR = 24 * 3600
SHAPE = 3  # raise it when what is kept has another shape
LISTED = 15
FEWEST = LEAST  # of a street: fewer are not named, where a name might lead to one household
SIZES = (250.0, 500.0, 1000.0, 2000.0)  # metres: larger where an area is too wide for smaller
SOURCE = "data.police.uk, Open Government Licence v3.0"
OUTLINES = "assessments:outlines"  # in the cache: how often outlines were loaded


@dataclass(frozen=True)
class Places:
    """Of one area, window and choice of categories. ``figures``: by their kind, each as it is drawn."""

    figures: Mapping[str, Drawn]
    streets: Sequence[tuple[str, int]]
    concentration: str
    count: int


def editions_of(kind, window):
    """What is loaded of these months and of the same a year before."""
    rows = Edition.objects.filter(is_current=True, kind=kind)
    return rows.filter(month__gte=window.earlier().first, month__lte=window.last)


def places_of(area, window, categories=(), *, editions=None):
    """None where nothing of these months has a place in the area. ``editions``: of streets, where they are read."""
    rows = editions_of(Edition.Kind.STREET, window) if editions is None else editions
    held = {row.pk: row.month for row in rows}
    asked = ("places", area.pk, window, tuple(sorted(categories)))
    return _kept(asked, held, lambda: _places(area, window, categories or CRIMES, held))


def week_of(window, *, editions=None):
    """Stops and searches of the loaded forces by hour and day of the week, in the time of the place."""
    rows = editions_of(Edition.Kind.STOPS, window) if editions is None else editions
    held = {row.pk: row.month for row in rows if row.month in window}
    return _kept(("week", window), held, lambda: _week(held))


def outlines_changed():
    """Maps that were kept are drawn anew."""
    cache.set(OUTLINES, cache.get(OUTLINES, 0) + 1, None)


def _kept(asked, held, work):
    words = ":".join(str(one).replace(" ", "") for one in (*asked, sorted(held)[-1:], len(held)))
    key = f"assessments:{SHAPE}:{cache.get(OUTLINES, 0)}:{words}"
    found = cache.get(key)
    if found is None:
        found = (work(),)  # nothing is kept too
        cache.set(key, found, KEPT_FOR)
    return found[0]


def _places(area, window, categories, held):
    after, streets = _points(area, window, categories, held)
    before, _ = _points(area, window.earlier(), categories, held)
    cells = _grid(after, before)
    if cells is None:
        return None
    counts = cells.counts(after)
    outlines = _outlines(area, cells)
    gathered = grid.concentration([count for count in counts if count])
    figures = {
        "map": _map(cells, counts, window, outlines), "density": _density(cells, after, window, outlines),
    }  # fmt: skip
    if before:
        figures["change-map"] = _change(cells, (cells.counts(before), counts), window, outlines)
    total = sum(place.n for place in after)
    return Places(figures, _named(streets), gathered.words if gathered else "", total)


def _grid(*periods):
    places = [place for period in periods for place in period]
    for size in SIZES[:-1]:
        try:
            return grid.grid_over(places, size)
        except grid.GridTooLarge:
            continue
    return grid.grid_over(places, SIZES[-1])


def _map(cells, counts, window, outlines):
    hot = grid.hotspots(cells, counts)
    summary = (
        f"{window.words}: {sum(round(n) for n in counts):,} placed."
        f" Hotspots: {plural(sum(bool(spot.is_hot and spot.count) for spot in hot), 'cell')}."
    )

    def drawn(least):
        return plots.hotspot_map(
            "", summary, cells, counts, hot, outlines=outlines, source=SOURCE, least=least
        )

    return Drawn.of(drawn(0), counts=[2], open_spec=drawn(LEAST).spec)


def _density(cells, after, window, outlines):
    density = cells.density(after)
    peaks = cells.peaks(density)
    most = f" It is densest at {density[peaks[0]]:,.0f} incidents a square kilometre." if peaks else ""
    summary = f"{window.words}: {sum(place.n for place in after):,} placed.{most}"

    def drawn(least):
        return plots.density_map("", summary, cells, density, outlines=outlines, source=SOURCE, least=least)

    alone = max(cells.density([grid.Place(*cells.projection.to_degrees(*cells.middle(0)), LEAST - 1)]))
    return Drawn.of(drawn(0), open_spec=drawn(alone).spec)


def _change(cells, both, window, outlines):
    before, counts = both
    moved = grid.changes(before, counts)
    real = sum(one.is_real for one in moved)
    summary = (
        f"{window.words} beside {window.earlier().words}. {plural(real, 'cell')} changed by more than chance"
        " would bring. The rest of the differences say nothing."
    )

    def drawn(*, real_only):
        return plots.change_map(
            "", summary, cells, moved, outlines=outlines, source=SOURCE, real_only=real_only
        )

    return Drawn.of(drawn(real_only=False), counts=[1, 2], open_spec=drawn(real_only=True).spec)


def _points(area, window: Window, categories, held):
    """The points of the window with how many stand at each, and the streets' numbers, in one query."""
    rows = Crime.objects.filter(
        edition__in=[key for key, month in held.items() if month in window], longitude__isnull=False,
        lsoa__in=AreaPart.objects.filter(area=area).values("lsoa"), category__in=list(categories),
    )  # fmt: skip
    points: Counter = Counter()
    streets: Counter = Counter()
    for lon, lat, street in rows.values_list("longitude", "latitude", "street").iterator(20_000):
        points[lon, lat] += 1
        streets[street] += 1
    return [grid.Place(lon / MILLION, lat / MILLION, n) for (lon, lat), n in points.items()], streets


def _named(streets):
    most = [(key, n) for key, n in streets.most_common(LISTED) if n >= FEWEST and key is not None]
    names = dict(Street.objects.filter(pk__in=[key for key, _ in most]).values_list("pk", "name"))
    return [(names.get(key, ""), n) for key, n in most]


def _outlines(area, cells):
    """The polygons of the area in the map's metres, where an analyst has supplied it."""
    found = Boundary.objects.filter(code=area.code).first() if area.code else None
    return found.polygons_in(cells.projection) if found else []


def _week(held):
    zone = ZoneInfo(settings.TIME_ZONE)
    rows = Stop.objects.filter(edition__in=list(held)).values_list("at", flat=True)
    return week(at and at.astimezone(zone) for at in rows.iterator(chunk_size=20_000))
