"""Corrections that members ask for while the minutes are a draft."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render

from design.addresses import url
from meetings.forms import AnswerForm, AskForm
from meetings.lifecycle import FROZEN
from meetings.models import AskedCorrection, Paragraph
from meetings.services import asked as services
from meetings.views.agenda import changeable
from meetings.views.frame import minutes_or_403
from records.forms import accepted, ask, carry_version, conflict, posted
from records.services import ChangedMeanwhile
from records.views.fetch import number

NOT_ASKED = "Members of the body ask for corrections while the minutes are a draft."


def correction_ask(request, reference, paragraph=None):
    meeting = minutes_or_403(request, reference)
    approved = meeting.status in FROZEN
    if not request.user.has_perm(services.ASK, meeting) and not (approved and request.method == "POST"):
        raise PermissionDenied(
            services.APPROVED if approved else NOT_ASKED
        )  # the service says so beside the words
    if paragraph:
        known = Paragraph.objects.visible_to(request.user).select_related("item__meeting")
        paragraph = known.filter(item__meeting=meeting, pk=paragraph).first()
        if paragraph is None:
            return _taken_out(request, reference)
    before = paragraph and services.asked_before(paragraph, request.user)
    initial = {"text": paragraph.text if paragraph else ""}
    initial |= {"text": before.text, "reason": before.reason} if before else {}
    form = AskForm(posted(request), initial=initial)
    back = url("meetings:minutes", reference) + (f"#p{paragraph.number}" if paragraph else "")
    if accepted(form, lambda data: services.ask_correction(meeting, paragraph, by=request.user, **data)):
        messages.success(request, "Whoever writes the minutes is told. You hear what was done.")
        return redirect(back)
    title = (
        f"Ask for a correction of paragraph {paragraph.number}" if paragraph else "Something else is wrong"
    )
    text = (
        f"It reads now: {paragraph.text}"
        if paragraph
        else "Say what is wrong, and what the minutes should say: who was there, or what is missing."
    )
    return ask(
        request,
        form,
        title=title,
        text=text,
        reference=reference,
        submit="Ask for the correction",
        cancel=back,
    )


def _taken_out(request, reference):
    """Whoever was typing keeps it; to all others there is no such page."""
    if request.method != "POST":
        raise Http404
    form = AskForm(request.POST)
    form.add_error(None, services.TAKEN_OUT)
    return ask(
        request, form, title="Ask for a correction", reference=reference, submit="Ask for the correction",
        cancel=url("meetings:minutes", reference),
    )  # fmt: skip


def correction_answer(request, reference, asked):
    """What was asked, to whoever may know of it; its answer, from those who write the minutes."""
    meeting = minutes_or_403(request, reference)
    known = AskedCorrection.objects.visible_to(request.user).select_related(
        "paragraph__item", "asked_by__person"
    )
    asked = get_object_or_404(known, meeting=meeting, pk=asked)
    asked.meeting = meeting
    back = url("meetings:minutes", reference) + (f"#p{asked.paragraph.number}" if asked.paragraph else "")
    context = {"meeting": meeting, "asked": asked, "back": back}
    if asked.answered_at or not request.user.has_perm("meetings.write_minutes", meeting):
        if request.method == "POST":
            changeable(request, reference, "meetings.write_minutes")
            messages.error(request, services.ANSWERED)
            return redirect(back)
        return render(request, "meetings/correction_answer.html", context)
    form = AnswerForm(posted(request), asked=asked, initial={"text": asked.text})
    if asked.paragraph:
        carry_version(form, asked.paragraph.version)
    try:
        if accepted(form, lambda data: _answer(asked, dict(data), request.user)):
            messages.success(request, f"{asked.asked_by} is told.")
            return redirect(back)
    except ChangedMeanwhile as meanwhile:
        current = meanwhile.current
        return conflict(
            request, form, current, current.version, title=f"Paragraph {current.number}", cancel=back
        )
    return render(
        request,
        "meetings/correction_answer.html",
        context | {"form": form},
        status=422 if form.is_bound else 200,
    )


def _answer(asked, data, user):
    version = number(data.pop("version", None))
    services.answer_correction(asked, by=user, version=version, **data | {"accept": data["accept"] == "yes"})
