"""Orders that hold in an area or in what lies within it, with their days (S001-77)."""

from dataclasses import dataclass

from problems.models import AreaOrder


@dataclass(frozen=True)
class ShownOrder:
    order: AreaOrder
    is_within: bool  # in an area that lies in this one
    is_to_come: bool


def not_over(day):
    """Orders in force on the day or to come, to be read along with other lists."""
    rows = AreaOrder.objects.exclude(ended_on__lt=day)
    return rows.select_related("area", "agency").order_by("started_on", "pk")


def orders_in(area, orders, ground, day):
    """``orders`` as `not_over` gives them, ``ground`` as `problems.areas.Ground`."""
    return [
        ShownOrder(order, order.area_id != area.pk, bool(order.started_on) and order.started_on > day)
        for order in orders
        if area.pk in ground.upwards(order.area_id)
    ]
