from django.http import Http404
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from design.pages import Column, query
from documents.comparing import NotComparable, compare_versions
from documents.forms import FilterForm
from documents.models import Document
from documents.places import may_keep
from documents.reports import EXPORTED, document_page, line
from documents.views.copies import document_known
from documents.views.fetch import document_or_404
from records.access import note_reading
from records.export import KINDS
from records.pages import file_of
from records.paging import page_of
from records.views.fetch import frame

COLUMNS = [
    Column("Document", sort="title"),
    Column("Stage"),
    Column("Version", numeric=True),
    Column("Body"),
    Column("Changed", sort="updated_at"),
]
SORTS = {"title", "updated_at"}


@require_safe
def document_list(request):
    form = FilterForm(request.GET, user=request.user)
    documents = form.applied(Document.objects.visible_to(request.user))
    sort = request.GET.get("sort", "")
    field = sort.removeprefix("-")
    if field not in SORTS:
        sort, field = "-id", "id"
    documents = documents.select_related("body", "partnership").with_versions()
    if request.GET.get("export") in KINDS:
        found = documents.order_by(f"-{field}" if sort.startswith("-") else field, "pk")
        return file_of(request, found, "documents", EXPORTED, line)
    context = {
        "page": page_of(documents, field, request.GET, descending=sort.startswith("-")),
        "filter_form": form,
        "chosen": [
            (words, query(request.GET, **{name: None}, after=None, before=None))
            for name, words in form.chosen()
        ],
        "columns": COLUMNS,
        "sort": sort,
        "may_add": may_keep(request.user),
    }
    return render(request, "documents/document_list.html", context)


@require_safe
def document_detail(request, reference):
    try:
        document = document_or_404(request, reference)
    except Http404:
        return document_known(request, reference)
    note_reading(request.user, document)
    context = frame(request, document, "detail", page=document_page(document, request.user))
    words, address, _ = context["tabs"][0]
    context["tabs"][0] = (words, address, True)
    return render(request, "documents/document_detail.html", context)


@require_safe
def document_compare(request, reference):
    """Two versions side by side: those named in the address, else the two newest."""
    document = document_or_404(request, reference)
    versions = list(document.versions.all())
    newer = _named(document, request.GET.get("to"), versions[0])
    older = _named(document, request.GET.get("from"), (versions[1:] or versions)[0])
    if older.pk > newer.pk:
        older, newer = newer, older
    note_reading(request.user, document, f"compare versions {older.number} and {newer.number}")
    changes, refusal = [], older.withheld_because or newer.withheld_because
    if not refusal:
        try:
            changes = compare_versions(older, newer)
        except NotComparable as reason:
            refusal = str(reason)
    context = {
        "document": document,
        "versions": versions,
        "older": older,
        "newer": newer,
        "changes": changes,
        "refusal": refusal,
    }
    return render(request, "documents/document_compare.html", context)


def _named(document, number, usual):
    return get_object_or_404(document.versions, number=number) if number else usual
