"""Maps without tiles from elsewhere: cells and areas in metres, with outlines, a scale bar and north.

Coordinates are laid out in picture points here, north up, so that every layer stands on the same ones.
"""

import math
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby, pairwise

from design.charts import WIDTH
from design.plots.drawing import Plot
from design.plots.looks import BLUE, CONFIG, INK, QUIET, RED, columns_of_key, number
from evidence.change import signed
from evidence.grid import BANDWIDTH, Grid, Hot, Moved

TALLEST, FOOT, LAND = 620, 34, "#f3f2f1"
SHADES = ("#c6dbef", "#7fb2d9", "#3f86c4", "#12518f", "#0a2f57")
MORE, FEWER, CHANCE = "+ More, beyond chance", "− Fewer, beyond chance", "Changed, within chance"
DENSITY = "Incidents a square kilometre"
HOTSPOT = "Hotspot: more than its surroundings, beyond chance"
GI_STAR = (
    "A hotspot has, with the cells around it, more than chance would put there: Getis-Ord Gi*, corrected for the number"
    " of cells. The higher its z, the further from chance."
)
STUDIED = (
    "Cells are compared with those of the area, and those beyond it that hold something; with no others."
)
BETWEEN = "The area has no outline here: cells are compared with all between its outermost places."
MISSING = "No figure"
OUTSIDE = "Some of it lies outside the outline of the area: it is counted, and not drawn."
MIDDLE = "Middle of the cell"
NAMELESS = "Too few to name a place"
LISTED = 20
FIFTHS, FEW_LARGE = (
    (0.2, 0.4, 0.6, 0.8, 1),
    (0.5, 0.8, 0.95, 0.99, 1),
)  # of areas; of cells, most of which hold one
Ring = Sequence[tuple[float, float]]
Polygon = Sequence[Ring]  # its edge, then its holes


@dataclass(frozen=True)
class Area:
    """With its outline in metres, as `evidence.grid.Projection` makes them, and a value or none."""

    name: str
    polygons: Sequence[Polygon]
    value: float | None = None


@dataclass(frozen=True)
class Sheet:
    """The paper: which stretch of the ground lies on it."""

    left: float
    top: float
    scale: float  # points in a metre
    width: float
    height: float

    def at(self, x: float, y: float) -> tuple[float, float]:
        return round((x - self.left) * self.scale, 1), round((self.top - y) * self.scale, 1)

    def ring(self, points: Ring) -> list[tuple[float, float]]:
        return [self.at(*point) for point in points]

    def polygon(self, rings: Polygon) -> list[list[tuple[float, float]]]:
        """Its edge runs one way and its holes the other, so that a picture leaves them open."""
        return [_turned(self.ring(ring), is_hole=at > 0) for at, ring in enumerate(rings)]


def hotspot_map(
    title: str, summary: str, grid: Grid, counts: Sequence[float], hot: Sequence[Hot], *,
    names: Mapping[int, str] | None = None, outlines: Sequence[Polygon] = (), source: str = "", least: float = 0,
) -> Plot:  # fmt: skip
    """Cells shaded by their number, darker for more; a line runs round hotspots. ``least``: fewer are left white.

    ``names``: of cells, by what people know the place; without them coordinates stand alone.
    """
    sheet, inside = _sheet(_corners(grid, outlines)), _inside(grid, outlines)
    notes = [OUTSIDE] if any(count and not inside[cell] for cell, count in enumerate(counts)) else []
    counts = [count if count >= least and inside[cell] else 0 for cell, count in enumerate(counts)]
    classes = _classes([count for count in counts if count], FEW_LARGE)
    shaded = [
        _feature([[sheet.ring(ring)]], classes.words(count))
        for ring, count in _runs(grid, [classes.index(count) for count in counts], counts)
    ]
    hot = [spot for spot in hot if spot.is_hot and spot.count]
    cells = [spot.cell for spot in hot if inside[spot.cell]]
    title_of_key = f"Number in a cell of {grid.size:,.0f} metres"
    layers = [_shapes(shaded, "fill", classes.labels, SHADES, title=title_of_key)]
    if cells:
        ring = {"type": "MultiLineString", "coordinates": _around(grid, cells, sheet)}
        ringed = {"type": "Feature", "geometry": ring, "properties": {"s": HOTSPOT}}
        layers.append(
            _shapes([ringed], "stroke", [HOTSPOT], ["#e8590c"], strokeWidth=2.5, strokeCap="square")
        )
    rows = [
        (f"{rank}", [*_place(grid, spot.cell, names), number(round(spot.count)), number(spot.z)])
        for rank, spot in enumerate(hot[:LISTED], 1)
    ]
    columns = ["Rank", *_place_columns(names), "Number", "Gi* (z)"]
    if any(counts) and not rows:
        rows = [("–", ["No cell stands out", *["–"] * (len(columns) - 2)])]
    spec = _framed(sheet, outlines, layers)
    notes = [
        f"Cells are squares of {grid.size:,.0f} metres. The first {LISTED} hotspots are listed.",
        f"{GI_STAR} {STUDIED if outlines else BETWEEN}",
        *notes,
    ]
    return Plot(title, summary, spec, columns, rows, source, notes, _texts(names, 1))


