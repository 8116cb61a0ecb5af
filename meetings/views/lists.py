from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.shortcuts import redirect, render

from meetings.forms import MeetingForm, ScheduleForm, bodies_run_by
from meetings.lifecycle import Status
from meetings.reports.lists import HEADINGS, filtered_meetings, line_of, page_of_meetings
from meetings.services import meetings as services
from meetings.views.frame import meeting_or_404
from records.export import KINDS
from records.forms import accepted, ask, conflict, posted
from records.pages import file_of
from records.services import ChangedMeanwhile, version_of
from records.views.fetch import number


def meeting_list(request):
    if request.GET.get("export") in KINDS:
        meetings, _ = filtered_meetings(request.user, request.GET)
        return file_of(request, meetings, "meetings", HEADINGS, line_of)
    page = page_of_meetings(request.user, request.GET)
    runs_some = bodies_run_by(request.user).exists()
    return render(request, "meetings/meeting_list.html", {"page": page, "runs_some": runs_some})


def meeting_schedule(request):
    if not bodies_run_by(request.user).exists():
        raise PermissionDenied("Only partnership officers, and those who draft for a body, call meetings.")
    form = ScheduleForm(posted(request), user=request.user, initial=_as_before(request))
    called = []
    if accepted(form, lambda data: called.append(services.schedule_meeting(by=request.user, **data))):
        messages.success(request, f"{called[0]} is called.")
        return redirect("meetings:agenda", called[0].reference)
    return ask(request, form, title="Call a meeting", submit="Call the meeting", cancel="..")


def _as_before(request):
    """Where one meeting leads to calling the next: the body, and the time and place that it last met at."""
    key = number(request.GET.get("body"))
    body = bodies_run_by(request.user).filter(pk=key).first() if key else None
    last = body and services.last_before(body, None)
    said = {name: getattr(last, name) for name in ("starts_at", "venue", "joining")} if last else {}
    return {"body": body, **said}


def meeting_detail(request, reference):
    """Straight to what the meeting is about now: its agenda before it is held, its minutes after."""
    meeting = meeting_or_404(request, reference)
    reads = request.user.has_perm("meetings.view_minutes", meeting) and meeting.status != Status.SCHEDULED
    return redirect("meetings:minutes" if reads else "meetings:agenda", reference)


def meeting_change(request, reference):
    meeting = meeting_or_404(request, reference)
    if not request.user.has_perm("meetings.change_meeting", meeting):
        raise PermissionDenied("Only officers, and those who draft for this body, change a meeting.")
    initial = {name: getattr(meeting, name) for name in services.CHANGEABLE}
    initial["version"] = version_of(meeting)
    form = MeetingForm(posted(request), initial=initial, meeting=meeting, user=request.user)
    try:
        if accepted(form, lambda data: _save(meeting, data, request.user)):
            messages.success(request, "The meeting is changed.")
            return redirect(meeting)
    except ChangedMeanwhile as meanwhile:
        return conflict(request, form, meanwhile.current, version_of(meanwhile.current), title=str(meeting))
    return ask(
        request, form, title="Date, time and place", reference=meeting.reference, submit="Save",
        cancel=meeting.get_absolute_url(),
    )  # fmt: skip


def _save(meeting, data, user):
    version = data.pop("version")
    return services.change_meeting(meeting, data, by=user, version=version)
