"""Scoring forms: which there are, as they are printed, and their next version."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST

from funding.forms.schemes import Rows, SchemeForm, rows_of
from funding.models import Label, Objective, Scheme
from funding.services import schemes
from partnership.models import Partnership
from records.asking import refusal
from records.forms import accepted, posted

NOT_YOURS = refusal(schemes.PERMISSION)


def scheme_list(request):
    places = _places(request)
    rows = (
        Scheme.objects.filter(partnership__in=places)
        .select_related("partnership")
        .prefetch_related("criteria")
    )
    without = [place for place in places if place.pk not in {row.partnership_id for row in rows}]
    return render(request, "funding/scheme_list.html", {"rows": rows, "places": places, "without": without})


def _places(request):
    """Partnerships whose funding the person runs."""
    places = list(Partnership.objects.visible_to(request.user).filter(pk__in=request.user.places.funds_in))
    if not places:
        raise PermissionDenied(NOT_YOURS)
    return places


def _scheme_or_404(request, pk):
    """Those who run the partnership's funding keep its forms; nobody else knows of one by its number."""
    places = request.user.places.funds_in
    rows = Scheme.objects.filter(partnership__in=places).select_related("partnership")
    return get_object_or_404(rows.prefetch_related("criteria"), pk=pk)


def scheme_show(request, pk):
    scheme = _scheme_or_404(request, pk)
    objectives = Objective.objects.filter(fund__partnership=scheme.partnership, is_offered=True, parent=None)
    context = {
        "scheme": scheme,
        "criteria": list(scheme.criteria.all()),
        "labels": list(Label),
        "objectives": list(
            objectives.select_related("fund").prefetch_related("inside").order_by("fund", "position")
        ),
        "versions": Scheme.objects.filter(partnership=scheme.partnership, name=scheme.name),
        "calls": scheme.calls.count(),
    }
    return render(request, "funding/scheme_show.html", context)


@require_POST
def scheme_first(request, slug):
    place = next((one for one in _places(request) if one.slug == slug), None)
    if place is None:
        raise Http404
    made = schemes.first_scheme(place, by=request.user)
    messages.success(request, "The form of nine rows is there. Calls can choose it.")
    return redirect("funding:scheme", made.pk)


def scheme_add(request, slug):
    place = next((one for one in _places(request) if one.slug == slug), None)
    if place is None:
        raise Http404
    form, rows = SchemeForm(posted(request)), Rows(posted(request), prefix="row")

    def keep(data):
        return schemes.add_scheme(place, data["name"], rows.rows(), by=request.user, note=data["note"])

    return _edit(request, f"New scoring form for {place}", form, rows, keep)


def scheme_version(request, pk):
    scheme = _scheme_or_404(request, pk)
    form = SchemeForm(posted(request), is_new=False, initial={"note": scheme.note, "seen": _newest(scheme)})
    rows = Rows(posted(request), prefix="row", initial=rows_of(scheme))

    def keep(data):
        said = {"note": data["note"], "seen": data["seen"]}
        return schemes.new_version(scheme, rows.rows(), by=request.user, **said)

    return _edit(request, f"New version of {scheme.name}", form, rows, keep)


def _newest(scheme):
    versions = Scheme.objects.filter(partnership=scheme.partnership, name=scheme.name)
    return max(row.version for row in versions)


def _edit(request, title, form, rows, keep):
    made = []
    whole = not rows.is_bound or rows.is_valid()
    if whole and accepted(form, lambda data: made.append(keep(data))):
        messages.success(request, "The form is there. Calls that are published keep the one they have.")
        return redirect("funding:scheme", made[0].pk)
    context = {"form": form, "formset": rows, "title": title, "labels": list(Label)}
    return render(request, "funding/scheme_edit.html", context, status=422 if form.is_bound else 200)


@require_POST
def scheme_offer(request, pk):
    scheme = _scheme_or_404(request, pk)
    offered = (
        request.POST.get("offered") == "yes"
    )  # as the page said: pressed twice, it does not do the opposite
    schemes.offer_scheme(scheme, offered=offered, by=request.user)
    messages.success(
        request, "New calls can choose it." if offered else "New calls cannot choose it any more."
    )
    return redirect("funding:scheme", pk)
