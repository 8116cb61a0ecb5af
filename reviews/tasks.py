from celery import shared_task

from audit.clock import today
from reviews import reminders


@shared_task(name="reviews.remind")
def remind():
    reminders.remind(today())
