from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.shortcuts import redirect, render

from design.pages import query
from problems import services
from problems.forms import OpenForm, ProblemFilter
from problems.reports.lists import (
    COLUMNS,
    DEFAULTS,
    HEADINGS,
    SORTS,
    STAGES,
    downloaded,
    line,
    page_for,
    problems_for,
)
from records.export import KINDS
from records.forms import accepted, ask, posted
from records.pages import file_of
from records.paging import sorting


def problem_list(request):
    filters = ProblemFilter(request.GET)
    chosen = filters.chosen()
    if request.GET.get("export") in KINDS:
        rows = downloaded(problems_for(request.user, chosen)).order_by(
            sorting(request.GET, SORTS, DEFAULTS["sort"])[0], "pk"
        )
        return file_of(request, rows, "problems", HEADINGS, line)
    context = {
        "page": page_for(request.user, chosen, request.GET),
        "filters": filters,
        "chosen": list(filters.chips(chosen, request.GET)),
        "on_map": query(request.GET, after=None, before=None, sort=None),
        "columns": COLUMNS,
        "stages": STAGES,
        "sort": request.GET.get("sort", DEFAULTS["sort"]),
        "opens": bool(request.user.places.partnerships),
    }
    return render(request, "problems/problem_list.html", context)


def problem_open(request):
    if not request.user.places.partnerships:
        raise PermissionDenied("Only people of a partnership's agencies open its problem records.")
    form = OpenForm(posted(request), user=request.user)
    opened = []
    if accepted(form, lambda data: opened.append(services.open_problem(by=request.user, once=True, **data))):
        messages.success(request, "The record is open, and you are the officer in the case.")
        return redirect(opened[0])
    return ask(
        request, form, title="Open a problem record", submit="Open the record", cancel="..",
        text="A title is enough. You can fill in the rest when you know it.",
    )  # fmt: skip
