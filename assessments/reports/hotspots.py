"""Where an area's crime gathers, and where it changed: cells, hotspots, streets."""

from collections import Counter
from dataclasses import dataclass

from django.core.cache import cache

from assessments.categories import CRIMES
from assessments.models import AreaPart, Boundary, Crime, Edition, Street
from assessments.reports.crime import SOURCE
from design.plots import Plot, change_map, hotspot_map
from evidence import grid, months
from evidence.months import Window

MILLION = 1_000_000
KEPT_FOR = 24 * 3600
LISTED = 15
FEWEST = 5  # of a street: fewer are not named, where a name might lead to one household


@dataclass(frozen=True)
class Hotspots:
    """The map, its change beside the same months of the year before, and the streets with the most."""

    map: Plot
    change: Plot | None
    streets: list[tuple[str, int]]
    concentration: str
    count: int


def hotspots_of(area, window, category=None, name="All crime"):
    """Worked out once for the editions that are current, and kept."""
    stamp = Edition.objects.filter(is_current=True).order_by("-pk").values_list("pk", flat=True).first()
    key = f"assessments:hotspots:{area.pk}:{window.first}:{window.last}:{category}:{stamp}"
    found = cache.get(key)
    if found is None:
        found = _hotspots(area, window, category, name)
        cache.set(key, found, KEPT_FOR)
    return found


def _hotspots(area, window, category, name):
    after, streets = _places(area, window, category)
    before, _ = _places(area, window.earlier(), category)
    cells = grid.grid_over([*after, *before])
    if cells is None:
        return None
    counts, outlines = cells.counts(after), _outlines(area, cells)
    gathered = grid.concentration([count for count in counts if count])
    title, shown = f"{name} in {area}", f"{SOURCE}, {window.words}"
    hot = grid.hotspots(cells, counts)
    summary = (
        f"{window.words}: {sum(round(n) for n in counts):,} placed."
        f" {sum(spot.is_hot for spot in hot):,} cells stand out from their surroundings."
    )
    return Hotspots(
        hotspot_map(f"{title}: hotspots", summary, cells, counts, hot, outlines=outlines, source=shown),
        _change(cells, (before, counts), window, title, outlines) if before else None,
        _named(streets),
        gathered.words if gathered else "",
        sum(place.n for place in after),
    )


def _change(cells, both, window, title, outlines):
    before, counts = both
    moved = grid.changes(cells.counts(before), counts)
    real = sum(one.is_real for one in moved)
    summary = (
        f"{window.words} beside {window.earlier().words}. {real:,} cells changed by more than chance would bring."
        " The rest of the differences say nothing."
    )
    return change_map(f"{title}: change", summary, cells, moved, outlines=outlines, source=SOURCE)


def _places(area, window: Window, category):
    """The points of the window with how many stand at each, and the streets' numbers, in two queries."""
    editions = Edition.objects.filter(
        is_current=True, kind=Edition.Kind.STREET, month__range=(window.first, window.last)
    )
    rows = Crime.objects.filter(
        edition__in=list(editions.values_list("pk", flat=True)), longitude__isnull=False,
        lsoa__in=AreaPart.objects.filter(area=area).values("lsoa"),
    )  # fmt: skip
    rows = rows.filter(category=category) if category is not None else rows.filter(category__in=CRIMES)
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
    """The outline of the area in the map's metres, where an analyst has supplied it."""
    found = Boundary.objects.filter(code=area.code).first() if area.code else None
    if found is None:
        return []
    shape = found.outline
    polygons = [shape["coordinates"]] if shape["type"] == "Polygon" else shape["coordinates"]
    return [[cells.projection.to_metres(lon, lat) for lon, lat, *_ in polygon[0]] for polygon in polygons]


def window_words(window):
    return f"{window.label}; {months.words(window.first)} to {months.words(window.last)}"
