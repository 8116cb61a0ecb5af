"""Which areas a record lies in, for roles that hold in an area alone (S002-155), and whose areas they are (S002-55)."""

from collections import defaultdict

from partnership.models import Area, AreaOverlap, Partnership
from records.together import read_together


def areas_of(problem):
    """The keys of the record's beat and section, and of what lies above the section."""
    area, found = problem.section, [problem.beat_id]
    while area is not None:
        found.append(area.pk)
        area = area.parent
    return found


def ground_lists():
    """What `Ground` is made of, to be read along with other lists."""
    return {
        "ground": Area.objects.all(),
        "ties": Partnership.areas.through.objects.select_related("partnership"),
        "overlaps": AreaOverlap.objects.all(),
    }


def read_ground():
    return Ground(**read_together(**ground_lists()))


class Ground:
    """Whose an area is: its own partnership's, or that of the nearest area above that has one.

    A division that overlaps the districts of two partnerships is both of theirs.
    """

    def __init__(self, ground, ties, overlaps):
        self.above = {area.pk: area.parent_id for area in ground}
        own = defaultdict(set)
        for tie in ties:
            own[tie.area_id].add(tie.partnership)
        self.holders = defaultdict(set, {key: set(found) for key, found in own.items()})
        for row in overlaps:
            self.holders[row.area_id] |= own.get(row.other_id, set())
            self.holders[row.other_id] |= own.get(row.area_id, set())

    def upwards(self, key):
        """The area of this key, and what lies above it."""
        while key is not None:
            yield key
            key = self.above.get(key)

    def whose(self, area):
        """The partnerships whose the area is."""
        return next((self.holders[key] for key in self.upwards(area.pk) if self.holders.get(key)), set())

    def others(self, problem, area):
        """Those other than the record's own, by name."""
        return sorted((one for one in self.whose(area) if one.pk != problem.partnership_id), key=str)

    def reached(self, problem, section, areas):
        """Other partnerships that a record of this section and these further areas reaches, with which of them."""
        found = defaultdict(list)
        for area in dict.fromkeys(filter(None, (section, *sorted(areas, key=str)))):
            for partnership in self.others(problem, area):
                found[partnership].append(area)
        return dict(found)
