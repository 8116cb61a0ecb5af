"""A person's calendar as iCalendar (RFC 5545): meetings of their bodies, and the days their actions are due.

Title, time, place and a link, and nothing of the content; of a restricted record the reference alone. The UID of
an entry never changes and its SEQUENCE counts up with each version, so that calendars follow changes.
"""

import datetime as dt

from django.conf import settings
from django.db.models import Count, OuterRef, Q, Subquery
from django.db.models.functions import Coalesce
from django.utils import timezone

from actions.models import Action
from meetings.lifecycle import Status
from meetings.models import Attendance, Meeting

LENGTH = dt.timedelta(hours=2)  # of a meeting whose end nobody has said
BACK = dt.timedelta(days=90)


def calendar_of(user, day):
    from icalendar import Calendar

    calendar = Calendar()
    calendar.add("prodid", "-//Partnership Portal//Calendar//EN")
    calendar.add("version", "2.0")
    calendar.add("method", "PUBLISH")
    calendar.add("name", f"{settings.PORTAL_NAME}: {user}")
    calendar.add("x-wr-calname", f"{settings.PORTAL_NAME}: {user}")
    calendar.add("refresh-interval", dt.timedelta(hours=1), parameters={"value": "DURATION"})
    for meeting in _meetings(user, day):
        calendar.add_component(_meeting(meeting))
    for action in _actions(user):
        calendar.add_component(_action(action))
    return calendar.to_ical()


def _meetings(user, day):
    invited = Attendance.objects.filter(person=user.person_id).values("meeting")
    mine = Q(body__in=user.places.bodies) | Q(briefing_after__isnull=False, pk__in=invited)
    mine = Meeting.objects.visible_to(user).filter(mine, held_on__gte=day - BACK)
    return _numbered(mine).order_by("held_on", "pk")


def _actions(user):
    mine = Action.objects.visible_to(user).open().owned_by(user.person_id).filter(due_on__isnull=False)
    return _numbered(mine).order_by("due_on", "pk")


def _numbered(records):
    versions = records.model.history.model.objects.filter(record_ptr_id=OuterRef("pk")).order_by()
    count = versions.values("record_ptr_id").annotate(count=Count("pk")).values("count")
    return records.annotate(versions=Coalesce(Subquery(count), 1))


def _entry(record):
    from icalendar import Event

    entry = Event()
    entry.add("uid", f"{record.reference}@{settings.PORTAL_URL.partition('//')[2].partition(':')[0]}")
    entry.add("sequence", record.versions - 1)
    entry.add("dtstamp", record.updated_at)
    entry.add("last-modified", record.updated_at)
    entry.add("summary", record.reference if record.is_restricted else record.title)
    entry.add("url", f"{settings.PORTAL_URL}{record.get_absolute_url()}")
    return entry


def _meeting(meeting):
    entry = _entry(meeting)
    entry.add("status", "CANCELLED" if meeting.status == Status.CANCELLED else "CONFIRMED")
    if meeting.venue and not meeting.is_restricted:
        entry.add("location", meeting.venue)
    if meeting.starts_at is None:
        entry.add("dtstart", meeting.held_on)
        entry.add("dtend", meeting.held_on + dt.timedelta(days=1))
        return entry
    starts = _instant(meeting.held_on, meeting.starts_at)
    ends = _instant(meeting.held_on, meeting.ends_at) if meeting.ends_at else starts + LENGTH
    entry.add("dtstart", starts)
    entry.add("dtend", ends)
    return entry


def _action(action):
    entry = _entry(action)
    entry.add("status", "CONFIRMED")
    entry.add("transp", "TRANSPARENT")
    entry["summary"] = f"Due: {entry['summary']}"
    entry.add("dtstart", action.due_on)
    entry.add("dtend", action.due_on + dt.timedelta(days=1))
    return entry


def _instant(day, time):
    """In UTC: every calendar reads it right, summer or winter."""
    return timezone.make_aware(dt.datetime.combine(day, time)).astimezone(dt.UTC)
