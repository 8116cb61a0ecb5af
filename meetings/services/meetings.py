import datetime as dt

from django.core.exceptions import PermissionDenied
from django.db import transaction

from design.filters import date as date_in_words
from design.filters import lower_initial
from meetings.lifecycle import FROZEN
from meetings.models import AgendaItem, Meeting
from meetings.services.attendance import fill_attendance
from partnership.models import Body
from records import search
from records.lifecycle import MoveRefused, locked
from records.models import Record
from records.services import change_record, create_record
from records.writing import keep

CHANGEABLE = ("held_on", "starts_at", "ends_at", "venue", "joining", "future_dates", "previous")


@transaction.atomic
def schedule_meeting(body, *, by, held_on=None, with_standing_items=True, **details):
    """Call a meeting of a body: standing items on its agenda, its members in the attendance list.

    The first item names the meeting whose minutes it takes (S001-28).
    """
    previous = last_before(body, held_on)
    meeting = Meeting(
        title=title_of(body, held_on, is_briefing=bool(details.get("briefing_after"))),
        partnership=body.partnership,
        body=body,
        audience=Record.Audience.BODY,
        held_on=held_on,
        previous=previous,
        **details,
    )
    if not by.has_perm("meetings.add_meeting", meeting):
        raise PermissionDenied(
            f"Only officers of {body.partnership} and those who draft for {body} call a meeting."
        )
    clean(meeting)
    if with_standing_items:
        _refuse_closed(body, held_on)
        _refuse_a_second(meeting)
    create_record(meeting, by=by)
    if with_standing_items:
        add_standing_items(meeting, by=by)
        fill_attendance(meeting, by=by)
    search.index(meeting)
    return meeting


def _refuse_closed(body, held_on):
    """Minutes of meetings that it held before are still imported."""
    if body.status != Body.Status.CLOSED:
        return
    if held_on is None or body.status_since is None or held_on > body.status_since:
        raise MoveRefused(f"{body} is closed, and meets no more. Choose the body that meets in its place.")


def _refuse_a_second(meeting):
    """A body meets once at one time: a form sent again, by the back button or by two officers, calls no other."""
    Body.objects.select_for_update().get(pk=meeting.body_id)
    same = Meeting.objects.of_body(meeting.body).exclude(status=Meeting.Status.CANCELLED)
    same = same.filter(
        held_on=meeting.held_on, starts_at=meeting.starts_at, briefing_after=meeting.briefing_after_id
    )
    if meeting.held_on and meeting.starts_at and (called := same.first()):
        raise MoveRefused(
            f"{called.reference} is called for the same day and time. Open it, or enter another day or time."
        )


def title_of(body, held_on, *, is_briefing=False):
    name = f"Briefing after the {lower_initial(str(body))}" if is_briefing else body
    return f"{name}, {date_in_words(held_on) if held_on else 'date to be entered'}"


def last_before(body, day):
    """The last that the body held: a briefing after one is none of its own."""
    meetings = Meeting.objects.of_body(body).exclude(status=Meeting.Status.CANCELLED)
    meetings = meetings.filter(held_on__isnull=False, briefing_after=None)
    if day:
        meetings = meetings.filter(held_on__lt=day)
    return meetings.order_by("-held_on", "-pk").first()


def add_standing_items(meeting, *, by):
    previous = meeting.previous
    when = f" of {date_in_words(previous.held_on)}" if previous else " of the last meeting"
    titles = [(f"Minutes{when} and matters arising", AgendaItem.Standing.MINUTES)]
    if meeting.body.terms.filter(status="agreed").first() is None:
        titles.append(("Terms of reference", ""))  # a body without agreed terms takes them first (S004-60)
    titles.append(("Any other business", AgendaItem.Standing.OTHER_BUSINESS))
    for number, (title, standing) in enumerate(titles, start=1):
        item = AgendaItem(meeting=meeting, number=number, title=title, standing=standing)
        keep(item, by=by)


@transaction.atomic
def change_meeting(meeting, changes, *, by, reason="", version=None):
    meeting = locked(meeting)
    if not by.has_perm("meetings.change_meeting", meeting):
        raise PermissionDenied("Only officers and those who draft for this body change a meeting.")
    if meeting.status in FROZEN and changes.get("held_on", meeting.held_on) != meeting.held_on:
        raise MoveRefused(
            "The minutes are approved, so the date stays. Correct it by a correction to the minutes."
        )
    wanted = {name: value for name, value in changes.items() if name in CHANGEABLE}
    wanted["title"] = title_of(
        meeting.body, wanted.get("held_on", meeting.held_on), is_briefing=bool(meeting.briefing_after_id)
    )
    clean(Meeting(**{name: wanted.get(name, getattr(meeting, name)) for name in CHANGEABLE}))
    return change_record(meeting, wanted, by=by, reason=reason, version=version)


def clean(meeting):
    found = []
    if meeting.starts_at and meeting.ends_at and meeting.ends_at <= meeting.starts_at:
        found.append("The meeting cannot end before it starts. Change one of the two times.")
    if meeting.held_on and not dt.date(1998, 1, 1) <= meeting.held_on <= dt.date(2100, 1, 1):
        found.append("Enter a date from 1998, when partnerships were made by law, to 2100.")
    if found:
        raise MoveRefused(*found)
