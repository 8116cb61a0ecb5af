"""When e-mail goes out: on working days between 8am and 6pm, London's time."""

import datetime as dt
import logging

from django.utils import timezone

from notices import working_days

OPENS, CLOSES = dt.time(8), dt.time(18)
logger = logging.getLogger(__name__)


def is_open(at):
    at = timezone.localtime(at)
    return _works(at.date()) and OPENS <= at.time() < CLOSES


def next_opening(at):
    """The instant itself where e-mail goes out then, else the next 8am of a working day."""
    return at if is_open(at) else _morning(timezone.localtime(at))


def next_morning(at):
    """The next 8am of a working day: when a digest goes out."""
    return _morning(timezone.localtime(at))


def _morning(at):
    day = at.date() if at.time() < OPENS else at.date() + working_days.DAY
    while not _works(day):
        day += working_days.DAY
    return timezone.make_aware(dt.datetime.combine(day, OPENS), at.tzinfo)


def _works(day):
    """A reminder that goes out on an unknown bank holiday does no harm: beyond the calendar, weekdays do."""
    try:
        return working_days.is_working_day(day)
    except working_days.BeyondCalendar:
        logger.warning("The bank holidays of %s are not known; update the portal.", day.year)
        return day.weekday() < 5
