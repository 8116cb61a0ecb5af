"""The agenda with the time at which each item begins, for its page and its PDF."""

import datetime as dt
from dataclasses import dataclass

from design.filters import joined, plural
from meetings.reports.printed import when

MIDNIGHT = 24 * 60


@dataclass(frozen=True, slots=True)
class PrintedAgenda:
    reference: str
    title: str
    body: str
    partnership: str
    when: str
    venue: str
    joining: str
    items: tuple  # (item, when it begins)
    papers: tuple[str, ...]
    open_actions: tuple  # actions of earlier meetings
    overrun: str
    apologies: tuple[str, ...]


def print_agenda(meeting, items, *, joining="", papers=(), open_actions=(), apologies=()):
    """What this reader may have of it: the caller has read items, papers and actions as theirs."""
    return PrintedAgenda(
        reference=meeting.reference,
        title=f"Agenda: {meeting.title}",
        body=str(meeting.body),
        partnership=str(meeting.partnership),
        when=when(meeting),
        venue=meeting.venue,
        joining=joining,
        items=tuple(timed(meeting, items)),
        papers=tuple(f"{paper.title} ({paper.reference})" for paper in papers),
        open_actions=tuple(open_actions),
        overrun=overrun_of(meeting, items),
        apologies=tuple(apologies),
    )


def timed(meeting, items):
    """(item, the time at which it begins), as far as every item before it says how long it takes."""
    at = meeting.starts_at and meeting.starts_at.hour * 60 + meeting.starts_at.minute
    for item in items:
        yield item, dt.time(*divmod(at, 60)) if at is not None and at < MIDNIGHT else None
        at = at + item.minutes_allowed if at is not None and item.minutes_allowed else None


def overrun_of(meeting, items):
    """By how much the times allowed are more than the meeting has; empty where they fit, or where that is not known."""
    if not (meeting.starts_at and meeting.ends_at):
        return ""
    begin, end = (at.hour * 60 + at.minute for at in (meeting.starts_at, meeting.ends_at))
    asked = sum(item.minutes_allowed or 0 for item in items)
    if asked <= end - begin:
        return ""
    return f"The items take {plural(asked, 'minute')}, and the meeting has {end - begin}. Shorten some, or end later."


def without_paper(items, documents):
    """A sentence for whoever sends the agenda, where something is to be decided and nothing is attached."""
    decided = [f"“{item.title}”" for item in items if item.purpose in ("decision", "agreement")]
    if not decided or documents:
        return ""
    return (
        f"No paper is attached, and {joined(decided)} {'is' if len(decided) == 1 else 'are'} to be decided."
    )
