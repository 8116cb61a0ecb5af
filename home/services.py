"""What is done with two subjects at once, which do not know of each other."""

from django.core.exceptions import PermissionDenied
from django.db import transaction

from assessments.series import counts_of
from evidence import months
from funding.services import bids
from problems.models import EmergingIssue, MonthlyCount, Problem
from problems.services import set_counts
from records.lifecycle import MoveRefused
from records.models import Link
from records.services import join, link_records

NOT_YOURS = "Only those who keep this record begin a bid from it."


@transaction.atomic
def ask_for_money(record, call, agency, title, *, by):
    """Begin a bid from a problem record or an emerging issue, with what it says and a link to it (S002-50, S002-185).

    Nothing of what is said of victims and offenders is carried over.
    """
    if not by.has_perm(WRITES[type(record)], record):
        raise PermissionDenied(NOT_YOURS)
    fields, areas = carried(record)
    bid = bids.start_bid(call, agency, title, by=by, fields=fields, areas=areas, once=True)
    join(bid, record, Link.Kind.ARISES_FROM, by=by)
    return bid


WRITES = {Problem: "problems.change_problem", EmergingIssue: "problems.change_emergingissue"}


def carried(record):
    """The answers of the bid that the record gives, and the areas."""
    areas = {area for area in (record.section, record.beat) if area is not None}
    fields = {"summary": record.outline, "need": record.outline}
    if isinstance(record, Problem):
        areas |= set(record.areas.all())
        fields["need"] = "\n\n".join(filter(None, (record.outline, record.scanning_notes)))
        fields["monitoring"] = record.measure_of_success
    return fields, sorted(areas, key=lambda area: area.pk)


def link_split(split, resolution, *, by):
    """The resolution that agreed how a cost is shared (S001-167): the plan was decided by the meeting, in that part."""
    return link_records(
        split.plan, resolution.item.meeting, Link.Kind.DECIDED_BY, by=by, part=str(resolution).lower(),
        note=split.title,
    )  # fmt: skip


@transaction.atomic
def take_police_months(problem, areas, *, kinds, first, last, by, version=None):
    """Make police counts the problem's incidents by month. ``areas``: by place, such as target or comparison.

    What was there of these places is replaced; what was typed of another place stays. A month that was not loaded of
    an area is not nought: it is left out.
    """
    found = counts_of([area.pk for area in areas.values()], first, last)
    lacking = [str(area) for area in areas.values() if area.pk not in found]
    if lacking:
        raise MoveRefused(*(NO_MONTHS.format(name) for name in lacking))
    kept = {(row.place, row.month_from): row.count for row in problem.counts.all() if row.place not in areas}
    taken = {
        (place, months.first_day(month)): sum(by_kind.get(kind, 0) for kind in kinds)
        for place, area in areas.items()
        for month, by_kind in found[area.pk].items()
    }
    set_counts(problem, kept | taken, by=by, version=version)
    return len({month for _, month in taken})


NO_MONTHS = "No police data of these months is loaded of {}. Choose other months, or another area."
PLACES = {
    "area": MonthlyCount.Place.TARGET, "compared": MonthlyCount.Place.COMPARISON, "around": MonthlyCount.Place.BUFFER,
}  # fmt: skip
