"""Results over all records that a person may see: stages, outcomes, incidents, hours and cost (S002-66, S001-73).

The database adds up, in a fixed number of queries. An ended round counts beside the round under way, each with its own
outcome and incidents. Where a record may have several of a thing (kinds, techniques, priorities), the lines can add up
to more than the records there are; the totals never do.
"""

import json
from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from django.db.models import Aggregate, Count, F, OuterRef, Q, Subquery, Sum, TextField, Value
from django.db.models.functions import Cast, Concat, ExtractYear

from design.charts import Chart, Series, bar
from partnership.models import Partnership
from problems.lifecycle import Status
from problems.models import AgencyTime, Extent, Header, Problem, Resource, Response, Round
from problems.techniques import BY_NUMBER
from records.export import pounds
from records.models import Link

PART = "\x1f"  # between values that are read as one text
STAGES = (
    ("scanning", "Scanning", (Status.SCANNING,)),
    ("analysis", "Analysis", (Status.ANALYSIS,)),
    ("planning", "Response planning", (Status.PLANNING,)),
    ("response", "Response under way", (Status.RESPONSE,)),
    ("assessment", "Assessment", (Status.ASSESSMENT,)),
    ("commander", "With the commander", (Status.REVIEW, Status.RETURNED)),
    ("waiting", "Waiting for review", (Status.WAITING,)),
    ("closed", "Closed", (Status.CLOSED,)),
    ("withdrawn", "Withdrawn", (Status.WITHDRAWN,)),
)
SHORT = {"planning": "Planning", "response": "Under way", "commander": "Commander", "waiting": "Waiting"}
OUTCOMES = [(f"{done}_{achieved}", done, achieved) for done in Extent for achieved in Extent]
MOST_DRAWN, YEARS = 12, 5


class Joined(Aggregate):
    """The values of a group as one text."""

    function, output_field = "STRING_AGG", TextField()

    def __init__(self, expression, **extra):
        super().__init__(expression, Value(PART), **extra)

    def as_sqlite(self, compiler, connection, **context):
        return self.as_sql(compiler, connection, function="GROUP_CONCAT", **context)


@dataclass(frozen=True)
class Grouping:
    """``keys`` are what the database groups by, by path from the record; ``labels`` the lines that a row counts in."""

    words: str
    keys: Callable
    labels: Callable


def _path(prefix, **paths):
    return {name: F(prefix + path) for name, path in paths.items()}


def _techniques(prefix, _user):
    chosen = Response.objects.filter(problem=OuterRef(prefix + "pk"), choice=Response.Choice.CHOSEN)
    text = Joined(Cast("techniques", TextField()))
    return {"g1": Subquery(chosen.order_by().values("problem").annotate(text=text).values("text"))}


def _priorities(prefix, user):
    links = (
        Link.objects.visible_to(user).filter(source=OuterRef(prefix + "pk"), kind=Link.Kind.SERVES).order_by()
    )
    named = Joined(
        Concat("target__title", Value(" ("), "target__reference", Value(")"), output_field=TextField())
    )
    return {"g1": Subquery(links.values("source").annotate(text=named).values("text"))}


def _numbers(text):
    return sorted({number for part in (text or "").split(PART) if part for number in json.loads(part)})


def _of_techniques(row):
    found = [str(BY_NUMBER[number]) for number in _numbers(row["g1"]) if number in BY_NUMBER]
    return found or ["No technique named"]


def _of_kinds(row):
    kinds = json.loads(row["g1"] or "[]")
    return [Header.Kind(kind).label for kind in kinds] or ["No kind said"]


def _of_beat(row):
    section = row["g2"] or "no section"
    return [f"{row['g1']}, {section}" if row["g1"] else f"No beat said, {section}"]


