from django.shortcuts import get_object_or_404, render

from audit.clock import today
from design.addresses import url
from home.views.keeping import change_page, find, keep, members_only, page_of, said_by, tabs_of, version_for
from partnership import services
from partnership.forms.keeping import RemoveForm
from partnership.forms.people import AreaForm, OverlapForm
from partnership.models import Area, AreaOverlap
from partnership.services.writing import DIRECTORY, ask, may
from problems.areas import Ground, ground_lists
from problems.reports.area_orders import not_over, orders_in
from records.together import read_together


def address(area):
    return url("home:area", area.pk)


@members_only
def area_list(request):
    areas = Area.objects.visible_to(request.user).select_related("parent").order_by("kind", "name")
    page = page_of(areas, request.GET) | {"keeps": may(request.user, DIRECTORY)}
    return render(request, "home/area_list.html", page)


@members_only
def area_detail(request, pk):
    """What lies within, what overlaps, who covers it, which orders hold (S000-11, S002-01 to S002-03, S001-77)."""
    area, day = find(Area, request, "parent", pk=pk), today()
    known = read_together(
        within=area.children.all(),
        agencies=area.agencies.on(day),
        bodies=area.bodies.open(),
        partnerships=area.partnerships.all(),
        orders=not_over(day),
        **ground_lists(),
    )
    ground = Ground(*(known.pop(name) for name in ground_lists()))
    page = known | {
        "area": area,
        "overlaps": _overlaps(area),
        "orders": orders_in(area, known["orders"], ground, day),
        "keeps_orders": request.user.has_perm("problems.keep_areaorder", area),
        "keeps": may(request.user, DIRECTORY),
        "tabs": tabs_of(area, address(area)),
    }
    return render(request, "home/area_detail.html", page)


def _overlaps(area):
    """(the other area, the row), from whichever side it was said."""
    rows = AreaOverlap.objects.select_related("area", "other")
    said_here = [(row.other, row) for row in rows.filter(area=area)]
    return said_here + [(row.area, row) for row in rows.filter(other=area)]


@members_only
def area_add(request):
    ask(request.user, DIRECTORY)
    form = AreaForm(request.POST or None)

    def write():
        return services.create_area(**form.changes(), **said_by(request, form))

    return keep(request, form, write, title="Add an area", back=address, cancel=url("home:areas"))


@members_only
def area_change(request, pk):
    ask(request.user, DIRECTORY)
    area = find(Area, request, pk=pk)
    form = AreaForm(request.POST or None, instance=area, version=version_for(request, area))
    return change_page(request, area, form, services.change_area, back=address(area))


@members_only
def overlap_add(request, pk):
    ask(request.user, DIRECTORY)
    area = find(Area, request, pk=pk)
    form = OverlapForm(request.POST or None)

    def write():
        return services.overlap_areas(area, **form.changes(), **said_by(request, form))

    return keep(request, form, write, title=f"An area that overlaps {area}", back=address(area))


@members_only
def overlap_remove(request, pk, overlap):
    ask(request.user, DIRECTORY)
    area = find(Area, request, pk=pk)
    row = get_object_or_404(area.overlaps.select_related("area", "other"), pk=overlap)
    form = RemoveForm(request.POST or None)

    def write():
        return services.remove_overlap(row, **said_by(request, form))

    return keep(request, form, write, title=f"Remove: {row}", back=address(area), submit="Remove")
