"""Studies as a list and a file, and the assessments that rest on each."""

from assessments.models import Assessment, Statement, Study
from design.pages import Column

COLUMNS = (Column("Study"), Column("Author"), Column("Stage"), Column("Dated", "dated"))
SORTS = {"dated": ("dated_on", False), "-dated": ("dated_on", True)}
HEADINGS = [
    "Reference", "Study", "Kind", "Author", "Stage", "Dated", "Source", "Where it can be read", "Priorities",
    "Method", "Findings",
]  # fmt: skip


def studies_for(user, chosen):
    rows = Study.objects.visible_to(user)
    if chosen["priority"]:
        rows = rows.filter(priorities=chosen["priority"])
    for name in ("what", "status"):
        if chosen[name]:
            rows = rows.filter(**{name: chosen[name]})
    return rows


def line(study):
    return [
        study.reference, study.title, study.get_what_display(), study.author, study.get_status_display(),
        study.dated_on, study.source, study.address, "\n".join(map(str, study.priorities.all())), study.method,
        study.findings,
    ]  # fmt: skip


def uses_of(study, user):
    """Statements that rest on it, of assessments that the reader may know of (S001-101)."""
    known = Assessment.objects.visible_to(user)
    found = Statement.objects.filter(study=study, assessment__in=known.values("pk"))
    return list(found.select_related("assessment").order_by("-assessment__year", "number"))
