"""Progress on actions across reviews, as a page, a file and a paper."""

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.http import content_disposition_header

from audit.clock import today
from audit.services import log
from design.pages import query
from design.pdf import PdfFailed, render_pdf
from records.export import KINDS, LIMIT, TOO_LONG, export
from records.paging import page_of
from reviews.reports import progress as reports

TITLE = "Progress on actions from learning"
MARKING = "OFFICIAL-SENSITIVE"


class ProgressFilter(forms.Form):
    agency = forms.ChoiceField(label="Lead agency", required=False)
    state = forms.ChoiceField(label="State", choices=reports.STATES, required=False)

    def __init__(self, data, *, agencies):
        super().__init__(data)
        self.fields["agency"].choices = [("", "Any"), *agencies]

    def chosen(self):
        self.is_valid()
        return {name: self.cleaned_data.get(name, "") for name in self.fields}


def progress(request):
    """For those who know of a review; whoever begins reviews finds an empty page."""
    user, kind = request.user, request.GET.get("export")
    if not knows_of_reviews(user):
        raise Http404
    plain = request.GET.get("view") == "partnership"
    agencies = reports.by_agency(reports.lines_for(user))
    form = ProgressFilter(
        request.GET, agencies=[(str(row["agency"]), row["agency__name"]) for row in agencies]
    )
    chosen = form.chosen()
    rows = reports.told(reports.lines_for(user, **chosen), user)
    words = reports.plain_words(user) if plain else str
    if kind in KINDS or kind == "pdf":
        return _file(request, kind, rows, agencies, words if plain else None)
    page = page_of(rows, "target_on", request.GET)
    said = [(name, dict(form.fields[name].choices)[value]) for name, value in chosen.items() if value]
    context = {
        "page": page, "words_of": words, "columns": reports.COLUMNS, "by_agency": reports.AGENCIES,
        "agencies": agencies, "plain": plain,
        "words": reports.overdue_words(agencies), "state_of": reports.state_of, "filters": form,
        "keeps": bool(user.places.coordinates_in),
        "chosen": [(words, query(request.GET, **{name: None}, after=None, before=None)) for name, words in said],
        "title": TITLE,
        "formats": (("csv", "CSV"), ("xlsx", "Excel"), ("ods", "OpenDocument"), ("pdf", "PDF")),
    }  # fmt: skip
    return render(request, "reviews/progress.html", context)


def knows_of_reviews(user):
    return bool(user.places.coordinates_in) or "reviews.review" in user.places.opened_kinds


def refuse_guests(user):
    """A guest reads what was opened to them on its pages, and takes no list of it away."""
    if user.is_guest:
        raise PermissionDenied("Guests read this here. Ask the review co-ordinator for a file.")


def _file(request, kind, rows, agencies, words):
    """Each download is noted, of whatever it says (S004-39). ``words`` are given where it says of no review."""
    refuse_guests(request.user)
    plain = words is not None
    rows = list(rows.order_by("target_on", "pk")[: LIMIT + 1])
    if len(rows) > LIMIT:
        messages.error(request, TOO_LONG)
        return redirect(f"{request.path}{query(request.GET, export=None)}")
    for review in {s.recommendation.review for line in rows for s in line.known}:
        log(review, "download", by=request.user, changes={"reading": True, "of": "Progress on actions"})
    if kind in KINDS:
        lines = reports.exported(rows, named=not plain, words=words or str)
        headings = list(reports.HEADINGS) if plain else [*reports.HEADINGS, *reports.NAMING]
        return export(kind, f"progress-{today().isoformat()}", headings, lines)
    context = {
        "agencies": agencies, "words": reports.overdue_words(agencies), "on": today(), "title": TITLE, "plain": plain,
        "rows": [(line, *reports.state_of(line)) for line in rows], "words_of": words or str,
    }  # fmt: skip
    return pdf("reviews/printed/progress.html", context, TITLE, "progress")


def pdf(template, context, title, name):
    try:
        made = render_pdf(
            template, context, title=title, marking=MARKING, draft=False, author="Partnership Portal"
        )
    except PdfFailed as failure:
        return HttpResponse(str(failure), status=503, content_type="text/plain; charset=utf-8")
    answer = HttpResponse(made, content_type="application/pdf")
    answer["Content-Disposition"] = content_disposition_header(False, f"{name}.pdf")
    answer["Cache-Control"] = "private, no-store"
    return answer
