"""A fund year divided as the costed plans ask; and each partnership's own balance of what is set aside for it."""

from django.http import Http404
from django.shortcuts import get_object_or_404, render

from funding.costed import costed
from funding.forms.funds import DivideForm
from funding.reports.shares import shares_of
from funding.services.dividing import divide_by_plans, not_divisible
from funding.views.fund_years import year_or_404
from funding.views.funds import of_year
from partnership.models import Partnership
from records.export import KINDS, export, pounds
from records.forms import posted
from records.pages import asked

HEADINGS = ["Fund", "Year", "Allocated", "Posts", "Committed", "Spent", "Free", "Projects"]


def fund_divide(request, reference, year):
    """What the plans come to beside the parts of today, and one confirmation (S001-154)."""
    its = year_or_404(request, reference, year, "funding.change_fund")
    found = costed(its, request.user)
    form = DivideForm(posted(request), initial={"seen": found.digest})
    if form.is_bound and form.is_valid():
        return asked(
            request, form, lambda data: divide_by_plans(its, by=request.user, **data), record=its.fund,
            back=of_year(its), title=f"Divide {its} by the plans", submit="Take it over",
            done="The year is divided as the plans ask.",
        )  # fmt: skip
    context = {
        "fund_year": its,
        "found": found,
        "form": form,
        "blockers": list(not_divisible(its, found, request.user)),
    }
    return render(request, "funding/fund_divide.html", context, status=422 if form.is_bound else 200)


def share_show(request, slug):
    """To those of the partnership alone, whoever keeps the fund (S003-19)."""
    place = get_object_or_404(Partnership.objects.visible_to(request.user), slug=slug)
    if place.pk not in request.user.places.partnerships:
        raise Http404
    lines = shares_of(place)
    if (kind := request.GET.get("export")) in KINDS:
        return export(kind, f"money-{slug}", HEADINGS, map(_line, lines))
    return render(request, "funding/share_show.html", {"place": place, "lines": lines})


def _line(line):
    its = line.fund_year
    sums = (line.allocated, line.posts, line.committed, line.spent, line.free)
    return [its.fund.title, its.year_name, *map(pounds, sums), line.projects]
