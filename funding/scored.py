"""A filled form as data, and all that is wrong with it: asked by the form's page and again by the service."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from audit.clock import today
from funding.models.scoring import Label, ScoringForm

Recommended = ScoringForm.Recommended


@dataclass(frozen=True)
class Filled:
    """What a scorer wrote: by the number of the row the label that they circled and their comment."""

    labels: Mapping[int, str] = field(default_factory=dict)
    comments: Mapping[int, str] = field(default_factory=dict)
    recommended: str = ""
    condition: str = ""
    condition_on: date | None = None
    dated_on: date | None = None

    def points(self, criteria):
        """By number, of the rows that are circled."""
        return {
            row.number: row.worth(self.labels[row.number]) for row in criteria if self.labels.get(row.number)
        }

    def total(self, criteria):
        return sum(self.points(criteria).values())


def impossible(filled, criteria):
    """(row or name of the field, sentence) of what the form on paper has no place for. No draft is kept with it."""
    rows = {row.number: row for row in criteria}
    for number, label in sorted(filled.labels.items()):
        if number not in rows:
            yield number, f"Row {number} is not on this form. Nothing was taken from it."
        elif label and label not in rows[number].points:
            yield number, no_such_label(rows[number], label)
    for number in sorted(filled.comments.keys() - rows.keys() - filled.labels.keys()):
        yield number, f"Row {number} is not on this form. Nothing was taken from it."
    if filled.recommended and filled.recommended not in Recommended.values:
        yield "recommended", "Choose yes, no or provisional."


def no_such_label(row, label):
    *others, last = [one.label for one in row.labels]
    offered = f"{', '.join(others)} or {last}"
    if label in Label.values:
        return f"Row {row.number} has no “{Label(label).label}”. Choose {offered}."
    return f"Row {row.number}: choose {offered}."


def missing(filled, criteria):
    """(row or name of the field, sentence) of what a form needs before it is signed, all at once."""
    for row in criteria:
        if not filled.labels.get(row.number):
            yield row.number, f"Row {row.number}: circle one score."
    if not filled.recommended:
        yield "recommended", "Say whether you recommend it for funding: yes, no or provisional."
    if filled.recommended == Recommended.PROVISIONAL:
        if not filled.condition.strip():
            yield "condition", "Say on what condition you recommend it."
        if filled.condition_on is None:
            yield "condition_on", "Say by which day the condition is to be met."
        elif filled.condition_on < today():
            yield (
                "condition_on",
                "The day by which the condition is to be met is past. Choose today or later.",
            )
    if filled.dated_on is None:
        yield "dated_on", "Date the form."
