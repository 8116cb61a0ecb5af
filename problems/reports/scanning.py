"""What the page of scanning says, in words."""

from dataclasses import dataclass

from design import filters
from problems.models import Header, Problem, Scanning

ON_PAGE = (
    "locations", "postcodes", "sources__agency", "areas", "location_types", "partnership_grants__partnership",
)  # fmt: skip
ANSWERS = {True: "Yes", False: "No", None: ""}


@dataclass(frozen=True)
class ScanningPage:
    belongs: tuple  # (label, words) each
    where: tuple
    people: tuple
    what: tuple
    cheers: tuple  # (question, answer), of the questions that have one


def scanning_of(problem, parent):
    """``parent`` is the overarching plan, if the reader may know of it. The lists of `ON_PAGE` are gathered."""
    return ScanningPage(
        _belongs(problem, parent), _where(problem), _people(problem), _what(problem), _cheers(problem)
    )


def _belongs(problem, parent):
    return (
        ("Level", problem.get_level_display()),
        *([("Part of", f"{parent.reference} {parent}")] if parent else []),
        ("Group", str(problem.body or "")),
        ("Where it comes from", problem.get_origin_display()),
        ("Raised by", problem.raised_by),
        ("Older divisional reference", problem.legacy_reference),
        ("Relevant to", filters.joined(Header.Plan(plan).label for plan in problem.relevant_to)),
    )


def _where(problem):
    return (
        ("Section", str(problem.section or "")),
        ("Beat", str(problem.beat or "")),
        ("Area code", problem.area_code),
        ("Reaches further, to", filters.joined(map(str, problem.areas.all()))),
        *([("Seen by officers of", filters.joined(others))] if (others := _others(problem)) else []),
        ("Location types", filters.joined(map(str, problem.location_types.all()))),
        ("Postcodes", ", ".join(map(str, problem.postcodes.all()))),
    )


def _others(problem):
    """Partnerships that it reaches and that were told so (S002-55)."""
    return sorted(str(grant.partnership) for grant in problem.partnership_grants.all())


def _people(problem):
    """As the paper prints them (S002-129, S002-130)."""
    return (
        ("Initiating officer", _printed(problem, "initiator", problem.initiated_on)),
        ("Officer in the case", _printed(problem, "officer", problem.officer_on)),
    )


def _printed(problem, whose, day):
    said = [getattr(problem, f"{whose}_{name}") for name in ("rank", "name", "number", "department")]
    rank, name, number, department = said
    return ", ".join(
        filter(None, (" ".join(filter(None, (rank, name))), number, department, filters.date(day)))
    )


def _what(problem):
    return (
        ("Kinds of problem", filters.joined(Header.Kind(kind).label for kind in problem.kinds)),
        ("Previous police involvement", ANSWERS[problem.previous_police_involvement]),
        ("Police references", ", ".join(problem.police_references)),
    )


def _cheers(problem):
    return tuple(
        (question, problem.cheers[key]) for key, question in Scanning.CHEERS if problem.cheers.get(key)
    )


def is_elsewhere(section, partnership):
    """Whether the section lies outside the partnership's areas, as far as those are known (S002-44)."""
    own = set(partnership.areas.values_list("pk", flat=True))
    if section is None or not own:
        return False
    above, area = [], section
    while area is not None:
        above.append(area.pk)
        area = area.parent
    if own & set(above):
        return False
    overlaps = section.overlaps.model.objects
    return not (
        overlaps.filter(area__in=above, other__in=own).exists()
        or overlaps.filter(other__in=above, area__in=own).exists()
    )


def operational_records(user, problem):
    """S001-68: those under an overarching plan that the reader may know of."""
    if problem.level != Header.Level.OVERARCHING:
        return []
    known = Problem.objects.visible_to(user).filter(part_of=problem.pk)
    return list(known.only("reference", "kind", "title", "status", "officer_name").order_by("reference"))
