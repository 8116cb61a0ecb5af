"""What the pages of people and places share: who may come in, one form handed to one service, lists and tabs."""

from functools import wraps

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.core.paginator import Paginator
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render

from design.addresses import url
from design.pages import query
from partnership.reports.history import label_of, shown
from partnership.services import ChangedMeanwhile, version_of
from records.export import LIMIT, TOO_LONG, export
from records.forms import conflict

ROWS = 50


def members_only(view):
    """To guests and to community groups that only bid the directory does not exist."""

    @wraps(view)
    def inner(request, *args, **kwargs):
        if not request.user.reads_the_directory:
            raise Http404
        return view(request, *args, **kwargs)

    return inner


def find(model, request, *related, **key):
    return get_object_or_404(model.objects.visible_to(request.user).select_related(*related), **key)


def shows_contacts(user):
    """Telephone numbers and addresses are for those who work in a partnership."""
    return bool(user.places.partnerships)


def keep(request, form, write, *, title, back, done="Saved.", submit="Save", **page):
    """Show a form; hand what it holds to a service; go on. Whatever is refused, nothing typed is lost.

    ``write`` calls the service; ``back`` is an address, or gives one for what the service returned.
    """
    if request.method == "POST" and form.is_valid():
        try:
            row = write()
        except ChangedMeanwhile as meanwhile:
            return _conflict(request, form, meanwhile.current, cancel=page.get("cancel") or back)
        except ValidationError as refusal:
            form.take(refusal)
        else:
            messages.success(request, done)
            return redirect(back(row) if callable(back) else back)
    page = {"title": title, "submit": submit, "cancel": back, **page, "form": form}
    return render(request, "home/keep.html", page, status=422 if form.is_bound else 200)


def change_page(request, row, form, service, *, back, title="", **page):
    """A page that changes a row by a form of its fields, guarded against another's change meanwhile."""

    def write():
        said = form.cleaned_data
        return service(row, form.changes(), by=request.user, reason=said["reason"], version=said["version"])

    return keep(request, form, write, title=title or f"Change {row}", back=back, **page)


def version_for(request, row):
    """The version a form is filled from; a form that comes back says so itself."""
    return None if request.method == "POST" else version_of(row)


def said_by(request, form):
    return {"by": request.user, "reason": form.cleaned_data["reason"]}


def _conflict(request, form, current, *, cancel):
    fields = []
    for name, yours in form.changes().items():
        theirs = getattr(current, name)
        both = [shown(current, name, list(v.all()) if hasattr(v, "all") else v) for v in (theirs, yours)]
        fields.append((label_of(current, name), *both))
    return conflict(
        request, form, current, version_of(current), title=str(current), cancel=cancel, fields=fields
    )


def page_of(rows, data):
    """A page of a list with its count: number, rows, and the addresses of its neighbours."""
    page = Paginator(rows, ROWS).get_page(data.get("page"))
    return {
        "rows": page.object_list,
        "count": page.paginator.count,
        "previous": query(data, page=page.previous_page_number()) if page.has_previous() else None,
        "next": query(data, page=page.next_page_number()) if page.has_next() else None,
    }


def file_of(request, rows, name, headings, lines_of):
    """The filtered list as a file, with the lines of each row; too long a list says so on its page."""
    lines = [line for row in rows[: LIMIT + 1] for line in lines_of(row)]
    if len(lines) > LIMIT:
        messages.error(request, TOO_LONG)
        return redirect(f"{request.path}{query(request.GET, export=None)}")
    return export(request.GET["export"], name, headings, lines)


def chosen(form, data):
    """The filters that are on, each with the address of the list without it."""
    found = []
    for name, value in form.cleaned_data.items():
        if value in (None, "", False):
            continue
        field = form.fields[name]
        words = dict(getattr(field, "choices", ())).get(value, value) if isinstance(value, str) else value
        label = field.label if value is True else f"{field.label}: {words}"
        found.append((label, query(data, **{name: None, "page": None})))
    return found


def tabs_of(row, address, current="about"):
    model = row._meta.model_name
    history = url("home:history", model, row.pk)
    return [("About", address, current == "about"), ("History", history, current == "history")]
