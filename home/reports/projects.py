"""Funded projects by district, as a table and, where outlines were supplied, as a map (S004-56)."""

from collections import defaultdict
from dataclasses import dataclass, field
from decimal import Decimal

from django.db.models import Q

from assessments.models import Boundary
from design.filters import plural
from design.plots.maps import Area as Drawn
from design.plots.maps import area_map
from evidence.grid import Projection
from funding.areas import BOROUGHS
from funding.models import Bid
from funding.reports.awards import open_awards
from partnership.models import Area

NAMED = 10  # projects of one area; the list of bids and the awards have them all


@dataclass
class AreaLine:
    area: Area
    bids: list = field(default_factory=list)

    @property
    def awarded(self):
        return sum((bid.awarded for bid in self.bids if bid.awarded), Decimal(0))

    @property
    def named(self):
        return self.bids[:NAMED]


def projects_by_area(user):
    """(lines by area, keys of the bids that the person may open). A project in a ward counts in its district.

    Known are the projects that the person may open, and the awards that everyone may read.
    """
    opened = set(Bid.objects.visible_to(user).funded().values_list("pk", flat=True))
    known = Q(pk__in=Bid.objects.visible_to(user).funded().values("pk")) | Q(
        pk__in=open_awards().values("pk")
    )
    bids = {bid.pk: bid for bid in Bid.objects.filter(known).order_by("-awarded_on", "-pk")}
    areas = {area.pk: area for area in Area.objects.visible_to(user)}
    through = Bid.areas.through.objects.filter(bid__in=bids)
    found = defaultdict(dict)
    for key, area in through.values_list("bid", "area"):
        found[_borough(area, areas)][key] = True
    lines = [
        AreaLine(areas[area], [bid for key, bid in bids.items() if key in keys])
        for area, keys in found.items()
    ]
    return sorted(lines, key=lambda line: (-len(line.bids), line.area.name)), opened


def _borough(key, areas):
    """The district that the area lies in; the area itself where it lies in none."""
    at = key
    while at is not None:
        if areas[at].kind in BOROUGHS:
            return at
        at = areas[at].parent_id
    return key


def map_of(lines):
    """None where no outline of any of the areas was supplied."""
    outlines = Boundary.objects.in_bulk(
        [line.area.code for line in lines if line.area.code], field_name="code"
    )
    corner = next((polygon[0][0] for row in outlines.values() for polygon in row.polygons), None)
    if corner is None:
        return None
    ground = Projection(*corner)
    drawn = [
        Drawn(line.area.name, outlines[line.area.code].polygons_in(ground), len(line.bids))
        for line in lines
        if line.area.code in outlines
    ]
    most = lines[0]
    summary = f"{most.area.name} has the most: {plural(len(most.bids), 'project')}. North is at the top."
    return area_map("Projects by district", summary, drawn, unit="Projects")
