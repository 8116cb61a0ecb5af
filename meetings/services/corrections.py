from django.core.exceptions import PermissionDenied
from django.db import transaction

from audit.clock import now
from meetings.models import Correction, Paragraph
from meetings.services.asking import hold, note, openly
from meetings.services.minutes import check_text
from meetings.services.moves import sign_minutes
from records import search
from records.lifecycle import MoveRefused, locked, save
from records.writing import keep


@transaction.atomic
def propose_correction(paragraph, new_text, *, by, reason):
    """Ask the chair to correct approved minutes. Nothing changes until they agree; the number never does."""
    meeting = hold(paragraph.item.meeting, by=by, permission="meetings.correct_minutes", frozen_too=True)
    check_text(new_text)
    found = []
    if not reason.strip():
        found.append("Say why the minutes are wrong. Corrections are for accuracy only.")
    if new_text == paragraph.text:
        found.append("The corrected text is the same as the present one.")
    if paragraph.corrections.filter(decided_at=None).exists():
        found.append("A correction to this paragraph already waits for the chair.")
    if found:
        raise MoveRefused(*found)
    correction = Correction(
        paragraph=paragraph, old_text=paragraph.text, new_text=new_text, reason=reason,
        proposed_at=now(), proposed_by=by,
    )  # fmt: skip
    keep(correction, by=by, reason=reason)
    said = openly(paragraph, reason)
    note(meeting, "propose correction", by=by, changes={"number": paragraph.number}, reason=said)
    return correction


@transaction.atomic
def decide_correction(correction, *, by, agree, reason=""):
    """The chair agrees, and signs the new edition; or refuses, with a reason. The old text is kept."""
    meeting = locked(correction.paragraph.item.meeting)
    if not by.has_perm("meetings.agree_correction", meeting):
        raise PermissionDenied("Only the chair decides corrections to approved minutes.")
    correction = Correction.objects.select_for_update().get(pk=correction.pk)
    if correction.decided_at:
        raise MoveRefused("This correction was decided already.")
    if correction.proposed_by_id == by.pk:
        raise PermissionDenied("You proposed this correction. Another chair or deputy chair decides it.")
    if not agree and not reason.strip():
        raise MoveRefused("Say why the correction is refused.")
    correction.decided_at, correction.decided_by, correction.is_agreed = now(), by, agree
    if agree:
        _apply(correction, meeting, by)
    keep(correction, by=by, reason=reason)
    changes = {"number": correction.paragraph.number, "edition": correction.edition}
    verb, said = "agree correction" if agree else "refuse correction", openly(correction.paragraph, reason)
    note(meeting, verb, by=by, changes=changes, reason=said)
    return correction


def _apply(correction, meeting, by):
    paragraph = Paragraph.objects.select_for_update().get(pk=correction.paragraph_id)
    if paragraph.text != correction.old_text:
        raise MoveRefused("The paragraph was corrected meanwhile. Refuse this one and propose it anew.")
    paragraph.text, paragraph.version = correction.new_text, paragraph.version + 1
    keep(paragraph, by=by, reason=correction.reason)
    meeting.edition = correction.edition = meeting.edition + 1
    save(meeting, by=by, reason=f"Correction to {paragraph.number}")
    sign_minutes(meeting, by=by)
    search.index(meeting)
