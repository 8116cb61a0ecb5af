from django.db.models import Count, Value
from django.db.models.functions import Lower
from django.shortcuts import get_object_or_404, render

from audit.clock import today
from design.addresses import url
from home.views.keeping import (
    change_page,
    chosen,
    file_of,
    find,
    keep,
    members_only,
    page_of,
    said_by,
    shows_contacts,
    tabs_of,
    version_for,
)
from partnership import services
from partnership.forms.filters import AgencyFilter
from partnership.forms.keeping import NameForm, RemoveForm
from partnership.forms.people import AgencyForm, AgencyLinkForm, MergeForm, UnitForm
from partnership.models import Agency, AgencyLink, AgencyUnit
from partnership.querysets import DatedQuerySet
from partnership.reports import beside
from partnership.services.writing import DIRECTORY, ask, may
from records.export import KINDS


def address(agency):
    return url("home:agency", agency.pk)


@members_only
def agency_list(request):
    """Agencies by sector, kind and area; search finds short names and aliases (S000-09, S001-09)."""
    form = AgencyFilter(request.GET)
    form.is_valid()
    agencies = _chosen_agencies(Agency.objects.visible_to(request.user), form.cleaned_data)
    if request.GET.get("export") in KINDS:
        return _export(request, agencies)
    posts = Count("posts", filter=DatedQuerySet.holding(today(), "posts__"))
    page = page_of(agencies.annotate(people=posts).order_by(Lower("name"), "pk"), request.GET)
    page |= {"form": form, "chosen": chosen(form, request.GET), "keeps": may(request.user, DIRECTORY)}
    return render(request, "home/agency_list.html", page)


def _chosen_agencies(agencies, said):
    if said.get("q"):
        agencies = agencies.named(said["q"])
    for field in ("sector", "kind"):
        if said.get(field):
            agencies = agencies.filter(**{field: said[field]})
    if said.get("area"):
        agencies = agencies.filter(areas=said["area"])
    return agencies if said.get("ended") else agencies.current()


def _export(request, agencies):
    headings = ["Agency", "Short name", "Kind", "Sector"]
    return file_of(
        request, agencies, "agencies", headings,
        lambda agency: [
            (agency.name, agency.short_name, agency.get_kind_display(), agency.get_sector_display())
        ],
    )  # fmt: skip


@members_only
def agency_detail(request, pk):
    agency = find(Agency, request, "successor", pk=pk)
    page = {
        "agency": agency,
        **(lists := _beside(agency)),
        "units": _tree(lists["units"]),
        "standings": agency.standings.on(today()).select_related("partnership", "area"),
        "posts": agency.posts.current().select_related("person", "unit").order_by("person__family_name"),
        "seats": agency.seats.current().select_related("body").order_by("body__name"),
        "kinds": dict(AgencyLink.Kind.choices),
        "topics": agency.topic_contacts.current().select_related("topic", "person").order_by("topic__name"),
        "contacts": shows_contacts(request.user),
        "keeps": may(request.user, DIRECTORY),
        "tabs": tabs_of(agency, address(agency)),
    }
    return render(request, "home/agency_detail.html", page)


def _beside(agency):
    return beside(
        names=(agency.aliases, "pk", "name"),
        areas=(agency.areas, "pk", "name"),
        former=(agency.predecessors, "pk", "name"),
        links_to=(agency.links, "pk", "other__name", "kind", "other"),
        links_from=(agency.linked_from, "pk", "agency__name", "kind", "agency"),
        units=(agency.units, "pk", "name", Value(""), "parent"),
    )


def _tree(units):
    """(depth, unit) down the tree."""
    beneath = {}
    for unit in units:
        beneath.setdefault(unit.other, []).append(unit)

    def walk(parent, depth):
        for unit in beneath.get(parent, ()):
            yield depth, unit
            yield from walk(unit.key, depth + 1)

    return list(walk(0, 0))


