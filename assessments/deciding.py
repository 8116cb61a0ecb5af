"""How an assessment came to be agreed: its chair signs it, or a meeting did whose minutes are approved (S001-139)."""

import re
from dataclasses import dataclass
from datetime import date

from django.apps import apps

from audit.clock import today
from design.filters import date as in_words
from evidence import months
from records.models import Record
from signoffs.models import SignOff

MEETING = "meetings.meeting"  # subjects do not know one another: a meeting is found as a record of this kind
APPROVE = "approve"  # the act by which minutes are approved


@dataclass(frozen=True)
class Agreed:
    """By a meeting; without one it is the chair who signs now."""

    meeting: Record | None = None
    resolution: str = ""
    agreed_on: date | None = None

    @property
    def day(self):
        """Of the meeting; the day that was entered where the meeting has none."""
        rows = apps.get_model(MEETING).objects.filter(pk=self.meeting and self.meeting.pk)
        return rows.values_list("held_on", flat=True).first() or self.agreed_on

    @property
    def words(self):
        if self.meeting is None:
            return ""
        where = f"{self.meeting.title} ({self.meeting.reference})"
        return f"{where}, {self.resolution}" if self.resolution else where


def refusals(assessment, agreed):
    """(field, sentence) of what stands against that meeting; a form and the service ask the same."""
    meeting = agreed.meeting
    if meeting is None:
        yield "meeting", "Name the meeting that agreed it."
        return
    if meeting.kind != MEETING:
        yield (
            "meeting",
            f"{meeting.reference} is no meeting. Enter the reference of the meeting that agreed it.",
        )
        return
    if assessment.body_id and meeting.body_id != assessment.body_id:
        yield "meeting", f"The assessment is agreed by {assessment.body}. Name a meeting of that body."
    if not SignOff.objects.filter(record=meeting.pk, act=APPROVE, withdrawal=None).exists():
        yield "meeting", f"The minutes of {meeting.reference} are not approved yet. Record it when they are."
    if agreed.agreed_on and agreed.agreed_on > today():
        yield "agreed_on", "It cannot be agreed on a day to come. Enter the day of the meeting."
    yield from _days(assessment, agreed)
    yield from _resolution(agreed)


def _days(assessment, agreed):
    """It is agreed on the day of the meeting, which cannot have read what was not over yet."""
    day, over = agreed.day, months.last_day(assessment.last)
    if day and agreed.agreed_on and agreed.agreed_on != day and agreed.agreed_on <= today():
        yield "agreed_on", f"The meeting was on {in_words(day)}. Enter that day, or leave it empty."
    if day and day <= over:
        sentence = (
            f"The meeting was on {in_words(day)}, and the months that are analysed run to {in_words(over)}. Name the"
            " meeting that agreed it."
        )
        yield "meeting", sentence


def _resolution(agreed):
    """Whether the minutes of that meeting have what is cited; minutes that are kept elsewhere cannot be asked."""
    words, meeting = agreed.resolution.strip(), agreed.meeting
    if not words:
        yield "resolution", "Give the number of the resolution or of the minute."
        return
    known = _numbers_of(meeting)
    cited = re.findall(r"\d+(?:\.\d+)*", re.sub(r"(?i)(\d),? resolution (\d)", r"\1.\2", words))
    if known and not (cited and known.issuperset(cited)):
        sentence = (
            f"The minutes of {meeting.reference} have no resolution or paragraph {words}. Enter its number as they give"
            " it, such as 4.1 for the first of item 4."
        )
        yield "resolution", sentence


def _numbers_of(meeting):
    """Of its resolutions (item 4 resolution 1 is 4.1), of its paragraphs, and of the items that have either."""
    items = apps.get_model("meetings.agendaitem").objects.filter(meeting=meeting.pk)
    resolutions = items.exclude(resolutions=None).values_list("number", "resolutions__position")
    paragraphs = items.exclude(paragraphs=None).values_list("number", "paragraphs__number")
    found = {f"{item}.{position}" for item, position in resolutions} | {number for _, number in paragraphs}
    return found | {str(item) for item, _ in (*resolutions, *paragraphs)}
