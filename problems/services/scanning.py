"""The front page of the form, and scanning (B1, fields 1 to 13 and 17 to 20)."""

from django.db import transaction

from partnership.services import writing as directory
from problems.header import refusals
from problems.models import Header, InformationSource, Location, LocationType, Postcode
from problems.reach import reach_of
from problems.services.sharing import follow_reach
from problems.services.writing import hold
from records.lifecycle import MoveRefused
from records.writing import alter, refuse_other_version, set_parts

PARTS = {  # what stands in rows beside the record: its model, its columns
    "locations": (Location, ("text", "latitude", "longitude")),
    "postcodes": (Postcode, ("code",)),
    "sources": (InformationSource, ("name", "agency_id", "is_police", "dated_on")),
}


@transaction.atomic
def write_scanning(problem, fields, *, by, parts=None, many=None, reason="", version=None, may_see=False):
    """Write what is known. Any of it may be empty (S002-76); what cannot be is refused, all of it at once.

    ``parts`` are unsaved rows by name (`PARTS`), ``many`` rows of many-to-many fields; what is left out stays.
    ``may_see``: those who work on cases in other partnerships that it now reaches may see it (S002-55).
    """
    problem = hold(problem, by=by)
    refuse_other_version(problem, version)
    reach = reach_of(problem, *_before_and_after(problem, fields, many or {}))
    reasons = [words for _, words in refusals(problem, fields)]
    if reasons := [*reasons, *reach.refusals(problem, by=by, may_see=may_see)]:
        raise MoveRefused(*reasons)
    fields = _in_order(fields)
    changed = [_write(problem, name, rows, by, reason) for name, rows in (parts or {}).items()]
    problem = alter(problem, fields, by=by, parts=filter(None, changed), many=many, reason=reason)
    follow_reach(problem, reach, by=by)
    return problem


def _before_and_after(problem, fields, many):
    areas = frozenset(problem.areas.all())
    before = problem.section, areas
    return before, (fields.get("section", problem.section), frozenset(many.get("areas", areas)))


def _in_order(fields):
    """Ticks have no order of their own: kept as the form lists them, so that the same ticks are the same value."""
    ordered = {"days": range(7), "kinds": Header.Kind.values, "relevant_to": Header.Plan.values}
    return {
        name: [one for one in ordered[name] if one in value] if name in ordered else value
        for name, value in fields.items()
    }


def _write(problem, name, rows, by, reason):
    """(name, words before, words after) if it changed."""
    model, columns = PARTS[name]
    there = list(model.objects.filter(problem=problem))
    before = _words(there)
    for row in rows:
        row.problem = problem

    def key(row):
        return tuple(getattr(row, column) for column in columns)

    if set_parts(there, rows, by=by, key=key, reason=reason, fields=columns):
        return name, before, _words(model.objects.filter(problem=problem))
    return None


def _words(rows):
    return "; ".join(map(str, rows))


@transaction.atomic
def add_location_type(name, *, by):
    """S002-123: an administrator keeps the list of kinds of place."""
    directory.ask(by, directory.DIRECTORY)
    return directory.create(LocationType(name=" ".join(name.split())), by=by)


@transaction.atomic
def offer_location_type(location_type, is_active, *, by, reason=""):
    """Retire a kind of place, or offer it again. Records that name it keep it."""
    directory.ask(by, directory.DIRECTORY)
    return directory.change(location_type, {"is_active": is_active}, by=by, reason=reason)
