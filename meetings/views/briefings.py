from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.shortcuts import redirect

from design.filters import plural
from meetings.forms import BriefingForm
from meetings.services.briefings import briefing_blockers, call_briefing, invited_to
from meetings.views.frame import CALLS_NOT, meeting_or_404
from records.forms import accepted, ask, posted


def briefing_call(request, reference):
    """The officer says when and where; who is invited follows from the roles."""
    meeting = meeting_or_404(request, reference, "partnership")
    if not request.user.has_perm("meetings.add_meeting", meeting):
        raise PermissionDenied(CALLS_NOT)
    form = BriefingForm(
        posted(request),
        initial={"starts_at": meeting.ends_at, "venue": meeting.venue, "joining": meeting.joining},
    )
    called = []
    if accepted(form, lambda data: called.append(call_briefing(meeting, by=request.user, **data))):
        messages.success(request, f"{called[0]} is called, and those invited are told.")
        return redirect("meetings:attendance", called[0].reference)
    blockers = list(briefing_blockers(meeting))
    context = {} if form.is_bound or not blockers else {"blockers": blockers}
    count = 0 if blockers else invited_to(meeting).count()
    return ask(
        request, form, title="Call a briefing after it", reference=reference, submit="Call the briefing",
        cancel=meeting.get_absolute_url(), text=f"On emerging issues, the same day. {_who(count)}", **context,
    )  # fmt: skip


def _who(count):
    officers = plural(count, "community safety officer")
    return f"{officers} of the partnerships and the county will be invited." if count else NOBODY


NOBODY = (
    "Nobody is a community safety officer yet, so nobody is invited by it. An administrator gives the role."
)
