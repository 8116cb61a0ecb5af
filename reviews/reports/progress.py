"""Progress on actions across the reviews that somebody knows (S001-59), also without saying which reviews."""

import re
from dataclasses import dataclass

from django.db.models import Count, Exists, Max, OuterRef, Prefetch, Q, Subquery

from audit.clock import today
from design.pages import Column
from reviews.lines import HEARD_OF, LineStatus
from reviews.models import ActionLine, Assurance, Milestone, Review, Serving
from reviews.patterns import REFERENCE
from reviews.reports.ledger import LEFT, colour

STATES = (
    ("", "Any"), ("late", "Overdue"), ("open", "Open, in time"), ("under_way", "In progress, in time"),
    ("silent", "No response"), ("done", "Completed"), ("withdrawn", "No longer to be done"),
)  # fmt: skip
COLUMNS = (
    Column("Action"),
    Column("Lead agency"),
    Column("State"),
    Column("Target date"),
    Column("Last milestone"),
)
AGENCIES = (
    Column("Lead agency"), Column("Under way", numeric=True), Column("Overdue", numeric=True),
    Column("No response", numeric=True), Column("Completed", numeric=True), Column("Practice changed", numeric=True),
)  # fmt: skip
HEADINGS = (
    "Action to take", "Lead agency", "State", "Target date", "Target date at first", "Last milestone",
    "Date of completion", "Outcome", "Did it change practice", "Scope",
)  # fmt: skip
NAMING = ("Named owner", "Recommendations", "Reference")  # only for those who know the reviews


@dataclass(frozen=True)
class Held:
    """What a line holds where it was not fetched row by row."""

    result: str


def known_to(user):
    return Review.objects.visible_to(user)


def lines_for(user, agency="", state=""):
    """The actions of the reviews that are open to the person; one that serves several stands once."""
    rows = ActionLine.objects.open_to(known_to(user).values("pk"))
    if agency:
        rows = rows.filter(agency=agency)
    if state == "late":
        return rows.filter(status__in=HEARD_OF, target_on__lt=today())
    if state in HEARD_OF:
        return rows.filter(status=state, target_on__gte=today())
    return rows.filter(status=state) if state in LineStatus.values else rows


def told(rows, user):
    """With what a line of the report shows, in two queries however many there are."""
    last = (
        Milestone.objects.filter(line=OuterRef("pk"))
        .order_by()
        .values("line")
        .annotate(on=Max("achieved_on"))
    )
    result = Assurance.objects.filter(line=OuterRef("pk")).order_by("-checked_on", "-pk").values("result")[:1]
    serving = Serving.objects.filter(recommendation__review__in=known_to(user).values("pk"))
    serving = serving.select_related("recommendation__review")
    rows = rows.select_related("agency", "contact__person").prefetch_related(
        Prefetch("servings", serving, to_attr="known")
    )
    return rows.annotate(last_on=Subquery(last.values("on")), result=Subquery(result))


def state_of(line):
    return colour(line, [line.last_on] if line.last_on else [], [Held(line.result)] if line.result else [])


def by_agency(rows):
    """(agency, under way, overdue, no response, completed, of which practice changed)."""
    late = Q(status__in=HEARD_OF, target_on__lt=today())
    changed = Exists(Assurance.objects.filter(line=OuterRef("pk"), result="changed"))
    return list(
        rows.annotate(changed=changed).order_by().values("agency", "agency__name").annotate(
            under_way=Count("pk", filter=Q(status__in=HEARD_OF) & ~late), late=Count("pk", filter=late),
            silent=Count("pk", filter=Q(status=LineStatus.SILENT)), done=Count("pk", filter=Q(status=LineStatus.DONE)),
            practice=Count("pk", filter=Q(status=LineStatus.DONE, changed=True)),
        ).order_by("agency__name")
    )  # fmt: skip


NOT_SHOWN = "Not shown here: its words name a review. Reword it on the review."


def plain_words(user):
    """How a text is shown to those who know of no review: not at all where a reference or code name is in it."""
    titles = [re.escape(title) for title in known_to(user).values_list("title", flat=True)]
    names = re.compile(rf"\b({'|'.join(titles)})\b", re.IGNORECASE) if titles else None
    return lambda said: NOT_SHOWN if REFERENCE.search(said) or (names and names.search(said)) else said


def exported(rows, *, named, words=str):
    """Lines of the file. Without ``named`` nothing in them says of which reviews they are, nor who owns them."""
    for line in rows:
        scopes = {one.recommendation.get_scope_display() for one in line.known}
        cells = [
            words(line.wording), str(line.agency), state_of(line)[0], line.target_on, line.first_target_on,
            line.last_on, line.completed_on, words(line.outcome), LEFT.get(line.result, ""), ", ".join(sorted(scopes)),
        ]  # fmt: skip
        if named:
            serves = [f"{s.recommendation.review.title} {s.recommendation.number}" for s in line.known]
            cells += [str(line.contact), "; ".join(serves), line.reference]
        yield cells


def overdue_words(agencies):
    late = sum(row["late"] + row["silent"] for row in agencies)
    going = sum(row["under_way"] + row["late"] + row["silent"] for row in agencies)
    return f"{late} of {going} actions that are under way are overdue or without a response."
