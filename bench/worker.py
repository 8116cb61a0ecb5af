"""The worker of the drill: the portal's own, with a clock of its own on which a minute takes a second.

So the hours in which e-mail goes out, and the ten minutes for which a claim holds, pass in reasonable time.
"""

import datetime as dt
import os
import time
from zoneinfo import ZoneInfo

from celery import shared_task

from audit import clock

DAY = dt.date(2026, 11, 23)  # a working Monday
OPENS = dt.datetime(2026, 11, 23, 8, 0, 30, tzinfo=ZoneInfo("Europe/London"))
FASTER = 60


def now() -> dt.datetime:
    return OPENS + dt.timedelta(seconds=(time.time() - float(os.environ["BENCH_START"])) * FASTER)


if "BENCH_START" in os.environ:  # in the worker, not where the drill puts tasks in its queue
    clock.now = (
        now  # before whatever takes the name from there: a notice is to be sent on the worker's own day
    )

from config.celery import app  # noqa: E402

__all__ = ["app"]


@shared_task(name="bench.remind")
def remind():
    from actions.reminders import remind_owners  # noqa: PLC0415 -- after setup

    remind_owners(DAY)


@shared_task(name="bench.send")
def send():
    from notices.services import send_due  # noqa: PLC0415 -- after setup

    send_due(now=now(), limit=50)
