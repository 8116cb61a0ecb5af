from django.shortcuts import render

from home.reports.projects import map_of, projects_by_area
from home.views.keeping import members_only
from records.export import KINDS, export, pounds

HEADINGS = ["Area", "Kind", "Projects", "Awarded", "Which"]


@members_only
def project_map(request):
    """Which projects there are, district by district (S004-56)."""
    lines, opened = projects_by_area(request.user)
    if (kind := request.GET.get("export")) in KINDS:
        return export(kind, "projects-by-area", HEADINGS, map(_line, lines))
    page = {"lines": lines, "opened": opened, "figure": map_of(lines)}
    return render(request, "home/project_map.html", page)


def _line(line):
    titles = "; ".join(bid.title for bid in line.bids)
    return [line.area.name, line.area.get_kind_display(), len(line.bids), pounds(line.awarded), titles]