def change_map(
    title: str, summary: str, grid: Grid, moved: Sequence[Moved], *,
    names: Mapping[int, str] | None = None, outlines: Sequence[Polygon] = (), source: str = "",
    real_only: bool = False,
) -> Plot:  # fmt: skip
    """Cells with more and with fewer than before, told apart by sign as well as colour."""
    sheet, inside = _sheet(_corners(grid, outlines)), _inside(grid, outlines)
    drawn = [cell for cell in moved if inside[cell.cell]]
    features = [
        _feature([[sheet.ring(grid.corners(cell.cell))]], _moved(cell))
        for cell in drawn
        if cell.change and (cell.is_real or not real_only)
    ]
    signs = [
        {**_point(sheet, *grid.middle(cell.cell)), "words": "+" if cell.change > 0 else "−"}
        for cell in drawn
        if cell.is_real
    ]
    large = min(18.0, max(9.0, grid.size * sheet.scale))
    words = {"data": {"values": signs}, "encoding": _encoded(),
             "mark": {"type": "text", "fontSize": large, "color": "#ffffff", "fontWeight": "bold"}}  # fmt: skip
    key = [MORE, FEWER] if real_only else [MORE, FEWER, CHANCE]
    layers = [_shapes(features, "fill", key, [RED, BLUE, "#a9b1b8"], stroke="#ffffff"), words]
    real = [cell for cell in moved if cell.is_real]
    most = sorted(real, key=lambda cell: (cell.chance, -abs(cell.change)))[:LISTED]
    rows = []
    for cell in most:
        first, *more = _place(grid, cell.cell, names)
        said = [number(cell.before), number(cell.after), signed(cell.change, 0), _moved(cell)]
        rows.append((first, [*more, *said]))
    columns = [*_place_columns(names), "Before", "After", "Change", "Reading"]
    if moved and not rows:
        rows = [("–", [*["–"] * (len(columns) - 2), "No cell changed beyond chance"])]
    notes = [
        (
            f"Cells are squares of {grid.size:,.0f} metres. Of those that changed beyond chance, the {LISTED} least"
            " likely to be chance are listed."
        ),
        *([OUTSIDE] if len(drawn) < len(moved) else []),
    ]
    texts = [*_texts(names, 0), len(columns) - 1]
    return Plot(title, summary, _framed(sheet, outlines, layers), columns, rows, source, notes, texts)


