from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.shortcuts import redirect, render

from audit.clock import today
from design.pages import query
from problems import services
from problems.forms import OpenForm, ProblemFilter
from problems.forms.lists import DEFAULTS
from problems.reports.lists import COLUMNS, HEADINGS, downloaded, line, listed, problems_for, sorting
from records.access import note_reading
from records.export import KINDS, LIMIT, TOO_LONG, export
from records.forms import accepted, ask, posted
from records.paging import page_of


def problem_list(request):
    filters = ProblemFilter(request.GET)
    chosen = filters.chosen()
    rows = problems_for(request.user, chosen)
    field, descending = sorting(request.GET.get("sort", ""))
    if request.GET.get("export") in KINDS:
        return _download(request, downloaded(rows).order_by(field, "pk"))
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


def _download(request, rows):
    rows = list(rows[: LIMIT + 1])
    if len(rows) > LIMIT:
        messages.error(request, TOO_LONG)
        return redirect(f"{request.path}{query(request.GET, export=None)}")
    for problem in rows:
        note_reading(request.user, problem, "download")
    return export(request.GET["export"], f"problems-{today().isoformat()}", HEADINGS, map(line, rows))


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
