"""The list of meetings: what a person may see, filtered, newest first, in pages that cost the same at any depth."""

import datetime as dt
from dataclasses import dataclass, field

from django.db.models import F, Q

from design.pages import Column
from meetings.lifecycle import Status
from meetings.models import Meeting
from partnership.models import Body

PAGE = 50
COLUMNS = [Column("Meeting"), Column("Date"), Column("Status")]
HEADINGS = ("Reference", "Meeting", "Body", "Date", "Place", "Status")
UNDATED = dt.date(9999, 12, 31)
LONGEST_KEY = 18  # digits


@dataclass(slots=True)
class MeetingPage:
    meetings: list
    following: str = ""
    bodies: list = field(default_factory=list)
    statuses: list = field(default_factory=lambda: Status.choices)
    chosen: dict = field(default_factory=dict)
    columns: list = field(default_factory=lambda: COLUMNS)


def page_of_meetings(user, query, size=PAGE):
    """Keyset paging on the date and the key: ``after`` is "2026-10-14,42"; undated meetings come first."""
    meetings, chosen = filtered_meetings(user, query)
    if after := _after(query.get("after", "")):
        meetings = meetings.filter(_beyond(*after))
    rows = list(meetings[: size + 1])
    following = ""
    if len(rows) > size:
        rows = rows[:size]
        following = f"{(rows[-1].held_on or UNDATED).isoformat()},{rows[-1].pk}"
    return MeetingPage(rows, following, bodies=_bodies(user), chosen=chosen)


def filtered_meetings(user, query):
    """What the filters leave of the meetings this person may see, newest first, and the filters that are on."""
    meetings = Meeting.objects.visible_to(user).select_related("body", "partnership")
    chosen = {name: query.get(name, "") for name in ("body", "status", "year")}
    if chosen["body"]:
        meetings = meetings.filter(body__slug=chosen["body"])
    if chosen["status"] in Status.values:
        meetings = meetings.filter(status=chosen["status"])
    if chosen["year"].isdecimal() and len(chosen["year"]) == 4 and int(chosen["year"]):
        meetings = meetings.filter(held_on__year=int(chosen["year"]))
    return meetings.order_by(F("held_on").desc(nulls_first=True), "-pk"), chosen


def line_of(meeting):
    """A meeting as a line of the downloaded list (`HEADINGS`)."""
    return (
        meeting.reference, meeting.title, str(meeting.body or ""), meeting.held_on, meeting.venue,
        meeting.get_status_display(),
    )  # fmt: skip


def _after(text):
    day, _, pk = text.partition(",")
    try:
        return (dt.date.fromisoformat(day), int(pk)) if len(pk) <= LONGEST_KEY else None
    except ValueError:
        return None


def _beyond(day, pk):
    """Those that follow in the list; the day is asked for twice because the index by date answers only the first."""
    if day == UNDATED:
        return Q(held_on__isnull=True, pk__lt=pk) | Q(held_on__isnull=False)
    return Q(held_on__lte=day) & (Q(held_on__lt=day) | Q(pk__lt=pk))


def _bodies(user):
    places = user.places
    mine = Q(pk__in=places.bodies) | Q(partnership__in=places.partnerships)
    return list(Body.objects.filter(mine).values_list("slug", "name").order_by("name"))
