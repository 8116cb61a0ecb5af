"""The list of kinds of place, kept by an administrator (S002-123)."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render

from design.addresses import url
from partnership.services.writing import DIRECTORY, REFUSALS, may
from problems import services
from problems.forms.location_types import LocationTypeForm, OfferForm
from problems.models import LocationType
from records.forms import ask, posted


def location_type_list(request):
    known = LocationType.objects.visible_to(request.user)
    if request.user.is_guest:
        raise Http404
    context = {"types": known, "keeps": may(request.user, DIRECTORY)}
    return render(request, "problems/location_type_list.html", context)


def location_type_add(request):
    _require(request)
    form = LocationTypeForm(posted(request))
    if form.is_bound and form.is_valid():
        try:
            added = services.add_location_type(form.cleaned_data["name"], by=request.user)
        except ValidationError as refusal:
            form.add_error("name", refusal.messages)
        else:
            messages.success(request, f"“{added}” is offered on problem records.")
            return redirect("problems:location_types")
    return ask(request, form, title="Add a location type", submit="Add", cancel=_back())


def location_type_offer(request, pk):
    """Retire it, or offer it again."""
    _require(request)
    row = get_object_or_404(LocationType.objects.visible_to(request.user), pk=pk)
    form = OfferForm(posted(request), initial={"is_active": "no" if row.is_active else "yes"})
    if form.is_bound and form.is_valid():
        row = services.offer_location_type(row, by=request.user, **form.cleaned_data)
        messages.success(request, f"“{row}” is {'offered again' if row.is_active else 'retired'}.")
        return redirect("problems:location_types")
    title, submit = ("Retire", "Retire it") if row.is_active else ("Offer again", "Offer it again")
    text = "Records that name it keep it." if row.is_active else ""
    return ask(request, form, title=f"{title}: {row}", submit=submit, text=text, cancel=_back())


def _require(request):
    if request.user.is_guest:
        raise Http404
    if not may(request.user, DIRECTORY):
        raise PermissionDenied(REFUSALS[DIRECTORY])


def _back():
    return url("problems:location_types")
