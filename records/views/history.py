from django.http import Http404
from django.shortcuts import render
from django.views.decorators.http import require_safe

from records.access import note_reading
from records.reports.events import events_on
from records.reports.history import compare, two_newest, version_numbered, versions_of
from records.veil import row_of, veil
from records.views.fetch import frame, record_for


@require_safe
def history_show(request, reference):
    record = record_for(request, reference, "view_history")
    before = row_of(request.GET.get("before"))
    note_reading(request.user, record, "read history")
    context = frame(
        request,
        record,
        "history",
        versions=versions_of(record, before=before),
        veil=veil,
        parts=[] if before else record.history_of_parts(request.user),
    )
    return render(request, "records/history_show.html", context)


@require_safe
def history_compare(request, reference):
    """Two versions side by side: those named in the address, else the two newest."""
    record = record_for(request, reference, "view_history")
    older, newer = (row_of(request.GET.get(name)) for name in ("from", "to"))
    if older is None or newer is None:
        older, newer = two_newest(record)
    older, newer = (version_numbered(record, n) for n in sorted((older, newer)))
    if older is None or newer is None:
        raise Http404
    note_reading(request.user, record, "compare versions")
    context = frame(request, record, "history", comparison=compare(record, older, newer, request.user))
    return render(request, "records/history_compare.html", context)


@require_safe
def history_events(request, reference):
    record = record_for(request, reference, "view_history")
    with_access = request.user.has_perm("records.grant_record", record)
    before = row_of(request.GET.get("before"))
    told = record.events_told(request.user)
    log = events_on(record, with_access=with_access, before=before, told=told)
    return render(
        request, "records/history_events.html", frame(request, record, "history", log=log, veil=veil)
    )
