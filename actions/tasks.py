from celery import shared_task

from actions import reminders
from audit.clock import today


@shared_task(name="actions.remind_owners")
def remind_owners():
    reminders.remind_owners(today())
