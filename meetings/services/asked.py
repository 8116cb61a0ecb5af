"""Corrections that members ask for while the minutes are a draft: asked, accepted into the text, or declined."""

from django.core.exceptions import PermissionDenied
from django.db import transaction

from audit.clock import now
from design.addresses import url
from meetings.hearing import drafters_for, officers_of
from meetings.lifecycle import FROZEN
from meetings.models import AskedCorrection, Paragraph
from meetings.services.asking import hold, note
from meetings.services.minutes import WRITE, change_paragraph, check_text
from notices.services.telling import notify
from records.lifecycle import MoveRefused, locked
from records.writing import keep

ASK = "meetings.ask_correction"
APPROVED = (
    "These minutes are approved since. Raise it at the next meeting, or ask the partnership officer to propose a"
    " correction to the chair."
)
TAKEN_OUT = (
    "This paragraph was taken out of the draft since, or is no longer open to you. Copy what you wrote, go back to "
    "the minutes, and say there that something else is wrong."
)
ANSWERED = "This correction was answered already."


@transaction.atomic
def ask_correction(meeting, paragraph, text, *, by, reason=""):
    """Say what a paragraph of the draft should say; without one, what else is wrong. Asked again, it replaces what the
    person asked before.
    """
    meeting = locked(meeting)
    if meeting.status in FROZEN:
        raise MoveRefused(APPROVED)
    if not by.has_perm(ASK, meeting):
        raise PermissionDenied("Members who may read the draft minutes ask for corrections of them.")
    check_text(text)
    if paragraph:
        paragraph = Paragraph.objects.visible_to(by).filter(item__meeting=meeting, pk=paragraph.pk).first()
        if paragraph is None:
            raise MoveRefused(TAKEN_OUT)
    if paragraph and text.strip() == paragraph.text.strip():
        raise MoveRefused("That is how the paragraph reads now. Write what it should say.")
    asked = (paragraph and asked_before(paragraph, by)) or AskedCorrection(
        meeting=meeting, paragraph=paragraph, asked_by=by
    )
    asked.text, asked.reason, asked.asked_at = text, reason, now()
    keep(asked, by=by)
    note(meeting, "ask correction", by=by, changes={"number": paragraph.number if paragraph else ""})
    notify(
        (officers_of(meeting) | drafters_for(meeting.body_id)).exclude(pk=by.pk), meeting, f"asked-{asked.pk}",
        subject=f"{meeting.reference}: a correction of the draft minutes is asked for",
        line="A member says what the draft should say. Accept it, or say why not.",
        path=url("meetings:answer", meeting.reference, asked.pk),
    )  # fmt: skip
    return asked


def asked_before(paragraph, by):
    """What this person asked of the paragraph, and nobody answered yet."""
    return paragraph.asked_corrections.filter(asked_by=by, answered_at=None).first()


@transaction.atomic
def answer_correction(asked, *, by, accept, text="", answer="", version=None):
    """Take it into the text, as whoever writes it words it; or decline, and say why."""
    meeting = hold(asked.meeting, by=by, permission=WRITE)
    asked = AskedCorrection.objects.select_for_update().get(pk=asked.pk)
    if asked.answered_at:
        raise MoveRefused(ANSWERED)
    if not accept and not answer.strip():
        raise MoveRefused("Say why the correction is declined.")
    if accept and asked.paragraph and text != asked.paragraph.text:
        change_paragraph(asked.paragraph, {"text": text}, by=by, version=version)
    asked.answered_at, asked.answered_by, asked.is_accepted, asked.answer = now(), by, accept, answer
    keep(asked, by=by)
    verb = "accept asked correction" if accept else "decline asked correction"
    note(meeting, verb, by=by, changes={"number": asked.paragraph.number if asked.paragraph else ""})
    notify(
        [asked.asked_by], meeting, f"answered-{asked.pk}",
        subject=f"{meeting.reference}: the correction that you asked for is {'accepted' if accept else 'declined'}",
        line="See what was done at the minutes." if accept else "The reason is at the minutes.",
        path=url("meetings:minutes", meeting.reference) + f"#asked-{asked.pk}",
    )  # fmt: skip
    return asked
