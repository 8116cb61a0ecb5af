"""Files by which areas, populations and outlines become known."""

from django.core.exceptions import PermissionDenied

from assessments.forms.data import PartsForm, SuppliedForm
from assessments.services import lookups
from design.addresses import url
from records.asking import refusal
from records.forms import posted
from records.pages import asked

ABOUT = {
    "lookup": (
        "A CSV file with the headings LSOA code and Area. Area is the name or the ONS code of an area here. The "
        "file replaces what was said of those areas."
    ),
    "population": (
        "A CSV file with the headings Code, Year, People and, where rates are per household, Households. A year that "
        "comes again replaces what was said."
    ),
    "boundaries": "A GeoJSON file as the ONS gives it, in degrees. Outlines then stand on maps.",
}


def lookup_add(request):
    return _asked(request, PartsForm, lookups.set_parts, "lookup", "Say which LSOAs areas are made of")


def population_add(request):
    return _asked(request, SuppliedForm, lookups.set_population, "population", "Load population")


def boundaries_add(request):
    return _asked(request, SuppliedForm, lookups.set_boundaries, "boundaries", "Load outlines for maps")


def _asked(request, form_class, do, name, title):
    if not request.user.has_perm(lookups.PERMISSION):
        raise PermissionDenied(refusal(lookups.PERMISSION))
    form = form_class(posted(request), request.FILES or None)
    return asked(
        request, form, lambda data: do(data.pop("file"), by=request.user, **data), record=None,
        back=url("assessments:loads"), title=title, submit="Load the file", done="It is loaded.", text=ABOUT[name],
    )  # fmt: skip
