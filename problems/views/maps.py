from django.shortcuts import render

from design.pages import query
from problems.forms import ProblemFilter
from problems.reports.places import drawn_of


def problem_map(request):
    """Where the problems of the list are, with emerging issues that are open; the whole, or a part zoomed in on."""
    filters = ProblemFilter(request.GET)
    chosen, box = filters.chosen(), filters.box
    context = {
        "map": drawn_of(request.user, chosen, box, query(request.GET, box=None)),
        "filters": filters,
        "chosen": list(filters.chips(chosen, request.GET)),
        "ways_on": [(words, query(request.GET, box=str(there))) for words, there in box.ways()]
        if box
        else [],
        "whole": query(request.GET, box=None),
        "as_list": query(request.GET),
    }
    return render(request, "problems/problem_map.html", context)
