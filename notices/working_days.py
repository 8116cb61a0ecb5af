"""Working days in England: Monday to Friday but for bank holidays, from the calendar that comes with the portal.

The calendar ends (``LAST_KNOWN``). Beyond it nothing is guessed: a day out of range is refused in words, for a
wrong date of notice would make a meeting unlawful.
"""

import datetime as dt
from functools import lru_cache

from govuk_bank_holidays.bank_holidays import BankHolidays

ENGLAND = BankHolidays.ENGLAND_AND_WALES
DAY = dt.timedelta(days=1)


class BeyondCalendar(ValueError):
    """The bank holidays of that year are not known to this version of the portal."""


@lru_cache(1)
def calendar():
    """The bank holidays bundled with the library; nothing is fetched."""
    return frozenset(day["date"] for day in BankHolidays(use_cached_holidays=True).get_holidays(ENGLAND))


def known():
    """The first and the last day for which the calendar answers, whole years."""
    days = calendar()
    return dt.date(min(days).year, 1, 1), dt.date(max(days).year, 12, 31)


def is_working_day(day):
    first, last = known()
    if not first <= day <= last:
        raise BeyondCalendar(
            f"Bank holidays are known from {first.year} to {last.year} only. "
            "Choose a day in those years, or ask your administrator to update the portal."
        )
    return day.weekday() < 5 and day not in calendar()


def add_working_days(day, count):
    """The working day that lies ``count`` of them after the day, or before it where ``count`` is negative."""
    step = DAY if count > 0 else -DAY
    for _ in range(abs(count)):
        day += step
        while not is_working_day(day):
            day += step
    return day


def clear_working_days_before(day, count):
    """The last working day on which papers may be out, so that ``count`` clear days lie between it and the meeting.

    Neither the day of issue nor that of the meeting counts (Local Government Act 1972, sections 100B and
    100E): five clear days before Wednesday 14 October 2026 is Tuesday 6 October.
    """
    return add_working_days(day, -(count + 1))
