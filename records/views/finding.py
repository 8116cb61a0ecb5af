from django.shortcuts import redirect, render
from django.views.decorators.http import require_safe

from records.reports.finding import called, directory, name_of, results_for
from records.search import LONGEST_QUERY
from records.views.fetch import number

LAST_PAGE = 50  # of a thousand pieces, twenty records a page


@require_safe
def search(request):
    """Everything a person may see. A reference goes straight to its record, if they may know of it."""
    query = request.GET.get("q", "")[:LONGEST_QUERY]
    if record := called(query, request.user):
        return redirect(record)
    kind = request.GET.get("kind", "")
    page = min(max(number(request.GET.get("page")) or 1, 1), LAST_PAGE)
    results = results_for(query, request.user, kind=kind, page=page)
    known = kind in {found for found, _, _ in results.kinds}
    context = {
        "query_text": query,
        "results": results,
        "kind": kind,
        "kind_name": name_of(kind) if known else "",
        "page": page,
        "named": [] if results.rows else directory(query, request.user),
    }
    return render(request, "records/search.html", context)
