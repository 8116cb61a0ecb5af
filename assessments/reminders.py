"""What is said again: what agencies were asked for, before its day and after it, to them and to who needs it."""

import datetime as dt

from actions.reminders import DAYS_BEFORE, reminder
from assessments.hearing import asked_of, askers_of
from assessments.models import Ask
from design.filters import date as date_in_words
from notices.services import notify


def remind(on):
    """Each reminder is claimed by record, trigger and day, so this may run as often as it likes."""
    _of_asks(on)


def _soon(on):
    return on + dt.timedelta(days=DAYS_BEFORE)


def _of_asks(on):
    """S001-99, S004-57"""
    due = Ask.objects.open().filter(due_on__lte=_soon(on)).select_related("agency")
    for ask in due.order_by("pk").iterator(500):
        trigger, day = reminder(ask.due_on, on, since=ask.asked_on)
        if not trigger:
            continue
        is_late = ask.due_on < on
        subject = f"{ask.reference} {'was' if is_late else 'is'} due on {date_in_words(ask.due_on)}"
        notify(
            asked_of(ask),
            ask,
            f"ask-{trigger}",
            subject=subject,
            line=f"Answer it: {ask.title}",
            about_on=day,
        )
        if is_late:
            line = f"{ask.agency} has not answered: {ask.title}"
            notify(askers_of(ask), ask, f"ask-chase-{trigger}", subject=subject, line=line, about_on=day)
