"""What of a meeting is said again until it is done: minutes that wait for the chair, conditions still open (E2).

A notice is claimed by its meeting, trigger and day, so the job may run as often as it likes.
"""

import datetime as dt

from actions.reminders import reminder
from audit.clock import local_day
from design.addresses import url
from design.filters import date as date_in_words
from meetings.hearing import chairs_of, members_of, officers_of
from meetings.lifecycle import FROZEN
from meetings.models import Condition, Meeting
from meetings.reports.timetable import timetable_of
from notices.services import notify
from partnership.models import User

NOTICE = dt.timedelta(days=5)


def remind(on):
    remind_chairs(on)
    remind_of_conditions(on)
    remind_of_timetable(on)


def ask_chair(meeting):
    """Tell the chair and deputy chair, once the minutes go round, that they wait for approval (S001-30)."""
    if meeting.status == Meeting.Status.CIRCULATED:
        _ask(meeting, local_day(meeting.circulated_at))


def remind_chairs(on):
    """Weekly while the minutes wait."""
    waiting = Meeting.objects.filter(status=Meeting.Status.CIRCULATED, circulated_at__isnull=False)
    for meeting in waiting.order_by("pk"):
        trigger, day = reminder(local_day(meeting.circulated_at), on)
        if trigger == "late":
            _ask(meeting, day)


def _ask(meeting, day):
    notify(
        chairs_of(meeting.body_id),
        meeting,
        "minutes-waiting",
        subject=f"{meeting.reference}: minutes wait for your approval",
        line="Read the minutes and approve them, or return them to the officer and say what should be changed.",
        path=url("meetings:minutes", meeting.reference),
        about_on=day,
    )


def remind_of_timetable(on):
    """To every member with an account, five days before items and papers are due (S003-10)."""
    for meeting in Meeting.objects.upcoming(on).select_related("body"):
        for step in timetable_of(meeting):
            if step.on - NOTICE <= on <= step.on:
                notify(
                    members_of(meeting.body_id),
                    meeting,
                    step.key,
                    subject=f"{meeting.reference}: {step.label.lower()} {date_in_words(step.on)}",
                    line="The agenda as it stands is in the portal.",
                    path=url("meetings:agenda", meeting.reference),
                    about_on=step.on,
                )


def remind_of_conditions(on):
    """The owner of a condition and the officers: seven days before, on the day, weekly while it is late (S001-140).

    A condition without a day is asked after each week from the meeting on.
    """
    open_ones = Condition.objects.filter(
        discharged_on=None, resolution__item__meeting__status__in=FROZEN
    ).select_related("resolution__item__meeting__partnership", "owner")
    for condition in open_ones.order_by("pk").iterator(chunk_size=500):
        meeting = condition.resolution.item.meeting
        trigger, day = reminder(_counted_from(condition, meeting), on)
        if trigger and not (condition.due_on is None and trigger != "late"):
            _remind(condition, meeting, trigger, day, on)


def _counted_from(condition, meeting):
    return condition.due_on or meeting.held_on


def _remind(condition, meeting, trigger, day, on):
    notify(
        _hearers(condition, meeting),
        meeting,
        f"condition-{trigger}",
        subject=f"{meeting.reference}: {_due_in_words(condition.due_on, on)}",
        line="A decision was agreed subject to it. Say in the portal how it was met, or how it stands.",
        path=url("meetings:decisions", meeting.reference),
        about_on=day,
    )


def _hearers(condition, meeting):
    """The owner and the officers; of a restricted item the officers alone, who run the meeting."""
    officers = officers_of(meeting)
    if condition.owner_id is None or condition.resolution.item.is_restricted:
        return officers
    return officers | User.objects.filter(is_active=True, person=condition.owner_id)


def _due_in_words(due_on, on):
    if due_on is None:
        return "a condition is still open"
    return f"a condition {'was' if due_on < on else 'is'} due on {date_in_words(due_on)}"
