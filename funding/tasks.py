from celery import shared_task

from audit.clock import today
from funding import reminders
from funding.services import calls


@shared_task(name="funding.remind")
def remind():
    reminders.remind(today())


@shared_task(name="funding.close_calls")
def close_calls():
    calls.close_past()
