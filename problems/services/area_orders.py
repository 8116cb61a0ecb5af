"""Orders that hold in an area: who keeps them, and from when until when (S001-77)."""

from django.core.exceptions import PermissionDenied
from django.db import transaction

from partnership.models import Area
from partnership.services.writing import ChangedMeanwhile, version_of
from problems.models import AreaOrder
from records.lifecycle import MoveRefused
from records.writing import keep

NOT_YOURS = "Only the officers and community safety officers of the area's partnership keep its orders."


@transaction.atomic
def add_order(area, *, by, **fields):
    _hold(area, by)
    there = AreaOrder.objects.filter(
        area=area, **{name: fields[name] for name in ("kind", "what", "started_on")}
    )
    if there.exists():
        raise MoveRefused("This order is kept already, from the same day. Change that one instead.")
    return keep(_checked(AreaOrder(area=area, **fields)), by=by)


@transaction.atomic
def change_order(order, changes, *, by, reason="", version=None):
    """Extend it, end it, or mend what it says. What it said before stays in its versions."""
    _hold(order.area, by)
    order = AreaOrder.objects.select_for_update().get(pk=order.pk)
    if version is not None and version != version_of(order):
        raise ChangedMeanwhile(order)
    for name, value in changes.items():
        setattr(order, name, value)
    return keep(_checked(order), by=by, reason=reason)


def _hold(area, by):
    Area.objects.select_for_update().get(pk=area.pk)
    if not by.has_perm("problems.keep_areaorder", area):
        raise PermissionDenied(NOT_YOURS)


def _checked(order):
    if order.ended_on and order.started_on and order.ended_on < order.started_on:
        raise MoveRefused("The last day cannot be before the first.")
    return order
