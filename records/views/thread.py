from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from design.addresses import url
from records.forms import LinkForm, ReasonForm, accepted, ask
from records.models import Link
from records.reports.thread import thread_of
from records.services import link_records, unlink_records
from records.views.fetch import REFUSALS, frame, record_for, record_or_404

forms_page = require_http_methods(["GET", "HEAD", "POST"])


@require_safe
def thread_show(request, reference):
    record = record_or_404(request, reference)
    context = frame(
        request,
        record,
        "thread",
        thread=thread_of(record, request.user),
        may_link=request.user.has_perm("records.link_record", record),
    )
    return render(request, "records/thread_show.html", context)


@forms_page
def link_add(request, reference):
    record = record_for(request, reference, "link_record")
    form = LinkForm(request.POST or None, user=request.user)
    if accepted(form, lambda data: link_records(record, by=request.user, **data)):
        return _back(request, record, f"{form.cleaned_data['target'].reference} is linked.")
    return _ask(request, record, form, "Link to another record", "Link")


@forms_page
def link_remove(request, reference, link):
    record = record_or_404(request, reference)
    joined = Link.objects.visible_to(request.user).select_related("source", "target")
    link = get_object_or_404(joined, pk=link, **_end(joined, record, link))
    if not any(request.user.has_perm("records.link_record", end) for end in (link.source, link.target)):
        raise PermissionDenied(REFUSALS["link_record"])
    form = ReasonForm(request.POST or None)
    if accepted(form, lambda data: unlink_records(link, by=request.user, **data)):
        return _back(request, record, "The link is removed.")
    other = link.target if link.source_id == record.pk else link.source
    return _ask(
        request, record, form, f"Remove the link to {other.reference}", "Remove link", text=other.title
    )


def _end(links, record, key):
    """A link is removed from the page of either end, and of no other record."""
    return {"source": record.pk} if links.filter(pk=key, source=record.pk).exists() else {"target": record.pk}


def _back(request, record, words):
    messages.success(request, words)
    return redirect("records:thread", record.reference)


def _ask(request, record, form, title, submit, **context):
    cancel = url("records:thread", record.reference)
    return ask(
        request, form, title=title, submit=submit, reference=record.reference, cancel=cancel, **context
    )
