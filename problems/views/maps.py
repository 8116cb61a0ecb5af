from django.shortcuts import render

from design.pages import query
from problems.forms import ProblemFilter
from problems.forms.lists import DEFAULTS
from problems.reports.lists import problems_for
from problems.reports.places import drawn_of, issues_on_the_map


def problem_map(request):
    """Where the problems of the list are, with emerging issues that are open."""
    filters = ProblemFilter(request.GET)
    chosen = filters.chosen()
    issues = issues_on_the_map(request.user)
    if chosen["kind"] or chosen["area"] or chosen["whose"] != DEFAULTS["whose"]:
        issues = issues.none()
    context = {
        "map": drawn_of(problems_for(request.user, chosen), issues),
        "filters": filters,
        "chosen": [
            (filters.words_for(name, chosen[name]), query(request.GET, **{name: None}))
            for name in ("whose", "status", "kind", "area")
            if chosen[name] and chosen[name] != DEFAULTS[name]
        ],
    }
    return render(request, "problems/problem_map.html", context)
