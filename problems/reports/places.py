"""Where problems are: points gathered into places, and those with several first (S002-93).

Costs the same queries for five points and for five thousand; what it draws is gathered into cells of the picture, so
that circles do not hide one another.
"""

import math
from dataclasses import dataclass

from design.filters import plural
from problems.models import EmergingIssue, Location
from problems.reports.cells import cells_of
from problems.reports.similar import METRES_A_DEGREE

WIDTH, HEIGHT, EDGE = 760, 520, 40
CELL = 36  # of the picture
NEAR = CELL * 0.7
LISTED, FIRST, NAMED = 40, 5, 10  # places in the table; records named in each, and once they are asked for
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
    """The picture and its table, of records the reader may know of, in three queries."""
    points = (
        ("p", Location.objects.filter(problem__in=problems.values("pk")), "problem"),
        ("i", issues, "pk"),
    )
    cells, pixels = cells_of(points, width=WIDTH, height=HEIGHT, edge=EDGE, cell=CELL)
    if not cells:
        return None
    ordered = sorted(_apart(cells), key=lambda cell: (-len(cell.keys), cell.middle[1], cell.middle[0]))
    named = _names(ordered[:LISTED], problems, issues)
    places = tuple(_place(number, cell, named) for number, cell in enumerate(ordered, 1))
    return Map(
        places, len(frozenset().union(*(cell.keys for cell in cells))), _scale(METRES_A_DEGREE / pixels)
    )


def _apart(cells):
    """Cells whose middles lie closer than a circle is wide become one: a place may straddle the grid."""
    apart = []  # [middle of the fullest, all of it]
    for cell in sorted(cells, key=lambda cell: -cell.points):
        here = cell.middle
        near = next((one for one in apart if math.dist(one[0], here) < NEAR), None)
        if near is None:
            apart.append([here, cell])
        else:
            near[1] += cell
    return [cell for _, cell in apart]


def _scale(metres_a_pixel):
    """The longest round distance that a quarter of the picture holds."""
    longest = metres_a_pixel * WIDTH / 4
    metres = max((size for size in SCALES if size <= longest), default=SCALES[0])
    words = f"{metres} metres" if metres < 1000 else plural(metres // 1000, "kilometre")
    return words, metres / metres_a_pixel


def _names(cells, problems, issues):
    """Titles of what stands in the places listed, and what they are called: two queries."""
    keys = {"p": set(), "i": set()}
    for cell in cells:
        for key in cell.first(NAMED):
            keys[key[0]].add(int(key[1:]))
    found = {}
    rows = Location.objects.filter(problem__in=keys["p"]).select_related("problem").order_by("pk")
    rows = rows.only("text", "problem__reference", "problem__title", "problem__kind")
    for row in rows:
        found.setdefault(f"p{row.problem_id}", (row.problem, row.text))
    for issue in issues.filter(pk__in=keys["i"]):
        found[f"i{issue.pk}"] = (issue, issue.place)
    return found


def _place(number, cell, named):
    inside = [named[key] for key in cell.first(NAMED) if key in named]
    records = tuple((row.title, row.reference, row.get_absolute_url()) for row, _ in inside)
    name = next((text for _, text in inside if text), "")
    return Place(number, *cell.middle, len(cell.keys), name, records)


def issues_on_the_map(user):
    return EmergingIssue.objects.visible_to(user).open()
