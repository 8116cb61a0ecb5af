"""Figures of indicators that are entered, one by one or from a file. A later one replaces; both stay (S002-118)."""

from collections import Counter, defaultdict

from django.db import transaction
from django.db.models import prefetch_related_objects

from assessments.models import Indicator, Observation
from assessments.observed import SAID, completed, fields_of, refusals_of
from audit.clock import now
from audit.services import log
from evidence.months import Window
from records.asking import hold
from records.lifecycle import MoveRefused
from records.writing import keep

OBSERVE = "assessments.observe_indicator"
NEW, REPLACED, SAME = "new", "replaced", "same"


@transaction.atomic
def observe(indicator, figure, *, by):
    """Returns whether it is new, replaced another, or says the same as what was there."""
    indicator = hold(indicator, by=by, permission=OBSERVE)
    if reasons := [*closed_to(indicator), *refusals_of(indicator, figure)]:
        raise MoveRefused(*reasons)
    rows = list(indicator.observations.current().filter(area=figure.area))
    outcome = _keep(indicator, completed(indicator, figure), by, rows)
    if outcome != SAME:
        log(indicator, "observe", by=by, changes=_told(figure))
    return outcome


@transaction.atomic
def observe_all(indicator, figures, *, by, file):
    """All of a file or nothing. ``figures`` are (line, figure); returns how many were new, replaced and the same."""
    indicator = hold(indicator, by=by, permission=OBSERVE)
    prefetch_related_objects([indicator], "areas")  # asked of each line
    reasons = [*closed_to(indicator)]
    reasons += [
        f"Line {line}: {words}" for line, figure in figures for words in refusals_of(indicator, figure)
    ]
    if reasons:
        raise MoveRefused(*reasons)
    rows = _current(indicator)
    done = Counter(_keep_line(indicator, figure, by, rows, line) for line, figure in figures)
    if done[NEW] or done[REPLACED]:
        log(
            indicator,
            "import figures",
            by=by,
            changes={"file": file, NEW: done[NEW], REPLACED: done[REPLACED]},
        )
    return done


def replaced_by(indicator, figures):
    """Place in ``figures`` → the rows that it would take the place of, because it says something else."""
    rows, found = _current(indicator), {}
    for at, (_line, figure) in enumerate(figures):
        there = [row for row in rows[figure.area and figure.area.pk] if _is_covered(indicator, row, figure)]
        if there and not _stands(there, completed(indicator, figure)):
            found[at] = there
    return found


def _current(indicator):
    """By the key of the area."""
    rows = defaultdict(list)
    for row in indicator.observations.current().select_related("made_by__person"):
        rows[row.area_id].append(row)
    return rows


def _stands(there, figure):
    return any(
        (row.first, row.last) == (figure.first, figure.last) and _is_same(row, figure) for row in there
    )


def _keep_line(indicator, figure, by, rows, line):
    of_area = rows[figure.area and figure.area.pk]
    try:
        return _keep(indicator, completed(indicator, figure), by, of_area)
    except MoveRefused as refused:
        raise MoveRefused(*(f"Line {line}: {words}" for words in refused.reasons)) from refused


def closed_to(indicator):
    if indicator.is_counted:
        yield "Its figures are counted from loaded data. Load the data anew instead."
    if indicator.status == Indicator.Status.RETIRED:
        yield "This indicator is no longer kept. Keep it again first."


def _keep(indicator, figure, by, rows):
    """The figure's row, in place of what covers the same period: the very same, or parts of a longer one.

    ``rows``: the current ones of its area, which are brought up to date.
    """
    there = [row for row in rows if _is_covered(indicator, row, figure)]
    _refuse_partly_covered(figure, there)
    if _stands(there, figure):
        return SAME
    at = now()
    for row in there:
        row.is_current, row.replaced_at, row.replaced_by = False, at, by
        keep(row, by=by, reason="Replaced by a later figure")
        rows.remove(row)
    kept = Observation(indicator=indicator, made_at=at, made_by=by, **fields_of(figure))
    rows.append(keep(kept, by=by))
    return REPLACED if there else NEW


def _is_covered(indicator, row, figure):
    if indicator.step == Indicator.Step.MONTH:
        return (row.first, row.last) == (figure.first, figure.last)
    return row.first <= figure.last and row.last >= figure.first


def _refuse_partly_covered(figure, there):
    for row in there:
        if row.first < figure.first or row.last > figure.last:
            raise MoveRefused(
                f"{Window(row.first, row.last).label} has a figure already, of which"
                f" {Window(figure.first, figure.last).words} is a part. Enter a figure for the whole of it."
            )


def _is_same(row, figure):
    """A file without times says nothing against those that are known."""
    return all(getattr(row, name) == getattr(figure, name) for name in SAID) and figure.hours in (
        None,
        row.hours,
    )


def _told(figure):
    said = {name: str(getattr(figure, name)) for name in SAID if getattr(figure, name) not in (None, "")}
    return said | {"area": str(figure.area or ""), "period": Window(figure.first, figure.last).label}
