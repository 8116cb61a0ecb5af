from django import forms
from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect
from django.views.decorators.http import require_POST

from design.addresses import url
from design.filters import joined
from meetings.forms import AttendeeForm, MatchForm
from meetings.lifecycle import BEING_WRITTEN, Status
from meetings.models import Attendance
from meetings.reports.attendance import attendance_of
from meetings.services import attendance as services
from meetings.services.votes import told_of
from meetings.views.agenda import changeable
from meetings.views.frame import meeting_or_404, show
from records.access import note_reading
from records.forms import accepted, ask, posted
from records.lifecycle import MoveRefused


def attendance_show(request, reference):
    """Sent, it puts those in the list who took a seat after the meeting was called."""
    if request.method == "POST":
        return _add_members(request, reference)
    meeting = meeting_or_404(request, reference)
    note_reading(request.user, meeting)
    attendance = attendance_of(meeting)
    context = {
        "attendance": attendance,
        "groups": Attendance.Group.choices,
        "to_come": meeting.status == Status.SCHEDULED,
        "not_listed": _not_listed(request.user, meeting, attendance),
    }
    return show(request, "meetings/attendance_show.html", meeting, "attendance", **context)


def _not_listed(user, meeting, attendance):
    """Minutes that were imported say themselves who was there."""
    is_asked = meeting.status == Status.SCHEDULED or (meeting.status in BEING_WRITTEN and attendance.is_empty)
    if not is_asked or not user.has_perm("meetings.change_meeting", meeting):
        return []
    return [member.person for member in services.members_not_listed(meeting)]


def _add_members(request, reference):
    meeting = changeable(request, reference)
    try:
        added = services.add_members(meeting, by=request.user)
    except MoveRefused as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, f"Added to the list: {joined(member.person for member in added)}.")
    return redirect("meetings:attendance", reference)


def attendee_add(request, reference):
    meeting = changeable(request, reference)
    form = AttendeeForm(posted(request), meeting=meeting)
    if accepted(form, lambda data: services.add_attendee(meeting, by=request.user, **data)):
        messages.success(request, "Added to the attendance list.")
        return redirect("meetings:attendance", reference)
    return ask(request, form, title="Add somebody to the attendance list", submit="Add", **_around(meeting))


class SetForm(forms.Form):
    """One press of the attendance page: a group, the chair's mark, or out of the list."""

    to = forms.ChoiceField(choices=[*Attendance.Group.choices, ("chair", "Chair"), ("remove", "Remove")])


@require_POST
def attendee_set(request, reference, row):
    meeting = changeable(request, reference)
    row = _row_or_404(meeting, row)
    form = SetForm(request.POST)
    if form.is_valid():
        try:
            votes = _set(meeting, row, form.cleaned_data["to"], request.user)
            for words in told_of(votes):
                messages.warning(request, words)
        except MoveRefused as refusal:
            messages.error(request, str(refusal))
    return redirect(url("meetings:attendance", reference) + f"#a{row.pk}")


def _set(meeting, row, to, user):
    """Returned are votes that no longer count because of it."""
    if to == "chair":
        services.set_chair(meeting, row, by=user)
    elif to == "remove":
        services.remove_attendee(row, by=user)
    elif services.set_group(row, to, by=user).group == Attendance.Group.APOLOGIES:
        return list(row.positions.exclude(set_aside_at=None).select_related("attendance", "resolution__item"))
    return ()


def attendee_match(request, reference, row):
    meeting = changeable(request, reference)
    row = _row_or_404(meeting, row)
    form = MatchForm(posted(request), meeting=meeting)
    if accepted(form, lambda data: services.match_attendee(row, data["person"], by=request.user)):
        messages.success(request, f"{row.printed_name} is matched.")
        return redirect("meetings:attendance", reference)
    return ask(request, form, title=f"Who is {row.printed_name}?", submit="Match", **_around(meeting))


def _row_or_404(meeting, pk):
    return get_object_or_404(meeting.attendance.all(), pk=pk)


def _around(meeting):
    return {
        "reference": meeting.reference,
        "cancel": url("meetings:attendance", meeting.reference),
    }
