"""How far the bid form is filled in, page by page."""

from dataclasses import dataclass

from funding.lifecycle.bids import Status
from funding.lifecycle.sections import HELD, Section
from funding.missing import missing_of


@dataclass(frozen=True, slots=True)
class Task:
    section: Section
    state: str  # "done", "begun", "empty" or "optional"

    @property
    def words(self):
        return {
            "done": "Completed",
            "begun": "Incomplete",
            "empty": "Not started",
            "optional": "If you need it",
        }[self.state]


def sections_of(bid):
    """The pages that this bid has: in a call in two stages the expression comes first, and alone until it is sent."""
    if not bid.call.is_two_stage:
        return [section for section in Section if section != Section.EXPRESSION]
    if bid.status == Status.DRAFT and bid.submitted_at is None and bid.late_closes_at is None:
        return [Section.EXPRESSION]
    return list(Section)


def tasks_of(bid, missing=None):
    missing = list(missing_of(bid)) if missing is None else missing
    wanting = {section for section, _ in missing}
    for section in sections_of(bid):
        yield Task(section, _state(bid, section, wanting))


def _state(bid, section, wanting):
    if section == Section.EXPRESSION:
        return "done" if bid.expression.strip() else "empty"
    if section in wanting:
        return "begun" if _is_begun(bid, section) else "empty"
    if section == Section.PARTNERS and not bid.partners.all():
        return "optional"
    if section == Section.DOCUMENTS and not bid.attachments.all():
        return "optional"
    return "done"


def _is_begun(bid, section):
    held = HELD.get(section)
    if held is None:
        return False
    columns = set(held.columns) - {"title"}
    return any(getattr(bid, name) for name in columns) or any(
        getattr(bid, name).all() for name in (*held.parts, *held.many)
    )