GROUPINGS = {
    "section": Grouping(
        "Section", lambda p, _: _path(p, g1="section__name"), lambda r: [r["g1"] or "No section said"]
    ),
    "beat": Grouping("Beat", lambda p, _: _path(p, g1="beat__name", g2="section__name"), _of_beat),
    "division": Grouping(
        "Division",
        lambda p, _: _path(p, g1="section__parent__name"),
        lambda r: [r["g1"] or "No division said"],
    ),
    "agency": Grouping(
        "Agency", lambda p, _: _path(p, g1="agency__name"), lambda r: [r["g1"] or "No agency"]
    ),
    "kind": Grouping("Kind of problem", lambda p, _: {"g1": Cast(p + "kinds", TextField())}, _of_kinds),
    "technique": Grouping("Technique", _techniques, _of_techniques),
    "priority": Grouping(
        "Priority", _priorities, lambda r: sorted(set((r["g1"] or "Serves no priority").split(PART)))
    ),
}
SEVERAL = ("kind", "technique", "priority")


def _outcome_sums():
    """The same columns stand on the record, for the round under way, and on `Round`."""
    counted = Q(incidents_before__isnull=False, incidents_after__isnull=False)
    sums = {
        "counted": Count("pk", filter=counted),
        "before": Sum("incidents_before", filter=counted),
        "after": Sum("incidents_after", filter=counted),
        "reduced": Count("pk", filter=counted & Q(incidents_after__lt=F("incidents_before"))),
    }
    for name, done, achieved in OUTCOMES:
        sums[name] = Count("pk", filter=Q(plan_implemented=done, measure_achieved=achieved))
    return sums


def _record_sums():
    stages = {name: Count("pk", filter=Q(status__in=statuses)) for name, _, statuses in STAGES}
    return {"opened": Count("pk")} | stages


SPENT = {"hours": Sum("hours"), "cost": Sum("cost")}


@dataclass
class Results:
    """``lines`` by label, and ``total``: counts by the names in `_record_sums`, `_outcome_sums` and `SPENT`."""

    words: str
    by: str
    lines: dict[str, Counter] = field(default_factory=dict)
    total: Counter = field(default_factory=Counter)
    years: list[int] = field(default_factory=list)
    opened: list[tuple[str, list[int]]] = field(default_factory=list)  # by partnership, in each of the years

    def add(self, labels, row: Mapping):
        numbers = {name: value or 0 for name, value in row.items() if name not in ("g1", "g2")}
        for counter in (self.total, *(self.lines.setdefault(label, Counter()) for label in labels)):
            counter.update(numbers)

    @property
    def matrix(self):
        """(how far it was implemented, how many achieved fully, partly and not)"""
        return [
            (Extent(done).label, [self.total[f"{done}_{achieved}"] for achieved in Extent]) for done in Extent
        ]

    @property
    def stages(self):
        return [(label, self.total[name]) for name, label, _ in STAGES]

    @property
    def stage_labels(self):
        """Short, as headings of columns."""
        return [SHORT.get(name, label) for name, label, _ in STAGES]

    @property
    def stages_by_line(self):
        """(line, records at each stage); the totals last, each record once (S001-73)."""
        return [(label, [of[name] for name, _, _ in STAGES]) for label, of in self._with_total()]

    @property
    def outcomes_by_line(self):
        """(line, rounds in which the measure was achieved fully, partly and not), whatever became of the plan."""
        return [
            (label, [sum(of[f"{done}_{achieved}"] for done in Extent) for achieved in Extent])
            for label, of in self._with_total()
        ]

    def _with_total(self):
        return [*self.lines.items(), ("All records, each once" if self.is_of_several else "All", self.total)]

    @property
    def is_of_several(self):
        return self.by in SEVERAL


