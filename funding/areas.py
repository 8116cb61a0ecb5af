"""Which partnerships a bid's areas lie in: a bid that lies in two or more is cross-boundary (form B3, the note)."""

from collections import defaultdict

from partnership.models import Area, Partnership


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
