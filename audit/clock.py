"""The portal's clock: London's day, which a test or demonstration instance can set (``PORTAL_TODAY``)."""

import datetime as dt

from django.conf import settings
from django.utils import timezone


def today():
    if settings.PORTAL_TODAY:
        return dt.date.fromisoformat(settings.PORTAL_TODAY)
    return dt.datetime.now(timezone.get_default_timezone()).date()


def local_day(instant):
    """London's day of an instant, or None: the database gives UTC, in which a summer's night is still yesterday."""
    return instant and timezone.localdate(instant)


def now():
    """The instant: the set day at the real time of day, or simply now."""
    real = timezone.localtime()
    if not settings.PORTAL_TODAY:
        return real
    day = today()
    return real.replace(year=day.year, month=day.month, day=day.day)
