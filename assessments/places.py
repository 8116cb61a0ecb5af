"""Where an area's crime gathers, thickens and changed; and at which hours stops were. Worked out once, and kept.

What is kept belongs to the files that were loaded and to the outlines; when others come, it is worked out anew.
"""

import math
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from zoneinfo import ZoneInfo

from django.conf import settings
from django.core.cache import cache

from assessments.categories import CRIMES
from assessments.drawn import Drawn, dated
from assessments.models import AreaPart, Boundary, Crime, Edition, Lsoa, Stop, Street
from design import plots
from design.filters import plural
from evidence import grid
from evidence.hours import week
from evidence.months import Window
from evidence.small import LEAST

MILLION = 1_000_000
KEPT_FOR = 24 * 3600
SHAPE = 5  # raise it when what is kept has another shape
LISTED = 15
FEWEST = LEAST  # of a street: fewer are not named, where a name might lead to one household
SIZES = (250.0, 500.0, 1000.0, 2000.0)  # metres: larger where an area is too wide for smaller
SOURCE = "data.police.uk, Open Government Licence v3.0"
OUTLINES = "assessments:outlines"  # in the cache: how often outlines were loaded


@dataclass(frozen=True)
class Places:
    """Of one area, window and choice of categories. ``figures``: by their kind, each as it is drawn.

    ``streets``: each with the LSOA it lies in, for streets of one name lie in many towns.
    """

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
    points = _points(area, window, categories, held)
    earlier = _points(area, window.earlier(), categories, held)
    after, before = _placed(points), _placed(earlier)
    cells = _grid(after, before)
    if cells is None:
        return None
    counts = cells.counts(after)
    outlines = _outlines(area, cells)
    names = _Names(points, earlier)
    called = names.of_cells(cells, points)
    gathered = grid.concentration([count for count in counts if count])
    figures = {
        "map": _map(cells, counts, window, names=called, outlines=outlines),
        "density": _density(cells, after, window, names=called, counts=counts, outlines=outlines),
    }
    if before:
        both = (cells.counts(before), counts)
        called = names.of_cells(cells, points, earlier)
        figures["change-map"] = _change(cells, both, window, names=called, outlines=outlines)
    total = sum(place.n for place in after)
    return Places(figures, names.most(points), gathered.words if gathered else "", total)


def _grid(*periods):
    places = [place for period in periods for place in period]
    for size in SIZES[:-1]:
        try:
            return grid.grid_over(places, size)
        except grid.GridTooLarge:
            continue
    return grid.grid_over(places, SIZES[-1])


def _map(cells, counts, window, *, outlines, **where):
    """Where an outline is known, its cells are compared with each other, and those that hold something beyond it."""
    inside = cells.touching(outlines) if outlines else None
    studied = inside and [one or count > 0 for one, count in zip(inside, counts, strict=True)]
    hot = grid.hotspots(cells, counts, studied=studied)
    summary = (
        f"{window.words}: {sum(round(n) for n in counts):,} placed."
        f" Hotspots: {plural(sum(bool(spot.is_hot and spot.count) for spot in hot), 'cell')}."
    )

    def drawn(least):
        return plots.hotspot_map(
            "",
            summary,
            cells,
            counts,
            hot,
            source=dated(SOURCE, window.last),
            least=least,
            outlines=outlines,
            **where,
        )

    return Drawn.of(drawn(0), counts=[3], open_spec=drawn(LEAST).spec)


def _density(cells, after, window, *, names, counts, **where):
    """A peak is called by the fullest cell near it, for it may lie between the points."""
    density = cells.density(after)
    peaks = cells.peaks(density)
    reach = math.ceil(grid.BANDWIDTH / cells.size)
    fullest = {peak: max(cells.around(peak, reach), key=counts.__getitem__) for peak in peaks}
    where["names"] = {peak: names.get(cell, "") for peak, cell in fullest.items()}
    most = f" It is densest at {density[peaks[0]]:,.0f} incidents a square kilometre." if peaks else ""
    summary = f"{window.words}: {sum(place.n for place in after):,} placed.{most}"

    def drawn(least):
        return plots.density_map(
            "", summary, cells, density, source=dated(SOURCE, window.last), least=least, **where
        )

    alone = max(cells.density([grid.Place(*cells.projection.to_degrees(*cells.middle(0)), LEAST - 1)]))
    return Drawn.of(drawn(0), open_spec=drawn(alone).spec)


def _change(cells, both, window, **where):
    before, counts = both
    moved = grid.changes(before, counts)
    real = sum(one.is_real for one in moved)
    summary = (
        f"{window.words} beside {window.earlier().words}. {plural(real, 'cell') if real else 'No cell'} changed by"
        " more than chance would bring. The rest of the differences say nothing."
    )

    def drawn(*, real_only):
        return plots.change_map(
            "", summary, cells, moved, source=dated(SOURCE, window.last), real_only=real_only, **where
        )

    return Drawn.of(drawn(real_only=False), counts=[2, 3], open_spec=drawn(real_only=True).spec)


def _points(area, window: Window, categories, held):
    """How many of the window stand at each point, with its street and LSOA, in one query."""
    rows = Crime.objects.filter(
        edition__in=[key for key, month in held.items() if month in window], longitude__isnull=False,
        lsoa__in=AreaPart.objects.filter(area=area).values("lsoa"), category__in=list(categories),
    )  # fmt: skip
    return Counter(rows.values_list("longitude", "latitude", "street", "lsoa").iterator(20_000))


def _placed(points):
    return [grid.Place(lon / MILLION, lat / MILLION, n) for (lon, lat, *_), n in points.items()]


class _Names:
    """What people call places: the street as the police publish it, and the LSOA it lies in."""

    def __init__(self, *periods):
        streets, lsoas = ({key[at] for points in periods for key in points} - {None} for at in (2, 3))
        self.streets, self.lsoas = Street.objects.in_bulk(streets), Lsoa.objects.in_bulk(lsoas)

    def most(self, points):
        """The streets with the most, and how many."""
        found: Counter = Counter()
        for (_lon, _lat, *key), n in points.items():
            found[tuple(key)] += n
        most = [(key, n) for key, n in found.most_common(LISTED) if n >= FEWEST]
        return [(self._words(key), n) for key, n in most]

    def of_cells(self, cells, *periods):
        """Each by its street with the most; a cell of too few by the LSOA alone."""
        found: dict[int, Counter] = defaultdict(Counter)
        for points in periods:
            for (lon, lat, *key), n in points.items():
                cell = cells.cell_at(lon / MILLION, lat / MILLION)
                if cell is not None:
                    found[cell][tuple(key)] += n
        return {cell: self._most(held) for cell, held in found.items()}

    def _most(self, held):
        [((street, lsoa), _n)] = held.most_common(1)
        return self._words((street if held.total() >= FEWEST else None, lsoa))

    def _words(self, key):
        street, lsoa = key
        return ", ".join(str(found) for found in (self.streets.get(street), self.lsoas.get(lsoa)) if found)


def _outlines(area, cells):
    """The polygons of the area in the map's metres, where an analyst has supplied it."""
    found = Boundary.objects.filter(code=area.code).first() if area.code else None
    return found.polygons_in(cells.projection) if found else []


def _week(held):
    zone = ZoneInfo(settings.TIME_ZONE)
    rows = Stop.objects.filter(edition__in=list(held)).values_list("at", flat=True)
    return week(at and at.astimezone(zone) for at in rows.iterator(chunk_size=20_000))