def density_map(
    title: str, summary: str, grid: Grid, density: Sequence[float], *,
    names: Mapping[int, str] | None = None, outlines: Sequence[Polygon] = (), source: str = "", least: float = 0,
) -> Plot:  # fmt: skip
    """Incidents a square kilometre, smoothed; its peaks are listed. ``least``: thinner than this is left white."""
    sheet, inside = _sheet(_corners(grid, outlines)), _inside(grid, outlines)
    thick = [value if value > least and inside[cell] else 0 for cell, value in enumerate(density)]
    classes = _rounded(_classes([value for value in thick if value], FEW_LARGE))
    shaded = [
        _feature([[sheet.ring(ring)]], classes.words(value))
        for ring, value in _runs(grid, [classes.index(value) for value in thick], thick)
    ]
    spec = _framed(sheet, outlines, [_shapes(shaded, "fill", classes.labels, SHADES, title=DENSITY)])
    rows = [
        (f"{rank}", [*_place(grid, cell, names), number(round(density[cell]))])
        for rank, cell in enumerate(grid.peaks(density)[:LISTED], 1)
    ]
    note = (
        f"A quartic kernel of {BANDWIDTH:,.0f} metres over cells of {grid.size:,.0f}. Peaks are cells with no denser"
        f" one beside them; the first {LISTED} are listed."
    )
    columns = ["Rank", *_place_columns(names), DENSITY]
    return Plot(title, summary, spec, columns, rows, source, [note], _texts(names, 1))


def area_map(title: str, summary: str, areas: Sequence[Area], *, unit: str = "", source: str = "") -> Plot:
    """Areas shaded by value, darker for more, and named where there are few enough."""
    sheet = _sheet([point for area in areas for polygon in area.polygons for point in polygon[0]])
    classes = _classes([area.value for area in areas if area.value is not None], FIFTHS)
    features = [
        _feature(
            [sheet.polygon(polygon) for polygon in area.polygons],
            MISSING if area.value is None else classes.words(area.value),
        )
        for area in areas
    ]
    labels, shades = list(classes.labels), list(SHADES)[: len(classes.labels)]
    if any(area.value is None for area in areas):
        labels, shades = [*labels, MISSING], [*shades, "#ffffff"]
    named = [
        {
            **_point(sheet, *_middle(area.polygons[0][0])),
            "words": area.name,
            "dark": _is_dark(classes, area.value),
        }
        for area in areas
        if len(areas) <= 15 and area.polygons
    ]
    ink = {"condition": {"test": "datum.dark", "value": "#ffffff"}, "value": INK}
    words = {"data": {"values": named}, "mark": {"type": "text"}, "encoding": _encoded(color=ink)}
    layers = [_shapes(features, "fill", labels, shades, title=unit or None, stroke=QUIET), words]
    rows = [(area.name, [number(area.value)]) for area in areas]
    return Plot(title, summary, _framed(sheet, [], layers), ["Area", unit or "Value"], rows, source)


@dataclass(frozen=True)
class Classes:
    """Up to five; the words say from where to where. ``is_smooth``: of what has no whole numbers, from nought on."""

    tops: Sequence[float]
    least: float
    is_smooth: bool = False

    def index(self, value: float) -> int | None:
        if not value and self.least > 0:
            return None
        return next((at for at, top in enumerate(self.tops) if value <= top), len(self.tops) - 1)

    def words(self, value: float) -> str:
        at = self.index(value)
        return "" if at is None else self.labels[at]

    @property
    def labels(self) -> list[str]:
        is_whole = not self.is_smooth and all(float(top).is_integer() for top in (*self.tops, self.least))
        found, low = [], 0.0 if self.is_smooth else self.least
        for top in self.tops:
            high = number(round(top) if is_whole else top)
            start = number(round(low) if is_whole else low)
            found.append(high if start == high else f"{start} to {high}")
            low = top + 1 if is_whole else top
        return found


def _classes(values: Sequence[float], shares: Sequence[float]) -> Classes:
    """Up to which value each share of them comes."""
    order = sorted(values)
    if not order:
        return Classes([0], 0)
    return Classes(sorted({order[max(0, math.ceil(len(order) * share) - 1)] for share in shares}), order[0])


def _rounded(classes: Classes) -> Classes:
    """Up to round numbers: what is smoothed is not known to a tenth."""
    return Classes(sorted({_up(top) for top in classes.tops}), classes.least, is_smooth=True)


