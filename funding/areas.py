"""Which partnerships a bid's areas lie in: a bid that lies in two or more is cross-boundary (form B3, the note)."""

from collections import defaultdict
from dataclasses import dataclass

from partnership.models import Area, Partnership

BOROUGHS = (Area.Kind.DISTRICT, Area.Kind.UNITARY)

PARTS = "areas__parent__children"  # what `covered_in_part` reads of a record's areas, to be gathered with it


@dataclass(frozen=True)
class InPart:
    """A borough or district of which only some parts are covered (S003-38)."""

    area: Area
    covered: int
    of: int
    parts: str  # as "ward"

    def __str__(self):
        return f"{self.area}, {self.covered} of {self.of} {self.parts}s"


def covered_in_part(areas):
    """Boroughs and districts that are not covered themselves, and of which no kind of part is covered whole."""
    areas, chosen = list(areas), {area.pk for area in areas}
    beneath = defaultdict(list)
    for area in areas:
        above = area.parent
        if above is not None and above.kind in BOROUGHS and chosen.isdisjoint({above.pk, above.parent_id}):
            beneath[above].append(area)
    for above, own in sorted(beneath.items(), key=lambda pair: str(pair[0])):
        there = {child.pk: child.kind for child in above.children.all() if child.ended_on is None}
        kinds = {area.kind for area in own}
        if not any({key for key, its in there.items() if its == kind} <= chosen for kind in kinds):
            kind = own[0].kind
            of = sum(its == kind for its in there.values())
            yield InPart(above, sum(area.kind == kind for area in own), of, Area.Kind(kind).label.lower())


def partnerships_of(areas):
    """Partnerships without any beneath them whose areas the chosen ones are, lie in, or contain."""
    above = dict(Area.objects.values_list("pk", "parent"))
    chosen = {area.pk: _with_above(area.pk, above) for area in areas}
    theirs = defaultdict(set)
    through = Partnership.areas.through.objects.filter(partnership__children=None)
    for partnership, area in through.values_list("partnership", "area"):
        theirs[partnership].add(area)
    found = [
        key
        for key, own in theirs.items()
        if any(own & lines or pk in _all_above(own, above) for pk, lines in chosen.items())
    ]
    return list(Partnership.objects.filter(pk__in=found))


def _with_above(pk, above):
    """The area and all that it lies in."""
    found = set()
    while pk is not None and pk not in found:
        found.add(pk)
        pk = above.get(pk)
    return found


def _all_above(areas, above):
    return set().union(*(_with_above(pk, above) for pk in areas))
