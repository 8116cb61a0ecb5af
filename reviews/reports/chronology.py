"""What the pages of a chronology show: the merged lines, what stands out in them, and the figure by agency."""

import re
from dataclasses import dataclass, field
from datetime import timedelta
from functools import cached_property
from itertools import pairwise

from django.db.models import Count, Q
from django.utils.dateparse import parse_date

from design.filters import date as in_words
from evidence import months
from partnership.models import Agency, Partner
from records.paging import page_of
from records.together import reads_together
from reviews.lifecycle import ReturnStatus
from reviews.models import Chronology, ChronologyEntry, ChronologyPart, Disagreement
from reviews.reports.timeline import timeline

Entry = ChronologyEntry
SIZE = 50
MOST_FOUND = 100  # of each kind on the page of what stands out
PARTS_OF_TIME = {Entry.Precision.MONTH: "%B %Y", Entry.Precision.YEAR: "%Y"}
KINDS = dict(Entry.Kind.choices)
EXACT = (Entry.Precision.DAY, Entry.Precision.ABOUT)


@dataclass
class Line:
    entry: ChronologyEntry
    gap: int = 0  # days without an entry before it
    same_day: list = field(default_factory=list)  # other agencies with an entry of this day
    otherwise: list = field(default_factory=list)  # those of them that tell of a contact of this kind
    marked: list = field(default_factory=list)  # disagreements that people marked

    @cached_property
    def when(self):
        return when(self.entry)

    @property
    def kind(self):
        return KINDS[self.entry.kind]

    @property
    def told_by(self):
        """Who took part, and where it is written."""
        source = f"Source: {self.entry.source}" if self.entry.source else ""
        return ". ".join(filter(None, (self.entry.involved, source)))


def when(entry):
    """ "about 3 March 2021", "March 2021", "3 March 2021, 2:30pm"."""
    if entry.precision in PARTS_OF_TIME:
        return entry.happened_on.strftime(PARTS_OF_TIME[entry.precision])
    words = in_words(entry.happened_on)
    return f"about {words}" if entry.precision == Entry.Precision.ABOUT else words


@dataclass(frozen=True)
class Around:
    """What every page of a chronology needs besides its entries."""

    review: object
    agencies: list
    marked: list
    shared: list  # keys of the parts that agencies shared

    @cached_property
    def rows(self):
        """The merged entries, by literal keys: so they are read along the index, and no further than the page."""
        return self.review.entries.filter(Q(part=None) | Q(part__in=self.shared))

    @property
    def gap_days(self):
        return gap_of(self.review)


def around(review):
    found = _beside(review=review.pk, partnership=review.partnership_id)
    shared = [part.pk for part in found["parts"] if part.status == ReturnStatus.SHARED]
    return Around(review, found["agencies"], found["marked"], shared)


@reads_together
def _beside(review, partnership):
    known = Agency.objects.filter(pk__in=Partner.objects.filter(partnership=partnership).values("agency"))
    return {
        "agencies": known.order_by("name", "pk"),
        "marked": Disagreement.objects.filter(review=review).select_related(
            "first__agency", "second__agency"
        ),
        "parts": ChronologyPart.objects.filter(of_review=review),
    }


def agencies_of(review):
    """Of the partnership, for forms."""
    return around(review).agencies


def narrowed(rows, chosen):
    """The entries that the filters leave."""
    if chosen.get("agency"):
        rows = rows.filter(agency=chosen["agency"])
    if chosen.get("kind"):
        rows = rows.filter(kind=chosen["kind"])
    if chosen.get("since"):
        rows = rows.filter(happened_on__gte=chosen["since"])
    if chosen.get("until"):
        rows = rows.filter(happened_on__lte=chosen["until"])
    for word in (chosen.get("text") or "").split()[:6]:
        rows = rows.filter(Q(what__icontains=word) | Q(involved__icontains=word))
    return rows


def merged_page(near, chosen, data):
    """(page, its lines): three statements, however long the chronology is. ``near`` is `Around`."""
    rows = narrowed(near.rows, chosen)
    page = page_of(rows.select_related("agency"), "moment", data, size=SIZE)
    lines = [Line(entry) for entry in page.rows]
    if lines:
        _note_gaps(lines, rows, near, data)
        _note_others(lines, near)
    return page, lines


def gap_of(review):
    """As chosen, read with the review."""
    chosen = getattr(review, "chronology", None)
    return chosen.gap_days if chosen else Chronology.DAYS


def _note_gaps(lines, rows, near, data):
    """Between days that are known: a month or a year is no end of a gap."""
    earlier = _day_before(lines[0].entry, rows, data)
    for line in lines:
        if line.entry.precision in EXACT:
            day = line.entry.happened_on
            if earlier and (day - earlier).days > near.gap_days:
                line.gap = (day - earlier).days
            earlier = day


