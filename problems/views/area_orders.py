"""Orders that hold in an area; the page of the area shows them (S001-77)."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.shortcuts import get_object_or_404, redirect

from design.addresses import url
from partnership.models import Area
from partnership.services.writing import ChangedMeanwhile, version_of
from problems import services
from problems.forms.area_orders import AreaOrderForm, ChangeAreaOrderForm
from problems.models import AreaOrder
from problems.services.area_orders import NOT_YOURS
from records.forms import accepted, ask, conflict, posted


def area_order_add(request, area):
    area = get_object_or_404(Area.objects.visible_to(request.user), pk=area)
    _require(request.user, area)
    form = AreaOrderForm(posted(request))
    if accepted(form, lambda data: services.add_order(area, by=request.user, **data)):
        messages.success(request, "The order is kept.")
        return redirect(_page(area))
    return ask(request, form, title=f"Add an order in {area}", submit="Add it", cancel=_page(area))


def area_order_change(request, pk):
    order = get_object_or_404(AreaOrder.objects.visible_to(request.user).select_related("area"), pk=pk)
    _require(request.user, order.area)
    there = {name: getattr(order, name) for name in ("kind", "what", "agency", "started_on", "ended_on")}
    form = ChangeAreaOrderForm(posted(request), initial=there | {"version": version_of(order)})
    try:
        if accepted(form, lambda data: _change(order, by=request.user, **data)):
            messages.success(request, "The order is changed.")
            return redirect(_page(order.area))
    except ChangedMeanwhile as meanwhile:
        current = meanwhile.current
        back = _page(order.area)
        return conflict(request, form, current, version_of(current), title=f"“{current}”", cancel=back)
    text = "To extend or end it, change its last day."
    return ask(request, form, title=f"Change: {order}", submit="Save", text=text, cancel=_page(order.area))


def _change(order, *, by, version, **changes):
    return services.change_order(order, changes, by=by, version=version)


def _require(user, area):
    if not user.has_perm("problems.keep_areaorder", area):
        raise PermissionDenied(NOT_YOURS)


def _page(area):
    return url("home:area", area.pk)
