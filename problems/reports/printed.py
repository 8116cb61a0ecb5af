"""The record as a document, in the order of the paper form: all of its fields, those left blank included (S002-164).

The numbers of the fields are those of the form (B1, 1 to 46). Frozen and complete: the template over this asks
the database nothing.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from design.filters import date as date_in_words
from problems.lifecycle import Status
from problems.models import Header, Problem
from problems.reports.printed_fields import assessment, decision, front, planning, scanning_and_analysis
from problems.reports.signatures import LABELS, signatures_of
from signoffs.reports import Signature

NOT_SIGNED = {7, 16, 18}  # kinds of place, the signature itself, and papers that stand beside the record


@dataclass(frozen=True, slots=True)
class Sheet:
    """What the fields are filled from: the record, and what this reader may have besides it."""

    problem: object
    plan: object
    signatures: tuple[Signature, ...]
    sides: dict
    reads_sides: bool
    memos: tuple[str, ...]

    @property
    def review(self):
        """What the commander last said in this round."""
        rows = (row for row in self.problem.reviews.all() if row.round == self.problem.round)
        return next(rows, None)

    def signature(self, act):
        return next((signed for signed in self.signatures if signed.act == act), None)


@dataclass(frozen=True, slots=True)
class PrintedProblem:
    reference: str
    title: str
    partnership: str
    stage: str
    round: int
    marking: str
    is_draft: bool
    sections: tuple
    triangle: tuple[tuple[str, str], ...]  # the three sides, each with a word on how far it is described
    signatures: tuple[tuple[str, Signature], ...]
    completed: str

    @property
    def fields(self) -> Iterator:
        for section in self.sections:
            for row in section.rows:
                yield from row

    @property
    def full_title(self):
        return f"Problem solving partnership record: {self.title}"

    @property
    def file_name(self):
        return f"{self.reference}{'-draft' if self.is_draft else ''}.pdf"


def print_problem(problem, plan, *, reads_sides, memos=()):
    """``problem`` has its parts prefetched, its sides only where the reader may see them."""
    sides = {side.of: side for side in problem.sides.all()} if reads_sides else {}
    signatures = signatures_of(problem)
    sheet = Sheet(problem, plan, signatures, sides, reads_sides, tuple(memos))
    is_draft = problem.status != Status.CLOSED
    return PrintedProblem(
        reference=problem.reference,
        title=problem.title,
        partnership=str(problem.partnership),
        stage=problem.get_status_display(),
        round=problem.round,
        marking=problem.full_marking,
        is_draft=is_draft,
        sections=(
            front(sheet), *scanning_and_analysis(sheet), *planning(sheet), *assessment(sheet), *decision(sheet),
        ),
        triangle=tuple(_triangle(sheet)),
        signatures=tuple((LABELS[signed.act], signed) for signed in signatures),
        completed="" if is_draft else f"Completed {date_in_words(problem.closed_on)}",
    )  # fmt: skip


@dataclass(frozen=True, slots=True)
class Signed:
    """A part of the plan as its signer reads it."""

    heading: str
    rows: tuple[tuple[str, str], ...]


def facts_of_plan(problem, plan):
    """All else that the supervisor's digest is of, besides the measure and the responses (`contents.plan_of`)."""
    sides = {side.of: side for side in problem.sides.all()}
    sheet = Sheet(problem, plan, (), sides, True, ())
    sections = (front(sheet), *scanning_and_analysis(sheet))
    more = {
        "The problem": [("Kinds of problem", ", ".join(Header.Kind(kind).label for kind in problem.kinds))],
        "Scanning": [(question, problem.cheers.get(key, "")) for key, question in Problem.CHEERS],
        "Summary of analysis": [("Who manages the place", problem.manager)],
    }
    for section in sections:
        fields = [field for row in section.rows for field in row if field.number not in NOT_SIGNED]
        rows = [(field.label, "\n".join(field.lines)) for field in fields] + more[section.heading]
        yield Signed(section.heading, tuple(row for row in rows if row[1]))


def _triangle(sheet):
    problem = sheet.problem
    known = (
        "not known" if problem.location_not_known else "described" if problem.location_features else "blank"
    )
    yield "Location", known
    for of, label in (("victim", "Victim"), ("offender", "Offender")):
        side = sheet.sides.get(of)
        if not sheet.reads_sides:
            yield label, "restricted"
        elif side is None or not side.is_filled:
            yield label, "blank"
        else:
            yield label, "not known" if side.not_known else "described"
