"""What the pages of a chronology show: the merged lines, what stands out in them, and the figure by agency."""

from dataclasses import dataclass, field
from itertools import pairwise

from django.db.models import Count, Q
from django.db.models.functions import Substr

from design.filters import date as in_words
from evidence import months
from partnership.models import Agency
from records.paging import page_of
from reviews.models import Chronology, ChronologyEntry
from reviews.reports.timeline import timeline

Entry = ChronologyEntry
SIZE = 50
MOST_FOUND = 100  # of each kind on the page of what stands out
EXACT = (Entry.Precision.DAY, Entry.Precision.ABOUT)


@dataclass
class Line:
    entry: ChronologyEntry
    gap: int = 0  # days without an entry before it
    same_day: list = field(default_factory=list)  # other agencies with an entry of this day
    otherwise: list = field(default_factory=list)  # those of them that tell of a contact of this kind
    marked: list = field(default_factory=list)  # disagreements that people marked

    @property
    def when(self):
        return when(self.entry)


def when(entry):
    """ "about 3 March 2021", "March 2021", "3 March 2021, 2:30pm"."""
    words = {
        Entry.Precision.MONTH: f"{entry.happened_on:%B %Y}",
        Entry.Precision.YEAR: f"{entry.happened_on:%Y}",
        Entry.Precision.ABOUT: f"about {in_words(entry.happened_on)}",
    }
    return words.get(entry.precision, in_words(entry.happened_on))


def agencies_of(review):
    """Of the partnership, in one statement."""
    return list(
        Agency.objects.filter(standings__partnership=review.partnership_id).distinct().order_by("name", "pk")
    )


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


def merged_page(review, chosen, data):
    """(page of lines, days that are a gap): four statements, however long the chronology is."""
    gap_days = gap_of(review)
    whole = review.entries.merged()
    rows = narrowed(whole, chosen)
    page = page_of(rows.select_related("agency"), "moment", data, size=SIZE)
    lines = [Line(entry) for entry in page.rows]
    if lines:
        _note_gaps(lines, rows, gap_days)
        _note_others(lines, whole, review)
    return page, lines, gap_days


def gap_of(review):
    row = Chronology.objects.filter(review=review).values_list("gap_days", flat=True).first()
    return row or Chronology.DAYS


def _note_gaps(lines, rows, gap_days):
    """Between days that are known: a month or a year is no end of a gap."""
    exact = [line for line in lines if line.entry.precision in EXACT]
    if not exact:
        return
    before = rows.filter(moment__lt=lines[0].entry.moment, precision__in=EXACT).order_by("-moment")
    earlier = before.values_list("happened_on", flat=True).first()
    for line in exact:
        day = line.entry.happened_on
        if earlier and (day - earlier).days > gap_days:
            line.gap = (day - earlier).days
        earlier = day


def _note_others(lines, whole, review):
    """Of the days on the page alone, and the disagreements that name its entries."""
    days = {line.entry.happened_on for line in lines if line.entry.precision in EXACT}
    told = whole.filter(happened_on__in=days, precision__in=EXACT).values_list(
        "happened_on", "kind", "agency", "agency__name"
    )
    keys = [line.entry.pk for line in lines]
    marked = list(review.disagreements.filter(Q(first__in=keys) | Q(second__in=keys)))
    told = list(told.distinct())
    for line in lines:
        entry = line.entry
        others = [row for row in told if row[0] == entry.happened_on and row[2] != entry.agency_id]
        if entry.precision in EXACT:
            line.same_day = sorted({row[3] for row in others})
            line.otherwise = sorted({row[3] for row in others if row[1] == entry.kind != Entry.Kind.OTHER})
        line.marked = [row for row in marked if entry.pk in (row.first_id, row.second_id)]


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


def found_in(review, chosen):
    """Of what the filters leave, the first of each; how many there are in all."""
    gap_days = gap_of(review)
    rows = narrowed(review.entries.merged(), chosen)
    exact = rows.filter(precision__in=EXACT)
    days = list(exact.order_by("happened_on").values_list("happened_on", flat=True).distinct())
    gaps = [(a, b, (b - a).days) for a, b in pairwise(days) if (b - a).days > gap_days]
    told = exact.order_by().values("happened_on").annotate(n=Count("agency", distinct=True)).filter(n__gt=1)
    overlaps = list(told.order_by("happened_on").values_list("happened_on", "n"))
    of_kind = exact.exclude(kind=Entry.Kind.OTHER).order_by().values("happened_on", "kind")
    of_kind = of_kind.annotate(n=Count("agency", distinct=True)).filter(n__gt=1)
    kinds = dict(Entry.Kind.choices)
    suggested = [
        (day, kinds[kind]) for day, kind in of_kind.order_by("happened_on").values_list("happened_on", "kind")
    ]
    marked = list(review.disagreements.select_related("first__agency", "second__agency"))
    missed = rows.filter(kind=Entry.Kind.MISSED)
    listed = list(missed.select_related("agency")[:MOST_FOUND])
    counts = {
        "gaps": len(gaps), "overlaps": len(overlaps), "suggested": len(suggested), "marked": len(marked),
        "missed": missed.count() if len(listed) == MOST_FOUND else len(listed), "gap_days": gap_days,
    }  # fmt: skip
    return Found(
        sorted(gaps, key=lambda gap: -gap[2])[:MOST_FOUND], overlaps[:MOST_FOUND], suggested[:MOST_FOUND], marked,
        listed, plot_of(rows), counts,
    )  # fmt: skip


def plot_of(rows):
    """Entries by agency and month, missed contacts apart."""
    counted = (
        rows.exclude(precision=Entry.Precision.YEAR)
        .order_by()
        .annotate(month=Substr("moment", 1, 7))
        .values("month", "agency__name")
        .annotate(n=Count("pk"), missed=Count("pk", filter=Q(kind=Entry.Kind.MISSED)))
    )
    cells = [(months.parse(row["month"]), row["agency__name"], row["n"], row["missed"]) for row in counted]
    return timeline(sorted(cells))


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


def rows_to_export(review, chosen, most):
    """As a list to download: in pseudonyms, as it was entered; the key has no part in it."""
    gap_days, before = gap_of(review), None
    marked = {key for pair in review.disagreements.values_list("first", "second") for key in pair}
    for entry in narrowed(review.entries.merged(), chosen).select_related("agency")[: most + 1]:
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
