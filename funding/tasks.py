from celery import shared_task

from audit.clock import today
from funding import reminders


@shared_task(name="funding.remind")
def remind():
    reminders.remind(today())
