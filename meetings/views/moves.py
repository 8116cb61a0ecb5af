from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.shortcuts import get_object_or_404, redirect, render

from design.filters import plural
from meetings.forms import ApproveForm, DecideCorrectionForm, ReasonForm
from meetings.lifecycle import FROZEN, Action
from meetings.models import Correction, Paragraph
from meetings.reports.minutes import read_minutes
from meetings.services import moves as services
from meetings.services.corrections import decide_correction
from meetings.views.frame import NOTES, meeting_or_404, minutes_or_403
from records.access import note_reading
from records.audience import wider_than
from records.forms import accepted, ask, posted
from records.lifecycle import permission, refusal
from records.publication import withheld_in
from records.reports.access import counted

DONE = {
    Action.START: "The minutes are open for writing.",
    Action.CIRCULATE: "The minutes are circulated. Their actions are issued to their owners.",
    Action.RETURN: "The minutes are with the officer again.",
    Action.APPROVE: "You have approved and signed the minutes.",
    Action.PUBLISH: "The open part of the minutes is on the public page.",
    Action.UNPUBLISH: "The public page is taken down.",
    Action.CANCEL: "The meeting is cancelled.",
}


def meeting_move(request, reference, action):
    meeting = meeting_or_404(request, reference)
    if not request.user.has_perm(permission(meeting, action), meeting):
        raise PermissionDenied(refusal(meeting, action))
    if action == Action.APPROVE:
        return _approve(request, meeting)
    form = ReasonForm(posted(request), action=action)
    if accepted(form, lambda data: services.PERFORM[action](meeting, by=request.user, **data)):
        messages.success(request, DONE[action])
        return redirect(meeting)
    context = {"title": action.label, "text": _words(request, meeting, action), "submit": action.label}
    if not form.is_bound and meeting.status in meeting.MOVES[action][0]:
        context["blockers"] = meeting.blockers(action)
    return ask(request, form, reference=meeting.reference, cancel=meeting.get_absolute_url(), **context)


def _approve(request, meeting):
    """The chair reads, ticks and signs on one page; what they sign is the text that this page showed."""
    if request.method == "GET" and meeting.status in FROZEN:
        messages.info(request, "These minutes are approved already.")
        return redirect(meeting)
    note_reading(request.user, meeting)
    form = ApproveForm(posted(request), initial={"digest_seen": services.digest_now(meeting)})
    if accepted(form, lambda data: _sign(meeting, data, request.user)):
        messages.success(request, DONE[Action.APPROVE])
        return redirect(meeting)
    if form.is_bound:  # whoever must read again signs what they now read
        form.data = form.data.copy()
        form.data["digest_seen"] = services.digest_now(meeting)
    blockers = meeting.blockers(Action.APPROVE) if meeting.status in meeting.MOVES[Action.APPROVE][0] else ()
    context = {
        "meeting": meeting,
        "minutes": read_minutes(meeting, request.user),
        "form": form,
        "blockers": blockers,
        "statement": services.STATEMENT,
        "writes": False,
        "corrects": False,
        "discharges": False,
    }
    status = 422 if form.is_bound else 200
    return render(request, "meetings/meeting_approve.html", context, status=status)


def _sign(meeting, data, user):
    services.approve_minutes(meeting, by=user, digest_seen=data["digest_seen"])


def _words(request, meeting, action):
    """What the person should know before they press."""
    if action == Action.UNPUBLISH:
        wider = wider_than(meeting, meeting.Audience.PARTNERSHIP, by=request.user)
        return f"{counted(wider)} under it will be open to the partnership only." if wider else ""
    if action in (Action.START, Action.CIRCULATE):
        return NOTES[action]
    if action != Action.PUBLISH:
        return ""
    texts = Paragraph.objects.visible_to(request.user).filter(item__meeting=meeting, publication="open")
    texts = texts.filter(item__is_restricted=False)
    left_out = sum(withheld_in(text) for text in texts.values_list("text", flat=True))
    kept = Paragraph.objects.visible_to(request.user).filter(item__meeting=meeting)
    kept = kept.exclude(publication="open", item__is_restricted=False)
    count = kept.count()
    said = [
        f"{plural(count, 'paragraph')} not for publication will stay out." if count else "",
        f"{plural(left_out, 'contact detail or reference', 'contact details or references')} "
        "will be left out of the open text."
        if left_out
        else "",
    ]
    return (
        " ".join(filter(None, said))
        or "Nothing is left out: everybody will read the minutes as they are here."
    )


def correction_decide(request, reference, correction):
    meeting = minutes_or_403(request, reference)
    if not request.user.has_perm("meetings.agree_correction", meeting):
        raise PermissionDenied("Only the chair decides corrections to approved minutes.")
    rows = Correction.objects.filter(paragraph__in=Paragraph.objects.visible_to(request.user))
    correction = get_object_or_404(rows, pk=correction, paragraph__item__meeting=meeting)
    form = DecideCorrectionForm(posted(request))
    if accepted(form, lambda data: _decide(correction, data, request.user)):
        messages.success(request, "The correction is decided.")
        return redirect(meeting)
    context = {"meeting": meeting, "correction": correction, "form": form}
    return render(request, "meetings/correction_decide.html", context, status=422 if form.is_bound else 200)


def _decide(correction, data, user):
    decide_correction(correction, by=user, agree=data["agree"] == "yes", reason=data["reason"])
