"""Where problems are: points gathered into places, and those with several first (S002-93).

Costs the same queries for five points and for five thousand; what it draws is gathered into cells of the picture, so
that circles do not hide one another.
"""

import math
from collections import defaultdict
from dataclasses import dataclass

from django.db.models import FloatField
from django.db.models.functions import Cast

from design.filters import plural
from problems.models import EmergingIssue, Location
from problems.reports.similar import METRES_A_DEGREE

WIDTH, HEIGHT, EDGE = 760, 520, 40
CELL = 36  # of the picture
LISTED, FIRST, NAMED = (
    40,
    5,
    100,
)  # places in the table; records named in each, and named once they are asked for
SCALES = (50, 100, 200, 500, 1000, 2000, 5000, 10_000, 20_000, 50_000)


@dataclass(frozen=True)
class Place:
    number: int  # by which the table and the picture name it
    x: float
    y: float
    count: int
    name: str = ""
    records: tuple = ()  # (title, reference, address)

    @property
    def radius(self):
        return min(CELL / 2, 7 + 3 * math.log2(self.count))

    @property
    def more(self):
        """What is not named at once, and, past `NAMED`, not at all."""
        return self.count - len(self.first)

    @property
    def first(self):
        return self.records[:FIRST]

    @property
    def others(self):
        return self.records[FIRST:]

    @property
    def words(self):
        return f"{self.name or 'A place'}: {plural(self.count, 'problem')}"


@dataclass(frozen=True)
class Map:
    places: tuple
    total: int
    scale: tuple  # (words, width of the bar)

    @property
    def listed(self):
        return self.places[:LISTED]

    @property
    def summary(self):
        several = sum(place.count > 1 for place in self.places)
        found = f"{plural(self.total, 'problem or issue', 'problems and issues')} with a point on the map"
        where = plural(len(self.places), "place")
        return f"{found}, in {where}; {several} of these {'has' if several == 1 else 'have'} several."


def map_of(problems, issues):
    """The picture and its table, of records the reader may know of, in four queries."""
    points = [
        ("problem", *row)
        for row in _points(Location.objects.filter(problem__in=problems.values("pk")), "problem")
    ]
    points += [("issue", *row) for row in _points(issues, "pk")]
    if not points:
        return None
    project, metres_a_pixel = _projection(points)
    cells = defaultdict(list)
    for kind, key, latitude, longitude in points:
        x, y = project(latitude, longitude)
        cells[int(x // CELL), int(y // CELL)].append((kind, key, x, y))
    ordered = sorted(_apart(cells.values()), key=lambda cell: (-_count(cell), cell[0][3], cell[0][2]))
    named = _names(ordered[:LISTED], problems, issues)
    places = tuple(_place(number, cell, named) for number, cell in enumerate(ordered, 1))
    return Map(places, len({point[:2] for point in points}), _scale(metres_a_pixel))


def _points(rows, key):
    known = rows.filter(latitude__isnull=False, longitude__isnull=False)
    degrees = [
        Cast(name, FloatField()) for name in ("latitude", "longitude")
    ]  # decimals cost more to read than all else
    return known.order_by().values_list(key, *degrees)


def _apart(cells):
    """Cells whose middles lie closer than a circle is wide become one: a place may straddle the grid."""
    apart = []  # (middle of the fullest, all its points)
    for cell in sorted(cells, key=len, reverse=True):
        middle = _middle(cell)
        near = next((points for other, points in apart if math.dist(other, middle) < CELL * 0.7), None)
        if near is None:
            apart.append((middle, list(cell)))
        else:
            near += cell
    return [points for _, points in apart]


def _middle(cell):
    return tuple(sum(entry[axis] for entry in cell) / len(cell) for axis in (2, 3))


def _count(cell):
    return len({entry[:2] for entry in cell})


def _projection(points):
    """Degrees to pixels, north up, true to scale at the middle; and metres to a pixel."""
    south, north = (edge(point[2] for point in points) for edge in (min, max))
    west, east = (edge(point[3] for point in points) for edge in (min, max))
    shrink = math.cos(math.radians((south + north) / 2))
    tall, wide = max(north - south, 0.002), max((east - west) * shrink, 0.002)
    pixels = min((WIDTH - 2 * EDGE) / wide, (HEIGHT - 2 * EDGE) / tall)
    left, top = (WIDTH - wide * pixels) / 2, (HEIGHT - tall * pixels) / 2

    def project(latitude, longitude):
        return left + (longitude - west) * shrink * pixels, top + (north - latitude) * pixels

    return project, METRES_A_DEGREE / pixels


def _scale(metres_a_pixel):
    """The longest round distance that a quarter of the picture holds."""
    longest = metres_a_pixel * WIDTH / 4
    metres = max((size for size in SCALES if size <= longest), default=SCALES[0])
    words = f"{metres} metres" if metres < 1000 else plural(metres // 1000, "kilometre")
    return words, metres / metres_a_pixel


def _names(cells, problems, issues):
    """Titles of what stands in the places listed, and what they are called: two queries."""
    keys = {"problem": set(), "issue": set()}
    for cell in cells:
        for kind, key in _first(cell):
            keys[kind].add(key)
    found = {}
    rows = Location.objects.filter(problem__in=keys["problem"]).select_related("problem").order_by("pk")
    rows = rows.only("text", "problem__reference", "problem__title", "problem__kind")
    for row in rows:
        found.setdefault(("problem", row.problem_id), (row.problem, row.text))
    for issue in issues.filter(pk__in=keys["issue"]):
        found["issue", issue.pk] = (issue, issue.place)
    return found


def _first(cell):
    """Keys of as many as the table names, in the order in which they stand there."""
    return list(dict.fromkeys(entry[:2] for entry in cell))[:NAMED]


def _place(number, cell, named):
    x, y = _middle(cell)
    inside = [named[key] for key in _first(cell) if key in named]
    records = tuple((row.title, row.reference, row.get_absolute_url()) for row, _ in inside)
    name = next((text for _, text in inside if text), "")
    return Place(number, x, y, _count(cell), name, records)


def issues_on_the_map(user):
    return EmergingIssue.objects.visible_to(user).open()
