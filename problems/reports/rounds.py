"""What a round took, and an ended round as it stood, in the order of the paper."""

from django.utils.dateparse import parse_time

from design.filters import date, initial, time
from problems.contents import ANALYSED, ASSESSED, HEADER, OF_PEOPLE, PLANNED, SCANNED
from problems.lifecycle import Action
from problems.models import Header, MonthlyCount, Problem, Resource, Side
from problems.models.review import day_of
from problems.reports.assessment import evidence_from

LABELS = {  # where the column's own name says too little beside the others
    "time_from": "Between", "time_until": "And", "initiator_name": "Initiating officer",
    "officer_name": "Officer in the case", "short_term_on": "Short-term part written on",
    "long_term_on": "Long-term part written on", "plan_implemented": "Action plan implemented",
    "measure_achieved": "Measure of success achieved", "achieved_comment": "How it came to be achieved",
    "before_from": "Counted before, from", "before_until": "Counted before, to", "after_from": "Counted after, from",
    "after_until": "Counted after, to", "counts": "Incidents by month", "resources": "Resources used",
}  # fmt: skip
CODES = {  # of lists: the words of each
    "kinds": dict(Header.Kind.choices), "days": dict(enumerate(Header.WEEK)), "relevant_to": dict(Header.Plan.choices),
}  # fmt: skip
LISTS = {
    "section": "Section", "beat": "Beat", "locations": "Locations", "postcodes": "Postcodes",
    "sources": "Information sources", "measure_agencies": "Agencies that agreed it",
}  # fmt: skip
STAGES = (
    ("Front page", (*HEADER, "section", "beat", "locations", "postcodes")),
    ("Scanning", (*SCANNED, "sources")),
    ("Analysis", ANALYSED),
    ("Response", (*PLANNED, "measure_agencies", "responses", "started_on")),
    ("Assessment", (*ASSESSED, "counts")),
    ("Commander", ("resources", "other_agencies", "decisions")),
)


def resources_of(problem):
    """Hours by level and by other agency of the round under way, prefetched."""
    return tuple(
        [row for row in rows.all() if row.round == problem.round]
        for rows in (problem.resources, problem.agency_times)
    )


def totals(resources, times):
    """(hours, cost) of a round; the cost None where nobody entered any."""
    rows = [*resources, *times]
    costs = [row.cost for row in rows if row.cost is not None]
    return sum(row.hours for row in rows), (sum(costs) if costs else None)


def evidence_of_round(ended):
    said = ended.as_it_stood
    return evidence_from(said, said.counts)


def round_of(ended, sides):
    """(stage, rows of field and words), without what was left empty. ``sides`` is None for those who may not read."""
    groups = [(stage, list(_rows(ended.content, names))) for stage, names in STAGES]
    if sides is not None:
        rows = [(str(Side.Of(of).label), "\n".join(_of_people(said))) for of, said in sides.items()]
        groups.insert(3, ("Victim and offender", rows))
    return [(stage, rows) for stage, rows in groups if rows]


def _rows(content, names):
    for name in names:
        value = content.get(name)
        if name in SAID:
            lines = [SAID[name](row) for row in value or ()]
            if lines:
                yield LABELS.get(name) or initial(name.replace("_", " ")), "\n".join(lines)
        elif value not in (None, "", [], {}, False):
            yield LISTS.get(name) or LABELS.get(name) or _label(Problem, name), _words(Problem, name, value)


def _of_people(said):
    for name in OF_PEOPLE:
        if said.get(name) not in (None, "", False):
            value = said[name]
            yield _label(Side, name) + ("" if value is True else f": {value}")


def _label(model, name):
    return initial(str(model._meta.get_field(name).verbose_name))


def _words(model, name, value):
    if isinstance(value, list):
        words = CODES.get(name, {})
        return "\n".join(str(words.get(one, one)) for one in value)
    if name.startswith("time_"):
        return time(parse_time(value))
    if isinstance(value, dict):
        return "\n".join(f"{initial(key)}: {text}" for key, text in value.items() if text)
    if value is True:
        return "Yes"
    if (day := day_of(name, value)) != value:
        return date(day)
    choices = {} if name in LISTS else dict(model._meta.get_field(name).choices or ())
    return str(choices.get(value, value))


def _response(row):
    agencies = ", ".join(name for name, _ in row["agencies"])
    state = {"chosen": "chosen", "rejected": "not chosen: " + row["rejected_because"]}.get(
        row["choice"], "an option"
    )
    return f"{row['what']} ({state}{'; ' + agencies if agencies else ''})"


def _hours(label, hours, cost):
    return f"{label}: {str(hours).removesuffix('.0')} hours" + (f", £{cost}" if cost is not None else "")


SAID = {
    "responses": _response,
    "counts": lambda row: f"{MonthlyCount.Place(row[0]).label}, {row[1][:7]}: {row[2]}",
    "resources": lambda row: _hours(Resource.Level(row[0]).label, row[1], row[2]),
    "other_agencies": lambda row: _hours(f"{row[0]}, {row[1]}" if row[1] else row[0], row[2], row[3]),
    "decisions": lambda row: f"{Action(row['outcome']).label}: {row['comments']}",
}
