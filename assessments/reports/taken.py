"""What would be taken of a partner's file, before it is: the figures, and of incidents how many have a known hour."""

from dataclasses import dataclass

from assessments.models import Observation
from assessments.partly import words_of
from design.filters import number, plural
from evidence.months import Window

MOST = 24


@dataclass(frozen=True)
class Taken:
    headings: list
    rows: list
    more: int
    said: str  # of a file of incidents
    in_part: list  # periods that it does not cover whole


def taken_from(found):
    """``found`` is what `assessments.importing` read."""
    figures = [figure for _line, figure in found.figures]
    timed = any(figure.hours is not None for figure in figures)
    headings = ["Period", "Area", "Figure", *(["With a known hour"] if timed else [])]
    rows = [_row(figure, timed) for figure in figures[:MOST]]
    return Taken(
        headings, rows, max(0, len(figures) - MOST), _said(figures) if timed else "", list(_in_part(figures))
    )


def _row(figure, timed):
    cells = [Window(figure.first, figure.last).words, figure.area or "The whole partnership", _value(figure)]
    return [*cells, number(sum(figure.hours or ()))] if timed else cells


def _in_part(figures):
    """Each period once: areas of one file are counted on the same days."""
    held = {figure.first: figure for figure in figures if words_of(figure)}
    for _, figure in sorted(held.items()):
        yield f"{Window(figure.first, figure.last).words}: {words_of(figure)}."


def _value(figure):
    if figure.value is not None:
        return number(figure.value)
    if figure.numerator is not None:
        return f"{number(figure.numerator)} of {number(figure.denominator)}"
    return Observation.Went(figure.went).label if figure.went else Observation.State(figure.state).label


def _said(figures):
    total, known = int(sum(figure.value for figure in figures)), sum(sum(figure.hours) for figure in figures)
    without = f", and {number(total - known)} without" if total > known else ""
    return f"They are {plural(total, 'incident')}: {number(known)} with an hour{without}."
