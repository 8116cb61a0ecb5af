"""What would be taken of a partner's file, before it is: the figures, and of incidents how many have a known hour."""

from dataclasses import dataclass

from assessments.comparing import point_words
from assessments.models import Observation
from assessments.partly import words_of
from assessments.series import point_of
from design.filters import date, number, plural
from evidence.months import Window

MOST, THERE = 24, "There now"


@dataclass(frozen=True)
class Taken:
    """``rows``: under each heading, with numbers from “Figure” on."""

    headings: list
    rows: list
    more: int
    said: str  # of a file of incidents
    replaced: str  # what stands there and would be replaced
    in_part: list  # periods that it does not cover whole


def taken_from(indicator, found, replaced=None):
    """``found`` is what `assessments.importing` read; ``replaced``: `replaced_by` of it. Those stand first."""
    figures = [figure for _line, figure in found.figures]
    timed, replaced = any(figure.hours is not None for figure in figures), replaced or {}
    headings = ["Period", "Area", *([THERE] if replaced else []), "Figure"]
    headings += ["With a known hour"] if timed else []
    order = sorted(range(len(figures)), key=lambda at: at not in replaced)
    rows = [
        _row(figures[at], [_rows(indicator, replaced.get(at, ()))] if replaced else [], timed)
        for at in order[:MOST]
    ]
    return Taken(
        headings,
        rows,
        max(0, len(figures) - MOST),
        _said(figures) if timed else "",
        _replaced(indicator, [figures[at] for at in replaced]),
        list(_in_part(figures)),
    )


def _row(figure, there, timed):
    cells = [
        Window(figure.first, figure.last).words,
        figure.area or "The whole partnership",
        *there,
        _value(figure),
    ]
    return [*cells, number(sum(figure.hours or ()))] if timed else cells


def _rows(indicator, rows):
    """The figures that stand there, with who entered them when; those of several periods one after another."""
    return "; ".join(_there(indicator, row) for row in rows) or "–"


def _there(indicator, row):
    by = f" by {row.made_by}" if row.made_by else ""
    return f"{point_words(indicator, point_of(row))}, entered {date(row.made_at)}{by}"


def _replaced(indicator, figures):
    """For which months, and of what source."""
    if not figures:
        return ""
    first, last = min(figure.first for figure in figures), max(figure.last for figure in figures)
    are = "is" if len(figures) == 1 else "are"
    return (
        f"{plural(len(figures), 'figure')} of {Window(first, last).words} {are} there already and would be replaced:"
        f" see “{THERE}”. Source of the indicator: {indicator.source}."
    )


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
