"""Hours and costs that a round took, by level and by other agency (S002-156, S002-158)."""

from problems.models import AgencyTime, Resource
from records.writing import drop, keep

REASON = "Resources used"


def keep_resources(problem, said, *, by):
    """Make the round's resources those of the decision; what it leaves unsaid stays."""
    of = {"problem": problem, "round": problem.round}
    if said.used is not None:
        _make(Resource, of, {("level", line.level): line for line in said.used}, ("hours", "cost"), by=by)
    if said.given is not None:
        wanted = {("agency_id", line.agency.pk): line for line in said.given}
        _make(AgencyTime, of, wanted, ("part", "hours", "cost"), by=by)


def _make(model, of, wanted, fields, *, by):
    """``wanted`` are lines by the field and value that tell the rows of the round apart."""
    there = {}
    for row in model.objects.filter(**of):
        key = next((key for key in wanted if getattr(row, key[0]) == key[1]), None)
        if key:
            there[key] = row
        else:
            drop(row, by=by, reason=REASON)
    for key, line in wanted.items():
        row = there.get(key) or model(**of, **dict([key]))
        said = {field: getattr(line, field) for field in fields}
        if row.pk is None or said != {field: getattr(row, field) for field in fields}:
            for field, value in said.items():
                setattr(row, field, value)
            keep(row, by=by, reason=REASON)
