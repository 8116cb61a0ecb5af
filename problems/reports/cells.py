"""Points gathered into the cells of a picture, in one statement: thousands are read, some hundreds come back.

The ORM says which records; the rest is the same SQL on PostgreSQL and SQLite, for which Django has the functions.
"""

from contextlib import suppress
from dataclasses import dataclass
from functools import cached_property
from heapq import nsmallest

from django.core.exceptions import EmptyResultSet
from django.db import connection
from django.db.models import FloatField, Value
from django.db.models.functions import Cast

from problems.boxes import LEAST

STATEMENT = """
WITH point (kind, id, latitude, longitude) AS MATERIALIZED ({points}),
edge AS (
    SELECT south, north, west, east, cos(radians((south + north) / 2)) AS shrink FROM ({edge}) AS shown
),
size AS (
    SELECT edge.*, CASE WHEN north - south > {least} THEN north - south ELSE {least} END AS tall,
           CASE WHEN (east - west) * shrink > {least} THEN (east - west) * shrink ELSE {least} END AS wide FROM edge
),
picture AS MATERIALIZED (
    SELECT size.*,
           CASE WHEN {inner_width} / wide < {inner_height} / tall THEN {inner_width} / wide
                ELSE {inner_height} / tall END AS pixels FROM size
),
drawn AS (
    SELECT kind, id, latitude, longitude, pixels,
           ({width} - wide * pixels) / 2 + (longitude - west) * shrink * pixels AS x,
           ({height} - tall * pixels) / 2 + (north - latitude) * pixels AS y FROM point, picture
)
SELECT count(*), sum(x), sum(y), min(pixels), {together}(kind || id, ' '),
       min(latitude), min(longitude), max(latitude), max(longitude)
FROM drawn GROUP BY floor(x / {cell}), floor(y / {cell})
"""
OF_POINTS = """
    SELECT min(latitude) AS south, max(latitude) AS north, min(longitude) AS west, max(longitude) AS east FROM point"""
OF_BOX = """
    SELECT CAST({0.south!r} AS double precision) AS south, CAST({0.north!r} AS double precision) AS north,
           CAST({0.west!r} AS double precision) AS west, CAST({0.east!r} AS double precision) AS east"""  # of numbers
TOGETHER = {"postgresql": "string_agg", "sqlite": "group_concat"}


@dataclass(frozen=True)
class Cell:
    """Points close together in the picture. ``keys``: of their records, behind the letter of the kind, as p12."""

    points: int
    across: float  # the sum of x
    down: float
    keys: frozenset
    sides: tuple  # south, west, north and east of its points

    @cached_property
    def middle(self):
        return self.across / self.points, self.down / self.points

    def __add__(self, other):
        points, across, down = self.points + other.points, self.across + other.across, self.down + other.down
        ends = zip((min, min, max, max), self.sides, other.sides, strict=True)
        return Cell(points, across, down, self.keys | other.keys, tuple(end(*of) for end, *of in ends))

    def first(self, count):
        """Keys of the oldest records."""
        return nsmallest(count, self.keys, key=lambda key: int(key[1:]))


def cells_asked(points, *, width, height, edge, cell, box=None):
    """The statement that gives rows for `cells_of`, and its parameters; None where nobody may know of any.

    North up, and true to scale at the middle; ``points`` by kind.

    Each is a letter and a queryset with the field that is its key, of rows with a latitude and a longitude. The
    picture is of ``box``, in which they lie, or as large as they need.
    """
    parts, params = [], []
    for of_kind in points:
        with suppress(EmptyResultSet):  # of this kind they may know of none
            sql, values = _part(*of_kind)
            parts.append(sql)
            params += values
    if not parts:
        return None
    inner_width, inner_height = float(width - 2 * edge), float(height - 2 * edge)
    statement = STATEMENT.format(
        points=" UNION ALL ".join(parts), edge=OF_BOX.format(box) if box else OF_POINTS, least=LEAST, width=width,
        height=height, cell=cell, inner_width=inner_width, inner_height=inner_height,
        together=TOGETHER[connection.vendor],
    )  # fmt: skip
    return statement, params


def read_cells(asked):
    """Of `cells_asked`."""
    if asked is None:
        return []
    with connection.cursor() as cursor:
        cursor.execute(*asked)
        return cursor.fetchall()


def cells_of(rows):
    """The cells, and the pixels of a degree."""
    cells = [
        Cell(count, x, y, frozenset(keys.split()), tuple(sides)) for count, x, y, _, keys, *sides in rows
    ]
    return cells, rows[0][3]


def _part(letter, rows, key):
    known = rows.filter(latitude__isnull=False, longitude__isnull=False).order_by()
    degrees = [Cast(name, FloatField()) for name in ("latitude", "longitude")]
    return known.values_list(Value(letter), key, *degrees).query.sql_with_params()
