from django.db.models import Value
from django.http import Http404
from django.shortcuts import get_object_or_404, render

from audit.clock import today
from design.addresses import url
from home.reports.rollup import rollup_of
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
from partnership.forms.bodies import BodyForm, BodyStatusForm
from partnership.forms.filters import BodyFilter, DayForm
from partnership.forms.keeping import NameForm, RemoveForm
from partnership.models import Body, Partnership, TermsOfReference
from partnership.reports import beside, members_of, structure_of
from partnership.services.writing import PARTNERSHIP, ask, may
from records.export import KINDS


def address(body):
    return url("home:body", body.slug)


@members_only
def body_list(request):
    form = BodyFilter(request.GET)
    form.is_valid()
    bodies = _chosen_bodies(Body.objects.visible_to(request.user), form.cleaned_data)
    bodies = bodies.select_related("partnership", "parent")
    if request.GET.get("export") in KINDS:
        return _export(request, bodies)
    page = page_of(bodies, request.GET)
    page |= {"form": form, "chosen": chosen(form, request.GET)}
    page["administered"] = Partnership.objects.filter(pk__in=request.user.places.administers)[:2]
    return render(request, "home/body_list.html", page)


def _chosen_bodies(bodies, said):
    if text := said.get("q"):
        bodies = bodies.named(text)
    for field in ("partnership", "kind"):
        if said.get(field):
            bodies = bodies.filter(**{field: said[field]})
    if said.get("area"):
        bodies = bodies.filter(areas=said["area"])
    return bodies if said.get("closed") else bodies.open()


def _export(request, bodies):
    headings = ["Body", "Partnership", "Kind", "Status", "Reports to"]
    return file_of(request, bodies, "bodies", headings, _line)


def _line(body):
    yield (
        body.name, body.partnership.name, body.get_kind_display(), body.get_status_display(), str(body.parent or ""),
    )  # fmt: skip


@members_only
def body_detail(request, slug):
    """Purpose, members as on a chosen day, terms, and what the groups beneath it are doing."""
    lines = rollup_of(slug, request.user, today())
    if not lines or (body := lines[0].body).slug != slug:
        raise Http404
    form = DayForm(request.GET if "on" in request.GET or "on-day" in request.GET else None)
    day = (form.is_bound and form.is_valid() and form.cleaned_data["on"]) or today()
    terms = list(body.terms.all())
    page = {
        "body": body,
        "day": day,
        "form": form,
        "members": members_of(body, day),
        "terms": terms,
        "agreed": next((t for t in terms if t.status == TermsOfReference.Status.AGREED), None),
        "own": lines[0],
        "children": lines[1:],
        **beside(
            names=(body.aliases, "pk", "name"),
            areas=(body.areas, "pk", "name"),
            also_to=(body.answers_also_to, "pk", "name", "slug"),
            accreditations=(body.accreditations, "pk", "scheme", "stage", Value(0), "accredited_on"),
        ),
        "contacts": shows_contacts(request.user),
        "keeps": may(request.user, PARTNERSHIP, body),
        "tabs": tabs_of(body, address(body)),
    }
    return render(request, "home/body_detail.html", page)


@members_only
def structure_show(request, slug):
    """Bodies, parents, chairs and vacancies as a picture, and as a list (S002-193, S003-08)."""
    partnership = find(Partnership, request, slug=slug)
    page = {"partnership": partnership, "chart": structure_of(partnership, today(), address)}
    return render(request, "home/structure.html", page)


@members_only
def body_add(request, slug):
    partnership = find(Partnership, request, slug=slug)
    ask(request.user, PARTNERSHIP, partnership)
    form = BodyForm(request.POST or None, partnership=partnership)

    def write():
        return services.create_body(partnership, **form.changes(), **said_by(request, form))

    text = "It is “being set up” until it has met and has agreed terms of reference."
    cancel = url("home:partnership", slug)
    return keep(request, form, write, title="Add a body", back=address, cancel=cancel, text=text)


@members_only
def body_change(request, slug):
    body = find(Body, request, "partnership", slug=slug)
    ask(request.user, PARTNERSHIP, body)
    form = BodyForm(
        request.POST or None,
        instance=body,
        partnership=body.partnership,
        version=version_for(request, body),
    )
    return change_page(request, body, form, services.change_body, back=address(body))


@members_only
def body_status(request, slug):
    body = find(Body, request, slug=slug)
    ask(request.user, PARTNERSHIP, body)
    form = BodyStatusForm(
        request.POST or None, initial={"status": body.status, "version": version_for(request, body)}
    )

    def write():
        said = form.cleaned_data
        return services.set_body_status(
            body, said["status"], on=said["status_since"], version=said["version"], **said_by(request, form)
        )

    return keep(request, form, write, title=f"Status of {body}", back=address(body))


@members_only
def body_name_add(request, slug):
    body = find(Body, request, slug=slug)
    ask(request.user, PARTNERSHIP, body)
    form = NameForm(request.POST or None)

    def write():
        return services.add_body_alias(body, form.cleaned_data["name"], **said_by(request, form))

    return keep(request, form, write, title=f"Another name of {body}", back=address(body))


@members_only
def body_name_remove(request, slug, alias):
    body = find(Body, request, slug=slug)
    ask(request.user, PARTNERSHIP, body)
    name = get_object_or_404(body.aliases, pk=alias)
    form = RemoveForm(request.POST or None)

    def write():
        return services.remove_body_alias(name, **said_by(request, form))

    return keep(request, form, write, title=f"Remove “{name}”", back=address(body), submit="Remove")
