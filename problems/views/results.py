"""What all records together come to: a page, files for spreadsheets, and a PDF."""

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.http import content_disposition_header

from audit.clock import today
from design.filters import date as date_in_words
from design.pages import query
from design.pdf import PdfFailed, render_pdf
from problems.forms.results import ResultsFilter
from problems.reports.results import charts_of, downloaded, drawn_of, partnerships_of, results_of
from records.export import KINDS, export

MARKING = "OFFICIAL"


def problem_results(request):
    day, partnerships = today(), partnerships_of(request.user)
    filters = ResultsFilter(request.GET, partnerships=partnerships, day=day)
    chosen = filters.chosen()
    said = [(name, filters.words_for(name, chosen[name])) for name in ("year", "partnership") if chosen[name]]
    kind = request.GET.get("export")
    if kind in KINDS or kind == "pdf":
        found = results_of(request.user, chosen, partnerships, day)
        if kind in KINDS:
            return export(kind, f"problem-results-by-{found.by}-{day.isoformat()}", *downloaded(found))
        only = [words for _, words in said]
        return _pdf({"found": found, "charts": charts_of(found), "day": day, "only": only}, request)
    first, others = drawn_of(request.user, chosen, partnerships, day)
    context = {
        "first": first,
        "others": others,
        "filters": filters,
        "chosen": [(words, query(request.GET, **{name: None})) for name, words in said],
    }
    return render(request, "problems/results.html", context)


def _pdf(context, request):
    title = f"Results of problem solving by {context['found'].words.lower()}"
    foot = f"Counted on {date_in_words(context['day'])} for {request.user}"
    try:
        made = render_pdf(
            "problems/printed/results.html", context | {"foot": foot}, title=title, marking=MARKING, draft=False,
            author="Partnership Portal",
        )  # fmt: skip
    except PdfFailed:
        return redirect(f"{request.path}{query(request.GET, export=None)}")
    answer = HttpResponse(made, content_type="application/pdf")
    answer["Content-Disposition"] = content_disposition_header(False, "problem-results.pdf")
    answer["Cache-Control"] = "private, no-store"
    return answer
