"""What the officer records of the result: the assessment, and incidents by month."""

from django.db import transaction

from audit.clock import today
from partnership.services.writing import ChangedMeanwhile
from problems.models import MonthlyCount
from problems.services.writing import hold, note
from records.lifecycle import save
from records.services import change_record, version_of
from records.writing import drop, keep

BY_MONTH = "Incidents by month"


@transaction.atomic
def write_assessment(problem, changes, *, by, version=None):
    """``version`` is what the person saw; another's change meanwhile is refused."""
    problem = hold(problem, by=by)
    return change_record(problem, _dated(problem, changes), by=by, reason="Assessment", version=version)


def _dated(problem, changes):
    """A part that says no day was written today (B1, fields 29 and 30)."""
    dated = dict(changes)
    for text, day in (("assessment_short_term", "short_term_on"), ("assessment_long_term", "long_term_on")):
        is_new = text in changes and changes[text] != getattr(problem, text)
        if is_new and changes[text].strip() and not changes.get(day, getattr(problem, day)):
            dated[day] = today()
    return dated


@transaction.atomic
def set_counts(problem, wanted, *, by, version=None):
    """Make the incidents by month these and no others: {(place, first day of the month): count}."""
    problem = hold(problem, by=by)
    if version is not None and version != version_of(problem):
        raise ChangedMeanwhile(problem)
    there = {(row.place, row.month_from): row for row in problem.counts.all()}
    changed = {
        key for key in there.keys() | wanted.keys() if key not in there or there[key].count != wanted.get(key)
    }
    if not changed:
        return problem
    for key in sorted(changed):
        _set_count(problem, there.get(key), key, wanted.get(key), by)
    note(problem, "count", by=by, changes={"months": sorted({str(month) for _, month in changed})})
    return save(problem, by=by, reason=BY_MONTH)


def _set_count(problem, row, key, count, by):
    if count is None:
        return drop(row, by=by, reason=BY_MONTH)
    if row is None:
        row = MonthlyCount(problem=problem, place=key[0], month_from=key[1])
    row.count = count
    return keep(row, by=by, reason=BY_MONTH)
