"""An assessment as it is read and printed: the same for a page, a PDF, a Word file and the data annex."""

from dataclasses import dataclass, replace

from assessments import text
from assessments.blockers import missing_from
from assessments.contents import AGREE
from assessments.drawing import draw_all
from assessments.drawn import Printed
from assessments.few import TYPED
from assessments.models.assessments import Kind
from assessments.reports.changed import READ as CHANGED
from assessments.reports.changed import changed_of
from assessments.reports.crossing import crossing_of
from assessments.reports.ordering import Order, order_of
from assessments.reports.scores import tables_of
from assessments.sections import is_written, text_of
from design.filters import date, joined
from evidence import months
from evidence.months import Window
from records.publication import public_text

PARTS = (
    "sections__figures", "sections__draws_from__figures", "sections__draws_from__assessment__partnership",
    "statements", "public_views", "gaps__owner", "recommended__priority", "issues__points",
    "issues__matrix__criteria", "issues__priority", *CHANGED,
)  # fmt: skip


@dataclass(frozen=True)
class Part:
    """A section with its number; ``figures`` by number, ``loose`` those that the text puts nowhere."""

    number: int
    pk: int
    title: str
    kind: str
    includes: str
    blocks: list
    figures: dict
    loose: list
    is_missing: bool
    source: str = ""  # the district's assessment that it is drawn from
    has_beside: bool = False  # what its kind sets beneath its text

    @property
    def nothing(self):
        """Said under a heading that would else stand alone; one that is missing says so itself."""
        is_empty = not (self.blocks or self.figures or self.has_beside or self.is_missing)
        return "Nothing is written under this heading." if is_empty else ""

    @property
    def id(self):
        return f"section-{self.pk}"

    @property
    def in_order(self):
        """Its figures as they stand in it."""
        placed = [block.number for block in self.blocks if isinstance(block, text.FigureHere)]
        return [
            self.figures[number] for number in dict.fromkeys(placed) if number in self.figures
        ] + self.loose


@dataclass(frozen=True)
class Written:
    assessment: object
    facts: list
    summary: list  # of blocks
    method: list
    parts: list
    crossing: object
    order: Order
    scores: list
    changed: object
    missing: list
    signature: object
    for_public: bool

    @property
    def is_draft(self):
        return not self.assessment.is_frozen

    @property
    def missing_titles(self):
        return [part.title for part in self.parts if part.is_missing]

    @property
    def warning(self):
        """On the first page of a print: what it is, and which sections are missing."""
        if not self.is_draft:
            return ""
        gone = self.missing_titles
        what = f"section{'s' if len(gone) > 1 else ''} missing: {joined(gone)}" if gone else "not agreed yet"
        return f"Draft – {what}."

    @property
    def figures(self):
        return [figure for part in self.parts for figure in part.in_order]


def written_of(assessment, reader, *, for_public=False):
    """``assessment`` with `PARTS`. To the public, small numbers in figures are protected."""
    if for_public:
        _clear(assessment)
    sections = list(assessment.sections.all())
    drawn = draw_all(figure for section in sections for figure in _figures_of(section))
    cited = {row.number for row in assessment.statements.all()}
    changed = changed_of(assessment)
    beside = _beside(assessment, changed)
    return Written(
        assessment=assessment,
        facts=list(_facts(assessment)),
        summary=text.blocks(assessment.summary),
        method=text.blocks(assessment.method),
        parts=[
            replace(_part(n, section, drawn, for_public, cited), has_beside=section.kind in beside)
            for n, section in enumerate(sections, start=1)
        ],
        crossing=crossing_of(assessment, reader),
        order=order_of(assessment),
        scores=tables_of(assessment),
        changed=changed,
        missing=list(missing_from(assessment)) if assessment.is_writable else [],
        signature=_signature(assessment),
        for_public=for_public,
    )


def _beside(assessment, changed):
    """The kinds of section that have something beneath their text."""
    rows = {
        Kind.PRIORITIES: assessment.recommended.all(), Kind.PUBLIC: assessment.public_views.all(),
        Kind.SCORES: assessment.issues.all(), Kind.GAPS: assessment.gaps.all(),
        Kind.CHANGE: changed and changed.rows, Kind.EVIDENCE: assessment.statements.all(),
    }  # fmt: skip
    return {kind for kind, found in rows.items() if found}


def _signature(assessment):
    """A draft has none."""
    return assessment.signoffs.filter(act=AGREE, withdrawal=None).first() if assessment.is_frozen else None


def _clear(assessment):
    """Leave contact details and references of the portal out of these rows as they are printed; none is saved."""
    for name in ("summary", "method", "agreed_by_words"):
        setattr(assessment, name, public_text(getattr(assessment, name)))
    for part, names in TYPED.items():
        for row in getattr(assessment, part).all():
            for name in names:
                setattr(row, name, public_text(getattr(row, name)))
    for section in assessment.sections.all():
        if section.draws_from:
            section.draws_from.body = public_text(section.draws_from.body)


def _facts(assessment):
    yield "Reference", assessment.reference
    yield "Partnership", str(assessment.partnership)
    yield "Level", assessment.get_level_display()
    yield "For", months.financial_year_words(assessment.year)
    if assessment.theme:
        yield "Theme", assessment.theme
    yield "Months analysed", Window(assessment.first, assessment.last).label
    if assessment.data_to is not None:
        yield "Data to", months.words(assessment.data_to)
    if assessment.agreed_on:
        yield "Agreed", f"{date(assessment.agreed_on)}, {assessment.agreed_by_words}"


def _figures_of(section):
    """Its own, or the district's where its text is drawn from there."""
    return (_drawn_from(section) or section).figures.all()


def _drawn_from(section):
    return section.draws_from if section.draws_from and not section.body.strip() else None


def _part(number, section, drawn, for_public, cited):
    district = _drawn_from(section)
    figures = {row.number: _printed(row, drawn[row.pk], for_public, district) for row in _figures_of(section)}
    blocks = text.blocks(text_of(section))
    if district:
        blocks = [text.elsewhere(block, district.assessment.reference) for block in blocks]
    elif section.assessment.is_writable:
        blocks = [text.marked(block, figures, cited) for block in blocks]
    placed = {block.number for block in blocks if isinstance(block, text.FigureHere)}
    return Part(
        number=number, pk=section.pk, title=section.title, kind=section.kind, includes=section.includes,
        blocks=blocks, figures=figures, loose=[figures[key] for key in sorted(figures) if key not in placed],
        is_missing=not is_written(section) and bool(section.is_required or section.includes),
        source=f"From {district.assessment.partnership}, {district.assessment.reference}" if district else "",
    )  # fmt: skip


def _printed(figure, drawn, for_public, district):
    number = f"{figure.number} of {district.assessment.reference}" if district else figure.number
    shown = drawn.protected() if for_public else drawn
    return Printed(number, figure.title, figure.kind, "" if shown is not drawn else figure.comment, shown)
