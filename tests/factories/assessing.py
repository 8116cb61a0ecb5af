"""What is written, drawn, scored and agreed of an assessment, in the state in which a test wants it."""

from assessments.models import AreaCount, MatrixCriterion, Population, Statement
from assessments.services import figures, parts, weighing
from audit.clock import now
from meetings.models import Meeting
from partnership.models import Area
from records.models import Record
from records.services import create_record
from signoffs.services import sign
from tests.factories import assessments as make

SHOPLIFTING, ASB = 11, 1
FIRST, LAST = make.APRIL - 24, make.MARCH


def areas(*names):
    return [
        Area.objects.get_or_create(name=name, kind=Area.Kind.DISTRICT, defaults={"code": f"E0700010{n}"})[0]
        for n, name in enumerate(names or ["Northshire"])
    ]


def counted(area, *, category=SHOPLIFTING, first=FIRST, last=LAST, count=lambda month: 40 + month % 7):
    """Police counts of one category by month."""
    AreaCount.objects.bulk_create(
        AreaCount(area=area, month=month, category=category, count=count(month))
        for month in range(first, last + 1)
    )


def people(area, number=100_000):
    return Population.objects.create(
        code=area.code, year=2024, people=number, source="ONS mid-year estimate", loaded_at=now()
    )


def figure(county, section, kind="trend", **draws):
    draws = {"first": make.APRIL, "last": make.MARCH, "categories": [SHOPLIFTING], "area": None, **draws}
    if draws["area"] is None and draws["categories"] and not draws.get("areas"):
        [area] = areas()
        if not area.crime_counts.exists():
            counted(area)
        draws["area"] = area.pk
    said = {"title": "Shoplifting by month", "kind": kind, "comment": "", "draws": draws}
    return figures.set_figure(section, said, by=county.officer)


def statement(county, assessment, **said):
    said = {
        "text": "Shops report less than half of thefts.", "source": "Retail survey", "dated_on": make.DAY,
        "confidence": Statement.Confidence.MODERATE, "caveat": "Large shops only", "study": None, **said,
    }  # fmt: skip
    return parts.set_part(assessment, "statement", said, by=county.officer)


def matrix(county):
    rows = [
        MatrixCriterion(part="harm", title="Harm to people", weight=2),
        MatrixCriterion(part="harm", title="Harm to the community", weight=1),
        MatrixCriterion(part="likelihood", title="How often", weight=1),
        MatrixCriterion(part="position", title="What the agencies can do", weight=1),
    ]
    return weighing.set_matrix(county.here, "Our matrix", rows, by=county.officer)


def issue(county, assessment, title, points):
    """``points`` by criterion, in their order."""
    criteria = assessment.partnership.matrices.get(is_current=True).criteria.all()
    said = {"title": title, "priority": None, "confidence": "moderate", "note": ""}
    return weighing.score_issue(
        assessment, said, dict(zip(criteria, points, strict=False)), by=county.officer
    )


def meeting(county, *, approved=True, body=None):
    """A meeting of the body, its minutes approved or not yet."""
    row = Meeting(
        partnership=county.here, body=body or county.strategic, title="Strategic group", held_on=make.DAY,
        audience=Record.Audience.PARTNERSHIP,
    )  # fmt: skip
    create_record(row, by=county.officer)
    if approved:
        sign(
            row, act="approve", statement="Approved.", content={}, role="Chair", agency=None, by=county.chair
        )
    return row


def view(county, assessment):
    said = {"source": "Residents' survey", "dated_on": make.DAY, "people": 812, "said": "They fear the station at"
            " night.", "wants": "Lighting"}  # fmt: skip
    return parts.set_part(assessment, "view", said, by=county.officer)


def gap(county, assessment):
    said = {"text": "Thefts that shops do not report", "matters": "The rise may be reporting", "fills": "Ask ten shops",
            "owner": None, "due_on": None, "filled_on": None}  # fmt: skip
    return parts.set_part(assessment, "gap", said, by=county.officer)
