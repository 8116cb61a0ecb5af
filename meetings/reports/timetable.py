"""When a meeting's items are called for, its papers due, and its papers out (S003-10)."""

from dataclasses import dataclass
from datetime import date

from notices.working_days import BeyondCalendar, clear_working_days_before


@dataclass(frozen=True)
class Step:
    key: str
    label: str
    on: date


def timetable_of(meeting):
    """Counted back from the meeting in clear working days, as its body has set them; none without a date."""
    if meeting.held_on is None or meeting.body is None:
        return []
    body = meeting.body
    try:
        return [
            Step(key, label, clear_working_days_before(meeting.held_on, days))
            for key, label, days in (
                ("items-due", "Send items for the agenda by", body.items_by_days),
                ("papers-due", "Papers are due by", body.papers_by_days),
                ("papers-out", "Agenda and papers go out by", body.notice_days),
            )
        ]
    except BeyondCalendar:
        return []
