"""What of an assessment is there and what is missing, on one page."""

from dataclasses import dataclass

from assessments import text
from assessments.blockers import missing_from
from assessments.lifecycle.assessments import Includes
from assessments.models import Ask
from assessments.sections import is_written


@dataclass(frozen=True)
class Line:
    """A section with how far it is."""

    section: object
    state: str
    status: str
    figures: int
    waiting: int  # comments that nothing was said of
    problems: tuple
    develop: str  # what the last review left to be developed (S001-150)


@dataclass(frozen=True)
class Overview:
    lines: tuple
    covered: tuple  # (of regulation 7, title of the section that covers it or nothing)
    asks: tuple
    missing: tuple
    agreeing: tuple  # priorities recommended

    @property
    def written(self):
        return sum(line.status in ("done", "open") for line in self.lines)

    @property
    def to_write(self):
        """Sections that are wanted and empty; what need not be written is in neither number."""
        return sum(line.status == "blocked" for line in self.lines)

    @property
    def waiting(self):
        return sum(line.waiting for line in self.lines)


def overview_of(assessment, user):
    """``assessment`` with its sections, their figures and comments, its statements, priorities and the last."""
    sections = list(assessment.sections.all())
    numbers = {row.number for row in assessment.statements.all()}
    develop = left_to_develop(assessment)
    asks = (
        Ask.objects.visible_to(user)
        .filter(about=assessment.pk)
        .select_related("agency")
        .order_by("due_on", "pk")
    )
    return Overview(
        lines=tuple(
            _line(section, numbers, develop.get(section.title, ""), is_agreed=assessment.is_frozen)
            for section in sections
        ),
        covered=tuple((one, _covers(sections, one)) for one in Includes),
        asks=tuple(asks),
        missing=tuple(missing_from(assessment)),
        agreeing=tuple(assessment.recommended.all()),
    )


def left_to_develop(assessment):
    """What the last one wanted to be developed, by the title of its section."""
    if assessment.previous is None:
        return {}
    return {row.title: row.develop for row in assessment.previous.sections.all() if row.develop}


def _line(section, numbers, develop, *, is_agreed):
    state, status = "Not written", "blocked"
    if is_written(section):
        is_done = section.is_ready or is_agreed
        state, status = ("Agreed" if is_agreed else "Ready", "done") if is_done else ("Being written", "open")
    elif not section.is_required and not section.includes:
        state, status = "Not written, and need not be", "draft"
    figures = [figure.number for figure in section.figures.all()]
    waiting = sum(not comment.answer for comment in section.comments.all())
    problems = tuple(text.problems(section.body, figures, numbers))
    return Line(section, state, status, len(figures), waiting, problems, develop)


def _covers(sections, letter):
    return next((s.title for s in sections if s.includes == letter and is_written(s)), "")
