"""Which days a paper for a meeting reports on: those since the body last met."""

import datetime as dt

from audit.clock import local_day, today
from documents import standing
from meetings.lifecycle import Status
from meetings.models import Meeting

FIRST = dt.timedelta(days=91)  # before a body's first meeting: a quarter


def period_of(meeting, user):
    """From the day after the last meeting to the day of this one, or to today if that is earlier."""
    until = min(meeting.held_on or today(), today())
    held = Meeting.objects.visible_to(user).of_body(meeting.body_id).exclude(pk=meeting.pk)
    held = held.exclude(status=Status.CANCELLED).filter(held_on__lt=until, briefing_after=None)
    last = held.order_by("-held_on").values_list("held_on", flat=True).first()
    return (last + dt.timedelta(days=1) if last else until - FIRST), until


def title_of(paper):
    return f"{paper.title} since the last meeting"


def papers_for(meeting, user, documents):
    """What other rooms have to report to this meeting, while its agenda is being made: (paper, line, page, is again).

    What stands on the agenda already, among its ``documents``, is offered again once a later day has more to report.
    """
    since, until = period_of(meeting, user)
    kept = {document.title: document for document in documents}
    for paper, line, page in standing.offered(user, meeting.body, since, until):
        there = kept.get(title_of(paper))
        if there is None or _has_more(paper, user, meeting.body, local_day(there.newest.added_at), until):
            yield paper, line, page, there is not None


def _has_more(paper, user, body, day, until):
    return day < until and paper.summary(user, body, day + dt.timedelta(days=1), until)
