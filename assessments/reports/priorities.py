"""Priorities by tier with how each is going, and which issues cut across which."""

from dataclasses import dataclass

from django.db.models import Count, OuterRef, Q, Subquery

from assessments.models import Indicator, Priority, Progress, Study
from assessments.reports.asks import EVERY
from records.models import Link, Record

HEADINGS = [
    "Reference", "Priority", "Tier", "Cuts across", "Required by law", "Owned by", "State", "Latest rating",
    "Rated on", "Comment", "From", "Until",
]  # fmt: skip
TIERS = {
    "local": Q(is_local=True),
    "strategic": Q(is_strategic=True),
    "cutting": Q(is_cross_cutting=True),
    "law": Q(by_law=True),
}
GROUPS = (("Strategic", "strategic"), ("Local", "local"), ("Issues that cut across", "cutting"))
COLOURS = {
    "good": "agreed",
    "some": "tasked",
    "none": "at_risk",
    "worse": "late",
}  # words of design.pages.tag_colour


def priorities_for(user, chosen):
    """A priority may be local and strategic at once, and is then in both lists (S001-63)."""
    rows = Priority.objects.visible_to(user)
    if chosen["show"] != EVERY:
        rows = rows.standing()
    if chosen["tier"]:
        rows = rows.filter(TIERS[chosen["tier"]])
    return _rated(rows).select_related("body").order_by("title", "pk")


def _rated(rows):
    latest = Progress.objects.filter(priority=OuterRef("pk")).order_by("-rated_on", "-pk")
    return rows.annotate(
        rating=Subquery(latest.values("rating")[:1]),
        rated_on=Subquery(latest.values("rated_on")[:1]),
        comment=Subquery(latest.values("comment")[:1]),
    )


def by_tier(rows, user, tier=""):
    """(heading, rows) of each tier that has some."""
    rows = list(rows)
    counts = _indicators(rows, user)
    for priority in rows:
        priority.figures = counts.get(priority.pk, 0)
        priority.rating_words = rating_words(priority.rating)
        priority.rating_state = COLOURS.get(priority.rating, "")
    tells = {
        "strategic": lambda row: row.is_strategic,
        "local": lambda row: row.is_local,
        "cutting": lambda row: row.is_cross_cutting,
    }
    for heading, name in GROUPS:
        found = [row for row in rows if tells[name](row)]
        if found and tier in ("", name, "law"):
            yield heading, found


def _indicators(rows, user):
    known = Indicator.objects.visible_to(user).active().filter(priorities__in=[row.pk for row in rows])
    return dict(known.values_list("priorities").annotate(Count("pk")).order_by())


def rating_words(rating):
    return Progress.Rating(rating).label if rating else ""


def line(priority):
    return [
        priority.reference, priority.title, ", ".join(priority.tiers), "Yes" if priority.is_cross_cutting else "No",
        "Yes" if priority.by_law else "No", str(priority.body or ""), priority.get_status_display(),
        rating_words(priority.rating), priority.rated_on, priority.comment or "", priority.starts_on,
        priority.ends_on,
    ]  # fmt: skip


@dataclass(frozen=True)
class Matrix:
    """Priorities down, issues that cut across them along; a mark where an issue is one of a priority (S001-119)."""

    issues: list
    rows: list  # (priority, a mark for each issue)


def matrix_of(user):
    known = Priority.objects.visible_to(user).standing().order_by("title", "pk")
    issues = list(known.cross_cutting().prefetch_related("cuts_across"))
    across = [{row.pk for row in issue.cuts_across.all()} for issue in issues]
    rows = [
        (priority, [priority.pk in keys for keys in across])
        for priority in known.filter(is_cross_cutting=False)
    ]
    return Matrix(issues, rows)


@dataclass(frozen=True)
class PriorityPage:
    notes: list
    latest: Progress | None
    state: str  # of the latest rating, for its tag
    indicators: list
    studies: list
    across: list  # of an issue: its priorities; of a priority: its issues
    links: list  # (words, record)


def page_of(priority, user):
    notes = list(priority.progress.select_related("made_by__person"))
    across = priority.cuts_across if priority.is_cross_cutting else priority.issues
    known = Priority.objects.visible_to(user)
    return PriorityPage(
        notes=notes,
        latest=notes[0] if notes else None,
        state=COLOURS[notes[0].rating] if notes else "",
        indicators=list(
            Indicator.objects.visible_to(user).active().filter(priorities=priority).order_by("title")
        ),
        studies=list(Study.objects.visible_to(user).filter(priorities=priority).order_by("-pk")),
        across=list(known.filter(pk__in=across.values("pk")).order_by("title")),
        links=list(links_of(priority, user)),
    )


def links_of(record, user):
    links = Link.objects.visible_to(user).filter(Q(source=record.pk) | Q(target=record.pk))
    for link in links.select_related("source", "target").order_by("kind", "pk"):
        end: Record = link.target if link.source_id == record.pk else link.source
        yield link.words_from(record), end
