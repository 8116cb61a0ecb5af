from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.shortcuts import redirect, render

from design.pages import query
from problems import services
from problems.forms import OpenForm, ProblemFilter
from problems.forms.lists import DEFAULTS
from problems.reports.lists import COLUMNS, HEADINGS, downloaded, line, listed, problems_for, sorting
from records.export import KINDS
from records.forms import accepted, ask, posted
from records.pages import file_of
from records.paging import page_of


def problem_list(request):
    filters = ProblemFilter(request.GET)
    chosen = filters.chosen()
    rows = problems_for(request.user, chosen)
    field, descending = sorting(request.GET.get("sort", ""))
    if request.GET.get("export") in KINDS:
        return file_of(request, downloaded(rows).order_by(field, "pk"), "problems", HEADINGS, line)
    context = {
        "page": page_of(listed(rows), field, request.GET, descending=descending),
        "filters": filters,
        "chosen": [
            (filters.words_for(name, chosen[name]), query(request.GET, **{name: None, "after": None}))
            for name in ("whose", "status", "kind", "area")
            if chosen[name] and chosen[name] != DEFAULTS[name]
        ],
        "columns": COLUMNS,
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
