"""What stands in rows beside a record, in words, in one query: as pages show it, and as it is signed."""

from collections import defaultdict

from django.db.models import CharField, F, Value

NONE = Value("", output_field=CharField())


def words_beside(problem):
    """Name of the list: its words. Locations and sources are in the order they were written, the rest sorted."""
    of = (  # name, rows, words of each, and what follows them
        ("locations", problem.locations, "text", NONE),
        ("postcodes", problem.postcodes, "code", NONE),
        ("sources", problem.sources, "name", F("agency__name")),
        ("measure_agencies", problem.measure_agencies, "name", NONE),
        ("location_types", problem.location_types, "name", NONE),
        ("areas", problem.areas, "name", NONE),
    )
    first, *others = (
        rows.order_by().values_list(Value(name, output_field=CharField()), "pk", words, more)
        for name, rows, words, more in of
    )
    found = defaultdict(list)
    for name, _, words, more in sorted(first.union(*others, all=True)):
        found[name].append(f"{words}, {more}" if more else words)
    return {name: found[name] if name in WRITTEN else sorted(found[name]) for name, *_ in of}


WRITTEN = ("locations", "sources")
