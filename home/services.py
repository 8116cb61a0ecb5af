"""What is done with two subjects at once, which do not know of each other."""

from django.core.exceptions import PermissionDenied
from django.db import transaction

from funding.services import bids
from problems.models import Issue, Problem
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


WRITES = {Problem: "problems.change_problem", Issue: "problems.change_issue"}


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
