"""Services and programmes that are commissioned, and what money stops for."""

from django.core.exceptions import PermissionDenied
from django.shortcuts import get_object_or_404, render

from audit.clock import today
from design.addresses import url
from design.pages import Column
from funding.areas import PARTS, covered_in_part
from funding.forms import outside as forms
from funding.lifecycle.outside import ServiceAction
from funding.models import Service
from funding.reports import exported
from funding.reports.outside import completion, gaps, what_ends
from funding.services import outside as services
from records.asking import refusal
from records.export import KINDS, export, one_of_several, pounds
from records.forms import ReasonForm, posted
from records.pages import asked, moves, one_for, one_or_404, show
from records.paging import page_of
from records.services import version_of
from records.together import gather
from records.views.fetch import number

COLUMNS = (
    Column("Service"),
    Column("Provided by"),
    Column("State"),
    Column("Funded until"),
    Column("Cost", numeric=True),
)
HEADINGS = [
    "Reference",
    "Service",
    "Commissioner",
    "Provided by",
    "Serves",
    "Groups",
    "Areas",
    "State",
    "Cost",
    "Until",
]
GAPS = ["Kind", "Group or level", "Served", "Services that run", "Papers about it"]
ENDING = (Column("Until"), Column("What"), Column("Amount", numeric=True))
MONTHS = (3, 6, 12, 24)
ABOVE = ("partnership", "body", "agency", "commissioner", "fund_year__fund")


def service_list(request):
    rows = Service.objects.visible_to(request.user).select_related("agency", "commissioner")
    if (kind := request.GET.get("export")) in KINDS:
        return export(
            kind,
            "services",
            HEADINGS,
            [_line(one) for one in rows.prefetch_related("areas").order_by("title")],
        )
    context = {
        "page": page_of(rows, "title", request.GET), "columns": COLUMNS, "today": today(),
        "adds": bool(request.user.places.partnerships),
    }  # fmt: skip
    return render(request, "funding/service_list.html", context)


def _line(one):
    return [
        one.reference, one.title, str(one.commissioner or ""), str(one.agency or ""), one.get_serves_display(),
        ", ".join(one.groups), ", ".join(map(str, one.areas.all())), one.get_status_display(), pounds(one.cost),
        one.ends_on,
    ]  # fmt: skip


def service_gaps(request):
    """Groups and levels of risk, with what runs for each; those that nothing serves stand out (S003-51)."""
    groups, levels = gaps(request.user)
    if (kind := request.GET.get("export")) in KINDS:
        rows = [_gap("Group", one) for one in groups] + [_gap("Level of risk", one) for one in levels]
        return export(kind, "service-gaps", GAPS, rows)
    return render(request, "funding/service_gaps.html", {"groups": groups, "levels": levels})


def _gap(kind, one):
    return [
        kind, one.name, "No" if one.is_gap else "Yes", ", ".join(map(str, one.services)),
        ", ".join(map(str, one.papers)),
    ]  # fmt: skip


def ending(request):
    """The funding cliff (S003-67)."""
    wanted = number(request.GET.get("months"))
    months = wanted if wanted in MONTHS else 6
    rows = sorted(what_ends(request.user, today(), months), key=lambda row: row.on)
    if (kind := request.GET.get("export")) in KINDS:
        lines = [[row.on, row.kind, row.title, row.post, pounds(row.amount)] for row in rows]
        return export(kind, "funding-ends", ["Until", "Kind", "What", "Post", "Amount"], lines)
    total = sum(row.amount or 0 for row in rows)
    context = {"rows": rows, "months": months, "choices": MONTHS, "columns": ENDING, "total": total}
    return render(request, "funding/ending.html", context)


def service_add(request):
    if not request.user.places.partnerships:
        raise PermissionDenied(refusal("funding.add_service"))
    form = forms.of_partnership(forms.ServiceForm(posted(request), user=request.user), request.user)
    return asked(
        request,
        form,
        lambda data: services.add_service(by=request.user, once=True, **data),
        record=None,
        back=lambda one: one.get_absolute_url(),
        cancel=url("funding:services"),
        title="Record a service or programme",
        submit="Record it",
        done="The service is recorded.",
    )


def service_show(request, reference):
    one = one_or_404(request, Service, reference, above=ABOVE)
    gather(one, "areas", PARTS, "measures", "intakes")
    if file := one_of_several(request, measures=lambda: exported.measures(one)):
        return file
    context = {
        "facts": [one.agency or one.commissioner, one.get_serves_display()], "completion": completion(one),
        "in_part": list(covered_in_part(one.areas.all())),
        "writes": request.user.has_perm("funding.change_service", one), "today": today(),
    }  # fmt: skip
    steps = moves(request.user, one, "funding:service_move", warning=(ServiceAction.END,))
    return show(
        request,
        "funding/service_show.html",
        one,
        [("Service", one.get_absolute_url(), True)],
        steps,
        **context,
    )


def service_change(request, reference):
    one = one_for(request, Service, reference, "funding.change_service", "areas", above=ABOVE)
    initial = {name: getattr(one, name) for name in forms.ServiceForm.base_fields if name != "areas"}
    initial |= {"areas": one.areas.all(), "version": version_of(one)}
    form = forms.ChangeServiceForm(posted(request), initial=initial, user=request.user)

    def do(data):
        areas, version = data.pop("areas"), data.pop("version")
        return services.change_service(one, data, by=request.user, areas=areas, version=version)

    return asked(request, form, do, record=one, title="Change the service", submit="Save", done="Saved.")


def service_move(request, reference, action):
    one = one_or_404(request, Service, reference)
    action = ServiceAction(action)
    if not request.user.has_perm(f"funding.{action}_service", one):
        raise PermissionDenied(refusal("funding.change_service"))
    return asked(
        request, ReasonForm(posted(request)), lambda data: services.move_service(one, action, by=request.user, **data),
        record=one, title=action.label, submit=action.label, done="It is recorded.",
    )  # fmt: skip


def measure(request, reference, pk=None):
    one = one_for(request, Service, reference, "funding.change_service")
    row = get_object_or_404(one.measures, pk=pk) if pk else None
    form = forms.MeasureForm(posted(request))
    if row:
        initial = {name: getattr(row, name) for name in forms.MeasureForm.base_fields}
        form = forms.ChangeMeasureForm(posted(request), initial=initial | {"version": version_of(row)})
    return asked(
        request, form, lambda data: _set_measure(one, data, request.user, row), record=one,
        title="A measure and its period", submit="Save", done="Saved.",
    )  # fmt: skip


def _set_measure(one, data, by, row):
    version = data.pop("version", None)
    return services.set_measure(one, data, by=by, measure=row, version=version)


def intake(request, reference):
    one = one_for(request, Service, reference, "funding.change_service")
    form = forms.IntakeForm(posted(request))
    return asked(
        request, form, lambda data: services.add_intake(one, data, by=request.user), record=one,
        title="Who started and who finished", submit="Save", done="Saved.",
    )  # fmt: skip