@members_only
def agency_add(request):
    ask(request.user, DIRECTORY)
    form = AgencyForm(request.POST or None)

    def write():
        confirmed = form.cleaned_data["confirmed"]
        return services.create_agency(**form.changes(), confirmed=confirmed, **said_by(request, form))

    return keep(request, form, write, title="Add an agency", back=address, cancel=url("home:agencies"))


@members_only
def agency_change(request, pk):
    ask(request.user, DIRECTORY)
    agency = find(Agency, request, pk=pk)
    form = AgencyForm(request.POST or None, instance=agency, version=version_for(request, agency))
    return change_page(request, agency, form, services.change_agency, back=address(agency))


@members_only
def agency_merge(request, pk):
    ask(request.user, DIRECTORY)
    agency = find(Agency, request, pk=pk)
    form = MergeForm(request.POST or None)

    def write():
        said = form.cleaned_data
        return services.merge_agency(
            agency, said["into"], on=said["on"], confirmed=said["confirmed"], **said_by(request, form)
        )

    text = (
        f"{agency} ends, and its names, posts, seats and ranks go on under the other agency from the day after. "
        "Old records keep the old name, and everybody at the agency that goes on can open what was open to it as its "
        "own. What was opened to it by name is opened anew: agreements it signed must be signed again by "
        "the agency that goes on."
    )
    return keep(
        request, form, write, title=f"Merge {agency}", back=address, cancel=address(agency), text=text
    )


@members_only
def agency_name_add(request, pk):
    ask(request.user, DIRECTORY)
    agency = find(Agency, request, pk=pk)
    form = NameForm(request.POST or None)

    def write():
        return services.add_agency_alias(agency, form.cleaned_data["name"], **said_by(request, form))

    return keep(request, form, write, title=f"Another name of {agency}", back=address(agency))


@members_only
def agency_name_remove(request, pk, alias):
    ask(request.user, DIRECTORY)
    agency = find(Agency, request, pk=pk)
    name = get_object_or_404(agency.aliases, pk=alias)
    form = RemoveForm(request.POST or None)

    def write():
        return services.remove_agency_alias(name, **said_by(request, form))

    title = f"Remove “{name}” from {agency}"
    return keep(request, form, write, title=title, back=address(agency), submit="Remove", done="Removed.")


@members_only
def agency_link_add(request, pk):
    ask(request.user, DIRECTORY)
    agency = find(Agency, request, pk=pk)
    form = AgencyLinkForm(request.POST or None)

    def write():
        said = form.cleaned_data
        return services.link_agencies(agency, said["other"], said["kind"], **said_by(request, form))

    return keep(request, form, write, title=f"Link {agency} to another agency", back=address(agency))


@members_only
def agency_link_remove(request, pk, link):
    ask(request.user, DIRECTORY)
    agency = find(Agency, request, pk=pk)
    tie = get_object_or_404(agency.links.select_related("agency", "other"), pk=link)
    form = RemoveForm(request.POST or None)

    def write():
        return services.unlink_agencies(tie, **said_by(request, form))

    return keep(request, form, write, title=f"Remove: {tie}", back=address(agency), submit="Remove")


@members_only
def unit_add(request, pk):
    ask(request.user, DIRECTORY)
    agency = find(Agency, request, pk=pk)
    form = UnitForm(request.POST or None, agency=agency)

    def write():
        return services.create_unit(agency, **form.changes(), **said_by(request, form))

    return keep(request, form, write, title=f"A team of {agency}", back=address(agency))


@members_only
def unit_change(request, pk):
    ask(request.user, DIRECTORY)
    unit = find(AgencyUnit, request, "agency", pk=pk)
    form = UnitForm(
        request.POST or None, agency=unit.agency, instance=unit, version=version_for(request, unit)
    )
    return change_page(request, unit, form, services.change_unit, back=address(unit.agency))
