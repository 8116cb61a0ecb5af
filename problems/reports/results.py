"""Results over all records that a person may see: stages, outcomes, incidents, hours and cost (S002-66, S001-73).

The database adds up, in a fixed number of queries. An ended round counts beside the round under way, each with its own
outcome and incidents. Where a record may have several of a thing (kinds, techniques, priorities), the lines can add up
to more than the records there are; the totals never do.
"""

import json
import sys
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field

from django.db.models import Aggregate, F, Q, TextField, Value
from django.db.models.functions import Cast, Concat

from design.charts import Chart, Series, bar
from design.kept import drawn, kept
from partnership.models import Agency, Area, Partnership
from problems.models import Extent, Header, Problem, Response
from problems.reports.tally import OUTCOMES, STAGES, by_name, tally
from problems.techniques import BY_NUMBER
from records.export import pounds
from records.models import Link

PART = "\x1f"  # between values that are read as one text
SHORT = {"planning": "Planning", "response": "Under way", "commander": "Commander", "waiting": "Waiting"}
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
    """``keys`` (of a user) are what the database groups by; ``labels`` the lines that a row counts in.

    Where ``names`` is a model, g1 and g2 are its keys, and the labels are made of its names. ``beside`` (of a user)
    is a query of (record, text), where the text is g1 (`tally`).
    """

    words: str
    keys: Callable
    labels: Callable
    names: type | None = None
    beside: Callable | None = None


def _no_keys(_user):
    return {}


def _techniques(_user):
    chosen = Response.objects.filter(choice=Response.Choice.CHOSEN).order_by().values(record=F("problem"))
    return chosen.annotate(text=Joined(Cast("techniques", TextField())))


def _priorities(user):
    links = Link.objects.visible_to(user).filter(kind=Link.Kind.SERVES).order_by().values(record=F("source"))
    named = Concat("target__title", Value(" ("), "target__reference", Value(")"), output_field=TextField())
    return links.annotate(text=Joined(named))


def _numbers(text):
    return sorted({number for part in (text or "").split(PART) if part for number in json.loads(part)})


def _of_techniques(text, _):
    found = [str(BY_NUMBER[number]) for number in _numbers(text) if number in BY_NUMBER]
    return found or ["No technique named"]


def _of_kinds(text, _):
    return [Header.Kind(kind).label for kind in json.loads(text or "[]")] or ["No kind said"]


def _of_beat(beat, section):
    section = section or "no section"
    return [f"{beat}, {section}" if beat else f"No beat said, {section}"]


def _or(words):
    return lambda name, _: [name or words]


def _paths(*paths):
    return lambda _: {f"g{number}": F(path) for number, path in enumerate(paths, 1)}


GROUPINGS = {
    "section": Grouping("Section", _paths("section"), _or("No section said"), Area),
    "beat": Grouping("Beat", _paths("beat", "section"), _of_beat, Area),
    "division": Grouping("Division", _paths("section__parent"), _or("No division said"), Area),
    "agency": Grouping("Agency", _paths("agency"), _or("No agency"), Agency),
    "kind": Grouping("Kind of problem", lambda _: {"g1": Cast("kinds", TextField())}, _of_kinds),
    "technique": Grouping("Technique", _no_keys, _of_techniques, beside=_techniques),
    "priority": Grouping(
        "Priority",
        _no_keys,
        lambda text, _: sorted(set((text or "Serves no priority").split(PART))),
        beside=_priorities,
    ),
}
SEVERAL = ("kind", "technique", "priority")


@dataclass
class Results:
    """``lines`` by label, and ``total``: counts by the names in `tally.COUNTS` and `tally.SPENT`."""

    words: str
    by: str
    lines: dict[str, Counter] = field(default_factory=dict)
    total: Counter = field(default_factory=Counter)
    years: list[int] = field(default_factory=list)
    opened: list[tuple[str, list[int]]] = field(default_factory=list)  # by partnership, in each of the years

    def add(self, labels, numbers):
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


def read_of(user, chosen):
    """What the database adds up (`tally`), and the names of what it is added up by, by their keys."""
    grouping = GROUPINGS[chosen["by"]]
    beside = grouping.beside(user) if grouping.beside else None
    visible = Problem.objects.visible_to(user, mostly=True)
    rows, opened = tally(visible, grouping.keys(user), _wanted(chosen), beside)
    return rows, opened, _names(grouping.names, rows) if grouping.names else None


def results_of(user, chosen, partnerships, day, read=None):
    """``chosen`` as in `problems.forms.results`; ``partnerships`` are (key, name) of those to show, none left out."""
    rows, opened, names = read or read_of(user, chosen)
    grouping = GROUPINGS[chosen["by"]]
    found = Results(grouping.words, chosen["by"], years=list(range(day.year - YEARS + 1, day.year + 1)))
    for g1, g2, numbers in rows:
        labels = grouping.labels(g1, g2) if names is None else grouping.labels(names.get(g1), names.get(g2))
        found.add(labels, by_name(numbers))
    found.lines = dict(sorted(found.lines.items(), key=_in_order))
    found.opened = [
        (name, [opened.get((key, year), 0) for year in found.years]) for key, name in partnerships
    ]  # those with none too (S002-39)
    return found


def drawn_of(user, chosen, partnerships, day):
    """The tables and charts of the page: the first table, which the links to its files follow, and the others."""
    read = read_of(user, chosen)

    def make():
        found = results_of(user, chosen, partnerships, day, read)
        if not found.total["opened"]:
            return "", drawn("problems/results_others.html", found=found, charts=[])
        others = drawn("problems/results_others.html", found=found, charts=charts_of(found))
        return drawn("problems/results_first.html", found=found), others

    return kept("results", (*read, chosen["by"], partnerships), make)


def _in_order(line):
    """By name; those that begin with a number, as techniques do, by the number."""
    number, _, name = line[0].partition(" ")
    return (int(number), name) if number.isdecimal() else (sys.maxsize, line[0])


def _wanted(chosen):
    wanted = Q(partnership=chosen["partnership"]) if chosen["partnership"] else Q()
    return wanted & Q(initiated_on__year=chosen["year"]) if chosen["year"] else wanted


def _names(model, rows):
    keys = {key for g1, g2, _ in rows for key in (g1, g2) if key}
    return {str(key): name for key, name in model.objects.filter(pk__in=keys).values_list("pk", "name")}


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
    return (found.words, *HEADINGS), [[label, *(_cell(name, of) for name in COLUMNS)] for label, of in rows]


def _cell(name, of):
    """Empty where the page has a dash: nothing was counted, or no cost was said."""
    if name == "cost":
        return pounds(of[name]) if of[name] else None
    return None if name in ("before", "after") and not of["counted"] else of[name]