def _up(value: float) -> float:
    """To a whole number of two figures, never below the value."""
    step = 10 ** max(0, math.floor(math.log10(value)) - 1) if value > 0 else 1
    return float(math.ceil(value / step) * step)


def _sheet(points: Sequence[tuple[float, float]]) -> Sheet:
    xs, ys = [x for x, _y in points] or [0, 1], [y for _x, y in points] or [0, 1]
    across, up = (max(xs) - min(xs)) or 1, (max(ys) - min(ys)) or 1
    scale = min((WIDTH - 8) / across, TALLEST / up)
    return Sheet(min(xs) - 1 / scale, max(ys) + 1 / scale, scale, across * scale + 2, up * scale + 2)


def _corners(grid: Grid, outlines: Sequence[Polygon]) -> list[tuple[float, float]]:
    if outlines:
        return [point for polygon in outlines for point in polygon[0]]
    return [grid.corners(0)[0], grid.corners(grid.length - 1)[2]]


def _around(grid: Grid, cells: Sequence[int], sheet: Sheet) -> list[list[tuple[float, float]]]:
    """The sides that no two of the cells share, so that the line runs round them and hides none."""
    sides: dict = {}
    for cell in cells:
        for side in pairwise(sheet.ring(grid.corners(cell))):
            sides.setdefault(frozenset(side), []).append(side)
    return [list(found[0]) for found in sides.values() if len(found) == 1]


def _runs(grid: Grid, classes: Sequence[int | None], counts: Sequence[float]) -> Iterator[tuple[Ring, float]]:
    """Neighbours in a row of one class are one shape, so that a picture of thousands of cells stays small."""
    for row in range(grid.rows):
        cells = range(row * grid.columns, (row + 1) * grid.columns)
        for shade, group in groupby(cells, key=lambda cell: classes[cell]):
            run = list(group)
            if shade is not None and counts[run[0]]:
                first, last = grid.corners(run[0]), grid.corners(run[-1])
                yield [first[0], last[1], last[2], first[3], first[0]], counts[run[0]]


def _framed(sheet: Sheet, outlines: Sequence[Polygon], layers: Sequence[dict]) -> dict:
    shapes = [_feature([sheet.polygon(polygon)], "") for polygon in outlines]
    plain = {"type": "identity", "scale": 1, "translate": [0, 0]}
    land = [{"data": {"values": shapes}, "mark": {"type": "geoshape", "fill": LAND}}] if shapes else []
    borders = {"type": "geoshape", "filled": False, "stroke": QUIET, "strokeWidth": 1}
    edge = [{"data": {"values": shapes}, "mark": borders}] if shapes else []
    both = [*land, *layers, *edge]
    return {
        "config": CONFIG | {"legend": CONFIG["legend"] | {"layout": {"top": {"direction": "vertical"}}}},
        "width": WIDTH - 4,
        "height": sheet.height + FOOT,
        "padding": 1,
        "background": None,
        "layer": [
            *({**layer, "projection": plain} if _is_shape(layer) else layer for layer in both),
            *_foot(sheet),
        ],
        "resolve": {"scale": {"fill": "independent", "stroke": "independent", "color": "independent"}},
    }


def _is_shape(layer: dict) -> bool:
    return layer["mark"]["type"] == "geoshape"


def _foot(sheet: Sheet) -> list[dict]:
    """A scale bar of a round length, about a third of the width, and north."""
    third = (WIDTH / 3) / sheet.scale
    step = 10 ** math.floor(math.log10(third))
    length = step * max(factor for factor in (1, 2, 5) if step * factor <= third)
    words = f"{length / 1000:g} km" if length >= 1000 else f"{length:g} m"
    y, end = sheet.height + 14, 2 + length * sheet.scale
    bar = [{"x": 2, "x2": end, "y": y, "y2": y}] + [
        {"x": x, "x2": x, "y": y - 5, "y2": y + 5} for x in (2, end)
    ]
    text = [{"x": end + 8, "y": y, "words": words}, {"x": WIDTH - 60, "y": y, "words": "North ↑"}]
    spans = {axis: {"field": axis, "type": "quantitative", "scale": None} for axis in ("x", "y", "x2", "y2")}
    spans = {axis: ({"field": axis} if axis.endswith("2") else channel) for axis, channel in spans.items()}
    for axis in ("x", "y"):
        spans[axis]["axis"] = None
    return [
        {
            "data": {"values": bar},
            "mark": {"type": "rule", "color": INK, "strokeWidth": 2},
            "encoding": spans,
        },
        {"data": {"values": text}, "mark": {"type": "text", "align": "left"}, "encoding": _encoded()},
    ]


