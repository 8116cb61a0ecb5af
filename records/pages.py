"""What the pages of every kind of record share: how they are fetched, their tabs, what happens next, a form, a PDF."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db.models import prefetch_related_objects
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render, resolve_url
from django.utils.http import content_disposition_header

from audit.clock import today
from design.addresses import url
from design.pages import NextStep, query
from design.pdf import PdfFailed, render_pdf
from records.access import note_reading
from records.asking import refusal
from records.export import LIMIT, TOO_LONG, export
from records.forms import accepted, ask, carry_version, conflict
from records.lifecycle import moves_open_to
from records.one import one
from records.services import ChangedMeanwhile, version_of

ABOVE = ("partnership", "body", "agency")


def one_or_404(request, model, reference, *parts, above=ABOVE):
    """The record, with what its head asks for; ``parts`` are prefetched. Not theirs to know of: 404."""
    record = one(model, request.user, reference, *above)
    if record is None:
        raise Http404
    prefetch_related_objects([record], *parts)
    return record


def one_for(request, model, reference, permission, *parts, above=ABOVE):
    """The record, to somebody who may do this to it; who knows of it is told why not."""
    record = one_or_404(request, model, reference, *parts, above=above)
    if not request.user.has_perm(permission, record):
        raise PermissionDenied(refusal(permission))
    return record


def show(request, template, record, tabs, steps, *, is_noted=False, **context):
    """``tabs`` are (label, address, whether it is this page). ``steps``: None where the page has nothing of them.

    ``is_noted``: that it is read was noted along with what the page reads (`records.access.reading`).
    """
    if not is_noted:
        note_reading(request.user, record)
    context |= {
        "record": record,
        "tabs": [*((*tab, None) for tab in tabs), *tabs_of_record(request.user, record)],
        "steps": None if steps is None else list(steps),
        "grants": request.user.has_perm("records.grant_record", record),
    }
    return render(request, template, context)


def tabs_of_record(user, record):
    """What every record has besides its own; its history to those whom that page answers."""
    for label, name in (("Thread", "thread"), ("History", "history")):
        if name == "thread" or user.has_perm("records.view_history", record):
            yield label, url(f"records:{name}", record.reference), False, None


def moves(user, record, page, *, own=(), primary=(), warning=(), notes=None):
    """The moves of the record that this person may take, each leading to ``page`` with the action's word.

    ``own`` maps an action to a page of its own.
    """
    for action, blockers in moves_open_to(user, record):
        its_own = dict(own).get(action)
        address = url(its_own, record.reference) if its_own else url(page, record.reference, action)
        yield NextStep(
            action.label, address, blockers, (notes or {}).get(action, ""),
            primary=action in primary, warning=action in warning,
        )  # fmt: skip


def asked(
    request, form, do, *, record, done, back="", cancel="", version=version_of, row=None, **context
):  # fmt: skip
    """The page of one form that a service answers; or do what it asks for and go back. Nothing typed is lost.

    ``back`` is an address, or gives one for what the service returned. ``version`` is that of what another changed.
    Where the form changes a ``row``, it carries its version, which ``do`` is given among the data.
    """
    if row is not None:
        carry_version(form, version(row))
    kept, cancel = [], cancel or (back if isinstance(back, str) and back else record)
    try:
        if accepted(form, lambda data: kept.append(do(dict(data)))):
            messages.success(request, done)
            return redirect((back(kept[0]) if callable(back) else back) or record)
    except ChangedMeanwhile as meanwhile:
        current, away = meanwhile.current, resolve_url(cancel)
        return conflict(request, form, current, version(current), title=f"“{current}”", cancel=away)
    context.setdefault("reference", getattr(record, "reference", ""))
    if marking := getattr(record, "full_marking", ""):
        context.setdefault("marking", marking)
    return ask(request, form, cancel=cancel, **context)


def file_of(request, rows, name, headings, line):
    """The filtered list as a file; of each record it is noted that it was read. Too long a list says so on its page."""
    rows = list(rows[: LIMIT + 1])
    if len(rows) > LIMIT:
        messages.error(request, TOO_LONG)
        return redirect(f"{request.path}{query(request.GET, export=None)}")
    for row in rows:
        note_reading(request.user, row, "download")
    return export(request.GET["export"], f"{name}-{today().isoformat()}", headings, map(line, rows))


def pdf_of(request, record, template, context, *, title, name="", draft=False):
    """The record as a PDF, shown in the browser; a page that says so where it could not be made."""
    note_reading(request.user, record, "download")
    terms = {
        "title": title,
        "marking": record.full_marking,
        "draft": draft,
        "author": str(record.partnership),
    }
    try:
        content = render_pdf(template, {"reference": record.reference, **context}, **terms)
    except PdfFailed as failure:
        said = {"title": "The PDF could not be made", "message": str(failure), "record": record}
        return render(request, "design/not_made.html", said, status=503)
    response = HttpResponse(content, content_type="application/pdf")
    response["Content-Disposition"] = content_disposition_header(False, f"{name or record.reference}.pdf")
    response["Cache-Control"] = "private, no-store"
    return response
