"""Where problems are: points gathered into places, and those with several first (S002-93).

Costs the same queries for five points and for five thousand; what it draws is gathered into cells of the picture, so
that circles do not hide one another.
"""

import math
from dataclasses import dataclass

from django.db import connection

from audit.clock import today
from design.filters import plural
from design.kept import drawn, kept
from problems.boxes import Box, box_about
from problems.models import EmergingIssue, Location
from problems.reports.cells import cells_asked, cells_of, read_cells
from problems.reports.lists import DEFAULTS, problems_for
from problems.reports.similar import METRES_A_DEGREE
from records.lookups import written
from records.models.record import address_of
from records.prepared import built_for_each, prepared

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
    sides: tuple = ()  # of its points

    @property
    def radius(self):
        """Of the largest, three figures fit inside, and hardly any covers its neighbour, `NEAR` away."""
        return min(14.5, 8 + 0.7 * math.log2(self.count))

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
    def is_named_whole(self):
        return self.count <= NAMED

    @property
    def box(self):
        """The part of the map that it is; zoomed in on, it falls apart into the places that it is made of."""
        return box_about(*self.sides)

    @property
    def is_point(self):
        return Box(*self.sides).is_point

    @property
    def words(self):
        return f"{self.called or 'A place'}: {plural(self.count, 'problem')}"

    @property
    def called(self):
        """So many have more than one address, of which the first stands for those about it."""
        return f"Around {self.name}" if self.name and not self.is_named_whole else self.name


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


@dataclass(frozen=True)
class Read:
    """What the picture and its table are drawn of: `read_cells`, and what is known of the records to name."""

    rows: list
    named: list  # (key behind the letter of its kind, title, reference, kind, place)


def map_of(problems, issues, box=None):
    read = _read(_asked(problems, issues, box), issues)
    return read and _made(read)


def drawn_of(user, chosen, box=None, at="?"):
    """The picture and its table, as chosen in `problems.forms.lists.ProblemFilter`; nothing where no record has a
    point there. ``at``: the query of the page, but for the box.
    """
    as_it_opens = all((chosen[name] or "") == DEFAULTS[name] for name in ("whose", "status", "kind", "area"))
    asked = _as_it_opens(user, today()) if as_it_opens and box is None else _asked(*_known(user, chosen), box)
    read = _read(asked, EmergingIssue.objects.visible_to(user))
    if read is None:
        return ""
    to_box = f"{at}{'&' if len(at) > 1 else ''}box="
    context = {"size": (WIDTH, HEIGHT), "to_box": to_box, "is_part": box is not None}
    content = (read.rows, read.named, to_box, box is not None)
    return kept("map", content, lambda: (drawn("problems/map_drawn.html", map=_made(read), **context),))[0]


@built_for_each
def _as_it_opens(user, _day):
    return _asked(*_known(user, DEFAULTS))


def _known(user, chosen):
    """The problems of the list, and emerging issues that are open; the part shown is asked of their points."""
    issues = EmergingIssue.objects.visible_to(user).open()
    if chosen["kind"] or chosen["area"] or chosen["whose"] != DEFAULTS["whose"]:
        issues = issues.none()
    return problems_for(user, chosen | {"box": None}), issues


def _asked(problems, issues, box=None):
    within = box.within if box else {}
    points = (
        ("p", Location.objects.filter(problem__in=problems.values("pk"), **within), "problem"),
        ("i", issues.filter(**within), "pk"),
    )
    return cells_asked(points, width=WIDTH, height=HEIGHT, edge=EDGE, cell=CELL, box=box)


def _read(asked, issues):
    """In three queries at most; None where no record has a point in that part of the map."""
    rows = read_cells(asked)
    if not rows:
        return None
    [keys] = kept("places to name", rows, lambda: (_to_name(rows),))
    return Read(rows, _names(keys.split(), issues))


def _made(read):
    cells, pixels = cells_of(read.rows)
    named = {}
    for key, title, reference, kind, place in read.named:
        named.setdefault(key, (title, reference, address_of(kind, reference), place))
    places = tuple(_place(number, cell, named) for number, cell in enumerate(_ordered(cells), 1))
    return Map(
        places, len(frozenset().union(*(cell.keys for cell in cells))), _scale(METRES_A_DEGREE / pixels)
    )


def _ordered(cells):
    return sorted(_apart(cells), key=lambda cell: (-len(cell.keys), cell.middle[1], cell.middle[0]))


def _to_name(rows):
    cells, _ = cells_of(rows)
    return " ".join(key for cell in _ordered(cells)[:LISTED] for key in cell.first(NAMED))


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


def _names(keys, issues):
    """Titles of what stands in the places listed, and what they are called: a query of each kind."""
    of_kind = {kind: {int(key[1:]) for key in keys if key[0] == kind} for kind in "pi"}
    found = {"p": _named_problems(keys=written(of_kind["p"], connection.vendor))}
    if of_kind["i"]:
        known = issues.filter(pk__in=of_kind["i"]).order_by("pk")
        found["i"] = known.values_list("pk", "title", "reference", "kind", "place")
    return [(f"{kind}{key}", *told) for kind, rows in found.items() for key, *told in rows]


@prepared
def _named_problems(keys):
    """Of hundreds of keys: as literals, Django would write down each, and PostgreSQL plan for it."""
    named = (f"problem__{name}" for name in ("pk", "title", "reference", "kind"))
    return Location.objects.filter(problem__listed=keys).order_by("pk").values_list(*named, "text")


def _place(number, cell, named):
    inside = [named[key] for key in cell.first(NAMED) if key in named]
    name = next((text for *_, text in inside if text), "")
    records = tuple(row[:3] for row in inside)
    return Place(number, *cell.middle, len(cell.keys), name, records, cell.sides)