def _shapes(
    features: Sequence[dict],
    channel: str,
    labels: Sequence[str],
    colours: Sequence[str],
    *,
    title: str | None = None,
    **mark,
) -> dict:
    edge = (
        {"symbolStrokeWidth": 2}
        if channel == "stroke"
        else {"symbolStrokeWidth": 1, "symbolStrokeColor": QUIET}
    )
    legend = {
        "title": title,
        "columns": columns_of_key(labels),
        "symbolType": "square",
        "symbolSize": 200,
        **edge,
    }
    scale = {"domain": list(labels), "range": list(colours)[: len(labels)]}
    key = {"field": "properties.s", "type": "nominal", "scale": scale, "legend": legend}
    base = {"type": "geoshape", "filled": channel == "fill", **mark}
    return {"data": {"values": list(features)}, "mark": base, "encoding": {channel: key}}


def _feature(polygons: Sequence[Polygon], words: str) -> dict:
    shape = {
        "type": "MultiPolygon",
        "coordinates": [[list(ring) for ring in polygon] for polygon in polygons],
    }
    return {"type": "Feature", "geometry": shape, "properties": {"s": words}}


def _turned(ring: Ring, *, is_hole: bool) -> list[tuple[float, float]]:
    """The same ring, from which side its inside lies."""
    ends = zip(ring, [*ring[1:], *ring[:1]], strict=True)
    around = sum(x * other_y - other_x * y for (x, y), (other_x, other_y) in ends)
    return list(ring) if (around < 0) == is_hole else list(ring)[::-1]


def _encoded(**more) -> dict:
    plain = {
        axis: {"field": axis, "type": "quantitative", "scale": None, "axis": None} for axis in ("x", "y")
    }
    return {**plain, "text": {"field": "words"}, **more}


def _point(sheet: Sheet, x: float, y: float) -> dict:
    across, down = sheet.at(x, y)
    return {"x": across, "y": down}


def _moved(cell: Moved) -> str:
    if not cell.is_real:
        return CHANCE
    return MORE if cell.change > 0 else FEWER


def _place(grid: Grid, cell: int, names: Mapping[int, str] | None) -> list[str]:
    """What people call it, and where its middle lies."""
    lon, lat = grid.projection.to_degrees(*grid.middle(cell))
    at = f"{lat:.4f}, {lon:.4f}"
    return [at] if names is None else [names.get(cell) or NAMELESS, at]


def _place_columns(names: Mapping[int, str] | None) -> list[str]:
    return [MIDDLE] if names is None else ["Place", MIDDLE]


def _texts(names: Mapping[int, str] | None, first: int) -> list[int]:
    """Which columns of a table say where, from this one on; the very first is one of words anyhow."""
    return [at for at in range(first, first + len(_place_columns(names))) if at]


def _inside(grid: Grid, outlines: Sequence[Polygon]) -> Sequence[bool]:
    """Which cells are drawn: those that the area has a part of, or all where it has no outline."""
    return grid.touching(outlines) if outlines else [True] * grid.length


def _is_dark(classes: Classes, value: float | None) -> bool:
    at = None if value is None else classes.index(value)
    return at is not None and at >= 2


def _middle(ring: Iterable[tuple[float, float]]) -> tuple[float, float]:
    """Of the box around it."""
    xs, ys = zip(*ring, strict=True)
    return (min(xs) + max(xs)) / 2, (min(ys) + max(ys)) / 2
