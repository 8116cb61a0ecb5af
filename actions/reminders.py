"""When something that is due is to be said again: seven days before, on the day, weekly while it is late (S001-84).

A notice is claimed by its record, trigger and day, so the job may run as often as it likes. What an outage
missed is said when the portal is back, if that is within three days.
"""

import datetime as dt

from actions.hearing import owners_of
from actions.models import Action
from audit.clock import local_day
from design.filters import date as date_in_words
from notices.models import Notice
from notices.services import notify

DAYS_BEFORE, WEEK = 7, 7
CATCH_UP = 3  # days


def remind_owners(on):
    """Remind each owner of each open action that has a reminder due. Returns how many actions had one."""
    done = 0
    due = Action.objects.open().filter(due_on__lte=on + dt.timedelta(days=DAYS_BEFORE)).order_by("pk")
    for action in due.iterator(chunk_size=500):
        trigger, day = reminder(action.due_on, on, since=local_day(action.created_at))
        if trigger and not _is_said(action, trigger, day):
            done += 1
            _remind(action, trigger, day, on)
    return done


def _is_said(action, trigger, day):
    """All its owners are told in one write, so a notice to one says that it was done."""
    return Notice.objects.filter(record=action.pk, trigger=f"action-{trigger}", about_on=day).exists()


def reminder(due_on, on, *, since=dt.date.min):
    """The trigger that falls on the day or shortly before it, and its own day; ("", None) where none does."""
    late = (on - due_on).days
    if late < 0:
        trigger, day = "due-soon", due_on - dt.timedelta(days=DAYS_BEFORE)
    elif late < WEEK:
        trigger, day = "due", due_on
    else:
        trigger, day = "late", on - dt.timedelta(days=late % WEEK)
    return (trigger, day) if day >= since and 0 <= (on - day).days <= CATCH_UP else ("", None)


def _remind(action, trigger, day, on):
    was = "was" if action.due_on < on else "is"
    notify(
        owners_of(action),
        action,
        f"action-{trigger}",
        subject=f"{action.reference} {was} due on {date_in_words(action.due_on)}",
        line="You are an owner of this action. Say in the portal how it stands.",
        about_on=day,
    )
