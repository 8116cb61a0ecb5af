"""What is signed: by the supervisor the plan before the response starts, by the commander the whole file.

What it says of people is signed by its digest alone, so that a sign-off's page shows none of it (S002-140).
"""

from audit.services import plain
from audit.text import digest_of
from records.together import holding

SUPERVISE, COMMAND = "supervise", "command"
HEADER = (
    "reference", "title", "legacy_reference", "area_code", "kinds", "days", "time_from", "time_until", "outline",
    "previous_police_involvement", "police_references", "relevant_to", "initiator_name", "officer_name",
)  # fmt: skip
SCANNED = ("scanning_notes", "cheers", "no_other_source")
ANALYSED = ("location_features", "location_not_known", "manager", "cpo_involvement", "analyst_involvement")
PLANNED = (
    "measure_of_success", "measure_change", "measure_until", "measure_agreed_on", "response_summary"
)  # fmt: skip
ASSESSED = (
    "assessment_short_term", "short_term_on", "assessment_long_term", "long_term_on", "plan_implemented",
    "measure_achieved", "achieved_comment", "incidents_before", "incidents_after", "not_counted_because",
    "before_from", "before_until", "after_from", "after_until", "comparison_area", "comparison_alike",
    "comparison_before", "comparison_after", "buffer_area", "buffer_before", "buffer_after", "sites",
    "controlled_for", "allocated_at_random", "action_taken", "lessons_learned",
)  # fmt: skip
OF_PEOPLE = (
    "characteristics", "not_known", "is_vulnerable", "is_persistent", "is_repeat", "age_group", "activities",
    "modus_operandi", "motivation", "controller",
)  # fmt: skip

DECIDED = (
    "comments", "outcome", "review_in", "review_unit", "review_comments", "review_on", "best_practice",
)  # fmt: skip
# The lists that either is of.
PLAN = ("locations", "postcodes", "sources__agency", "measure_agencies", "responses__partners__agency")
FILE = (*PLAN, "resources", "agency_times__agency", "counts", "reviews")


def plan_of(problem):
    """The round's plan: header, scanning, analysis, measure and responses."""
    problem = holding(problem, *PLAN)
    return {
        **_fields(problem, (*HEADER, *SCANNED, *ANALYSED, *PLANNED)),
        "round": problem.round,
        "section": str(problem.section or ""),
        "beat": str(problem.beat or ""),
        "locations": _words(problem.locations),
        "postcodes": sorted(_words(problem.postcodes)),
        "sources": _words(problem.sources),
        "measure_agencies": sorted(_words(problem.measure_agencies)),
        "responses": [_response(row) for row in _of_round(problem.responses, problem)],
        "sides": digest_of(plain(sides_of(problem))),
    }


def file_of(problem, plan=None):
    """The whole record of the round, as the commander completes it; ``plan`` where it is put together already."""
    problem = holding(problem, *FILE)
    return {
        **(plan or plan_of(problem)),
        **_fields(problem, ("started_on", *ASSESSED)),
        "resources": [[row.level, row.hours, row.cost] for row in _of_round(problem.resources, problem)],
        "other_agencies": [
            [str(row.agency), row.part, row.hours, row.cost]
            for row in _of_round(problem.agency_times, problem)
        ],
        "counts": [[row.place, row.month_from, row.count] for row in problem.counts.all()],
        "decisions": [_fields(review, DECIDED) for review in _of_round(problem.reviews, problem)],
    }


def sides_of(problem):
    """Both of them, whoever reads. A page holds both, or neither for somebody who may not read them."""
    held = problem.sides.all()
    sides = held or problem._meta.get_field("sides").related_model.objects.filter(problem=problem.pk)
    return {side.of: _fields(side, OF_PEOPLE) for side in sides}


def _words(rows):
    return [str(row) for row in rows.all()]


def _of_round(manager, problem):
    return [row for row in manager.all() if row.round == problem.round]


def _response(row):
    fields = ("what", "kind", "horizon", "techniques", "mechanism", "aimed_at", "choice", "rejected_because")
    return {**_fields(row, fields), "agencies": [[str(p.agency), p.expertise] for p in row.partners.all()]}


def _fields(row, names):
    return {name: getattr(row, name) for name in names}
