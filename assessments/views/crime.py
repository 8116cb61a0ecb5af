"""Crime in numbers, hotspots, and the tables behind them."""

from django.http import Http404
from django.shortcuts import render

from assessments.categories import CRIMES, Category
from assessments.forms.data import CrimeForm, areas_with_counts
from assessments.harming import weights_of
from assessments.models import WeightSet
from assessments.reports import crime as reports
from assessments.reports.harm import harm_of
from assessments.reports.hotspots import hotspots_of
from evidence import months
from records.export import KINDS, export

CATEGORIES = [(one.value, one.label) for one in sorted((Category.ASB, *CRIMES), key=lambda one: one.label)]
HEADINGS = ["Category", "Months", "Count", "Months before", "Count before", "Change in per cent", "In words"]


def crime_show(request):
    asked = _asked(request)
    crime = asked["crime"]
    if (kind := request.GET.get("export")) in KINDS and crime:
        return export(kind, "crime", HEADINGS, [_line(row) for row in crime.rows])
    context = asked | {"caveats": reports.CAVEATS, "what": "Crime in numbers"}
    if crime:
        row = crime.row(asked["category"])
        context |= {"row": row, "trend": reports.trend(crime, row), "control": reports.control_of(crime, row)}
        context["categories"] = reports.by_category(crime)
    return render(request, "assessments/crime.html", context)


def _line(row):
    compared = row.compared
    change = compared.change.percentage if compared.change else None
    return [
        row.name, compared.window.words, row.total, compared.with_window.words, row.before,
        "" if change is None else str(change), compared.words,
    ]  # fmt: skip


def hotspots_show(request):
    asked = _asked(request)
    crime, found = asked["crime"], None
    if crime:
        row = crime.row(asked["category"])
        found = hotspots_of(crime.area, crime.window, row.category, row.name)
    return render(request, "assessments/hotspots.html", asked | {"found": found, "what": "Hotspots"})


def harm_show(request):
    """By the set of weights that is chosen, or the first that knows the categories of police data."""
    asked = _asked(request)
    places = request.user.places
    sets = list(WeightSet.objects.filter(partnership__in=places.partnerships | places.assesses_in))
    asked_for = next((row for row in sets if str(row.pk) == request.GET.get("weights")), None)
    chosen = asked_for or next((row for row in sets if weights_of(row)), sets[0] if sets else None)
    found = harm_of(asked["crime"], asked["areas"], chosen) if asked["crime"] and chosen else None
    del asked["form"].fields["category"]  # harm is of all crime
    asked["hidden"] = [("weights", chosen.pk)] if asked_for else []
    return render(request, "assessments/harm.html", asked | {"found": found, "sets": sets, "what": "Harm"})


def _asked(request):
    """Of the person's own area where none is chosen; what cannot be is left out of account."""
    if not request.user.places.partnerships and not request.user.places.assesses_in:
        raise Http404
    places = request.user.places
    held, areas = reports.held_months(), areas_with_counts(places.partnerships | places.assesses_in)
    form = CrimeForm(request.GET, areas=areas, held=held, categories=CATEGORIES)
    form.is_valid()
    data = form.cleaned_data
    area = next((area for area in areas if area.pk == data.get("area")), None) or _own(areas)
    crime = (
        reports.crime_of(area, held, last=data.get("last"), length=data.get("length") or 12) if area else None
    )
    category = data.get("category")
    shown = {
        "area": area.pk if area else "", "last": crime.window.last if crime else "",
        "length": crime.window.length if crime else 12, "category": "" if category is None else category,
    }  # fmt: skip
    return {
        "areas": areas, "form": CrimeForm(shown, areas=areas, held=held, categories=CATEGORIES), "crime": crime,
        "category": None if category is None else Category(category), "hidden": (),
        "data_to": months.data_to(crime.data_to if crime else None),
    }  # fmt: skip


def _own(areas):
    """An area of the person's partnerships, or else any that has figures."""
    return next((area for area in areas if area.is_own), areas[0] if areas else None)