def results_of(user, chosen, partnerships, day):
    """``chosen`` as in `problems.forms.results`; ``partnerships`` are (key, name) of those to show, none left out."""
    grouping = GROUPINGS[chosen["by"]]
    visible = Problem.objects.visible_to(user)
    wanted = _chosen(visible, chosen)
    found = Results(grouping.words, chosen["by"])
    keys = wanted.values("pk")
    for rows, prefix, sums in (
        (wanted, "", _record_sums() | _outcome_sums()),
        (Round.objects.filter(problem__in=keys), "problem__", _outcome_sums()),
        (Resource.objects.filter(problem__in=keys), "problem__", SPENT),
        (AgencyTime.objects.filter(problem__in=keys), "problem__", SPENT),
    ):
        for row in rows.order_by().values(**grouping.keys(prefix, user)).annotate(**sums):
            found.add(grouping.labels(row), row)
    found.lines = dict(sorted(found.lines.items()))
    found.years = list(range(day.year - YEARS + 1, day.year + 1))
    found.opened = _by_year(visible, partnerships, found.years)
    return found


def _chosen(rows, chosen):
    if chosen["partnership"]:
        rows = rows.filter(partnership=chosen["partnership"])
    return rows.filter(initiated_on__year=chosen["year"]) if chosen["year"] else rows


def _by_year(visible, partnerships, years):
    """Those with none too (S002-39)."""
    rows = visible.order_by().values("partnership", year=ExtractYear("initiated_on")).annotate(n=Count("pk"))
    counts = {(row["partnership"], row["year"]): row["n"] for row in rows}
    return [(name, [counts.get((key, year), 0) for year in years]) for key, name in partnerships]


def partnerships_of(user):
    """Those in which the person has a part."""
    rows = Partnership.objects.visible_to(user).filter(pk__in=user.places.partnerships)
    return list(rows.order_by("name").values_list("pk", "name"))


def charts_of(found: Results) -> list[Chart]:
    """None of what there is nothing of."""
    if not found.total["opened"]:
        return []
    lines = sorted(found.lines.items(), key=lambda line: -line[1]["opened"])[:MOST_DRAWN]
    by = found.words.lower()
    charts = [
        bar(
            "Records by stage",
            f"{found.total['opened']:,} records, by the stage they stand at.",
            found.stages,
            category_label="Stage",
        ),
        bar(
            f"Records by {by}",
            _summary(found, lines),
            [(label, of["opened"]) for label, of in lines],
            category_label=found.words,
        ),
    ]
    counted = [(label, of) for label, of in lines if of["counted"]]
    if counted:
        before, after = found.total["before"], found.total["after"]
        summary = f"{before:,} incidents before and {after:,} after, where both were counted."
        series = [Series(name.capitalize(), [of[name] for _, of in counted]) for name in ("before", "after")]
        labels = [label for label, _ in counted]
        charts.append(Chart(f"Incidents by {by}", summary, labels, series, category_label=found.words))
    return charts


def _summary(found, lines):
    if len(lines) < len(found.lines):
        return f"The {MOST_DRAWN} with the most of {len(found.lines)}; the table of results holds all."
    return f"Records opened, by {found.words.lower()}."


HEADINGS = (
    "Records", *(label for _, label, _ in STAGES),
    *(f"Implemented {done.label.lower()}, achieved {achieved.label.lower()}" for done in Extent for achieved in Extent),
    "Rounds with counts", "Incidents before", "Incidents after", "Rounds with fewer incidents", "Hours",
    "Cost in pounds",
)  # fmt: skip
COLUMNS = (
    "opened", *(name for name, *_ in STAGES), *(name for name, *_ in OUTCOMES), "counted", "before", "after", "reduced",
    "hours", "cost",
)  # fmt: skip


def downloaded(found: Results):
    """(headings, rows) of the file: a row a line, and the totals."""
    rows = [*found.lines.items(), ("All records, each once", found.total)]
    return (found.words, *HEADINGS), [
        [label, *(_cell(name, of[name]) for name in COLUMNS)] for label, of in rows
    ]


def _cell(name, value):
    return pounds(value) if name == "cost" else value
