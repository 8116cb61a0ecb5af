"""The list of problem records: what a person may see, filtered, in pages that cost the same at any depth."""

from audit.clock import today
from design.pages import Column
from partnership.models import Area
from problems.lifecycle import Status
from problems.models import Header, Problem
from records.paging import first_page, first_rows, page_of, sorting
from records.prepared import prepared, prepared_for_each

COLUMNS = (
    Column("Problem", "title"), Column("Section"), Column("Officer in the case"), Column("Stage"),
    Column("Changed", "changed"),
)  # fmt: skip
SORTS = {"title": "title", "changed": "updated_at"}
HEADINGS = (
    "Reference", "Problem", "Stage", "Round", "Section", "Beat", "Kinds", "Origin", "Officer in the case", "Agency",
    "Group", "Opened", "Closed",
)  # fmt: skip
MINE, EVERY = "mine", "all"
OPEN_ONES = "open"
DEFAULTS = {"whose": EVERY, "status": OPEN_ONES, "kind": "", "area": "", "sort": "-changed"}
STAGES = dict(Status.choices)
SHOWN = (
    "reference", "kind", "title", "status", "round", "updated_at", "officer_name", "section__name", "body__name"
)  # fmt: skip


def problems_for(user, chosen):
    """As chosen in `problems.forms.lists.ProblemFilter`."""
    rows = Problem.objects.visible_to(user, mostly=bool(user.places.works_in))
    if chosen["whose"] == MINE:
        rows = rows.in_the_case_of(user.person_id)
    if chosen["status"] == OPEN_ONES:
        rows = rows.open()
    elif chosen["status"] in Status.values:
        rows = rows.filter(status=chosen["status"])
    if chosen["kind"] in Header.Kind.values:
        rows = rows.of_kind(chosen["kind"])
    if chosen["area"]:
        rows = rows.in_area(chosen["area"])
    if chosen.get("box"):
        rows = rows.in_box(chosen["box"])
    return rows


def page_for(user, chosen, data):
    """The page that ``data``, the address's query, asks for; as the list opens, by a statement built once a person."""
    if not data:
        return first_page(list(_as_it_opens(user, today())), "updated_at")
    field, descending = sorting(data, SORTS, DEFAULTS["sort"])
    return page_of(_listed(problems_for(user, chosen)), field, data, descending=descending)


@prepared_for_each
def _as_it_opens(user, day):
    return first_rows(_listed(problems_for(user, DEFAULTS)), "updated_at", descending=True)


def _listed(rows):
    return rows.select_related("section", "body").only(*SHOWN)


def downloaded(rows):
    return rows.select_related("section", "beat", "agency", "body")


def line(problem):
    """A line of the downloaded list (`HEADINGS`); nothing of the victim or offender sides stands in it."""
    return (
        problem.reference, problem.title, problem.get_status_display(), problem.round, str(problem.section or ""),
        str(problem.beat or ""), ", ".join(Header.Kind(kind).label for kind in problem.kinds),
        problem.get_origin_display(), problem.officer_name, str(problem.agency or ""), str(problem.body or ""),
        problem.initiated_on, problem.closed_on,
    )  # fmt: skip


def sections():
    """Areas by which problem records are found: sections, beats, divisions and districts."""
    kinds = (Area.Kind.SECTION, Area.Kind.BEAT, Area.Kind.DIVISION, Area.Kind.DISTRICT)
    return Area.objects.filter(kind__in=kinds).order_by("name")


@prepared
def named_sections():
    return sections().values_list("pk", "name")
