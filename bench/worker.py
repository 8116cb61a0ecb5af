"""The worker of the drill: the portal's own, with a clock of its own on which a minute takes a second.

So the hours in which e-mail goes out, and the ten minutes for which a claim holds, pass in reasonable time.
"""

import datetime as dt
import os
import time
from zoneinfo import ZoneInfo

from celery import shared_task

from config.celery import app

DAY = dt.date(2026, 11, 23)  # a working Monday
OPENS = dt.datetime(2026, 11, 23, 8, 0, 30, tzinfo=ZoneInfo("Europe/London"))
FASTER = 60

__all__ = ["app"]


def now() -> dt.datetime:
    return OPENS + dt.timedelta(seconds=(time.time() - float(os.environ["BENCH_START"])) * FASTER)


@shared_task(name="bench.remind")
def remind():
    from actions.reminders import remind_owners  # noqa: PLC0415 -- after setup

    remind_owners(DAY)


@shared_task(name="bench.send")
def send():
    from notices.services import send_due  # noqa: PLC0415 -- after setup

    send_due(now=now(), limit=50)
