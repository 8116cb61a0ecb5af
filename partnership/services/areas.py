from django.core.exceptions import ValidationError
from django.db import transaction

from partnership.models import Area, AreaOverlap
from partnership.services import writing
from partnership.services.writing import DIRECTORY, ask


@transaction.atomic
def create_area(*, by, reason="", **fields):
    ask(by, DIRECTORY)
    return writing.create(Area(**fields), by=by, reason=reason)


@transaction.atomic
def change_area(area, changes, *, by, reason="", version=None):
    ask(by, DIRECTORY)
    above = changes.get("parent", area.parent)
    while above is not None:
        if above == area:
            raise ValidationError({"parent": "An area cannot lie within itself. Choose another."})
        above = above.parent
    return writing.change(area, changes, by=by, reason=reason, version=version)


@transaction.atomic
def overlap_areas(area, other, *, approximate=False, by, reason=""):
    """Say once, from either side, that two areas cover some of the same ground (S002-02)."""
    ask(by, DIRECTORY)
    writing.refuse(
        area == other and "An area overlaps itself already. Choose the other one.",
        other.overlaps.filter(other=area).exists() and "That these two overlap is already said.",
    )
    return writing.create(AreaOverlap(area=area, other=other, approximate=approximate), by=by, reason=reason)


@transaction.atomic
def remove_overlap(overlap, *, by, reason=""):
    ask(by, DIRECTORY)
    writing.remove(overlap, by=by, reason=reason)