def _day_before(first, rows, data):
    """Of the page before this one the last day: its mark says it, or the database is asked."""
    if not (data.get("after") or data.get("before")):
        return None
    marked = re.match(r"\d{4}-\d\d-\d\d", data.get("after") or "", re.ASCII)
    if marked:
        return parse_date(marked[0])
    before = rows.filter(moment__lt=first.moment, precision__in=EXACT).order_by("-moment")
    return before.values_list("happened_on", flat=True).first()


def _note_others(lines, near):
    """Of the days on the page alone, and the disagreements that name its entries."""
    days = {line.entry.happened_on for line in lines if line.entry.precision in EXACT}
    told = list(_told_on(days, near)) if days else []
    for line in lines:
        entry = line.entry
        others = [row for row in told if row[0] == entry.happened_on and row[2] != entry.agency_id]
        if entry.precision in EXACT:
            line.same_day = sorted({row[3] for row in others})
            line.otherwise = sorted({row[3] for row in others if row[1] == entry.kind != Entry.Kind.OTHER})
        line.marked = [row for row in near.marked if entry.pk in (row.first_id, row.second_id)]


def _told_on(days, near):
    """(day, kind, agency, its name); from moment to moment, for that is how the entries are indexed."""
    since, until = min(days).isoformat(), (max(days) + timedelta(1)).isoformat()
    told = near.rows.filter(moment__gte=since, moment__lt=until, happened_on__in=days, precision__in=EXACT)
    return told.order_by().values_list("happened_on", "kind", "agency", "agency__name").distinct()


@dataclass(frozen=True)
class Found:
    """What stands out in a whole chronology."""

    gaps: list
    overlaps: list
    suggested: list
    marked: list
    missed: list
    plot: object
    counts: dict


def found_in(near, chosen):
    """Of what the filters leave, the first of each; how many there are in all."""
    gap_days, rows = near.gap_days, narrowed(near.rows, chosen)
    grouped = _grouped(rows)
    told = [row for row in grouped if row[1] in EXACT]
    gaps = [(a, b, (b - a).days) for a, b in pairwise(dict.fromkeys(row[0] for row in told))]
    gaps = [gap for gap in gaps if gap[2] > gap_days]
    overlaps = [(day, n) for day, n in _tellers(told, lambda row: row[0]) if n > 1]
    of_kind = [row for row in told if row[2] != Entry.Kind.OTHER]
    by_kind = _tellers(of_kind, lambda row: (row[0], row[2]))
    suggested = [(day, KINDS[kind]) for (day, kind), n in by_kind if n > 1]
    missed = rows.filter(kind=Entry.Kind.MISSED)
    listed = list(missed.select_related("agency")[:MOST_FOUND])
    counts = {
        "gaps": len(gaps), "overlaps": len(overlaps), "suggested": len(suggested), "marked": len(near.marked),
        "missed": missed.count() if len(listed) == MOST_FOUND else len(listed), "gap_days": gap_days,
    }  # fmt: skip
    return Found(
        sorted(gaps, key=lambda gap: -gap[2])[:MOST_FOUND], overlaps[:MOST_FOUND], suggested[:MOST_FOUND], near.marked,
        listed, _plot(grouped), counts,
    )  # fmt: skip


def _grouped(rows):
    """(day, how exactly, kind, agency, how many), by day: all that is counted of a chronology, in one statement."""
    found = rows.order_by("happened_on", "kind").values_list(
        "happened_on", "precision", "kind", "agency__name"
    )
    return list(found.annotate(n=Count("pk")))


def _tellers(told, key):
    """By day, or day and kind, how many agencies tell of it."""
    agencies: dict = {}
    for row in told:
        agencies.setdefault(key(row), set()).add(row[3])
    return [(what, len(found)) for what, found in agencies.items()]


def plot_of(rows):
    return _plot(_grouped(rows))


def _plot(grouped):
    """Entries by agency and month, missed contacts apart."""
    known = (row for row in grouped if row[1] != Entry.Precision.YEAR)
    cells = [
        (months.of_day(day), name, n, n if kind == Entry.Kind.MISSED else 0)
        for day, _, kind, name, n in known
    ]
    return timeline(cells)


HEADINGS = (
    "Date",
    "Time",
    "Agency",
    "What happened",
    "Who took part",
    "Kind of contact",
    "Source",
    "Stands out",
)


def rows_to_export(near, chosen, most):
    """As a list to download, once the check found no name in it that was not cleared."""
    gap_days, before = near.gap_days, None
    marked = {key for row in near.marked for key in (row.first_id, row.second_id)}
    for entry in narrowed(near.rows, chosen).select_related("agency")[: most + 1]:
        gap = 0
        if entry.precision in EXACT:
            gap, before = (entry.happened_on - before).days if before else 0, entry.happened_on
        said = [
            f"{gap} days without an entry before this" if gap > gap_days else "",
            "Missed contact" if entry.kind == Entry.Kind.MISSED else "",
            "Marked as a disagreement" if entry.pk in marked else "",
        ]
        yield (
            when(entry), f"{entry.time:%H:%M}" if entry.time else "", entry.agency.name, entry.what, entry.involved,
            entry.get_kind_display(), entry.source, ". ".join(filter(None, said)),
        )  # fmt: skip
