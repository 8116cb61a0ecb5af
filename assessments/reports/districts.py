"""A county's assessment beside those of its districts: what each says under a section, and which of them have none."""

from dataclasses import dataclass

from assessments import text
from assessments.lifecycle.assessments import Level
from assessments.models import Assessment, Section
from partnership.models import Partnership


@dataclass(frozen=True)
class Said:
    """A district's section. ``blocks`` without its figures, which stand in its own text."""

    partnership: object
    assessment: object
    section: object
    blocks: list
    figures: int
    is_drawn: bool  # the county's section repeats it


@dataclass(frozen=True)
class Together:
    section: object
    said: tuple


@dataclass(frozen=True)
class Districts:
    sections: tuple
    received: tuple  # assessments in force
    missing: tuple  # partnerships under the county's without one (S004-57)


def districts_of(assessment, user):
    """``assessment`` with its sections. Those that are agreed and that this person may know of."""
    known = Assessment.objects.visible_to(user).in_force().filter(level=Level.DISTRICT, year=assessment.year)
    known = known.exclude(pk=assessment.pk)
    rows = Section.objects.filter(assessment__in=known.values("pk")).exclude(body="")
    rows = list(
        rows.select_related("assessment__partnership").order_by(
            "assessment__partnership__name", "position", "pk"
        )
    )
    received = {row.assessment_id: row.assessment for row in rows}
    under = Partnership.objects.filter(parent=assessment.partnership_id).order_by("name")
    held = {one.partnership_id for one in received.values()}
    return Districts(
        tuple(Together(section, _said(section, rows)) for section in assessment.sections.all()),
        tuple(received.values()),
        tuple(one for one in under if one.pk not in held),
    )


def _said(section, rows):
    """Those that cover the same of the regulation, or bear the same title (S003-63)."""
    alike = [
        row
        for row in rows
        if (row.includes == section.includes if section.includes else row.title == section.title)
    ]
    return tuple(_one(row, section) for row in alike)


def _one(row, section):
    blocks = [text.elsewhere(block, row.assessment.reference) for block in text.blocks(row.body)]
    shown = [block for block in blocks if block.kind != "figure"]
    return Said(
        row.assessment.partnership, row.assessment, row, shown, len(blocks) - len(shown),
        row.pk == section.draws_from_id,
    )  # fmt: skip
